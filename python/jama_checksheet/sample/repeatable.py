"""Saves a workbook of ours as Excel itself would store it, and so that two builds give the same bytes.

openpyxl alone leaves three things to mend: it stamps the moment of saving, keeps every text inside its cell (Excel keeps
texts in one shared table), and writes the children of a font in an order that the Open XML schema does not allow.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from openpyxl import Workbook

BUILD_DATE = datetime(2025, 11, 20)
"""The date that built workbooks carry as created and modified, and that every part of the zip carries."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
# CT_Font, ECMA-376 part 1, 18.8.22, in the order in which Excel writes and the transitional schema demands.
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_STRINGS_PART = "xl/sharedStrings.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def save_repeatable(book: Workbook, *, shared_strings: bool = True) -> bytes:
    """The workbook as an .xlsx package whose bytes depend on its content alone.

    `shared_strings` False leaves every text in its cell, as some reporting tools do.
    """
    book.properties.created = BUILD_DATE
    buffer = io.BytesIO()
    book.save(buffer)
    parts = read_parts(buffer.getvalue())
    parts["xl/styles.xml"] = _with_ordered_fonts(parts["xl/styles.xml"])
    if shared_strings and _STRINGS_PART not in parts:
        _share_strings(parts)
    return write_parts(parts)


def read_parts(package: bytes) -> dict[str, bytes]:
    """Every part of a package by name, uncompressed, in the package's order."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, dated `BUILD_DATE` throughout; [Content_Types].xml comes first, as Excel writes it."""
    stamp = BUILD_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(parts, key=lambda part: part != "[Content_Types].xml"):
            data = parts[name]
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            info = zipfile.ZipInfo(name, BUILD_DATE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)
    return out.getvalue()


def _with_ordered_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return _serialized(root)


def _share_strings(parts: dict[str, bytes]) -> None:
    """Move the texts of all worksheets into one table, each text once."""
    table = etree.Element(f"{{{_MAIN}}}sst", nsmap={None: _MAIN})  # type: ignore[dict-item]
    known: dict[bytes, int] = {}
    uses = 0
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(parts[name])
        for cell in root.iter(f"{{{_MAIN}}}c"):
            if cell.get("t") != "inlineStr":
                continue
            del cell.attrib["t"]
            if not len(cell):
                # openpyxl stores an empty text as a cell without a text.
                continue
            inline = cell[0]
            inline.tag = f"{{{_MAIN}}}si"
            for text in inline.iter(f"{{{_MAIN}}}t"):
                if "\n" in (text.text or "") or (text.text or "") != (text.text or "").strip():
                    text.set(_SPACE, "preserve")
            key = etree.tostring(inline, encoding="utf-8", with_tail=False)
            if key not in known:
                known[key] = len(known)
                table.append(etree.fromstring(key))
            uses += 1
            cell.remove(inline)
            cell.set("t", "s")
            etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(known[key])
        parts[name] = _serialized(root)
    table.set("count", str(uses))
    table.set("uniqueCount", str(len(known)))
    parts[_STRINGS_PART] = _serialized(table)
    _announce_strings(parts)


def _announce_strings(parts: dict[str, bytes]) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    override = etree.SubElement(types, etree.QName(types.nsmap[None], "Override"))
    override.set("PartName", f"/{_STRINGS_PART}")
    override.set("ContentType", _STRINGS_TYPE)
    parts["[Content_Types].xml"] = _serialized(types)

    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    relation = etree.SubElement(relations, etree.QName(relations.nsmap[None], "Relationship"))
    relation.set("Type", _STRINGS_RELATION)
    relation.set("Target", f"/{_STRINGS_PART}")
    relation.set("Id", f"rId{len(relations)}")
    parts["xl/_rels/workbook.xml.rels"] = _serialized(relations)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
