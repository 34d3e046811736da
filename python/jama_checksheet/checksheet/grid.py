"""One worksheet as it was read: values by cell, merges, drop-down lists, formulas. No Excel library, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

GridValue: TypeAlias = str | int | float | bool | datetime | date | time


class Cells(NamedTuple):
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class ListRule(NamedTuple):
    """A drop-down list that the sheet itself carries: the cells it covers and its words.

    `words` is empty where the list's source could not be resolved (a formula such as OFFSET); the list still exists.
    """

    ranges: tuple[Cells, ...]
    words: tuple[str, ...]

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell has this drop-down."""
        return any(cells.holds(row, column) for cells in self.ranges)


@dataclass(frozen=True)
class Grid:
    """One worksheet. `values` holds only cells with a value (formula cells: their cached value); `formulas` the formula texts.

    `visible` is False for hidden and very hidden sheets. `filter` is the sheet's filter range, if any.
    """

    name: str
    values: Mapping[tuple[int, int], GridValue]
    merges: tuple[Cells, ...] = ()
    lists: tuple[ListRule, ...] = ()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filter: Cells | None = None
    protected: bool = False
    visible: bool = True


@dataclass(frozen=True)
class Book:
    """A workbook as it was read: its worksheets in order, and what we noted in it earlier (`notes`, empty where we never were).

    `names` are the workbook's defined names -> what they refer to. `source` is the file's path as shown to the user.
    """

    source: str
    grids: tuple[Grid, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def grid(self, name: str) -> Grid | None:
        """The worksheet of that name, if there is one."""
        return next((grid for grid in self.grids if grid.name == name), None)
