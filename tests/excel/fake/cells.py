"""Range: the cells, their values, their look, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from excel.fake import looks
from excel.fake.com import Collection, ComObject, bare, refused
from excel.fake.conditional import FormatConditions
from excel.fake.entry import Cell, formula_of, given_back
from excel.fake.filter import AND
from excel.fake.filter import AutoFilter as SheetFilter
from excel.fake.places import COLUMNS, ROWS, Area, address, runs
from excel.fake.validation import Validation

if TYPE_CHECKING:
    from excel.fake.sheet import Sheet

VISIBLE, FORMULAS, ALL_VALIDATION = 12, -4123, -4174


class Range(ComObject):
    """Cells of one sheet, in one or several areas."""

    _group = ""

    def __init__(self, sheet: Sheet, areas: list[Area]) -> None:
        self._sheet, self._areas = sheet, areas

    # the model's own view ---------------------------------------------------------------------------------------------

    @property
    def _cells(self) -> Range:
        return self

    def _places(self) -> Iterator[tuple[int, int]]:
        used = self._sheet._used()
        for area in self._areas:
            if area.count > 2_000_000:  # whole rows or columns: what is used of them
                area = area.meets(Area(1, 1, max(used.bottom, 1), max(used.right, 1))) or used
            yield from area.cells()

    def _check_open(self) -> None:
        self._sheet._check_open(self._places())

    def _look(self, name: str) -> Any:
        values = [self._sheet._look(place, name) for place in self._places()]
        return values[0] if all(value == values[0] for value in values) else None

    def _set_look(self, name: str, value: Any) -> None:
        self._sheet._check_open()
        for place in self._places():
            self._sheet._looks.setdefault(place, {})[name] = value

    # where ------------------------------------------------------------------------------------------------------------

    Application = property(lambda self: self._sheet._book._app)
    Worksheet = property(lambda self: self._sheet)
    Parent = property(lambda self: self._sheet)
    Row = property(lambda self: self._areas[0].top)
    Column = property(lambda self: self._areas[0].left)
    Cells = property(lambda self: self)
    Count = property(lambda self: sum(area.count for area in self._areas))
    CountLarge = Count
    Areas = property(lambda self: Collection([Range(self._sheet, [area]) for area in self._areas]))
    Address = property(lambda self: address(self._areas))

    def GetAddress(
        self,
        RowAbsolute: bool = True,
        ColumnAbsolute: bool = True,
        ReferenceStyle: int = 1,
        External: bool = False,
    ) -> str:
        text = address(self._areas, "$" if RowAbsolute else "", "$" if ColumnAbsolute else "")
        return f"'[{self._sheet._book.Name}]{self._sheet.Name}'!{text}" if External else text

    def __call__(self, row: int, column: int | None = None) -> Range:
        area = self._areas[0]
        if column is None:
            row, column = divmod(row - 1, area.right - area.left + 1)
            row, column = row + 1, column + 1
        place = Area(area.top + row - 1, area.left + column - 1, area.top + row - 1, area.left + column - 1)
        return Range(self._sheet, [place])

    @property
    def Rows(self) -> Rows:
        return Rows(self._sheet, self._areas)

    @property
    def Columns(self) -> Columns:
        return Columns(self._sheet, self._areas)

    @property
    def EntireRow(self) -> Rows:
        return Rows(self._sheet, [Area(area.top, 1, area.bottom, COLUMNS) for area in self._areas])

    @property
    def EntireColumn(self) -> Columns:
        return Columns(self._sheet, [Area(1, area.left, ROWS, area.right) for area in self._areas])

    def Select(self) -> None:
        if self._sheet._book._app.ActiveSheet is not self._sheet:
            raise refused("Select method of Range class failed: the sheet is not active")
        self._sheet._selection = self

    # values -----------------------------------------------------------------------------------------------------------

    def _matrix(self, of: Any) -> Any:
        area = self._areas[0]
        if area.count == 1:
            return of((area.top, area.left))
        return tuple(
            tuple(of((row, column)) for column in range(area.left, area.right + 1))
            for row in range(area.top, area.bottom + 1)
        )

    @property
    def Value(self) -> Any:
        cells, look = self._sheet._cells, self._sheet._look
        return self._matrix(lambda at: given_back(cells.get(at), look(at, "NumberFormat")))

    @Value.setter
    def Value(self, value: Any) -> None:
        self._enter(value)

    @property
    def Value2(self) -> Any:
        return self._matrix(lambda at: given_back(self._sheet._cells.get(at), "General"))

    @Value2.setter
    def Value2(self, value: Any) -> None:
        self._enter(value)

    @property
    def Formula(self) -> Any:
        return self._matrix(lambda at: formula_of(self._sheet._cells.get(at)))

    @Formula.setter
    def Formula(self, value: Any) -> None:
        self._enter(value)

    Formula2 = Formula

    @property
    def HasFormula(self) -> bool | None:
        found = {bool((self._sheet._cells.get(at) or Cell()).formula) for at in self._places()}
        return found.pop() if len(found) == 1 else None

    @property
    def PrefixCharacter(self) -> str | None:
        found = {"'" if (self._sheet._cells.get(at) or Cell()).prefix else "" for at in self._places()}
        return found.pop() if len(found) == 1 else None

    def _enter(self, value: Any) -> None:
        """Put values in. A block that meets rows hidden by a filter loses those rows' values, as is reported of Excel."""
        self._check_open()
        filtered = self._sheet._filter is not None and self._sheet._filter.FilterMode
        for area in self._areas:
            for row, column in area.cells():
                if isinstance(value, (tuple, list)):
                    line = value[row - area.top] if row - area.top < len(value) else None
                    if not isinstance(line, (tuple, list)):
                        raise refused("a block is a tuple of tuples")
                    one = line[column - area.left] if column - area.left < len(line) else None
                    if filtered and row in self._sheet._hidden_rows:
                        continue
                else:
                    one = value
                self._sheet._put((row, column), one)

    # look -------------------------------------------------------------------------------------------------------------

    NumberFormat, WrapText, Locked = (looks.look(name) for name in ("NumberFormat", "WrapText", "Locked"))
    HorizontalAlignment, VerticalAlignment = (
        looks.look("HorizontalAlignment"),
        looks.look("VerticalAlignment"),
    )
    IndentLevel = looks.look("IndentLevel")
    Font = property(lambda self: looks.Font(self))
    Interior = property(lambda self: looks.Interior(self))
    Borders = property(lambda self: looks.Borders(self))
    Validation = property(lambda self: Validation(self))
    FormatConditions = property(lambda self: FormatConditions(self))

    @property
    def Style(self) -> str:
        return "Normal"

    @Style.setter
    def Style(self, name: str) -> None:
        if name != "Normal":
            raise refused("no such style")
        self._sheet._check_open()
        for place in self._places():
            self._sheet._looks.pop(place, None)

    @property
    def ColumnWidth(self) -> float | None:
        widths = {
            self._sheet._widths.get(column, 8.43)
            for area in self._areas
            for column in range(area.left, min(area.right, area.left + 300) + 1)
        }
        return widths.pop() if len(widths) == 1 else None

    @ColumnWidth.setter
    def ColumnWidth(self, width: float) -> None:
        self._sheet._check_open()
        if not 0 <= width <= 255:
            raise refused("a column is at most 255 wide")
        for area in self._areas:
            for column in range(area.left, area.right + 1):
                self._sheet._widths[column] = width

    # merges, selection of special cells, clearing ------------------------------------------------------------------------

    @property
    def MergeCells(self) -> bool | None:
        found = {self._sheet._merge_at(*at) is not None for at in self._places()}
        return found.pop() if len(found) == 1 else None

    @property
    def MergeArea(self) -> Range:
        if self.Count != 1:
            raise refused("MergeArea works on one cell")
        place = self._areas[0]
        return Range(self._sheet, [self._sheet._merge_at(place.top, place.left) or place])

    def Merge(self, Across: bool = False) -> None:
        self._sheet._check_open()
        self._sheet._merges.append(self._areas[0])

    def SpecialCells(self, Type: int, Value: Any = None) -> Range:
        sheet = self._sheet
        area = self._areas[0].meets(sheet._used()) if self._areas[0].count > 2_000_000 else self._areas[0]
        if area is None:
            raise refused("No cells were found.")
        if Type == VISIBLE:
            rows = [row for row in range(area.top, area.bottom + 1) if row not in sheet._hidden_rows]
            found = [Area(first, area.left, last, area.right) for first, last in runs(rows)]
        elif Type in (FORMULAS, ALL_VALIDATION):
            found = []
            for column in range(area.left, area.right + 1):
                rows = [
                    row
                    for row in range(area.top, area.bottom + 1)
                    if (
                        (row, column) in sheet._validations
                        if Type == ALL_VALIDATION
                        else (sheet._cells.get((row, column)) or Cell()).formula
                    )
                ]
                found += [Area(first, column, last, column) for first, last in runs(rows)]
        else:
            raise refused(f"SpecialCells({Type}) is not known here")
        if not found:
            raise refused("No cells were found.")
        return Range(sheet, found)

    def ClearContents(self) -> None:
        self._check_open()
        for place in self._places():
            self._sheet._cells.pop(place, None)

    def Clear(self) -> None:
        self.ClearContents()
        for place in self._places():
            self._sheet._looks.pop(place, None)
            self._sheet._validations.pop(place, None)

    def AutoFilter(
        self, Field: Any = None, Criteria1: Any = None, Operator: int = AND, Criteria2: Any = None
    ) -> None:
        self._sheet._check_open()
        if self._sheet._filter is None:
            self._sheet._filter = SheetFilter(self._sheet, self._areas[0])
        if Field is not None:
            self._sheet._filter._set(int(Field), Criteria1, Operator, Criteria2)

    def Find(
        self,
        What: str,
        LookIn: int = FORMULAS,
        LookAt: int = 2,
        SearchOrder: int = 1,
        SearchDirection: int = 1,
    ) -> Range | None:
        """The last cell that holds something, by rows or by columns."""
        if (What, SearchDirection) != ("*", 2):
            raise refused("only the last filled cell is known here")
        held = self._sheet._cells.items()
        places = [place for place, cell in held if cell.formula or cell.value not in (None, "")]
        if not places:
            return None
        row, column = max(places, key=lambda place: place if SearchOrder == 1 else (place[1], place[0]))
        return Range(self._sheet, [Area(row, column, row, column)])

    def Replace(
        self, What: str, Replacement: str, LookAt: int = 2, MatchCase: bool = False, **_options: Any
    ) -> bool:
        """In formulas and texts, part by part."""
        self._check_open()
        cells = self._sheet._cells
        for place in self._places():
            cell = cells.get(place)
            if cell is not None and cell.formula and What in cell.formula:
                cells[place] = Cell(cell.value, cell.formula.replace(What, Replacement))
        return True

    def Copy(self, Destination: Any = None) -> None:
        target = bare(Destination)
        down = target._areas[0].top - self._areas[0].top
        right = target._areas[0].left - self._areas[0].left
        for row, column in self._places():
            self._sheet._copy_cell((row, column), target._sheet, (row + down, column + right))


class Rows(Range):
    """Whole rows, or the rows of a range."""

    Count = property(lambda self: sum(area.bottom - area.top + 1 for area in self._areas))

    @property
    def Hidden(self) -> bool | None:
        found = {
            row in self._sheet._hidden_rows
            for area in self._areas
            for row in range(area.top, area.bottom + 1)
        }
        return found.pop() if len(found) == 1 else None

    @Hidden.setter
    def Hidden(self, hidden: bool) -> None:
        self._sheet._check_open()
        rows = {row for area in self._areas for row in range(area.top, area.bottom + 1)}
        self._sheet._hidden_rows = (
            self._sheet._hidden_rows | rows if hidden else self._sheet._hidden_rows - rows
        )

    def AutoFit(self) -> None:
        self._sheet._check_open()


class Columns(Range):
    """Whole columns, or the columns of a range."""

    Count = property(lambda self: sum(area.right - area.left + 1 for area in self._areas))

    @property
    def Hidden(self) -> bool | None:
        found = {
            column in self._sheet._hidden_columns
            for area in self._areas
            for column in range(area.left, area.right + 1)
        }
        return found.pop() if len(found) == 1 else None

    @Hidden.setter
    def Hidden(self, hidden: bool) -> None:
        self._sheet._check_open()
        columns = {column for area in self._areas for column in range(area.left, area.right + 1)}
        before = self._sheet._hidden_columns
        self._sheet._hidden_columns = before | columns if hidden else before - columns

    @property
    def UseStandardWidth(self) -> bool:
        return self.ColumnWidth == 8.43

    @UseStandardWidth.setter
    def UseStandardWidth(self, standard: bool) -> None:
        self._sheet._check_open()
        for area in self._areas:
            for column in range(area.left, area.right + 1) if standard else ():
                self._sheet._widths.pop(column, None)

    def AutoFit(self) -> None:
        self._sheet._check_open()
