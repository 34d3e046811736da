"""What RunPython puts on a command line: the package is found beside the workbook, and where it is installed."""

import os
import subprocess
import sys

import pytest

from addin.products_here import ROOT

MARK = "from the folder beside the workbook"


def run_as_excel_does(folder, workbook):
    """xlwings' own command with the settings of our sheet: ADD_WORKBOOK_TO_PYTHONPATH false, PYTHONPATH the folder python."""
    paths = ";".join(["false", str(workbook), str(workbook), "", "", "", str(folder / "python")])
    command = (
        f"import xlwings.utils;xlwings.utils.prepare_sys_path({paths!r}); "
        "import jama_checksheet.ribbon as ribbon; print(ribbon.__doc__)"
    )
    # The package as it would be installed: on the path, behind what RunPython puts before it.
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    return subprocess.run(
        [sys.executable, "-B", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "自己評価 2025"


def test_a_clone_finds_its_own_package_before_an_installed_one(folder):
    package = folder / "python" / "jama_checksheet"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "ribbon.py").write_text(f'"""{MARK}"""', encoding="utf-8")

    done = run_as_excel_does(folder, folder / "jama_checksheet.xlsm")

    assert done.stdout.strip() == MARK, done.stderr


def test_elsewhere_the_installed_package_serves(folder):
    folder.mkdir()

    done = run_as_excel_does(folder, folder / "チェックシート.xlsm")

    assert done.returncode == 0, done.stderr
    assert "ribbon's buttons" in done.stdout


def test_modules_in_the_folder_of_the_open_book_are_not_taken(folder):
    folder.mkdir()
    (folder / "jama_checksheet.py").write_text("raise SystemExit('taken from a download folder')")

    done = run_as_excel_does(folder.parent, folder / "チェックシート.xlsm")

    assert "taken from" not in done.stderr
    assert done.returncode == 0, done.stderr
