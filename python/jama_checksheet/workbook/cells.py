"""Cells of a worksheet part: addresses, the order of rows and cells, the text they hold.

A row or a cell may leave out its address (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4): it then follows the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit.refs import MAX_COLUMN, MAX_ROW, parse_area

_ROW, _CELL, _TEXT, _RUN = (names.main(tag) for tag in ("row", "c", "t", "r"))
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class AddressError(ValueError):
    """A cell address that no worksheet has. The message is the address."""


def row_number(digits: str) -> int:
    """ "12" -> 12. Raises AddressError outside of a worksheet."""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 8 and 1 <= int(digits) <= MAX_ROW):
        raise AddressError(digits)
    return int(digits)


def cells_at(reference: str) -> Cells:
    """ "B2", "$B$2:$D$9", "B:D" (whole columns) or "2:9" (whole rows) -> the rectangle. Raises AddressError."""
    try:
        cells = parse_area(reference)
    except ValueError as error:
        raise AddressError(reference) from error
    if cells.bottom > MAX_ROW or cells.right > MAX_COLUMN:
        raise AddressError(reference)
    return cells


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
            row_there, column, _, _ = cells_at(own)
            if row_there != number or ":" in own:
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
