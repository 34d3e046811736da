"""Excel is asked to calculate on opening only where a stored result has become old."""

from __future__ import annotations

import pytest

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook.edit.recalculation import depends
from jama_checksheet.workbook.plan import OwnCell, OwnSheet, PutSheet, WriteBlock
from workbook.applied import applied
from workbook.tiny import BOOK, NAME, q, root, tiny

CHANGED = {"表": [Cells(2, 13, 9, 14)]}
"""M2:N9 of the sheet 表."""
MEANINGS = {"評価": "表!$M$2:$M$9", "率": "0.5", "他の範囲": "表!$A$1"}


@pytest.mark.parametrize(
    ("formula", "sheet"),
    [
        ("SUM(M2:M9)", "表"),
        ("M5", "表"),
        ("$N$9*2", "表"),
        ("COUNTIF(表!M:M,1)", "他"),
        ("COUNTIF('表'!$A$1:$Z$99,\"M2\")", "他"),
        ("SUM(5:5)", "表"),
        ("COUNTIF(評価,1)", "他"),
        ('SUM(INDIRECT("M"&2))', "他"),
        ("OFFSET(A1,1,1)", "他"),
        ("SUM(部署表[点])", "他"),
        ("SUM(知らない名前)", "他"),
        ("M2#", "表"),
    ],
)
def test_formulas_that_read_a_changed_cell(formula: str, sheet: str):
    assert depends(formula, sheet, CHANGED, MEANINGS)


@pytest.mark.parametrize(
    ("formula", "sheet"),
    [
        ("SUM(A1:L9)", "表"),
        ("SUM(M2:M9)", "他"),
        ("SUM(他!M2:M9)", "表"),
        ("M10+M1", "表"),
        ('IF(A1="M2",1.5E3,TRUE)', "表"),
        ("率*2", "他"),
        ("他の範囲", "表"),
        ("LOG10(A1)", "表"),
    ],
)
def test_formulas_that_do_not(formula: str, sheet: str):
    assert not depends(formula, sheet, CHANGED, MEANINGS)


def test_a_shared_formula_stands_for_other_cells_too():
    assert depends("L1*2", "表", CHANGED, {}, anywhere=True)
    assert not depends("他!L1*2", "表", CHANGED, {}, anywhere=True)


def asked(data: bytes) -> bool:
    node = root(data, BOOK).find(q("calcPr"))
    return node is not None and node.get("fullCalcOnLoad") == "1"


DATA = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c></row>'


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [(1, 1, 5, True), (1, 1, 1, False), (1, 4, 5, False), (1, 1, None, True), (2, 1, None, False)],
    ids=["read by B1", "the same value", "read by nobody", "emptied", "was empty"],
)
def test_only_where_needed(row: int, column: int, value: int | None, expected: bool):
    assert asked(applied(tiny(DATA), WriteBlock(NAME, row, column, ((value,),)))) is expected


def test_the_request_has_its_place_and_keeps_the_settings():
    before = tiny(DATA, names='<calcPr calcId="191029" iterate="1"/><extLst/>')
    after = applied(before, WriteBlock(NAME, 1, 1, ((7,),)))

    assert dict(root(after, BOOK).find(q("calcPr")).attrib) == {
        "calcId": "191029",
        "iterate": "1",
        "fullCalcOnLoad": "1",
    }


def test_a_sheet_of_ours_that_comes_along_has_true_results():
    content = OwnSheet("社内用_計", {(1, 1): OwnCell(14, f"{NAME}!A1*2")})
    write = WriteBlock(NAME, 1, 1, ((7,),))
    plain = tiny('<row r="1"><c r="A1"><v>1</v></c></row>')

    together = applied(plain, write, PutSheet(content))
    assert not asked(together)
    assert asked(applied(together, WriteBlock(NAME, 1, 1, ((8,),))))
