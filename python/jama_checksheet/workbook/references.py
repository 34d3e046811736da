"""References inside formulas: what a drop-down's source points at, and how a shared formula reads in another cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook.cells import AddressError, cells_at
from jama_checksheet.workbook.edit.refs import MAX_COLUMN, MAX_ROW, column_letters, column_number

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:\[\]()\s\"]+))!(.+)", re.DOTALL)
_WORD = re.compile(r"[^\W\d][\w.\\?]*")
_DEPTH = 8
"""How many defined names may stand behind one another."""

_PIECES = re.compile(
    r"""("[^"]*"|'[^']*'|\[[^\]]*\])                                       # text, sheet names, external books: left alone
    |(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])            # A1
    |(?<![\w.$])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!])        # A:A
    |(?<![\w.$])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!])              # 1:1
    """,
    re.VERBOSE,
)


class Place(NamedTuple):
    """Cells of a named worksheet."""

    sheet: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class DefinedNames:
    """The defined names of a workbook: those of the whole book, and those of single sheets (sheet -> name -> text)."""

    book: Mapping[str, str]
    by_sheet: Mapping[str, Mapping[str, str]]

    def refers_to(self, name: str, sheet: str) -> str | None:
        """What a name means in formulas of `sheet`: the sheet's own name goes before the book's; case does not matter."""
        for scope in (self.by_sheet.get(sheet, {}), self.book):
            for key, text in scope.items():
                if key.casefold() == name.casefold():
                    return text
        return None


def place_of(formula: str, sheet: str, names: DefinedNames, sheets: Sequence[str]) -> Place | None:
    """The cells that a list source means when it stands on `sheet`.

    Understands "$A$1:$A$3", "Sheet2!A1:A3", "'シート 2'!A:A" and defined names. None for everything that must be calculated
    (OFFSET, INDIRECT), for other workbooks, sheets that do not exist and broken references.
    """
    for _ in range(_DEPTH):
        formula = formula.strip().removeprefix("=").strip()
        found = _SHEET.fullmatch(formula)
        if found:
            wanted = (found[1].replace("''", "'") if found[1] else found[2]).casefold()
            named = next((name for name in sheets if name.casefold() == wanted), None)
            if named is None:
                return None
            sheet, formula = named, found[3].strip()
        try:
            return Place(sheet, cells_at(formula))
        except AddressError:
            pass
        meaning = names.refers_to(formula, sheet) if _WORD.fullmatch(formula) else None
        if meaning is None:
            return None
        formula = meaning
    return None


def shifted(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads `rows` further down and `columns` further right: how a shared formula serves its other cells."""

    def column(fixed: str, letters: str) -> str:
        number = column_number(letters) if fixed else column_number(letters) + columns
        return fixed + column_letters(_within(number, MAX_COLUMN))

    def row(fixed: str, digits: str) -> str:
        return fixed + str(_within(int(digits) + (0 if fixed else rows), MAX_ROW))

    return _PIECES.sub(lambda found: _moved(found, column, row), formula)


def _moved(found: re.Match[str], column: Callable[[str, str], str], row: Callable[[str, str], str]) -> str:
    if found[1]:
        return found[0]
    try:
        if found[3]:
            return column(found[2], found[3]) + row(found[4], found[5])
        if found[7]:
            return column(found[6], found[7]) + ":" + column(found[8], found[9])
        return row(found[10], found[11]) + ":" + row(found[12], found[13])
    except AddressError:
        return "#REF!"


def _within(number: int, limit: int) -> int:
    if not 1 <= number <= limit:
        raise AddressError(str(number))
    return number
