"""Finds the columns that an earlier run put into the sheet, and the place where they go when there are none.

A user may have columns with the same headings; ours are those inside the range that the defined name 社内用_列 covers (Excel moves
it along when columns are inserted), or, where the name was lost, those that belong to the hidden 照合用.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jama_checksheet.checksheet.cells import column_number
from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.checksheet.layout import Header
from jama_checksheet.checksheet.sheet import OWN_HEADERS, OWN_RANGE
from jama_checksheet.checksheet.wording import as_text, header_key

FAR_AWAY = 20
"""A value this many columns right of the others is a stray one; our columns stand before it."""
_SPREAD = 30
"""How far left of 照合用 our other columns may stand; people insert columns of their own between them."""

_RANGE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+$")
_KEYS = {header_key(text): key for key, text in OWN_HEADERS.items()}


def own_columns(grid: Grid, header: Header, names: Mapping[str, str]) -> dict[str, int]:
    """Our columns that stand in the sheet, key -> column; empty where there are none.

    A column of ours whose heading was reworded is known by its place between the others; one that was deleted is absent.
    """
    right = max(header.columns.values())
    texts = {
        column: header_key(as_text(value))
        for (row, column), value in grid.values.items()
        if row == header.bottom and column > right
    }
    span = _named_span(grid, names) or _span_of_state(texts)
    if span is None:
        return {}
    first, last = max(span[0], right + 1), span[1]
    found: dict[str, int] = {}
    for column in sorted(column for column in texts if first <= column <= last):
        key = _KEYS.get(texts[column])
        if key:
            found.setdefault(key, column)
    return _with_reworded(found, texts, first, last) if found else {}


def _named_span(grid: Grid, names: Mapping[str, str]) -> tuple[int, int] | None:
    match = _RANGE.match(names.get(OWN_RANGE, "").lstrip("="))
    if match is None or (match[1] or match[2]).replace("''", "'") != grid.name:
        return None
    return column_number(match[3]), column_number(match[4])


def _span_of_state(texts: Mapping[int, str]) -> tuple[int, int] | None:
    """From the nearest 確認 left of the last 照合用, which must have 確認内容 with it."""
    states = [column for column, text in texts.items() if _KEYS.get(text) == "state"]
    if not states:
        return None
    state = max(states)
    marks = [c for c, text in texts.items() if _KEYS.get(text) == "mark" and state - _SPREAD <= c < state]
    if not marks or not any(_KEYS.get(texts.get(c, "")) == "points" for c in range(max(marks), state)):
        return None
    return max(marks), state


def _with_reworded(found: dict[str, int], texts: Mapping[int, str], first: int, last: int) -> dict[str, int]:
    keys = list(OWN_HEADERS)
    taken = set(found.values())
    start = 0
    while start < len(keys):
        if keys[start] in found:
            start += 1
            continue
        end = start
        while end < len(keys) and keys[end] not in found:
            end += 1
        left = found[keys[start - 1]] if start else first - 1
        right = found[keys[end]] if end < len(keys) else last + 1
        between = [column for column in range(left + 1, right) if column not in taken]
        if len(between) == end - start and all(
            _KEYS.get(texts.get(column, "")) is None for column in between
        ):
            found.update(zip(keys[start:end], between, strict=True))
        start = end
    return {key: found[key] for key in keys if key in found}


def free_column(grid: Grid, header: Header, last_row: int) -> int:
    """The first column right of everything that stands beside header and items: values, formulas, merged cells.

    Where something stands far out, it is the first column of the gap before it.
    """
    rows = range(header.top, last_row + 1)
    last = max(header.columns.values())
    taken = {column for row, column in (*grid.values, *grid.formulas) if row in rows}
    for area in grid.merges:
        if area.top <= last_row and area.bottom >= header.top:
            taken.update(range(area.left, area.right + 1))
    for column in sorted(column for column in taken if column > last):
        if column - last > FAR_AWAY:
            break
        last = column
    return last + 1
