"""A1 notation for cells and columns."""

from __future__ import annotations

import re
from functools import cache

_CELL = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")


@cache
def column_letter(column: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """ "A" -> 1, "AA" -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """(5, 13) -> "M5"."""
    return f"{column_letter(column)}{row}"


def cell_of(name: str) -> tuple[int, int]:
    """ "M5" or "$M$5" -> (5, 13). Raises ValueError for anything else."""
    match = _CELL.match(name)
    if match is None:
        raise ValueError(name)
    return int(match.group(2)), column_number(match.group(1))
