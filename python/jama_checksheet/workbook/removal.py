"""Everything of ours in a book, and the plan that takes it out. The answers stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.sheet import OWN_HEADERS, OWN_RANGE, CheckSheet
from jama_checksheet.workbook import names
from jama_checksheet.workbook.own_columns import SIGNATURES
from jama_checksheet.workbook.plan import (
    Change,
    ChangePlan,
    DefineName,
    MarkAsOurs,
    MarkCells,
    RemoveColumns,
    RemoveList,
    RemoveSheet,
    ShrinkFilter,
)
from jama_checksheet.workbook.score_list import PROMPT, PROMPT_TITLE

SETTINGS_SHEET = "xlwings.conf"
"""The settings beside the macros of our sample book: they go with the macros, not with the sheets."""
FILTER_NOTE = "filter_right"
"""The note that says how far right the sheet's filter reached before our columns came."""
TITLE = "ツールの列とシートを外す"


class Removal(NamedTuple):
    """The plan, and what it takes out, for people (「列「確認」」, 「シート「社内用_サマリー」」)."""

    plan: ChangePlan
    told: tuple[str, ...]


def removal(book: Book, sheet: CheckSheet | None) -> Removal:
    """What is ours in the book, and how it goes. `sheet` is its check sheet, None where none was recognised.

    The plan is the same for a file and for the open workbook. Macros and ribbon are not in it: a file's package loses them
    afterwards, and the open workbook when it is saved as .xlsx.
    """
    changes: list[Change] = []
    told: list[str] = []
    if sheet is not None:
        own = sheet.layout.own_columns
        changes += _in_sheet(book, sheet)
        told += [f"列「{OWN_HEADERS[key]}」" for key in sorted(own, key=own.__getitem__)]
    for name in own_sheets(book):
        changes.append(RemoveSheet(name))
        told.append(f"シート「{name}」")
    if OWN_RANGE in book.names:
        changes.append(DefineName(OWN_RANGE, ""))
    if book.notes:
        changes.append(MarkAsOurs({}))
    return Removal(ChangePlan(TITLE, tuple(changes)), tuple(told))


def own_sheets(book: Book) -> tuple[str, ...]:
    """The sheets of ours that hold results, in the order of their tabs."""
    return tuple(grid.name for grid in book.grids if is_ours(book, grid.name) and grid.name != SETTINGS_SHEET)


def is_ours(book: Book, name: str) -> bool:
    """Whether we put that sheet into the book: it carries the hidden name of our sheets."""
    return f"{name}!{names.OWN_MARK}" in book.names


def _in_sheet(book: Book, sheet: CheckSheet) -> Iterator[Change]:
    layout, name = sheet.layout, sheet.name
    first = layout.first_row
    for signature in SIGNATURES.values():
        # Without a formula the format of that signature only goes.
        yield MarkCells(name, f"A{first}", "", "", signature)
    yield RemoveList(name, layout.columns["score"], PROMPT_TITLE, PROMPT)
    own = tuple(sorted(layout.own_columns.values()))
    if not own:
        return
    yield RemoveColumns(name, own)
    reached = book.notes.get(FILTER_NOTE, "")
    yield ShrinkFilter(name, int(reached) if reached.isdigit() else min(own) - 1)
