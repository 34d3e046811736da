"""Parts of ours that Excel and LibreOffice carry along unseen: custom XML, each known by its root element."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.package import Package, to_xml

_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def find_part(package: Package, tag: str) -> str:
    """The part with that root element, "" where the book has none. LibreOffice moves its relationship to the package itself."""
    for relation in (*package.relations(package.workbook_part), *package.relations("")):
        if relation.kind == "customXml" and relation.target in package:
            try:
                root = package.xml(relation.target)
            except (etree.XMLSyntaxError, ValueError):
                continue
            if root.tag == tag:
                return relation.target
    return ""


def put_part(package: Package, root: etree._Element, store_id: str) -> None:
    """Put the part in, in the place of the one with the same root element. `store_id` is the fixed id of its data store item."""
    tag, data = str(root.tag), to_xml(root)
    part = find_part(package, tag)
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
    package.put(props, _props(etree.QName(tag).namespace or "", store_id), _PROPS_TYPE)
    package.relate(part, names.rel_type("customXmlProps"), props)
    package.relate(package.workbook_part, names.rel_type("customXml"), part)


def remove_part(package: Package, tag: str) -> None:
    """Take the part out, with its properties and every relationship to it."""
    part = find_part(package, tag)
    if not part:
        return
    for relation in package.relations(part):
        if relation.kind == "customXmlProps":
            package.drop(relation.target)
    for source in (package.workbook_part, ""):
        for relation in package.relations(source):
            if relation.target == part:
                package.unrelate(source, relation.id)
    package.drop(part)


def _props(uri: str, store_id: str) -> bytes:
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", store_id)
    refs = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(refs, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", uri)
    return to_xml(root)


def _relate_to_book(package: Package, part: str) -> None:
    """Excel looks for custom XML at the workbook only, and would drop it elsewhere."""
    book = package.workbook_part
    if any(relation.target == part for relation in package.relations(book)):
        return
    for relation in package.relations(""):
        if relation.target == part:
            package.unrelate("", relation.id)
    package.relate(book, names.rel_type("customXml"), part)
