"""Every action on a check sheet that holds all 39 features: all alive afterwards, schema findings no more than before."""

import json
import subprocess
import sys

import pytest

from actions.files import AS_OF, call
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.opening import open_package
from workbook.rich.build import rich_book
from workbook.rich.features import FEATURES, alive

ACTIONS = {
    "prepare": [],
    "assign": ["--owners", "OWNERS"],
    "check": AS_OF,
    "suggest": ["--apply", "all", *AS_OF],
    "summarize": AS_OF,
    "run": ["--owners", "OWNERS", *AS_OF],
}


@pytest.fixture(params=[".xlsm", ".xlsx"])
def rich(request, tmp_path):
    path = tmp_path / f"豊富{request.param}"
    path.write_bytes(rich_book(with_macros=request.param == ".xlsm"))
    return path


def schema_findings(path) -> list[tuple[str, str]]:
    """What the Open XML schemas say against the file; the exit status must tell the same."""
    command = [sys.executable, "-m", "openxml_audit", str(path), "-o", "json", "-m", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [error for report in json.loads(done.stdout) for error in report["errors"]]
    assert (done.returncode == 0) == (not errors)
    return sorted((str(error.get("part_uri")), str(error.get("description"))) for error in errors)


@pytest.mark.parametrize("action", ACTIONS)
def test_all_features_survive(action, rich, owners, tmp_path, capsys):
    out = tmp_path / f"後{rich.suffix}"
    options = [owners if option == "OWNERS" else option for option in ACTIONS[action]]

    status, result = call(capsys, action, rich, *options, "-o", out)

    assert status in (0, 1), result
    before = alive(rich.read_bytes())
    assert alive(out.read_bytes()) == before
    assert check_package(open_package(out)) == check_package(open_package(rich))


def test_the_fixture_has_all_of_them():
    assert len(FEATURES) == 39
    assert (
        alive(rich_book()) == {name for name, _ in FEATURES} if isinstance(FEATURES, tuple) else set(FEATURES)
    )


def test_no_schema_finding_is_added(rich, owners, tmp_path, capsys):
    out = tmp_path / f"後{rich.suffix}"

    call(capsys, "run", rich, "--owners", owners, "-o", out, *AS_OF)

    assert schema_findings(out) == schema_findings(rich)


def test_a_clean_file_stays_clean(sample, owners, tmp_path, capsys):
    out = tmp_path / "後.xlsx"
    call(capsys, "run", sample, "--owners", owners, "-o", out, *AS_OF)

    assert schema_findings(sample) == schema_findings(out) == []


@pytest.mark.libreoffice
def test_libreoffice_opens_the_result(rich, owners, tmp_path, capsys, soffice):
    out = tmp_path / f"後{rich.suffix}"
    call(capsys, "run", rich, "--owners", owners, "-o", out, *AS_OF)

    assert soffice(out, "pdf").stat().st_size > 10_000
