"""Cells gathered into as few rectangles as possible, and rectangles into addresses that Excel takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook.edit.refs import area_ref

Place = tuple[int, int]
MAX_ADDRESS = 250
"""Excel takes addresses of at most 255 characters."""


def rectangles(places: Collection[Place]) -> list[Cells]:
    """Rectangles that together cover exactly these cells: runs of each row, joined with equal runs of the rows below."""
    spans: dict[tuple[int, int], list[int]] = {}
    by_row: dict[int, list[int]] = {}
    for row, column in places:
        by_row.setdefault(row, []).append(column)
    for row in sorted(by_row):
        for left, right in _runs(sorted(by_row[row])):
            spans.setdefault((left, right), []).append(row)
    found = [
        Cells(top, left, bottom, right)
        for (left, right), rows in spans.items()
        for top, bottom in _runs(rows)
    ]
    return sorted(found)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in numbers:
        if last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def bridged(places: set[Place], is_blank: Callable[[Place], bool]) -> set[Place]:
    """The cells, and blank ones between them in a column: writing nothing there joins blocks and harms nothing."""
    columns: dict[int, list[int]] = {}
    for row, column in places:
        columns.setdefault(column, []).append(row)
    joined = set(places)
    for column, rows in columns.items():
        rows.sort()
        for above, below in pairwise(rows):
            gap = [(row, column) for row in range(above + 1, below)]
            if all(is_blank(place) for place in gap):
                joined.update(gap)
    return joined


def addresses(areas: Iterable[Cells]) -> list[str]:
    """The areas as addresses joined by commas, each as long as Excel allows."""
    found: list[str] = []
    for area in areas:
        piece = area_ref(area)
        if found and len(found[-1]) + 1 + len(piece) <= MAX_ADDRESS:
            found[-1] = f"{found[-1]},{piece}"
        else:
            found.append(piece)
    return found
