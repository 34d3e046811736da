"""What openpyxl cannot write: true results beside formulas, texts exactly as they are, fonts in schema order, fixed dates."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from lxml import etree

from jama_checksheet.checksheet.cells import cell_of
from jama_checksheet.workbook.edit.texts import MAX_CELL_TEXT, escape, utf16_length
from jama_checksheet.workbook.names import XML, main
from jama_checksheet.workbook.plan import OwnCell, OwnSheet

_SHEET, _STYLES, _CORE = "xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/core.xml"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_DAY_ZERO = date(1899, 12, 30)
_FONT_ORDER = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)
"""CT_Font as the Open XML SDK checks it (ECMA-376 part 1, 18.8.22)."""


def finish(package: bytes, sheet: OwnSheet) -> bytes:
    """The package that openpyxl wrote for `sheet`, completed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == _SHEET:
                data = _with_values(data, sheet)
            elif name == _STYLES:
                data = _fonts_in_order(data)
            elif name == _CORE:
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _with_values(data: bytes, sheet: OwnSheet) -> bytes:
    root = etree.fromstring(data)
    for node in root.iter(main("c")):
        own = sheet.cells.get(cell_of(node.get("r", "")))
        if own is None:
            continue
        if own.formula:
            _cache(node, own)
        elif isinstance(own.value, str) and own.value and len(node):
            _write_text(node, own.value)
    for view in root.iter(main("sheetView")):
        if "tabSelected" in view.attrib:
            del view.attrib["tabSelected"]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cache(node: etree._Element, own: OwnCell) -> None:
    value = node.find(main("v"))
    if value is None:
        value = etree.SubElement(node, main("v"))
    if "t" in node.attrib:
        del node.attrib["t"]
    if isinstance(own.value, date):
        value.text = str((own.value - _DAY_ZERO).days)
    elif isinstance(own.value, int | float):
        value.text = repr(own.value)
    else:
        node.set("t", "str")
        value.text = escape(own.value or "")


def _write_text(node: etree._Element, value: str) -> None:
    for child in list(node):
        node.remove(child)
    node.set("t", "inlineStr")
    item = etree.SubElement(etree.SubElement(node, main("is")), main("t"))
    item.text = escape(_shortened(value))
    item.set(f"{{{XML}}}space", "preserve")


def _shortened(value: str) -> str:
    if utf16_length(value) <= MAX_CELL_TEXT:
        return value
    return (
        value.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_CELL_TEXT - 1)].decode("utf-16-le", "ignore")
        + "…"
    )


def _fonts_in_order(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for font in root.iter(main("font")):
        font[:] = sorted(font, key=lambda node: _FONT_ORDER.index(etree.QName(node).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
