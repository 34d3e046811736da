"""Our notes in a book: a custom XML part, which Excel carries along unseen.

Root {urn:jama-checksheet:notes:1}notes, one `note` per key. Excel finds the part by the workbook's relationship.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.package import Package, to_xml

NOTES = "urn:jama-checksheet:notes:1"
STORE_ID = "{6F0B5E53-3C0B-4C7E-9D53-0A5B7C1D2E41}"
"""The fixed id of our data store item; Excel asks that each item has its own."""

_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def notes_part(package: Package) -> str:
    """The part with our notes, "" where the book has none. LibreOffice moves its relationship to the package itself."""
    for relation in (*package.relations(package.workbook_part), *package.relations("")):
        if relation.kind == "customXml" and relation.target in package:
            try:
                root = package.xml(relation.target)
            except (etree.XMLSyntaxError, ValueError):
                continue
            if root.tag == f"{{{NOTES}}}notes":
                return relation.target
    return ""


def write_notes(package: Package, notes: Mapping[str, str]) -> None:
    """Put the notes in the place of earlier ones. No notes at all: the part goes."""
    part = notes_part(package)
    if not notes:
        if part:
            _remove(package, part)
        return
    data = _as_xml(notes)
    if part:
        if package.read(part) != data:
            package.put(part, data)
        _relate_to_book(package, part)
        return
    number = next(
        n
        for n in range(1, len(package.names) + 2)
        if f"customXml/item{n}.xml" not in package and f"customXml/itemProps{n}.xml" not in package
    )
    part, props = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.put(part, data, "application/xml")
    package.put(props, _props(), _PROPS_TYPE)
    package.relate(part, names.rel_type("customXmlProps"), props)
    package.relate(package.workbook_part, names.rel_type("customXml"), part)


def _as_xml(notes: Mapping[str, str]) -> bytes:
    root = etree.fromstring(f'<notes xmlns="{NOTES}"/>')
    try:
        for key, text in notes.items():
            etree.SubElement(root, f"{{{NOTES}}}note", key=key).text = text
    except ValueError as error:
        raise CheckSheetError("メモに保存できない文字が含まれています。", where=str(error)) from error
    return to_xml(root)


def _props() -> bytes:
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", STORE_ID)
    refs = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(refs, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NOTES)
    return to_xml(root)


def _remove(package: Package, part: str) -> None:
    book = package.workbook_part
    for relation in package.relations(part):
        if relation.kind == "customXmlProps":
            package.drop(relation.target)
    for source in (book, ""):
        for relation in package.relations(source):
            if relation.target == part:
                package.unrelate(source, relation.id)
    package.drop(part)


def _relate_to_book(package: Package, part: str) -> None:
    """Excel looks for custom XML at the workbook only, and would drop it elsewhere."""
    book = package.workbook_part
    if any(relation.target == part for relation in package.relations(book)):
        return
    for relation in package.relations(""):
        if relation.target == part:
            package.unrelate("", relation.id)
    package.relate(book, names.rel_type("customXml"), part)
