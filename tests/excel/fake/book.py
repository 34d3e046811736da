"""A workbook, and the custom XML parts in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from excel.fake.com import Collection, ComObject, refused
from excel.fake.names import Names

if TYPE_CHECKING:
    from excel.fake.app import Application
    from excel.fake.sheet import Sheet

XLSX, XLSM = 51, 52


class CustomXMLPart(ComObject):
    """One custom XML part."""

    def __init__(self, parts: CustomXMLParts, text: str) -> None:
        self._parts, self._text = parts, text

    XML = property(lambda self: self._text)
    NamespaceURI = property(lambda self: etree.QName(etree.fromstring(self._text.encode())).namespace or "")

    def Delete(self) -> None:
        self._parts._items.remove(self)


class CustomXMLParts(Collection):
    """The custom XML parts of a book."""

    def Add(self, XML: str = "", SchemaCollection: Any = None) -> CustomXMLPart:
        etree.fromstring(XML.encode())
        part = CustomXMLPart(self, XML)
        self._items.append(part)
        return part

    def SelectByNamespace(self, NamespaceURI: str) -> Collection:
        return Collection([part for part in self._items if part.NamespaceURI == NamespaceURI])


class Worksheets(Collection):
    """The worksheets of a book."""

    def __init__(self, book: Book) -> None:
        super().__init__(book._sheets)
        self._book = book

    Parent = property(lambda self: self._book)


class Window(ComObject):
    """The window of a book."""

    FreezePanes = False
    DisplayGridlines = True


class Book(ComObject):
    """One open workbook."""

    ReadOnly = False
    MultiUserEditing = False
    AutoSaveOn = False
    Saved = True
    Date1904 = False
    ProtectStructure = False
    UserStatus: Any = (("山田", 0, 1),)
    _refuse_changes = False

    def __init__(self, app: Application, name: str, folder: str = "") -> None:
        self._app, self._name, self._folder = app, name, folder
        self._sheets: list[Sheet] = []
        self._active: Sheet | None = None
        self._names = Names(self)
        self._parts = CustomXMLParts([])

    Application = property(lambda self: self._app)
    Name = property(lambda self: self._name)
    Path = property(lambda self: self._folder)
    Worksheets = property(lambda self: Worksheets(self))
    Sheets = property(lambda self: Worksheets(self))
    Names = property(lambda self: self._names)
    ActiveSheet = property(lambda self: self._active)
    CustomXMLParts = property(lambda self: self._parts)
    FileFormat = property(lambda self: XLSM if self._name.endswith("m") else XLSX)

    @property
    def FullName(self) -> str:
        if not self._folder:
            return self._name
        return (
            f"{self._folder}/{self._name}"
            if "://" in self._folder
            else os.path.join(self._folder, self._name)
        )

    def Windows(self, _number: int = 1) -> Window:
        return Window()

    def Activate(self) -> None:
        self._app._active_book = self

    def SaveCopyAs(self, Filename: str) -> None:
        from excel.fake.files import written

        if not Path(Filename).parent.is_dir():
            raise refused("the folder does not exist")
        Path(Filename).write_bytes(written(self))

    def SaveAs(self, Filename: str, FileFormat: int = XLSX, Password: Any = None) -> None:
        if "://" in Filename or not Path(Filename).parent.is_dir():
            raise refused("the folder does not exist")
        self.SaveCopyAs(Filename)
        self._folder, self._name = os.path.split(Filename)
        self._app._titles.append(self._name)

    def Save(self) -> None:
        self.SaveCopyAs(self.FullName)

    def Close(self, SaveChanges: Any = None) -> None:
        self._app._books.remove(self)
        if self._app._active_book is self:
            self._app._active_book = self._app._books[-1] if self._app._books else None
