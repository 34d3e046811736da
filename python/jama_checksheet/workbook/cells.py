"""Cells of a worksheet part: addresses, the order of rows and cells, the text they hold.

A row or a cell may leave out its address (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4): it then follows the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a worksheet (Excel specifications and limits)."""

_ROW, _CELL, _TEXT, _RUN, _PHONETIC = (names.main(tag) for tag in ("row", "c", "t", "r", "rPh"))
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_LINE = re.compile(r"\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class AddressError(ValueError):
    """A cell address that no worksheet has. The message is the address."""


def column_number(letters: str) -> int:
    """ "A" -> 1, "XFD" -> 16384. Raises AddressError beyond that."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMN:
        raise AddressError(letters)
    return number


def column_letters(number: int) -> str:
    """1 -> "A", 16384 -> "XFD"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def row_number(digits: str) -> int:
    """ "12" -> 12. Raises AddressError outside of a worksheet."""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 8 and 1 <= int(digits) <= MAX_ROW):
        raise AddressError(digits)
    return int(digits)


def cell_at(address: str) -> tuple[int, int]:
    """ "$M$12" -> (12, 13). Raises AddressError."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise AddressError(address)
    return row_number(found[2]), column_number(found[1])


def cells_at(reference: str) -> Cells:
    """ "B2", "$B$2:$D$9", "B:D" (whole columns) or "2:9" (whole rows) -> the rectangle. Raises AddressError."""
    first, _, last = reference.partition(":")
    last = last or (first if _ADDRESS.fullmatch(first) else "")
    if (one := _COLUMN.fullmatch(first)) and (two := _COLUMN.fullmatch(last)):
        left, right = sorted((column_number(one[1]), column_number(two[1])))
        return Cells(1, left, MAX_ROW, right)
    if (one := _LINE.fullmatch(first)) and (two := _LINE.fullmatch(last)):
        top, bottom = sorted((row_number(one[1]), row_number(two[1])))
        return Cells(top, 1, bottom, MAX_COLUMN)
    (row_a, column_a), (row_b, column_b) = cell_at(first), cell_at(last)
    return Cells(min(row_a, row_b), min(column_a, column_b), max(row_a, row_b), max(column_a, column_b))


def rows_of(sheet_data: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The rows of `<sheetData>` with their numbers, in file order. Raises AddressError."""
    number = 0
    for row in sheet_data.iterchildren(_ROW):
        own = row.get("r")
        number = row_number(own) if own else number + 1
        if number > MAX_ROW:
            raise AddressError(str(number))
        yield number, row


def cells_of(
    row: etree._Element, number: int, columns: dict[str, int] | None = None
) -> Iterator[tuple[int, etree._Element]]:
    """The cells of one `<row>` with their column numbers, in file order.

    `columns` remembers letters -> number over many rows, for speed. Raises AddressError where a cell claims another row.
    """
    known = {} if columns is None else columns
    digits, column = str(number), 0
    for cell in row.iterchildren(_CELL):
        own = cell.get("r")
        if not own:
            column += 1
        elif own.endswith(digits) and (letters := own[: -len(digits)]) in known:
            column = known[letters]
        else:
            row_there, column = cell_at(own)
            if row_there != number:
                raise AddressError(own)
            known[own.removesuffix(digits)] = column
        if column > MAX_COLUMN:
            raise AddressError(str(column))
        yield column, cell


def decode(text: str) -> str:
    """Text as the user sees it: `_x000D_` style escapes (ECMA-376 part 1, 22.9.2.19) resolved, every line break a "\\n"."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        if not text.isascii():
            # Two escapes may be the halves of one character; half a character alone cannot be kept.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def string_of(node: etree._Element) -> str:
    """The text of `<si>` or `<is>`: rich text runs joined, furigana (`<rPh>`) left out."""
    if len(node) == 1 and node[0].tag == _TEXT:
        return decode(node[0].text or "")
    parts = []
    for child in node:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            parts.extend(text.text or "" for text in child.iterchildren(_TEXT))
    return decode("".join(parts))
