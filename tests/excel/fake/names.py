"""Defined names, of a book or of one sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from excel.fake.com import Collection, ComObject, refused

if TYPE_CHECKING:
    from excel.fake.book import Book
    from excel.fake.sheet import Sheet

_NAME = re.compile(r"[^\W\d][\w.\\?]*")


class Name(ComObject):
    """One defined name."""

    RefersTo: str = ""
    Visible: bool = True

    def __init__(self, owner: Names, name: str, refers_to: str) -> None:
        self._owner, self._name = owner, name
        self.RefersTo = refers_to

    @property
    def Name(self) -> str:
        sheet = self._owner._sheet
        return self._name if sheet is None else f"'{sheet._name}'!{self._name}"

    def Delete(self) -> None:
        self._owner._items.remove(self)


class Names(Collection):
    """The names of a book, or those of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        super().__init__([])
        self._book, self._sheet = book, sheet

    def Add(self, Name: str, RefersTo: str, Visible: Any = True) -> Any:
        if not _NAME.fullmatch(Name):
            raise refused(f"this is no name: {Name}")
        found = self._named(Name)
        if found is None:
            found = globals()["Name"](self, Name, RefersTo)
            self._items.append(found)
        found.RefersTo, found.Visible = RefersTo, Visible
        return found

    def _named(self, name: str) -> Any:
        return next((each for each in self._items if each._name.casefold() == name.casefold()), None)

    def __call__(self, key: Any) -> Any:
        if isinstance(key, int):
            return super().__call__(key)
        found = self._named(key)
        if found is None:
            raise refused("no such name")
        return found

    def _copied(self, book: Book, sheet: Sheet) -> Names:
        made = Names(book, sheet)
        for each in self._items:
            made.Add(
                each._name,
                each.RefersTo.replace(f"'{self._sheet._name}'!", f"'{sheet._name}'!"),
                each.Visible,
            )
        return made
