"""Taking over looks from another book's styles: found again or appended, under new numbers."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema
from jama_checksheet.workbook.edit.styles_xml import FIRST_OWN_FORMAT, StylesXml

_LISTS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))


class StyleMerge:
    """Maps cell formats and differential formats of a `source` styles tree into the styles of the book, as they are asked for."""

    def __init__(self, styles: StylesXml, source: etree._Element) -> None:
        self._styles, self._source = styles, source
        # A cell without a look keeps the book's own plain look.
        self._xfs: dict[int, int] = {0: 0}
        self._dxfs: dict[int, int] = {}

    def cell_format(self, index: int) -> int:
        """The number in the book for the source's cell format."""
        if index not in self._xfs:
            xf = deepcopy(self._entry("cellXfs", index))
            for attribute, container in _LISTS:
                node = tidy(self._entry(container, int(xf.get(attribute) or 0)))
                xf.set(attribute, str(self._styles.add(container, node)))
            number = int(xf.get("numFmtId") or 0)
            if number >= FIRST_OWN_FORMAT:
                xf.set("numFmtId", str(self._styles.number_format(self._code(number))))
            for attribute in ("pivotButton", "quotePrefix"):
                if xf.get(attribute) in ("0", "false"):
                    del xf.attrib[attribute]
            xf.set("xfId", "0")
            self._xfs[index] = self._styles.add("cellXfs", xf)
        return self._xfs[index]

    def differential(self, index: int) -> int:
        """The number in the book for the source's differential format."""
        if index not in self._dxfs:
            self._dxfs[index] = self._styles.add("dxfs", tidy(self._entry("dxfs", index)))
        return self._dxfs[index]

    def _entry(self, container: str, index: int) -> etree._Element:
        holder = self._source.find(names.main(container))
        if holder is None:
            raise IndexError(f"{container} {index}")
        return holder[index]

    def _code(self, number: int) -> str:
        for node in self._source.iterfind(f"{names.main('numFmts')}/{names.main('numFmt')}"):
            if node.get("numFmtId") == str(number):
                return node.get("formatCode") or "General"
        return "General"


def tidy(node: etree._Element) -> etree._Element:
    """A copy as Excel would write it: fonts in schema order, colours opaque (openpyxl writes the opposite of both)."""
    copy = deepcopy(node)
    for inner in copy.iter(etree.Element):
        opaque(inner)
        if inner.tag == names.main("font"):
            inner[:] = sorted(inner, key=lambda part: schema.rank(part, schema.FONT) or 0)
    return copy


def opaque(node: etree._Element) -> None:
    """Excel ignores the first byte of a colour, LibreOffice takes 00 for transparent in some places."""
    colour = node.get("rgb") or ""
    if len(colour) == 8 and colour.startswith("00"):
        node.set("rgb", "FF" + colour[2:])
