"""The order of child elements that the schema (ECMA-376 part 1, annex A) asks for, and placing a new child in it.

Excel repairs a file whose elements stand in another order.
"""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook import names


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORKSHEET = _words(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems "
    "tableParts extLst"
)
WORKBOOK = _words(
    "fileVersion fileSharing workbookPr absPath workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr "
    "webPublishObjects extLst"
)
STYLESHEET = _words(
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
)
FONT = _words("b i strike condense extend outline shadow u vertAlign sz color name family charset scheme")
"""Child order of a font as Excel writes it; openpyxl writes another one."""

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def rank(node: etree._Element, order: tuple[str, ...]) -> int | None:
    """The place of a child in the order; an AlternateContent has the place of what it holds; None where unknown."""
    if not isinstance(node.tag, str):
        return None
    if node.tag == _ALTERNATE:
        held = [rank(inner, order) for choice in node for inner in choice]
        return next((place for place in held if place is not None), None)
    word = etree.QName(node).localname
    return order.index(word) if word in order else None


def place(parent: etree._Element, node: etree._Element, order: tuple[str, ...]) -> etree._Element:
    """Insert the new child at its place, after others of its kind, and return it."""
    mine = order.index(etree.QName(node).localname)
    for index, child in enumerate(parent):
        other = rank(child, order)
        if other is not None and other > mine:
            parent.insert(index, node)
            return node
    parent.append(node)
    return node


def child(parent: etree._Element, tag: str, order: tuple[str, ...]) -> etree._Element:
    """The child of that name, made at its place where it is absent."""
    found = parent.find(names.main(tag))
    if found is None:
        found = place(parent, make(parent, tag), order)
    return found


def make(near: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new SpreadsheetML element that uses the prefixes of `near`."""
    node = etree.SubElement(near, names.main(tag), attrib=attributes)
    near.remove(node)
    return node


def recount(container: etree._Element) -> None:
    """Set the `count` of a list to the number of its children."""
    count = sum(1 for node in container if isinstance(node.tag, str))
    if container.get("count") != str(count):
        container.set("count", str(count))
