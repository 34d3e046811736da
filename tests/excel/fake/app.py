"""Excel itself."""

from __future__ import annotations

import os
from typing import Any

from excel.fake.book import Book
from excel.fake.cells import Range
from excel.fake.com import Collection, bare, refused
from excel.fake.dialogs import Dialogs
from excel.fake.files import read

AUTOMATIC, MANUAL = -4105, -4135


class Workbooks(Collection):
    """The open workbooks."""

    def __init__(self, app: Application) -> None:
        super().__init__(app._books)
        self._app = app

    Application = property(lambda self: self._app)

    def Open(self, Filename: str, *_options: Any, **_named: Any) -> Book:
        folder, name = os.path.split(Filename)
        if any(book.Name.casefold() == name.casefold() for book in self._app._books):
            raise refused("a book of that name is open")
        return self._app._take(read(self._app, Filename, name, folder))

    def Add(self, Template: str = "") -> Book:
        """A new, unsaved book; with `Template`, as a copy of that file."""
        self._app._count += 1
        if not Template:
            raise refused("a blank book is not known here")
        stem = os.path.splitext(os.path.basename(Template))[0]
        return self._app._take(read(self._app, Template, f"{stem}{self._app._count}", ""))


class Application(Dialogs):
    """A running Excel."""

    ScreenUpdating = True
    EnableEvents = True
    Calculation = AUTOMATIC
    StatusBar: Any = False
    DisplayAlerts = True
    Interactive = True
    Visible = True
    Ready = True
    Hwnd = 4242
    Version = "16.0"
    UserName = "山田"

    def __init__(self) -> None:
        super().__init__()
        self._books: list[Book] = []
        self._active_book: Book | None = None
        self._count = 0
        self._titles: list[str] = []
        self._bar: list[Any] = []

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "StatusBar":
            self._bar.append(value)
        super().__setattr__(name, value)

    def _take(self, book: Book) -> Book:
        self._books.append(book)
        self._active_book = book
        return book

    @property
    def _active_cell(self) -> tuple[int, int]:
        sheet = self.ActiveSheet
        area = sheet._selection._areas[0]
        return area.top, area.left

    Application = property(lambda self: self)
    Workbooks = property(lambda self: Workbooks(self))
    ActiveWorkbook = property(lambda self: self._active_book)
    ActiveSheet = property(lambda self: self._active_book._active if self._active_book else None)
    Selection = property(lambda self: self.ActiveSheet._selection)
    International = property(lambda self: tuple("," for _ in range(40)))

    @property
    def ActiveCell(self) -> Range:
        row, column = self._active_cell
        return self.ActiveSheet._selection(1, 1) if (row, column) else None

    def Intersect(self, first: Any, second: Any) -> Range | None:
        first, second = bare(first), bare(second)
        met = [both for one in first._areas for two in second._areas if (both := one.meets(two))]
        return Range(first._sheet, met) if met else None

    def Calculate(self) -> None:
        return None
