"""Rectangles of cells: parsing and writing A1 addresses, areas of several rectangles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from excel.fake.com import refused

ROWS, COLUMNS = 1_048_576, 16_384
_PART = re.compile(r"\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?", re.IGNORECASE)
MAX_ADDRESS = 255


class Area(NamedTuple):
    """One rectangle, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[tuple[int, int]]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> Area | None:
        both = Area(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )
        return both if both.top <= both.bottom and both.left <= both.right else None

    @property
    def count(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value


def parse(text: str) -> list[Area]:
    """ "A1", "A1:B2", "A:C", "3:5", several joined by commas. Excel takes at most 255 characters."""
    if len(text) > MAX_ADDRESS:
        raise refused(f"an address of {len(text)} characters")
    return [_one(part.strip()) for part in text.split(",")]


def _one(text: str) -> Area:
    found = _PART.fullmatch(text)
    if not found or not text:
        raise refused(f"no address: {text}")
    first, top, last, bottom = found.groups()
    if ":" not in text:
        if not (first and top):
            raise refused(f"no address: {text}")
        return Area(int(top), number(first), int(top), number(first))
    if first and top:
        return Area(int(top), number(first), int(bottom), number(last))
    if first:
        return Area(1, number(first), ROWS, number(last))
    return Area(int(top), 1, int(bottom), COLUMNS)


def address(areas: list[Area], dollar: str = "$", column_dollar: str | None = None) -> str:
    """The A1 address. Like Excel's, it stops before it would exceed 255 characters."""
    across = dollar if column_dollar is None else column_dollar
    text = ""
    for area in areas:
        piece = _name(area, dollar, across)
        if text and len(text) + 1 + len(piece) > MAX_ADDRESS:
            break
        text = f"{text},{piece}" if text else piece
    return text


def _name(area: Area, down: str, across: str) -> str:
    if area.left == 1 and area.right == COLUMNS:
        return f"{down}{area.top}:{down}{area.bottom}"
    if area.top == 1 and area.bottom == ROWS:
        return f"{across}{letters(area.left)}:{across}{letters(area.right)}"
    first = f"{across}{letters(area.left)}{down}{area.top}"
    last = f"{across}{letters(area.right)}{down}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as (first, last)."""
    start = before = None
    for row in sorted(rows):
        if before is None or row != before + 1:
            if start is not None:
                yield start, before
            start = row
        before = row
    if start is not None:
        yield start, before
