"""Every shape of check sheet that we know takes a plan of ours without harm; only what the plan names differs in its sheet."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import (
    Change,
    ExtendFilter,
    MarkAsOurs,
    MarkCells,
    PutSheet,
    SetColumn,
    SetList,
    WriteBlock,
)
from jama_checksheet.workbook.style import CellStyle
from shapes.builders import FACTS, SHAPES
from workbook.applied import applied, changed, difference, parts
from workbook.audit import audit
from workbook.plans import ONE_EACH, OWN, own_sheet
from workbook.rich.build import rich_book


def plan_for(name: str) -> tuple[Change, ...]:
    """What `check` does, in small: our columns far right, a list, a mark, a sheet, a note, and one answer."""
    facts = FACTS[name]
    sheet, right = facts.sheet, 40
    evidence = column_index_from_string(facts.columns["evidence"])
    rows = facts.last_row - facts.first_row + 1
    sheets = own_sheet()
    cells = {place: cell for place, cell in sheets.cells.items() if not cell.formula and not cell.link}
    return (
        WriteBlock(sheet, facts.first_row, evidence, (("規程を2024年に策定しました",),)),
        WriteBlock(
            sheet,
            facts.first_row,
            right,
            tuple((f"確認 {row}",) for row in range(rows)),
            CellStyle(number_format="@"),
        ),
        SetList(sheet, (f"AN{facts.first_row}:AN{facts.last_row}",), ("確認済み",), strict=False),
        MarkCells(sheet, f"{facts.columns['score']}{facts.first_row}", "TRUE", "FFE8B3", "社内用_試験"),
        SetColumn(sheet, right, 30),
        ExtendFilter(sheet, right),
        MarkAsOurs({"columns": sheet}),
        PutSheet(type(sheets)(OWN, cells, charts=sheets.charts, formats=sheets.formats)),
    )


@pytest.mark.parametrize("name", SHAPES)
def test_a_plan_on_every_shape(name: str):
    before, facts = SHAPES[name](), FACTS[name]
    after = applied(before, *plan_for(name))

    assert check_package(Package.from_bytes(after)) == check_package(Package.from_bytes(before)) == []
    sheet = openpyxl.load_workbook(io.BytesIO(after))[facts.sheet]
    assert sheet[f"{facts.columns['evidence']}{facts.first_row}"].value == "規程を2024年に策定しました"
    assert sheet.cell(facts.last_row, 40).value == f"確認 {facts.last_row - facts.first_row}"
    touched = Package.from_bytes(before).sheet_parts()[facts.sheet]
    sheets = {
        part for part in changed(before, after) if part.startswith("xl/worksheets/") and part in parts(before)
    }
    assert sheets == {touched}
    assert changed(after, applied(after, *plan_for(name))) == set()


CONCERNED: dict[str, str] = {
    "write": r"/sheetData/row\[[678]\]/c\[[MN][678]\]",
    "write ours": r"/sheetData/row\[[567]\](/c\[[OP][567]\]|$)|^/worksheet/dimension$",
    "list": r"/dataValidations",
    "list from cells": r"/dataValidations",
    "mark": r"/conditionalFormatting(/cfRule(/formula)?)?$",
    "column": r"/cols/col$",
    "filter": r"/autoFilter$",
}
"""The only elements of the sheet that an operation may change, add or take away."""


@pytest.mark.parametrize("name", CONCERNED)
def test_in_the_sheet_only_the_concerned_elements_differ(name: str):
    gone, come = difference(rich_book(), applied(rich_book(), *ONE_EACH[name]), "xl/worksheets/sheet1.xml")

    assert come
    for line in (*gone, *come):
        assert re.search(CONCERNED[name], line.split(" ", 1)[0]), line


def test_the_schema_check_finds_nothing_in_the_sample(tmp_path: Path):
    file = tmp_path / "sample.xlsx"
    file.write_bytes(SHAPES["sample"]())
    assert audit(file) == (0, [])

    file.write_bytes(applied(SHAPES["sample"](), *plan_for("sample")))

    assert audit(file) == (0, [])
