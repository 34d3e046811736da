"""The merged cells of the header, found with few questions.

Excel has no list of merged cells; one question per cell would be dozens of round trips. What can be merged shows in the values: a
text with blank cells below or to its right. Cells that would all reach equally far down are asked about together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from jama_checksheet.checksheet.grid import Cells, GridValue
from jama_checksheet.checksheet.layout import Header
from jama_checksheet.workbook.edit.refs import area_ref, parse_area, parse_sqref, sqref
from jama_checksheet.workbook.live.memo import Memo, mark_of

Place = tuple[int, int]
_ABOVE = 1
"""Rows above the recognised texts where a parent such as 評価結果 may stand."""


def header_merges(
    sheet: Any, values: Mapping[Place, GridValue], header: Header, first_item: int, memo: Memo
) -> tuple[Cells, ...]:
    """The merged cells of a header that was found without knowing them, from the row above it down to the first item.

    The memo answers where the texts are those of an earlier time.
    """
    band = Cells(
        max(1, header.top - _ABOVE),
        min(header.columns.values()),
        max(header.bottom, first_item - 1),
        max(header.columns.values()),
    )
    texts = dict(_texts(values, band))
    mark = mark_of(band, sorted(texts.items()))
    if memo.band != mark:
        merges = tuple(_merges(sheet, texts, band))
        memo.band, memo.merges = mark, sqref(merges)
    return tuple(parse_sqref(memo.merges))


def _texts(values: Mapping[Place, GridValue], band: Cells) -> Iterator[tuple[Place, str]]:
    for row in range(band.top, band.bottom + 1):
        for column in range(band.left, band.right + 1):
            value = values.get((row, column))
            if isinstance(value, str) and value.strip():
                yield (row, column), value


def _merges(sheet: Any, texts: dict[Place, str], band: Cells) -> Iterator[Cells]:
    down: list[tuple[int, int, int]] = []
    for row, column in sorted(texts):
        if (
            column < band.right
            and (row, column + 1) not in texts
            and not _covered_from_above(texts, band, row, column + 1)
        ):
            yield from _merge_at(sheet, row, column)
        elif bottom := _blank_below(texts, band, row, column):
            down.append((row, column, bottom))
    for _, side_by_side in groupby(
        enumerate(down), key=lambda each: (each[1][0], each[1][2], each[1][1] - each[0])
    ):
        yield from _all_down(sheet, [place for _, place in side_by_side])


def _covered_from_above(texts: dict[Place, str], band: Cells, row: int, column: int) -> bool:
    """Whether a text above may reach down to this blank cell."""
    return any((above, column) in texts for above in range(band.top, row))


def _blank_below(texts: dict[Place, str], band: Cells, row: int, column: int) -> int:
    """The last blank row under a text, 0 where the next row holds a text."""
    bottom = row
    while bottom < band.bottom and (bottom + 1, column) not in texts:
        bottom += 1
    return bottom if bottom > row else 0


def _all_down(sheet: Any, places: list[tuple[int, int, int]]) -> Iterator[Cells]:
    """Cells side by side that reach down alike: one question for all, single ones only where the answer is mixed."""
    row, bottom = places[0][0], places[0][2]
    block = Cells(row, places[0][1], bottom, places[-1][1])
    merged = sheet.range(area_ref(block)).merge_cells
    if merged is True:
        yield from (Cells(row, column, bottom, column) for _, column, _ in places)
    elif merged is None:
        for _, column, _ in places:
            yield from _merge_at(sheet, row, column)


def _merge_at(sheet: Any, row: int, column: int) -> Iterator[Cells]:
    area = parse_area(str(sheet.range(area_ref(Cells(row, column, row, column))).merge_area.address))
    if area != Cells(row, column, row, column):
        yield area
