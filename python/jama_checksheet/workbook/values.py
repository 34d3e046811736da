"""What stands in the cells of a worksheet part: the stored value as the user means it, and the formula."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from jama_checksheet.checksheet.grid import GridValue
from jama_checksheet.errors import UnreadableFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.cells import cells_of, decode, rows_of, string_of
from jama_checksheet.workbook.edit.refs import cell_ref
from jama_checksheet.workbook.numberformats import Shows, moment, shows_of
from jama_checksheet.workbook.references import shifted

_VALUE, _FORMULA, _INLINE = names.main("v"), names.main("f"), names.main("is")
_EXACT = 1e15
"""Excel keeps 15 digits; beyond that a whole number stays the float it is."""


@dataclass(slots=True)
class SheetValues:
    """Values and formulas of one sheet by (row, column)."""

    values: dict[tuple[int, int], GridValue] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


class _NotThere(ValueError):
    """The stored value cannot be what it says it is."""


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Turns stored cells into values. `strings` are the shared strings, `styles` what each cell style shows."""

    strings: Sequence[str]
    styles: Sequence[Shows]
    from_1904: bool

    def read_into(self, content: SheetValues, data: etree._Element, sheet: str) -> None:
        """Read all cells of `<sheetData>`. Raises AddressError, and UnreadableFileError for a value that is not there."""
        columns: dict[str, int] = {}
        shared: dict[str, tuple[int, int, str]] = {}
        values, formulas = content.values, content.formulas
        for row_number, row in rows_of(data):
            for column, cell in cells_of(row, row_number, columns):
                text, inline = None, None
                for child in cell:
                    if child.tag == _VALUE:
                        text = child.text
                    elif child.tag == _FORMULA:
                        formulas[row_number, column] = _formula(child, row_number, column, shared)
                    elif child.tag == _INLINE:
                        inline = child
                try:
                    value = self._value(cell, text, inline)
                except _NotThere as error:
                    raise UnreadableFileError(
                        f"シート「{sheet}」のセル {cell_ref(row_number, column)} の値を読み取れません。",
                        remedy="Excel で開いて保存し直すか、元のファイルを入手し直してください。",
                    ) from error
                if value is not None and value != "":
                    values[row_number, column] = value

    def _value(
        self, cell: etree._Element, text: str | None, inline: etree._Element | None
    ) -> GridValue | None:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return None if inline is None else string_of(inline)
        if text is None:
            return None
        if kind == "s":
            return self._shared_string(text)
        if kind == "n":
            return self._number(text, cell.get("s"))
        if kind == "b":
            return text.strip() not in ("0", "false")
        if kind == "d":
            return _iso(text, shows_of(self.styles, cell.get("s")))
        return decode(text)  # "str", the text of a formula, and "e", an error value

    def _shared_string(self, text: str) -> str:
        try:
            number = int(text) if len(text) < 16 else -1
        except ValueError as error:
            raise _NotThere(text) from error
        if not 0 <= number < len(self.strings):
            raise _NotThere(text)
        return self.strings[number]

    def _number(self, text: str, style: str | None) -> GridValue | None:
        if not text.strip():
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise _NotThere(text) from error
        if not math.isfinite(number):
            raise _NotThere(text)
        shows = shows_of(self.styles, style)
        found = None if shows is Shows.NUMBER else moment(number, shows, from_1904=self.from_1904)
        if found is not None:
            return found
        return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _formula(node: etree._Element, row: int, column: int, shared: dict[str, tuple[int, int, str]]) -> str:
    """The formula text. A shared formula stands in its first cell only; the others name it by number."""
    text, kind = decode(node.text or ""), node.get("t")
    if kind == "shared":
        number = node.get("si") or ""
        if text:
            shared[number] = (row, column, text)
        elif number in shared:
            top, left, text = shared[number]
            return shifted(text, row - top, column - left)
    return text or ("TABLE()" if kind == "dataTable" else "")


def _iso(text: str, shows: Shows) -> GridValue:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return found.date() if len(text.strip()) == 10 or shows is Shows.DATE else found
