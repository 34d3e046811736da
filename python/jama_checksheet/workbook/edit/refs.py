"""A1 references and areas: read, write, overlap, subtract. All numbers are 1-based, both ends included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from jama_checksheet.checksheet.grid import Cells

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a worksheet since Excel 2007."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9][0-9]{0,6})")


@cache
def column_letters(column: int) -> str:
    """1 -> "A", 16384 -> "XFD"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """ "A" -> 1, "XFD" -> 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_ref(row: int, column: int) -> str:
    """(2, 1) -> "A2"."""
    return f"{column_letters(column)}{row}"


def parse_cell(ref: str) -> tuple[int, int]:
    """ "A2" or "$A$2" -> (2, 1). Raises ValueError."""
    match = _CELL.fullmatch(ref)
    if not match or column_number(match[1]) > MAX_COLUMN or int(match[2]) > MAX_ROW:
        raise ValueError(f"not a cell reference: {ref!r}")
    return int(match[2]), column_number(match[1])


def parse_area(ref: str) -> Cells:
    """ "A1", "A1:B2", "A:C" or "1:3" -> its cells. Raises ValueError."""
    first, _, last = ref.partition(":")
    last = last or first
    if _CELL.fullmatch(first) and _CELL.fullmatch(last):
        (top, left), (bottom, right) = parse_cell(first), parse_cell(last)
    elif ":" in ref and (start := _COLUMN.fullmatch(first)) and (end := _COLUMN.fullmatch(last)):
        top, bottom, left, right = 1, MAX_ROW, column_number(start[1]), column_number(end[1])
    elif ":" in ref and (start := _ROW.fullmatch(first)) and (end := _ROW.fullmatch(last)):
        top, bottom, left, right = int(start[1]), int(end[1]), 1, MAX_COLUMN
    else:
        raise ValueError(f"not a range: {ref!r}")
    return Cells(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def area_ref(area: Cells) -> str:
    """The area in A1 notation; a single cell without a colon."""
    first = cell_ref(area.top, area.left)
    last = cell_ref(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def parse_sqref(text: str) -> list[Cells]:
    """A list of areas parted by spaces. Raises ValueError."""
    return [parse_area(ref) for ref in text.split()]


def sqref(areas: Iterable[Cells]) -> str:
    """The areas as a list parted by spaces."""
    return " ".join(area_ref(area) for area in areas)


def around(cells: Iterable[tuple[int, int]]) -> Cells:
    """The smallest area that holds all these (row, column) pairs; there must be one."""
    rows, columns = zip(*cells, strict=True)
    return Cells(min(rows), min(columns), max(rows), max(columns))


def overlap(one: Cells, other: Cells) -> bool:
    """Whether the two areas share a cell."""
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def subtract(areas: Sequence[Cells], holes: Iterable[Cells]) -> list[Cells]:
    """The areas without the cells of the holes. Areas that are not touched stay as they are, in order."""
    left = list(areas)
    for hole in holes:
        left = [piece for area in left for piece in _without(area, hole)]
    return left


def _without(area: Cells, hole: Cells) -> list[Cells]:
    if not overlap(area, hole):
        return [area]
    top, bottom = max(area.top, hole.top), min(area.bottom, hole.bottom)
    pieces = [
        Cells(area.top, area.left, top - 1, area.right),
        Cells(top, area.left, bottom, hole.left - 1),
        Cells(top, hole.right + 1, bottom, area.right),
        Cells(bottom + 1, area.left, area.bottom, area.right),
    ]
    return [piece for piece in pieces if piece.top <= piece.bottom and piece.left <= piece.right]
