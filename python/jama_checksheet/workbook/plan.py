"""The change plan: what an action wants changed in a workbook, as data.

The pure core writes plans; the appliers carry them out, on a file's package (`workbook.file`) or in the open workbook
(`workbook.live`). Rows and columns are 1-based, ranges are in A1 notation without a sheet name. Operations are named tuples:
a click loads them, and twenty dataclasses took as long to make as judging thirty answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from jama_checksheet.workbook.style import CellStyle


class Keep(Enum):
    """Stands in a block for a cell that stays as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP

CellValue: TypeAlias = str | int | float | date | None
"""A value to write. A str is always written as text, also "=1+1" or "-5"; None empties the cell; a date becomes a real date."""


class WriteBlock(NamedTuple):
    """Write a rectangle of values whose top left cell is (row, column). Without `style` every cell keeps its own look."""

    sheet: str
    row: int
    column: int
    values: tuple[tuple[CellValue | Keep, ...], ...]
    style: CellStyle | None = None


class SetList(NamedTuple):
    """Give cells a drop-down list, replacing whatever validation exactly these cells had.

    `choices` are the words themselves (together at most 255 characters, no comma inside), or `source` is a reference such as
    "'社内用_担当者'!$J$2:$J$9". `strict` refuses other input; otherwise other input is allowed.
    """

    sheet: str
    ranges: tuple[str, ...]
    choices: tuple[str, ...] = ()
    source: str = ""
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""
    strict: bool = True


class MarkCells(NamedTuple):
    """A conditional format of ours: `fill` (RRGGBB) where `formula` (relative to the first cell of `range`) holds.

    `signature` is a text that the applier weaves into the formula so that a later run finds and replaces its own format only,
    however the file was saved in between.
    """

    sheet: str
    range: str
    formula: str
    fill: str
    signature: str


class SetColumn(NamedTuple):
    """Width (in characters) and visibility of one column of ours."""

    sheet: str
    column: int
    width: float
    hidden: bool = False


class ExtendFilter(NamedTuple):
    """Let the sheet's existing filter reach to `last_column`; a sheet without a filter stays without."""

    sheet: str
    last_column: int


class DefineName(NamedTuple):
    """A workbook-wide defined name, replaced where it exists."""

    name: str
    refers_to: str
    hidden: bool = False


class OwnCell(NamedTuple):
    """One cell of a sheet of ours. With `formula` (no "="), `value` is the true result that is cached beside it.

    `link` jumps inside the workbook ("'シート'!N12").
    """

    value: CellValue = None
    formula: str = ""
    style: CellStyle | None = None
    link: str = ""


class Series(NamedTuple):
    """One series of a chart: references within the own sheet (A1, no sheet name), and a colour RRGGBB."""

    title: str
    values: str
    color: str


class Chart(NamedTuple):
    """A native chart on a sheet of ours. `anchor` is its top left cell.

    With `to`, the cell of its bottom right corner, it covers these cells whatever their width turns out to be; without, its size
    is `width` and `height` in centimetres.
    """

    kind: Literal["bar", "stacked", "radar"]
    title: str
    anchor: str
    width: float
    height: float
    categories: str
    series: tuple[Series, ...]
    maximum: float | None = None
    to: str = ""


class OwnFormat(NamedTuple):
    """A conditional format on a sheet of ours."""

    range: str
    formula: str
    fill: str = ""
    color: str = ""


class OwnList(NamedTuple):
    """A drop-down on a sheet of ours: `choices`, or a reference in `source`."""

    range: str
    choices: tuple[str, ...] = ()
    source: str = ""
    prompt_title: str = ""
    prompt: str = ""
    strict: bool = True


class PagePrint(NamedTuple):
    """How a sheet of ours prints on A4. `breaks` are rows after which a page ends; `fit_height` 0 means as many as needed."""

    landscape: bool = False
    area: str = ""
    fit_width: int = 1
    fit_height: int = 0
    breaks: tuple[int, ...] = ()
    title_rows: str = ""
    footer: str = ""


_AS_IT_COMES = PagePrint()


@dataclass(frozen=True)
class OwnSheet:
    """A whole sheet of ours, as data; `workbook.sheets` renders it. Cells are keyed by (row, column).

    The height of a row in `growing` is a first guess: Excel fits it again when something is typed there.
    """

    name: str
    cells: Mapping[tuple[int, int], OwnCell]
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    growing: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    freeze: str = ""
    filter: str = ""
    hidden_columns: tuple[int, ...] = ()
    lists: tuple[OwnList, ...] = ()
    formats: tuple[OwnFormat, ...] = ()
    charts: tuple[Chart, ...] = ()
    page: PagePrint = _AS_IT_COMES
    tab_color: str = ""
    show_gridlines: bool = False


class PutSheet(NamedTuple):
    """Add a sheet of ours at the end of the book, or replace the one of ours with that name in its place."""

    content: OwnSheet


class RemoveSheet(NamedTuple):
    """Take one sheet of ours out of the book."""

    name: str


class RemoveColumns(NamedTuple):
    """Take columns of ours out of a sheet of the user's: values, looks, drop-downs and widths go, nothing moves up."""

    sheet: str
    columns: tuple[int, ...]


class RemoveList(NamedTuple):
    """Take the drop-down lists of ours out of one column: those whose prompt has this title and this text."""

    sheet: str
    column: int
    prompt_title: str
    prompt: str


class ShrinkFilter(NamedTuple):
    """Let the sheet's filter reach no further than `last_column`. What it filtered by further right shows again."""

    sheet: str
    last_column: int


class MarkAsOurs(NamedTuple):
    """Keep `notes` (key -> text) in the book, in a part of ours that Excel and LibreOffice carry along: which sheets and columns are ours.

    No notes take the part out.
    """

    notes: Mapping[str, str]


Change: TypeAlias = (
    WriteBlock
    | SetList
    | MarkCells
    | SetColumn
    | ExtendFilter
    | DefineName
    | PutSheet
    | RemoveSheet
    | RemoveColumns
    | RemoveList
    | ShrinkFilter
    | MarkAsOurs
)


@dataclass(frozen=True)
class ChangePlan:
    """Everything one action changes, in order. `title` names the action to its user (「点検する」)."""

    title: str
    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __add__(self, other: ChangePlan) -> ChangePlan:
        return ChangePlan(self.title, self.changes + other.changes)
