"""Formulas that must not be torn: an array, a data table, or the formula that others share."""

from __future__ import annotations

from collections.abc import Collection

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import AnswerCellError
from jama_checksheet.workbook.edit import refs
from jama_checksheet.workbook.edit.sheet_xml import SheetXml

_REMEDY = "数式の範囲を Excel で整理してから、もう一度実行してください。"


def refuse_torn_formulas(sheet: SheetXml, area: Cells, written: Collection[tuple[int, int]]) -> None:
    """Refuse to write into a part of an array or data table, and over the master of a shared formula that others still use.

    `written` are the cells that the write touches, all of them inside `area`.
    """
    masters: dict[str, tuple[int, int]] = {}
    users: dict[str, set[tuple[int, int]]] = {}
    for row, column, formula in sheet.formulas():
        kind, ref = formula.get("t") or "normal", formula.get("ref")
        if kind == "shared":
            key = formula.get("si") or ""
            users.setdefault(key, set()).add((row, column))
            if formula.text:
                masters.setdefault(key, (row, column))
        elif kind in ("array", "dataTable") and ref:
            held = refs.parse_area(ref)
            if held.top == held.bottom and held.left == held.right:
                continue
            if refs.overlap(held, area):
                for cell in written:
                    if held.holds(*cell):
                        raise AnswerCellError(
                            f"配列数式（{ref}）の一部なので、書き換えられません。",
                            where=sheet.where(*cell),
                            remedy=_REMEDY,
                        )
    for key, master in masters.items():
        if master in written and not users[key] <= set(written):
            raise AnswerCellError(
                "ほかのセルと共有している数式の元なので、書き換えられません。",
                where=sheet.where(*master),
                remedy=_REMEDY,
            )
