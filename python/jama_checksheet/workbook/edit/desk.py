"""What the edits of one plan share: the package, its styles, the sheets opened so far."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml
from jama_checksheet.workbook.edit.sheet_xml import SheetXml
from jama_checksheet.workbook.edit.styles_xml import StylesXml
from jama_checksheet.workbook.package import Package


class Desk:
    """Opens parts once, so that thousands of writes into a sheet find its rows at once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._styles: StylesXml | None = None
        self._sheets: dict[str, SheetXml] = {}
        self._shared: list[str] | None = None
        self.changed: dict[str, list[Cells]] = {}
        """Where values changed so far, by sheet name."""
        self.fresh: set[str] = set()
        """Sheets of ours that came with true results."""

    @property
    def styles(self) -> StylesXml:
        """The styles of the book."""
        if self._styles is None:
            self._styles = StylesXml(self.package)
        return self._styles

    @cached_property
    def from_1904(self) -> bool:
        """Whether the book counts days from 1904."""
        return book_xml.uses_1904(self.package)

    def part(self, name: str) -> str:
        """The part of a worksheet. Raises a CheckSheetError where the book has none of that name."""
        parts = self.package.sheet_parts()
        if name not in parts:
            raise CheckSheetError(
                f"シート「{name}」が見つかりません。",
                remedy=f"このブックにあるシートは「{'」「'.join(parts)}」です。名前を確かめてください。",
            )
        return parts[name]

    def root(self, name: str) -> etree._Element:
        """The tree of a worksheet, for changing."""
        return self.package.edit(self.part(name))

    def sheet(self, name: str) -> SheetXml:
        """The cells of a worksheet, for changing."""
        part = self.part(name)
        if part not in self._sheets:
            self._sheets[part] = SheetXml(self.package.edit(part), name)
        return self._sheets[part]

    def forget(self, part: str) -> None:
        """The part was replaced or removed as a whole."""
        self._sheets.pop(part, None)

    def shared_text(self, index: int) -> str | None:
        """A text of the shared strings, without its furigana."""
        if self._shared is None:
            self._shared = self._read_shared()
        return self._shared[index] if 0 <= index < len(self._shared) else None

    def _read_shared(self) -> list[str]:
        relations = self.package.relations(self.package.workbook_part)
        part = next((rel.target for rel in relations if rel.kind == "sharedStrings"), "")
        if part not in self.package:
            return []
        return [plain_text(item) for item in self.package.xml(part).iterchildren(names.main("si"))]


def plain_text(item: etree._Element) -> str:
    """The raw text of a shared or inline string: its `t`, or those of its runs."""
    t, r = names.main("t"), names.main("r")
    return "".join(
        node.text or "" for holder in (item, *item.iterchildren(r)) for node in holder.iterchildren(t)
    )
