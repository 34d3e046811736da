"""The styles part: looks added at the end of its lists, an equal entry used again, nothing that exists changed.

A cell names a cell format (xf) by its number, and that names a font, fill, border and number format by theirs: so numbers
that exist must keep their meaning, and repeated runs must not let the lists grow.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema
from jama_checksheet.workbook.edit.style_nodes import xf_parts
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.style import CellStyle

STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
TEXT_FORMAT, FIRST_OWN_FORMAT = 49, 164
"""Number format ids: "@", and the first that a workbook defines itself (ECMA-376 part 1, 18.8.30)."""

_BUILT_IN = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "0%": 9,
    "0.00%": 10,
    "@": TEXT_FORMAT,
}
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_MINIMAL = (
    f'<styleSheet xmlns="{names.MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_DEFAULTS = {"pivotButton": "0", "quotePrefix": "0"}


def is_date_format(code: str) -> bool:
    """Whether a number format code shows a date or time."""
    return (
        re.search("[ymdhsge]", _QUOTED.sub("", code.split(";")[0]).lower().replace("general", "")) is not None
    )


class StylesXml:
    """The styles of one package. Only a look that does not exist yet changes the part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        book = package.workbook_part
        found = [
            rel.target for rel in package.relations(book) if rel.kind == "styles" and rel.target in package
        ]
        if found:
            self.part = found[0]
        else:
            self.part = book.rsplit("/", 1)[0] + "/styles.xml"
            package.put(self.part, _MINIMAL.encode(), STYLES_TYPE)
            package.relate(book, names.rel_type("styles"), self.part)
        self.root = package.xml(self.part)
        self._keys: dict[str, dict[tuple[object, ...], int]] = {}
        self._cell_styles: dict[CellStyle, int] = {}

    def cell_style(self, style: CellStyle) -> int:
        """The number of the cell format with that look."""
        if style not in self._cell_styles:
            self._cell_styles[style] = self._add_cell_style(style)
        return self._cell_styles[style]

    def _add_cell_style(self, style: CellStyle) -> int:
        parts = xf_parts(style)
        xf = etree.Element(names.main("xf"))
        number = self.number_format(style.number_format)
        xf.set("numFmtId", str(number))
        for container, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            xf.set(attribute, str(self.add(container, parts[container])))
        xf.set("xfId", "0")
        applied = {"applyNumberFormat": number != 0, "applyFont": True, "applyFill": bool(style.fill)}
        applied |= {"applyBorder": bool(style.border), "applyAlignment": True, "applyProtection": True}
        for key, on in applied.items():
            if on:
                xf.set(key, "1")
        xf.append(parts["alignment"])
        xf.append(parts["protection"])
        return self.add("cellXfs", xf)

    def quoted(self, index: int, on: bool = True) -> int:
        """The cell format `index`, with or without the mark that what is typed there is text (Excel's leading apostrophe)."""
        xf = self.xf(index)
        if (xf.get("quotePrefix") in ("1", "true")) == on:
            return index
        if on and xf.get("numFmtId") == str(TEXT_FORMAT):
            return index
        changed = deepcopy(xf)
        if on:
            changed.set("quotePrefix", "1")
        else:
            del changed.attrib["quotePrefix"]
        return self.add("cellXfs", changed)

    def dated(self, index: int, code: str) -> int:
        """The cell format `index` with the number format `code`, unless it shows dates already."""
        xf = self.xf(index)
        number = int(xf.get("numFmtId") or 0)
        if number in _BUILT_IN_DATES or is_date_format(self._own_formats().get(number, "")):
            return index
        changed = deepcopy(xf)
        changed.set("numFmtId", str(self.number_format(code)))
        changed.set("applyNumberFormat", "1")
        return self.add("cellXfs", changed)

    def fill_format(self, rgb: str) -> int:
        """The number of a differential format that only fills with the colour RRGGBB."""
        dxf = etree.Element(names.main("dxf"))
        pattern = etree.SubElement(
            etree.SubElement(dxf, names.main("fill")), names.main("patternFill"), patternType="solid"
        )
        etree.SubElement(pattern, names.main("fgColor"), rgb="FF" + rgb.upper())
        etree.SubElement(pattern, names.main("bgColor"), rgb="FF" + rgb.upper())
        return self.add("dxfs", dxf)

    def xf(self, index: int) -> etree._Element:
        """The cell format of that number; an unknown number means the first."""
        formats = self._list("cellXfs")
        return formats[index] if 0 <= index < len(formats) else formats[0]

    def number_format(self, code: str) -> int:
        """The id of a number format, defined where it is neither built in nor defined yet."""
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        own = self._own_formats()
        for number, existing in own.items():
            if existing == code:
                return number
        number = max([FIRST_OWN_FORMAT - 1, *own]) + 1
        container = schema.child(self._package.edit(self.part), "numFmts", schema.STYLESHEET)
        etree.SubElement(container, names.main("numFmt"), numFmtId=str(number), formatCode=code)
        schema.recount(container)
        return number

    def add(self, container: str, node: etree._Element) -> int:
        """The place of an equal entry of that list ("fonts", "cellXfs", "dxfs", …), appended where there is none."""
        keys = self._known(container)
        key = canonical(node)
        if key not in keys:
            self._package.edit(self.part)
            holder = self._list(container)
            keys[key] = len(holder)
            holder.append(node)
            schema.recount(holder)
            for attribute in [name for name in holder.attrib if "knownFonts" in str(name)]:
                del holder.attrib[attribute]
        return keys[key]

    def _known(self, container: str) -> dict[tuple[object, ...], int]:
        if container not in self._keys:
            keys: dict[tuple[object, ...], int] = {}
            holder = self.root.find(names.main(container))
            for index, node in enumerate(holder if holder is not None else ()):
                keys.setdefault(canonical(node), index)
            self._keys[container] = keys
        return self._keys[container]

    def _list(self, container: str) -> etree._Element:
        if self.root.find(names.main(container)) is None:
            self._package.edit(self.part)
        return schema.child(self.root, container, schema.STYLESHEET)

    def _own_formats(self) -> dict[int, str]:
        return {
            int(node.get("numFmtId") or 0): node.get("formatCode") or ""
            for node in self.root.iterfind(f"{names.main('numFmts')}/{names.main('numFmt')}")
        }


def canonical(node: etree._Element) -> tuple[object, ...]:
    """What an entry says, without prefixes, white space between elements and stated defaults: equal looks, equal keys."""
    attributes = sorted(
        (str(key), value) for key, value in node.attrib.items() if _DEFAULTS.get(str(key)) != value
    )
    children = tuple(canonical(inner) for inner in node.iterchildren(etree.Element))
    return node.tag, tuple(attributes), (node.text or "").strip(), children
