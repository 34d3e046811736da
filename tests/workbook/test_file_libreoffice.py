"""LibreOffice opens what we wrote, and what it saves over our file we still know."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import Convert
from jama_checksheet.workbook.edit.notes_xml import notes_part
from jama_checksheet.workbook.edit.own_sheets import is_ours
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from workbook.applied import applied, changed
from workbook.plans import EVERYTHING, OWN
from workbook.rich.base import SHEET
from workbook.rich.build import rich_book
from workbook.tiny import BOOK, q, root

pytestmark = pytest.mark.libreoffice

FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML"}


@pytest.fixture(params=["xlsx", "xlsm"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The rich book after a plan of every operation."""
    path = tmp_path / f"after.{request.param}"
    path.write_bytes(applied(rich_book(with_macros=request.param == "xlsm"), *EVERYTHING))
    return path


def test_it_reads_our_values(soffice: Convert, file: Path):
    with soffice(file, "csv:Text - txt - csv (StarCalc):44,34,76").open(
        encoding="utf-8", newline=""
    ) as lines:
        rows = list(csv.reader(lines))

    assert rows[5][12:16] == ["対策中(1点)", "=1+1", "○", "2026/3/31"]
    assert rows[6][13] == "2027年3月までに策定予定です"
    assert rows[7][12:14] == ["未実施(0点)", ""]
    assert rows[4][14:16] == ["確認", "期限"]


def test_a_file_that_it_saved_is_still_ours(soffice: Convert, file: Path):
    saved = soffice(file, FILTERS[file.suffix[1:]]).read_bytes()

    package = Package.from_bytes(saved)
    assert is_ours(package, OWN)
    assert '{"a": "行1\\n"}' in "".join(package.xml(notes_part(package)).itertext())


def test_a_further_run_replaces_only_ours(soffice: Convert, file: Path):
    saved = soffice(file, FILTERS[file.suffix[1:]]).read_bytes()
    findings = check_package(Package.from_bytes(saved))

    again = applied(saved, *EVERYTHING)

    sheet = root(again, Package.from_bytes(again).sheet_parts()[SHEET])
    marks = [node for node in sheet.iter(q("formula")) if "社内用_確認" in (node.text or "")]
    assert len(marks) == 1
    tabs = [node.get("name") for node in root(again, BOOK).iter(q("sheet"))]
    assert tabs == [node.get("name") for node in root(saved, BOOK).iter(q("sheet"))]
    notes = [r.kind for r in Package.from_bytes(again).relations(BOOK) if r.kind == "customXml"]
    assert notes == ["customXml"]
    assert check_package(Package.from_bytes(again)) == findings
    assert changed(again, applied(again, *EVERYTHING)) == set()
