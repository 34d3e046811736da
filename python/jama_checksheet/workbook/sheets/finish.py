"""What openpyxl does not write as we want it: the cells, fonts in schema order, fixed dates."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.workbook.names import main
from jama_checksheet.workbook.plan import OwnSheet
from jama_checksheet.workbook.sheets.cells_xml import dimension, sheet_data
from jama_checksheet.workbook.style import CellStyle

_SHEET, _STYLES, _CORE = "xl/worksheets/sheet{}.xml", "xl/styles.xml", "docProps/core.xml"
_MOMENT = (1980, 1, 1, 0, 0, 0)
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


def finish(
    package: bytes,
    sheets: Sequence[tuple[OwnSheet, Mapping[CellStyle, int]]],
    saved: str = "1980-01-01T00:00:00Z",
) -> bytes:
    """The package that openpyxl wrote for these sheets, in their order, without their cells, completed.

    With each sheet stand the numbers of its looks in the styles part. `saved` is what the document properties call the time of
    creation and of the last change (UTC).
    """
    contents = {_SHEET.format(number): content for number, content in enumerate(sheets, start=1)}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name in contents:
                data = _with_cells(data, *contents[name])
            elif name == _STYLES:
                data = _fonts_in_order(data)
            elif name == _CORE:
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", saved.encode(), data)
            new.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _with_cells(data: bytes, sheet: OwnSheet, styles: Mapping[CellStyle, int]) -> bytes:
    root = etree.fromstring(data)
    for node in root.iter(main("dimension")):
        node.set("ref", dimension(sheet))
    _link(root, sheet)
    for view in root.iter(main("sheetView")):
        if "tabSelected" in view.attrib:
            del view.attrib["tabSelected"]
    frame = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    before, after = frame.split(b"<sheetData/>")
    return before + f"<sheetData>{sheet_data(sheet, styles)}</sheetData>".encode() + after


def _link(root: etree._Element, sheet: OwnSheet) -> None:
    """Links follow the validations and precede the print options (ECMA-376 part 1, 18.3.1.99)."""
    linked = [(place, own.link) for place, own in sorted(sheet.cells.items()) if own.link]
    if not linked:
        return
    links = etree.Element(main("hyperlinks"))
    for place, location in linked:
        etree.SubElement(links, main("hyperlink"), ref=cell_name(*place), location=location)
    for options in root.iter(main("printOptions")):
        options.addprevious(links)


def _fonts_in_order(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for font in root.iter(main("font")):
        font[:] = sorted(font, key=lambda node: _FONT_ORDER.index(etree.QName(node).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
