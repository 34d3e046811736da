"""Writing values into the open workbook in blocks: text stays text, days are real days, and what was written is read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.edit.refs import area_ref, cell_ref
from jama_checksheet.workbook.edit.texts import check_cell_text, taken_for_other
from jama_checksheet.workbook.live.rectangles import Place, rectangles
from jama_checksheet.workbook.live.used_cells import as_block, grid_value
from jama_checksheet.workbook.numberformats import Shows, shown_by
from jama_checksheet.workbook.plan import CellValue

TEXT, DATE = "@", "yyyy/m/d"
_LONG = 8000
"""Excel takes no longer text than this inside a block; longer ones go alone."""
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to be put back, without "="."""

    text: str


Content = CellValue | Formula


class Blocks:
    """Writes into one sheet. `formats` are the number formats known for cells that we dressed ourselves."""

    def __init__(self, sheet: Any, name: str, book: Any, formats: Mapping[Place, str] | None = None) -> None:
        self.sheet, self.name, self.book = sheet, name, book
        self.formats = formats or {}
        self._ranges: dict[str, Any] = {}
        self._from_1904: bool | None = None

    def write(self, values: Mapping[Place, Content]) -> None:
        """Write the values, one call per rectangle, and read them back. Raises OutputError where Excel did not take one."""
        for place, value in values.items():
            if isinstance(value, str):
                check_cell_text(value, self._where(place))
        for area in rectangles(values.keys()):
            self._write_area(area, values)

    def _write_area(self, area: Cells, values: Mapping[Place, Content]) -> None:
        cells = self._range(area)
        self._prepare_days(area, values)
        literal = self._literal_texts(area, values)
        block = tuple(
            tuple(
                self._entry(values[row, column], (row, column) in literal)
                for column in range(area.left, area.right + 1)
            )
            for row in range(area.top, area.bottom + 1)
        )
        alone = {
            (area.top + down, area.left + right): entry
            for down, line in enumerate(block)
            for right, entry in enumerate(line)
            if isinstance(entry, str) and len(entry) > _LONG
        }
        if alone:
            block = tuple(
                tuple(
                    "" if (area.top + down, area.left + right) in alone else entry
                    for right, entry in enumerate(line)
                )
                for down, line in enumerate(block)
            )
        cells.raw_value = block if len(block) > 1 or len(block[0]) > 1 else block[0][0]
        for (row, column), entry in alone.items():
            self._range(Cells(row, column, row, column)).raw_value = entry
        self._check(area, values, as_block(cells.raw_value))

    def _entry(self, value: Content, literal: bool) -> Any:
        if value is None or value == "":
            return ""
        if isinstance(value, Formula):
            return f"={value.text}"
        if isinstance(value, str):
            return f"'{value}" if not literal and taken_for_other(value) else value
        if isinstance(value, date):
            return self._serial(value)
        return value

    def _serial(self, day: date) -> float:
        """The day number: the same whatever Windows takes for a date."""
        if self._from_1904 is None:
            self._from_1904 = bool(self.book.api.Date1904)
        moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
        return (moment - (_DAY_ZERO_1904 if self._from_1904 else _DAY_ZERO)).total_seconds() / 86400

    def _literal_texts(self, area: Cells, values: Mapping[Place, Content]) -> set[Place]:
        """Cells formatted as text, of those whose text Excel would take for something else: there a text stays as it is."""
        risky = [
            place
            for place, value in values.items()
            if area.holds(*place) and isinstance(value, str) and taken_for_other(value)
        ]
        literal = {place for place in risky if self.formats.get(place) == TEXT}
        unknown = [place for place in risky if place not in self.formats]
        if unknown:
            common = self._range(area).number_format
            if common is None:
                literal |= {
                    place for place in unknown if self._range(Cells(*place, *place)).number_format == TEXT
                }
            elif common == TEXT:
                literal.update(unknown)
        return literal

    def _prepare_days(self, area: Cells, values: Mapping[Place, Content]) -> None:
        """Where a day goes into a cell that would not show it as one, give the cell a date format."""
        days = {
            place
            for place, value in values.items()
            if area.holds(*place) and isinstance(value, date) and place not in self.formats
        }
        columns = sorted({column for _, column in days})
        for left, right in _side_by_side(columns):
            rows = [row for row, column in days if left <= column <= right]
            cells = self._range(Cells(min(rows), left, max(rows), right))
            shown = cells.number_format
            if shown is None or shown_by(str(shown)) not in (Shows.DATE, Shows.BOTH):
                for place in rectangles({place for place in days if left <= place[1] <= right}):
                    self._range(place).number_format = DATE

    def _check(self, area: Cells, values: Mapping[Place, Content], back: tuple[tuple[Any, ...], ...]) -> None:
        for down, line in enumerate(back):
            for right, raw in enumerate(line):
                place = (area.top + down, area.left + right)
                wanted = values[place]
                if isinstance(wanted, Formula) or _same(wanted, grid_value(raw)):
                    continue
                raise OutputError(
                    "Excel が値を受け付けませんでした（保護、結合、ほかのアドインなどが原因のことがあります）。",
                    where=self._where(place),
                    remedy="そのセルに手で入力できるかをお確かめください。",
                )

    def _where(self, place: Place) -> str:
        return f"シート「{self.name}」のセル {cell_ref(*place)}"

    def _range(self, area: Cells) -> Any:
        address = area_ref(area)
        if address not in self._ranges:
            self._ranges[address] = self.sheet.range(address)
        return self._ranges[address]


def _same(wanted: Content, found: Any) -> bool:
    if wanted is None or wanted == "":
        return found is None
    if isinstance(wanted, str):
        return isinstance(found, str) and found.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return abs(found - wanted) <= 1e-9 * max(1.0, abs(wanted))
    # A day, or a number in a cell that shows days: what Excel gives back depends on the format.
    return found is not None and not isinstance(found, str)


def _side_by_side(columns: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found
