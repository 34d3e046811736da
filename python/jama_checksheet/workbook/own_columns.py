"""Our columns in the user's sheet, as changes: headers, values, drop-downs, the mark on the answer cells.

They stand right of the sheet's last value, inside its filter, outside its print area, and say that they are internal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jama_checksheet.checksheet.cells import cell_name, column_letter
from jama_checksheet.checksheet.sheet import CONFIRMED, MARKS, OWN_HEADERS, OWN_RANGE, CheckSheet, OwnValues
from jama_checksheet.model import ItemNo
from jama_checksheet.workbook.plan import (
    KEEP,
    CellValue,
    Change,
    DefineName,
    ExtendFilter,
    Keep,
    MarkCells,
    SetColumn,
    SetList,
    WriteBlock,
)
from jama_checksheet.workbook.style import CellStyle

BANNER = "社内用の列（提出用には入りません）"
MARK_FILL = "FFE8B3"
"""Amber: a point to confirm, not an alarm."""
SIGNATURES = {"score": "社内用_確認M", "evidence": "社内用_確認N"}

WIDTHS = {
    "mark": 5.0,
    "points": 52.0,
    "reviewer": 18.0,
    "department": 16.0,
    "person": 12.0,
    "co_departments": 16.0,
    "due": 11.0,
    "finish": 11.0,
    "storage": 22.0,
    "state": 6.0,
}
WRITTEN_BY_PEOPLE = ("reviewer", "storage")
"""Columns that the tool creates and never fills."""

_LINE = "BFC9D4"
_TEXT = CellStyle(size=9, border=_LINE, number_format="@")
_MIDDLE = CellStyle(size=9, border=_LINE, number_format="@", horizontal="center")
_DATE = CellStyle(size=9, border=_LINE, number_format="yyyy/m/d", horizontal="center")
_HEADER = CellStyle(
    bold=True,
    size=9,
    color="1F3864",
    fill="DCE6F1",
    border=_LINE,
    horizontal="center",
    vertical="center",
    locked=True,
)
_BANNER = CellStyle(size=8, color="5B6B7B", wrap=False, vertical="bottom", locked=True)
_STYLES = {"mark": _MIDDLE, "due": _DATE, "finish": _DATE}


ESSENTIAL = ("mark", "points", "state")
"""Columns that come back when someone deleted them; the others may stay away."""


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Where our columns stand, or will stand, in one check sheet; `fresh` are those that are not there yet."""

    sheet: CheckSheet
    columns: Mapping[str, int]
    fresh: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sheet: CheckSheet) -> OwnColumns:
        """Our columns as they stand in the sheet; what must be added stands from its first free column on."""
        present = sheet.layout.own_columns
        missing = [key for key in OWN_HEADERS if key not in present and (not present or key in ESSENTIAL)]
        start = sheet.layout.free_column
        added = {key: start + place for place, key in enumerate(missing)}
        return cls(sheet, {**present, **added}, frozenset(missing))

    @property
    def new(self) -> bool:
        """Whether none of them is in the sheet yet."""
        return not self.sheet.layout.own_columns

    def range_of(self, key: str) -> str:
        """The item rows of one column in A1 notation."""
        layout, column = self.sheet.layout, self.columns[key]
        return f"{cell_name(layout.first_row, column)}:{cell_name(layout.last_row, column)}"

    def frame(self) -> Iterator[Change]:
        """Everything about the columns but their values: headers, widths, filter, name, the mark, the list of 確認."""
        layout, name = self.sheet.layout, self.sheet.name
        if self.new and layout.header_bottom > layout.header_top:
            yield WriteBlock(name, layout.header_bottom - 1, self.columns["mark"], ((BANNER,),), _BANNER)
        for key in OWN_HEADERS:
            if key in self.fresh:
                column = self.columns[key]
                yield WriteBlock(name, layout.header_bottom, column, ((OWN_HEADERS[key],),), _HEADER)
                yield SetColumn(name, column, WIDTHS[key], hidden=key == "state")
        yield ExtendFilter(name, max(self.columns.values()))
        first, last = min(self.columns.values()), max(self.columns.values())
        quoted = name.replace("'", "''")
        yield DefineName(
            OWN_RANGE,
            f"'{quoted}'!${column_letter(first)}${layout.header_bottom}:${column_letter(last)}${layout.last_row}",
        )
        yield from self._marks()

    def _marks(self) -> Iterator[Change]:
        layout, name = self.sheet.layout, self.sheet.name
        cell = f"${column_letter(self.columns['mark'])}{layout.first_row}"
        marked = ",".join(f'{cell}="{mark}"' for mark in MARKS)
        for key, signature in SIGNATURES.items():
            column = layout.columns[key]
            yield MarkCells(
                name,
                f"{cell_name(layout.first_row, column)}:{cell_name(layout.last_row, column)}",
                f"OR({marked})",
                MARK_FILL,
                signature,
            )
        yield SetList(
            name,
            (self.range_of("mark"),),
            choices=(CONFIRMED,),
            prompt_title="確認",
            prompt=(
                f"確認が終わりましたら「{CONFIRMED}」を選んでください。回答が変わるまで、この行の確認ポイントは表示しません。"
                "確認した方と理由は「確認者・理由」にお書きください。"
            ),
            strict=False,
        )

    def values(self, rows: Mapping[ItemNo, OwnValues]) -> Iterator[WriteBlock]:
        """The values of our columns for all items; what people write there stays."""
        wanted = {item.row: rows[item.no] for item in self.sheet.items}
        for keys in self._side_by_side():
            for run in _runs(sorted(wanted)):
                values = tuple(tuple(_value(wanted[row], key) for key in keys) for row in run)
                yield from self._block(run[0], keys, values)

    def _block(
        self, row: int, keys: tuple[str, ...], values: tuple[tuple[CellValue | Keep, ...], ...]
    ) -> Iterator[WriteBlock]:
        name, first = self.sheet.name, self.columns[keys[0]]
        if not self.fresh.intersection(keys):
            yield WriteBlock(name, row, first, values)
            return
        for place, key in enumerate(keys):
            column = tuple((None if line[place] is KEEP else line[place],) for line in values)
            yield WriteBlock(name, row, first + place, column, self._style(key))

    def _style(self, key: str) -> CellStyle | None:
        return _STYLES.get(key, _TEXT) if key in self.fresh else None

    def _side_by_side(self) -> Iterator[tuple[str, ...]]:
        """Groups of our columns that stand side by side; those that people fill are only formatted when new."""
        ordered = [
            key
            for key in sorted(self.columns, key=self.columns.__getitem__)
            if key in self.fresh or key not in WRITTEN_BY_PEOPLE
        ]
        group: list[str] = ordered[:1]
        for left, right in pairwise(ordered):
            if self.columns[right] != self.columns[left] + 1:
                yield tuple(group)
                group = []
            group.append(right)
        if group:
            yield tuple(group)


def _value(values: OwnValues, key: str) -> CellValue | Keep:
    if key in WRITTEN_BY_PEOPLE:
        return KEEP
    value: CellValue = getattr(values, key)
    return None if value == "" else value


def _runs(rows: list[int]) -> Iterator[list[int]]:
    run = rows[:1]
    for above, below in pairwise(rows):
        if below != above + 1:
            yield run
            run = []
        run.append(below)
    if run:
        yield run
