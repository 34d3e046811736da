"""The built files: equal to what is committed, sound for Excel as far as that can be known without it."""

import io
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import olefile
import openpyxl
import pytest

from addin.products_here import (
    ADDIN,
    PRODUCTS,
    PROJECT,
    SAMPLE,
    builder,
    code_names,
    expected_modules,
    package_of,
)
from jama_checksheet.addin import sources
from jama_checksheet.addin.products import SETTINGS_SHEET
from jama_checksheet.addin.vba_project import SheetModule, build_project
from jama_checksheet.sample.repeatable import read_parts
from jama_checksheet.workbook.edit.macros_xml import MACRO_BOOK
from jama_checksheet.workbook.invariants import check_package

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of the parser library that oletools uses
    from oletools.olevba import VBA_Parser

OURS = (*sources.OWN_MODULES, *sources.FUNCTION_MODULES, "ThisWorkbook")
both = pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.suffix)


def test_a_new_build_gives_the_committed_parts():
    for path, data in builder().built().items():
        assert read_parts(data) == read_parts(path.read_bytes()), path.name


def test_two_builds_of_a_project_give_the_same_bytes():
    parts = (
        "ThisWorkbook",
        [SheetModule("Sheet1"), SheetModule("Chart2", "chartsheet")],
        sources.own_modules(),
    )

    assert build_project(*parts) == build_project(*parts)


@both
def test_content_types_and_relationships(product):
    package = package_of(product)
    kind = {".xlam": "addin", ".xlsm": "sheet"}[product.suffix]

    assert package.content_type("xl/workbook.xml") == f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml"
    assert f'PartName="/{PROJECT}"' in package.read("[Content_Types].xml").decode()
    assert [r.target for r in package.relations("xl/workbook.xml") if r.kind == "vbaProject"] == [PROJECT]


@both
def test_document_modules_carry_the_code_names(product):
    with olefile.OleFileIO(package_of(product).read(PROJECT)) as project:
        listed = re.findall(rb"^Document=(\w+)/", project.openstream("PROJECT").read(), re.MULTILINE)

    assert sorted(name.decode() for name in listed) == sorted(code_names(product))


@both
def test_another_reader_finds_every_source_as_it_was_written(product):
    found = {}
    parser = VBA_Parser(str(product))
    for _, stream, _, code in parser.extract_macros():
        found[stream.rpartition("/")[2]] = code
    parser.close()
    wanted = expected_modules(product)

    assert set(found) == set(wanted) | set(code_names(product))
    for name, module in wanted.items():
        if module.is_class:  # the preamble of an exported class file does not belong into a project
            assert found[name].splitlines()[-200:] == module.source.splitlines()[-200:]
        else:
            assert found[name].splitlines() == module.source.splitlines()


@both
def test_a_static_analyser_finds_nothing_in_our_modules(product):
    only = [word for name in OURS for word in ("--only", name)]
    done = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", str(product), *only],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_a_second_analyser_finds_nothing_in_our_modules(tmp_path):
    folder = tmp_path / "vba"
    folder.mkdir()
    for module in expected_modules(SAMPLE).values():
        ending = ".cls" if module.is_class else ".bas"
        (folder / f"{module.name}{ending}").write_text(module.source, encoding="ascii", newline="")
    program = shutil.which("vbalidator", path=str(Path(sys.executable).parent))
    command = [program, str(folder), "--host", "excel"]
    command += ["--define", "VBA7=True,Win64=True", "--output", str(tmp_path / "report.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if re.match(r"\S+\.(bas|cls):\d+: ", line)]

    assert "Files scanned" in done.stdout, done.stderr
    assert [line for line in lines if not line.startswith(("xlwings.bas", "Dictionary.cls"))] == []


@both
def test_schemas_and_invariants(product):
    done = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(product)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert check_package(package_of(product)) == []


def opened(product):
    """openpyxl takes no add-in, so that one is called an ordinary book for it."""
    package = package_of(product)
    package.put("xl/workbook.xml", package.read("xl/workbook.xml"), MACRO_BOOK)
    return openpyxl.load_workbook(io.BytesIO(package.to_bytes()))


def settings(product):
    sheet = opened(product)[SETTINGS_SHEET]
    return dict(sheet.iter_rows(values_only=True, max_col=2))


@both
def test_the_settings_let_python_be_found_from_a_clone_and_from_a_wheel(product):
    found = settings(product)

    # In a clone the folder python/ beside the book; elsewhere the installed package, so nothing may hide the user's settings.
    assert 'CELL("filename",A1)' in found["PYTHONPATH"]
    assert '"python"' in found["PYTHONPATH"]
    assert found["ADD_WORKBOOK_TO_PYTHONPATH"] == "false"
    assert found["UDF MODULES"] == "jama_checksheet.udf"
    assert not any(key.upper().startswith("INTERPRETER") for key in found)
    assert "LICENSE_KEY" not in found
    assert None not in found.values()


def test_the_fast_mode_is_off_in_the_sample_and_left_to_the_user_in_the_add_in():
    assert settings(SAMPLE)["USE UDF SERVER"] is False
    assert "USE UDF SERVER" not in settings(ADDIN)


def test_the_sample_is_the_check_sheet_and_carries_the_mark_for_the_add_in():
    book = opened(SAMPLE)

    assert "チェックシート" in book.sheetnames
    assert book[SETTINGS_SHEET].sheet_state == "hidden"
    assert "jama_ribbon" in book.defined_names


@both
def test_no_sheet_holds_python(product):
    assert not [name for name in opened(product).sheetnames if name.endswith(".py")]
