"""A worksheet."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from excel.fake.cells import Range
from excel.fake.com import Collection, ComObject, bare, refused
from excel.fake.conditional import FormatCondition
from excel.fake.entry import Cell, entered
from excel.fake.filter import AutoFilter
from excel.fake.looks import NORMAL
from excel.fake.names import Names
from excel.fake.places import COLUMNS, ROWS, Area, parse
from excel.fake.validation import Rule

if TYPE_CHECKING:
    from excel.fake.book import Book

VISIBLE = -1
MAX_NAME = 31


class Hyperlink(ComObject):
    """A jump inside the workbook."""

    def __init__(self, place: tuple[int, int], target: str) -> None:
        self._place, self._target = place, target

    SubAddress = property(lambda self: self._target)


class ChartObject(ComObject):
    """A chart on a sheet, as far as anyone asks: its name and the ranges it shows."""

    def __init__(self, name: str, title: str, sources: tuple[str, ...]) -> None:
        self._name, self._title, self._sources = name, title, sources

    Name = property(lambda self: self._name)


class ChartObjects(Collection):
    """All charts of a sheet."""

    def Delete(self) -> None:
        self._items.clear()


class Sheet(ComObject):
    """One worksheet: cells, looks, merges, rules, filter, protection, charts, links."""

    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name, self._visible = book, name, VISIBLE
        self._cells: dict[tuple[int, int], Cell] = {}
        self._looks: dict[tuple[int, int], dict[str, Any]] = {}
        self._widths: dict[int, float] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: list[Area] = []
        self._validations: dict[tuple[int, int], Rule] = {}
        self._rules: list[FormatCondition] = []
        self._filter: AutoFilter | None = None
        self._protected = False
        self._charts: list[ChartObject] = []
        self._links: list[Hyperlink] = []
        self._names = Names(book, self)
        self._selection: Range = Range(self, [Area(1, 1, 1, 1)])
        self._page: dict[str, str] = {}

    # the model's own view ---------------------------------------------------------------------------------------------

    def _used(self) -> Area:
        places = self._cells.keys() | self._looks.keys()
        if not places:
            return Area(1, 1, 1, 1)
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def _range(self, areas: list[Area]) -> Range:
        return Range(self, list(areas))

    def _look(self, place: tuple[int, int], name: str) -> Any:
        return self._looks.get(place, NORMAL).get(name, NORMAL[name])

    def _check_open(self, places: Iterable[tuple[int, int]] | None = None) -> None:
        if self._book.ReadOnly and self._book._refuse_changes:
            raise refused("the book is read-only")
        if not self._protected:
            return
        if places is None or any(self._look(place, "Locked") for place in places):
            raise refused("The cell you're trying to change is on a protected sheet.")

    def _put(self, place: tuple[int, int], value: Any) -> None:
        cell, number_format = entered(value, self._look(place, "NumberFormat"))
        if cell is None:
            self._cells.pop(place, None)
            return
        self._cells[place] = cell
        if number_format and self._look(place, "NumberFormat") == "General":
            self._looks.setdefault(place, {})["NumberFormat"] = number_format

    def _merge_at(self, row: int, column: int) -> Area | None:
        return next((area for area in self._merges if area.holds(row, column)), None)

    def _copy_cell(self, here: tuple[int, int], other: Sheet, there: tuple[int, int]) -> None:
        for mine, theirs in ((self._cells, other._cells), (self._validations, other._validations)):
            theirs.pop(there, None)
            if here in mine:
                theirs[there] = mine[here]
        other._looks[there] = dict(self._looks.get(here, {}))

    # COM --------------------------------------------------------------------------------------------------------------

    Application = property(lambda self: self._book._app)
    Parent = property(lambda self: self._book)
    Index = property(lambda self: self._book._sheets.index(self) + 1)
    Names = property(lambda self: self._names)
    UsedRange = property(lambda self: Range(self, [self._used()]))
    Cells = property(lambda self: Range(self, [Area(1, 1, ROWS, COLUMNS)]))
    Hyperlinks = property(lambda self: Collection(self._links))
    ProtectContents = property(lambda self: self._protected)
    AutoFilter = property(lambda self: self._filter)
    FilterMode = property(lambda self: self._filter is not None and self._filter.FilterMode)

    @property
    def Name(self) -> str:
        return self._name

    @Name.setter
    def Name(self, name: str) -> None:
        if not name or len(name) > MAX_NAME or set(name) & set("\\/?*[]:"):
            raise refused(f"this is no name for a sheet: {name}")
        if any(
            sheet is not self and sheet._name.casefold() == name.casefold() for sheet in self._book._sheets
        ):
            raise refused(f"a sheet of that name exists: {name}")
        self._name = name

    @property
    def Visible(self) -> int:
        return self._visible

    @Visible.setter
    def Visible(self, value: int) -> None:
        self._visible = VISIBLE if value is True else int(value)

    @property
    def AutoFilterMode(self) -> bool:
        return self._filter is not None

    @AutoFilterMode.setter
    def AutoFilterMode(self, value: bool) -> None:
        if value:
            raise refused("AutoFilterMode can only be switched off")
        self._check_open()
        if self._filter is not None and self._filter.FilterMode:
            self._filter.ShowAllData()
        self._filter = None

    def Range(self, first: Any, second: Any = None) -> Range:
        first, second = bare(first), bare(second)
        if second is None:
            return first if isinstance(first, Range) else Range(self, parse(first))
        one = first._areas[0] if isinstance(first, Range) else parse(first)[0]
        two = second._areas[0] if isinstance(second, Range) else parse(second)[0]
        return Range(
            self,
            [
                Area(
                    min(one.top, two.top),
                    min(one.left, two.left),
                    max(one.bottom, two.bottom),
                    max(one.right, two.right),
                )
            ],
        )

    def ChartObjects(self) -> ChartObjects:
        return ChartObjects(self._charts)

    def ShowAllData(self) -> None:
        if self._filter is None:
            raise refused("no filter")
        self._check_open()
        self._filter.ShowAllData()

    def Activate(self) -> None:
        if self._visible != VISIBLE:
            raise refused("a hidden sheet cannot be activated")
        self._book._active = self
        self._book._app._active_book = self._book

    Select = Activate

    def Delete(self) -> None:
        if self._book.ProtectStructure:
            raise refused("the structure of the book is protected")
        if sum(sheet._visible == VISIBLE for sheet in self._book._sheets if sheet is not self) == 0:
            raise refused("a book needs a visible sheet")
        if self._book._app.DisplayAlerts:
            raise refused("the user would be asked")
        self._book._sheets.remove(self)
        if self._book._active is self:
            self._book._active = self._book._sheets[0]
        for other in self._book._sheets:
            for place, cell in list(other._cells.items()):
                if cell.formula and f"{self._name}'!" in cell.formula:
                    other._cells[place] = Cell("#REF!", cell.formula.replace(f"'{self._name}'!", "#REF!"))
        for other in self._book._sheets:
            for place, rule in list(other._validations.items()):
                if f"'{self._name}'!" in rule.formula:
                    other._validations[place] = Rule(rule.kind, "=#REF!")

    def Copy(self, Before: Any = None, After: Any = None) -> None:
        """Into the book of the other sheet, which then shows the copy. Sheet names and sheet-level names come along."""
        beside = bare(Before) or bare(After)
        if beside is None:
            raise refused("a copy into a new book is not known here")
        book = beside._book
        if book.ProtectStructure:
            raise refused("the structure of the book is protected")
        taken = {sheet._name.casefold() for sheet in book._sheets}
        name, turn = self._name, 2
        while name.casefold() in taken:
            name, turn = f"{self._name[: MAX_NAME - 4]} ({turn})", turn + 1
        made = Sheet(book, name)
        made._visible = VISIBLE
        for field in (
            "_cells",
            "_widths",
            "_hidden_rows",
            "_hidden_columns",
            "_merges",
            "_validations",
            "_page",
        ):
            setattr(made, field, copy(getattr(self, field)))
        if book is not self._book:
            made._cells = {place: self._linked(cell) for place, cell in self._cells.items()}
        made._looks = {place: dict(look) for place, look in self._looks.items()}
        for rule in self._rules:
            twin = FormatCondition(made, list(rule._areas), rule._formula, rule._kind)
            twin._interior, twin._font, twin.StopIfTrue = rule._interior, rule._font, rule.StopIfTrue
            made._rules.append(twin)
        if self._filter is not None:
            made._filter = AutoFilter(made, self._filter._area)
        made._charts, made._links = list(self._charts), list(self._links)
        made._names = self._names._copied(book, made)
        book._sheets.insert(book._sheets.index(beside) + (bare(After) is not None), made)
        book._active = made
        book._app._active_book = book

    def _linked(self, cell: Cell) -> Cell:
        """In another book, a formula goes on pointing at the sheets of the book it comes from."""
        formula = cell.formula
        for sheet in self._book._sheets:
            if sheet is not self:
                formula = formula.replace(f"'{sheet._name}'!", f"'[{self._book._name}]{sheet._name}'!")
        return Cell(cell.value, formula, cell.prefix)

    def ExportAsFixedFormat(self, Type: int = 0, Filename: str = "", **_options: Any) -> None:
        from pathlib import Path

        Path(Filename).write_bytes(b"%PDF-1.7 " + self._name.encode())
