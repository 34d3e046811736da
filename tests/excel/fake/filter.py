"""The filter of a sheet: its range, the criteria of its columns, and the rows they hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel.fake.com import Collection, ComObject, refused
from excel.fake.entry import formula_of
from excel.fake.places import Area

if TYPE_CHECKING:
    from excel.fake.sheet import Sheet

VALUES, AND, OR = 7, 1, 2


class Filter(ComObject):
    """The criteria of one column."""

    def __init__(self) -> None:
        self._on = False
        self._first: Any = None
        self._operator = 0
        self._second: Any = None

    On = property(lambda self: self._on)
    Operator = property(lambda self: self._operator)

    @property
    def Criteria1(self) -> Any:
        if not self._on:
            raise refused("no criteria")
        return self._first

    @property
    def Criteria2(self) -> Any:
        if not self._on or self._second is None:
            raise refused("no second criterion")
        return self._second

    def _fits(self, text: str) -> bool:
        if self._operator == VALUES:
            return any(text == str(word).removeprefix("=") for word in self._first)
        first = self._test(self._first, text)
        if self._operator == OR:
            return first or self._test(self._second, text)
        return first and (self._second is None or self._test(self._second, text))

    @staticmethod
    def _test(criterion: str, text: str) -> bool:
        if criterion.startswith("<>"):
            return text != criterion[2:]
        return text == criterion.removeprefix("=")


class AutoFilter(ComObject):
    """The filter of a sheet."""

    def __init__(self, sheet: Sheet, area: Area) -> None:
        self._sheet, self._area = sheet, area
        self._filters = [Filter() for _ in range(area.left, area.right + 1)]

    Range = property(lambda self: self._sheet._range([self._area]))
    Filters = property(lambda self: Collection(self._filters))
    FilterMode = property(lambda self: any(each._on for each in self._filters))

    def _set(self, field: int, first: Any, operator: int, second: Any) -> None:
        one = self._filters[field - 1]
        one._on, one._first, one._operator, one._second = first is not None, first, operator, second
        self._hide()

    def _hide(self) -> None:
        area, sheet = self._area, self._sheet
        for row in range(area.top + 1, area.bottom + 1):
            hidden = any(
                one._on and not one._fits(formula_of(sheet._cells.get((row, area.left + place))))
                for place, one in enumerate(self._filters)
            )
            sheet._hidden_rows.discard(row)  # Excel shows rows hidden by hand again
            if hidden:
                sheet._hidden_rows.add(row)

    def ShowAllData(self) -> None:
        if not self.FilterMode:
            raise refused("no filter is active")
        for one in self._filters:
            one._on = False
        self._hide()
