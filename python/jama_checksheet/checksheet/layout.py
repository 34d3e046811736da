"""Finds the header rows and the columns of a check sheet in a grid of cells, by text alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jama_checksheet.checksheet.grid import Cells, Grid
from jama_checksheet.checksheet.headers import HEADERS, REQUIRED, HeaderMatch, match_header
from jama_checksheet.checksheet.wording import as_text, compact

SEARCH_ROWS = 200
"""How far down a header is looked for: cover texts and instructions may stand above it."""
HEADER_HEIGHT = 4
"""A header spans at most this many rows."""


class Header(NamedTuple):
    """A header that was found: its rows, the column of each key, and keys that two columns claim alike."""

    top: int
    bottom: int
    columns: Mapping[str, int]
    doubtful: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything is there that makes a check sheet."""
        return all(key in self.columns for key in REQUIRED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Header texts that were looked for in vain."""
        return tuple(HEADERS[key][0] for key in REQUIRED if key not in self.columns)


class _HeaderTexts:
    """The texts of the upper rows; a merged cell's text stands in all its cells."""

    def __init__(self, grid: Grid) -> None:
        self.cells: dict[int, dict[int, str]] = {}
        self.merged: dict[tuple[int, int], Cells] = {}
        for (row, column), value in grid.values.items():
            if row <= SEARCH_ROWS and isinstance(value, str) and value.strip():
                self.cells.setdefault(row, {})[column] = value
        for area in grid.merges:
            text = self.cells.get(area.top, {}).get(area.left)
            if text is None or area.bottom - area.top >= HEADER_HEIGHT:
                continue
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self.cells.setdefault(row, {})[column] = text
                    self.merged[row, column] = area

    def stack(self, column: int, top: int, bottom: int) -> list[str]:
        """The different texts of one column, from top to bottom."""
        texts: list[str] = []
        for row in range(top, bottom + 1):
            text = self.cells.get(row, {}).get(column)
            if text is not None and (not texts or texts[-1] != text):
                texts.append(text)
        return texts


def find_header(grid: Grid) -> Header | None:
    """The best header in the sheet: most columns recognised, then the fewest rows; None where not one text fits."""
    texts = _HeaderTexts(grid)
    rows = [row for row, cells in texts.cells.items() if any(match_header(text) for text in cells.values())]
    best: Header | None = None
    for bottom in sorted({row + below for row in rows for below in range(HEADER_HEIGHT)}):
        for top in range(bottom, max(0, bottom - HEADER_HEIGHT), -1):
            if best is not None and not any(top <= row <= bottom for row in rows):
                continue
            header = _header_in(texts, top, bottom)
            if best is None or len(header.columns) > len(best.columns):
                best = header
    return best and _with_parents(texts, best)


def _with_parents(texts: _HeaderTexts, header: Header) -> Header:
    """The header with the row above it where that holds a merged parent such as 評価結果 over two of its columns.

    A title merged over most of the table is no parent.
    """
    named = set(header.columns.values())
    top = header.top
    while top > 1:
        above = {texts.merged[top - 1, column] for column in named if (top - 1, column) in texts.merged}
        parents = [
            area
            for area in above
            if 1 < sum(area.left <= column <= area.right for column in named) <= len(named) / 2
        ]
        if not parents:
            break
        top = min(area.top for area in parents)
    return header._replace(top=top)


def _header_in(texts: _HeaderTexts, top: int, bottom: int) -> Header:
    columns: dict[str, tuple[HeaderMatch, int]] = {}
    doubtful: set[str] = set()
    width = max((max(cells) for row, cells in texts.cells.items() if top <= row <= bottom), default=0)
    highest, deepest = top, bottom
    for column in range(1, width + 1):
        match = _best_match(texts.stack(column, top, bottom))
        if match is None:
            continue
        rival = columns.get(match.key)
        if rival is None or (match.exact and not rival[0].exact):
            columns[match.key] = (match, column)
            doubtful.discard(match.key)
            if area := texts.merged.get((bottom, column)):
                highest, deepest = min(highest, area.top), max(deepest, area.bottom)
        elif match.exact == rival[0].exact:
            doubtful.add(match.key)
    return Header(
        top, deepest, {key: column for key, (_, column) in columns.items()}, tuple(sorted(doubtful))
    )


def _best_match(stack: list[str]) -> HeaderMatch | None:
    """The longest match among the texts of a column and all of them read together; the lower text wins a tie."""
    best: HeaderMatch | None = None
    for text in (*_joined(stack), *stack):
        match = match_header(text)
        if match and (best is None or (match.length, match.exact) >= (best.length, best.exact)):
            best = match
    return best


def _joined(stack: list[str]) -> Iterator[str]:
    if len(stack) > 1:
        yield "".join(stack)


def header_texts_found(grid: Grid) -> tuple[str, ...]:
    """What an error message shows as found: header-like texts of the sheet, in reading order, at most eight."""
    header = find_header(grid)
    if header is not None and header.columns:
        return tuple(HEADERS[key][0] for key in sorted(header.columns, key=header.columns.__getitem__))
    cells = sorted((cell, value) for cell, value in grid.values.items() if isinstance(value, str))
    return tuple(compact(as_text(value))[:12] for _, value in cells[:8])
