"""A sheet of a one-sheet book taken over into another book: its cells, looks, drawings and charts under new names."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, refs, schema, texts
from jama_checksheet.workbook.edit.desk import Desk, plain_text
from jama_checksheet.workbook.edit.sheet_xml import IS, ROW, C, F, SheetXml, T, V, number_text
from jama_checksheet.workbook.edit.style_merge import StyleMerge, opaque
from jama_checksheet.workbook.package import Package, Relation, to_xml
from jama_checksheet.workbook.plan import OwnCell, OwnSheet

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_REL_ID = f"{{{names.DOC_REL}}}id"


def graft(desk: Desk, source: Package, part: str, content: OwnSheet) -> None:
    """Put the one sheet of `source` into the part `part` (which has no relationships now), with all that hangs on it."""
    origin = next(iter(source.sheet_parts().values()))
    root = source.edit(origin)
    _looks(desk, source, root, content)
    _inline(source, root)
    _values(desk, root, content)
    _clean(source, origin, root)
    desk.package.put(part, to_xml(root), SHEET_TYPE)
    _copy_relations(source, origin, desk.package, part)


def free_name(package: Package, like: str) -> str:
    """A part name in the manner of `like` that nothing has: xl/charts/chart1.xml -> xl/charts/chartJ1.xml."""
    stem, ending = posixpath.splitext(like)
    stem = re.sub(r"J?\d*$", "", stem)
    taken = {name.lower() for name in package.names}
    number = next(n for n in range(1, len(taken) + 2) if f"{stem}J{n}{ending}".lower() not in taken)
    return f"{stem}J{number}{ending}"


def _looks(desk: Desk, source: Package, root: etree._Element, content: OwnSheet) -> None:
    """Numbers of looks in the book. A cell whose look we know as data gets the same entry as our cells in the user's sheet."""
    book = source.workbook_part
    styles = next(relation.target for relation in source.relations(book) if relation.kind == "styles")
    merge = StyleMerge(desk.styles, source.xml(styles))
    known: dict[str, int] = {
        refs.cell_ref(*place): desk.styles.cell_style(own.style)
        for place, own in content.cells.items()
        if own.style is not None
    }
    for node in root.iter(C, ROW, names.main("col")):
        if node.tag == C and node.get("r") in known:
            node.set("s", str(known[node.get("r") or ""]))
            continue
        key = "style" if node.tag == names.main("col") else "s"
        if node.get(key) is not None:
            node.set(key, str(merge.cell_format(int(node.get(key) or 0))))
    for rule in root.iter(names.main("cfRule")):
        if rule.get("dxfId") is not None:
            rule.set("dxfId", str(merge.differential(int(rule.get("dxfId") or 0))))
    for colour in root.iter(names.main("tabColor")):
        opaque(colour)


def _inline(source: Package, root: etree._Element) -> None:
    """Shared strings become inline ones: the book's own shared strings stay untouched."""
    relations = source.relations(source.workbook_part)
    part = next((rel.target for rel in relations if rel.kind == "sharedStrings"), "")
    items = list(source.xml(part).iterchildren(names.main("si"))) if part in source else []
    for cell in root.iter(C):
        value = cell.find(V)
        if cell.get("t") != "s" or value is None:
            continue
        holder = schema.make(cell, "is")
        for node in items[int(value.text or 0)]:
            holder.append(etree.fromstring(etree.tostring(node, with_tail=False)))
        cell.replace(value, holder)
        cell.set("t", "inlineStr")


def _values(desk: Desk, root: etree._Element, content: OwnSheet) -> None:
    """True results beside formulas, and the text mark where Excel would take a text for something else."""
    sheet = SheetXml(root, content.name)
    for row, column, cell in sheet.cells():
        own = content.cells.get((row, column))
        if cell.find(F) is not None:
            _cache(cell, own or OwnCell(), desk.from_1904)
        elif cell.get("t") == "inlineStr":
            text = "".join(plain_text(holder) for holder in cell.iterchildren(IS))
            if texts.taken_for_other(text):
                look = int(cell.get("s") or 0)
                cell.set("s", str(desk.styles.quoted(look)))
    for holder in root.iter(T):
        holder.set(f"{{{names.XML}}}space", "preserve")
    _dates(desk, sheet, content)


def _cache(cell: etree._Element, own: OwnCell, from_1904: bool) -> None:
    value = own.value
    for node in list(cell.iterchildren(V)):
        cell.remove(node)
    cell.attrib.pop("t", "")
    if value is None:
        return
    node = schema.make(cell, "v")
    formula = cell.find(F)
    if formula is not None:
        formula.addnext(node)
    if isinstance(value, str):
        cell.set("t", "str")
        node.text = texts.escape(value)
        if value != value.strip():
            node.set(f"{{{names.XML}}}space", "preserve")
    elif isinstance(value, bool | int | float):
        if isinstance(value, bool):
            cell.set("t", "b")
        node.text = number_text(value)
    else:
        node.text = number_text(book_xml.date_serial(value, from_1904))


def _dates(desk: Desk, sheet: SheetXml, content: OwnSheet) -> None:
    """Dates were written in the 1900 system; a book of 1904 counts otherwise."""
    if not desk.from_1904:
        return
    for (row, column), own in content.cells.items():
        cell = sheet.find(row, column)
        value = own.value
        if cell is None or own.formula or value is None or isinstance(value, str | int | float):
            continue
        cell.attrib.pop("t", "")
        node = cell.find(V)
        if node is not None:
            node.text = number_text(book_xml.date_serial(value, from_1904=True))


def _clean(source: Package, origin: str, root: etree._Element) -> None:
    """What belongs to the old book goes: the open tab, the code name, links by relationship."""
    for view in root.iter(names.main("sheetView")):
        view.attrib.pop("tabSelected", "")
        view.set("workbookViewId", "0")
    for properties in root.iter(names.main("sheetPr")):
        properties.attrib.pop("codeName", "")
    targets = {relation.id: relation.target for relation in source.relations(origin)}
    for link in list(root.iter(names.main("hyperlink"))):
        target = targets.get(link.get(_REL_ID) or "", "")
        link.attrib.pop(_REL_ID, "")
        if target.startswith("#"):
            link.set("location", target[1:])
        holder = link.getparent()
        if not link.get("location") and holder is not None:
            holder.remove(link)
            above = holder.getparent()
            if not len(holder) and above is not None:
                above.remove(holder)
    dimension = root.find(names.main("dimension"))
    sheet = SheetXml(root, "")
    places = [(row, column) for row, column, _ in sheet.cells()]
    if dimension is not None and places:
        dimension.set("ref", refs.area_ref(refs.around(places)))


def _copy_relations(source: Package, origin: str, package: Package, part: str) -> None:
    """Copy the parts that `origin` leads to, and theirs, under free names; ids stay, so no part has to change."""
    relations = [relation for relation in source.relations(origin) if relation.kind != "hyperlink"]
    if not relations:
        return
    lines: list[tuple[Relation, str]] = []
    for relation in relations:
        if relation.external:
            lines.append((relation, relation.target))
            continue
        name = free_name(package, relation.target)
        package.put(name, source.read(relation.target), source.content_type(relation.target))
        _copy_relations(source, relation.target, package, name)
        lines.append((relation, posixpath.relpath(name, posixpath.dirname(part) or ".")))
    root = etree.fromstring(f'<Relationships xmlns="{names.PKG_REL}"/>')
    for relation, target in lines:
        node = etree.SubElement(root, f"{{{names.PKG_REL}}}Relationship", Id=relation.id, Type=relation.type)
        node.set("Target", target)
        if relation.external:
            node.set("TargetMode", "External")
    package.put(Package.relations_part(part), to_xml(root))
