"""The used cells of one open worksheet, read once: values and formulas in one call each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, TypeVar

from jama_checksheet.checksheet.grid import Cells, GridValue
from jama_checksheet.workbook.edit.refs import area_ref, parse_area
from jama_checksheet.workbook.live import com

Place = tuple[int, int]

ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
"""How Excel hands over error values (CVErr numbers)."""
_EXACT = 1e15
_MANY_CELLS = 500_000


class UsedCells:
    """The used range of a sheet. Every property asks Excel at most once."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    @cached_property
    def _found(self) -> tuple[Any, Cells]:
        used = self.sheet.used_range
        area = parse_area(str(used.address))
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _MANY_CELLS:
            return used, area
        # Formats painted over whole columns count as used; what holds something ends much earlier.
        bottom, right = com.last_filled(self.sheet)
        area = Cells(area.top, area.left, max(area.top, bottom), max(area.left, right))
        return self.sheet.range(area_ref(area)), area

    @property
    def range(self) -> Any:
        """The used range as an xlwings Range."""
        return self._found[0]

    @property
    def area(self) -> Cells:
        """Where it lies."""
        return self._found[1]

    @cached_property
    def raw(self) -> tuple[tuple[Any, ...], ...]:
        """The values as Excel hands them over."""
        return as_block(self.range.raw_value)

    @cached_property
    def values(self) -> dict[Place, GridValue]:
        """The values as a file's reader gives them: whole numbers as int, days as date."""
        top, left = self.area.top, self.area.left
        return {
            (row, column): value
            for row, line in enumerate(self.raw, start=top)
            for column, raw in enumerate(line, start=left)
            if (value := grid_value(raw)) is not None
        }

    @cached_property
    def formulas(self) -> dict[Place, str]:
        """The formulas, without "="."""
        if self.range.api.HasFormula is False:
            return {}
        top, left = self.area.top, self.area.left
        return {
            (row, column): text[1:]
            for row, line in enumerate(as_block(self.range.formula), start=top)
            for column, text in enumerate(line, start=left)
            if isinstance(text, str)
            and len(text) > 1
            and text.startswith("=")
            and self._is_formula(row, column, text)
        }

    def _is_formula(self, row: int, column: int, text: str) -> bool:
        """A text such as "=1" in a text cell reads the same as a formula; its value gives it away."""
        return self.values.get((row, column)) != text

    def is_as_read(self) -> bool:
        """Whether the values in Excel are still those that were read."""
        return as_block(self.range.raw_value) == self.raw


_Key = TypeVar("_Key")


class Later(Mapping[_Key, Any]):
    """A mapping that is asked of Excel when somebody looks into it, and not before."""

    def __init__(self, ask: Callable[[], Mapping[_Key, Any]]) -> None:
        self._ask = ask

    @cached_property
    def _held(self) -> Mapping[_Key, Any]:
        return self._ask()

    def __getitem__(self, key: _Key) -> Any:
        return self._held[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


def as_block(value: Any) -> tuple[tuple[Any, ...], ...]:
    """A range's value as rows; Excel gives a single cell bare."""
    return value if isinstance(value, tuple) else ((value,),)


def grid_value(raw: Any) -> GridValue | None:
    """One value from Excel as the grid has it."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, (bool, str)):
        return raw
    if isinstance(raw, int):
        return ERRORS.get(raw, raw)
    if isinstance(raw, datetime) or hasattr(raw, "year"):
        return _moment(raw)
    number = float(raw)  # also decimal.Decimal, which a currency format brings
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _moment(raw: Any) -> GridValue:
    if raw.year < 1900:
        return time(raw.hour, raw.minute, raw.second)
    if (raw.hour, raw.minute, raw.second) == (0, 0, 0):
        return date(raw.year, raw.month, raw.day)
    return datetime(raw.year, raw.month, raw.day, raw.hour, raw.minute, raw.second)
