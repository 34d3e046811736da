"""Sheets of ours in the user's book: added, replaced in their place, taken out. Sheets of the user's are never touched."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, schema
from jama_checksheet.workbook.edit.broken_links import break_links
from jama_checksheet.workbook.edit.calc_chain import forget_cells
from jama_checksheet.workbook.edit.desk import Desk
from jama_checksheet.workbook.edit.graft import SHEET_TYPE, free_name, graft
from jama_checksheet.workbook.edit.macros_xml import code_name
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import OwnSheet

OWN_MARK = names.OWN_MARK


def is_ours(package: Package, name: str) -> bool:
    """Whether the book has a sheet of that name which we put there."""
    index = book_xml.sheet_index(package, name)
    return index is not None and book_xml.find_name(package, OWN_MARK, index) is not None


def put_sheet(desk: Desk, content: OwnSheet, rendered: bytes) -> None:
    """Add the sheet at the end, or replace ours of that name in its place. `rendered` is it as a one-sheet book."""
    package, source = desk.package, Package.from_bytes(rendered)
    index = book_xml.sheet_index(package, content.name)
    code = ""
    if index is None:
        index, part = _new_tab(package, content.name)
    else:
        _refuse_foreign(package, content.name)
        node = book_xml.sheet_nodes(package)[index]
        part = _part_of(package, node)
        code = code_name(package, part)
        _drop_children(package, part)
        forget_cells(package, node.get("sheetId") or "", None)
    graft(desk, source, part, content)
    if code:
        # Excel gave it when it saved the macros; their module for this sheet knows the sheet by it.
        schema.child(package.edit(part), "sheetPr", schema.WORKSHEET).set("codeName", code)
    desk.forget(part)
    desk.fresh.add(content.name)
    _local_names(package, source, index, content.name)


def remove_sheet(desk: Desk, name: str) -> None:
    """Take the sheet out with everything that hangs on it. A book without it stays as it is."""
    package = desk.package
    index = book_xml.sheet_index(package, name)
    if index is None:
        return
    _refuse_foreign(package, name)
    nodes = book_xml.sheet_nodes(package)
    node = nodes[index]
    if not any(other.get("state", "visible") == "visible" for other in nodes if other is not node):
        raise CheckSheetError(
            "表示されるシートがなくなるため、シートを取り除けません。",
            where=f"シート「{name}」",
            remedy="ほかのシートを再表示してから、もう一度実行してください。",
        )
    part = _part_of(package, node)
    forget_cells(package, node.get("sheetId") or "", None)
    _drop_children(package, part)
    package.drop(part)
    desk.forget(part)
    package.unrelate(package.workbook_part, node.get(book_xml.REL_ID) or "")
    package.edit(package.workbook_part)
    holder = node.getparent()
    if holder is not None:
        holder.remove(node)
    _move_names(package, index)
    _move_views(package, index)
    break_links(package, node.get("name") or "")


def _refuse_foreign(package: Package, name: str) -> None:
    if not is_ours(package, name):
        raise CheckSheetError(
            "同じ名前のシートがすでにあります。このツールが作ったシートではないため、書き換えません。",
            where=f"シート「{name}」",
            remedy="そのシートの名前を変えてから、もう一度実行してください。",
        )


def _new_tab(package: Package, name: str) -> tuple[int, str]:
    nodes = book_xml.sheet_nodes(package)
    book = package.workbook_part
    part = free_name(package, book.rsplit("/", 1)[0] + "/worksheets/sheet.xml")
    package.put(part, b"<worksheet/>", SHEET_TYPE)
    key = package.relate(book, names.rel_type("worksheet"), part)
    root = package.edit(book)
    holder = root.find(names.main("sheets"))
    number = max((int(node.get("sheetId") or 0) for node in nodes), default=0) + 1
    if holder is None:
        raise CheckSheetError("シートの一覧がないブックです。")
    node = etree.SubElement(holder, book_xml.SHEET, name=name, sheetId=str(number))
    node.set(book_xml.REL_ID, key)
    return len(nodes), part


def _part_of(package: Package, node: etree._Element) -> str:
    key = node.get(book_xml.REL_ID)
    return next(rel.target for rel in package.relations(package.workbook_part) if rel.id == key)


def _drop_children(package: Package, part: str) -> None:
    """Drop what only this part leads to (drawings, charts, printer settings), and its relationships."""
    targets = [relation.target for relation in package.relations(part) if not relation.external]
    relations = package.relations_part(part)
    if relations in package:
        package.drop(relations)
    for target in targets:
        if target in package and not _led_to(package, target):
            _drop_children(package, target)
            package.drop(target)


def _led_to(package: Package, target: str) -> bool:
    return any(
        relation.target == target and not relation.external
        for name in ("", *package.names)
        for relation in package.relations(name)
    )


def _local_names(package: Package, source: Package, index: int, name: str) -> None:
    """Print area, print titles and filter of the new sheet in the place of the old one's, and our mark."""
    wanted = {
        node.get("name") or "": (node.text or "", node.get("hidden") in ("1", "true"))
        for node in book_xml.defined_names(source)
        if node.get("localSheetId") == "0"
    }
    for node in book_xml.defined_names(package):
        key = node.get("name") or ""
        if node.get("localSheetId") == str(index) and key.startswith("_xlnm.") and key not in wanted:
            book_xml.remove_name(package, node)
    for key, (text, hidden) in wanted.items():
        book_xml.define_name(package, key, text, hidden=hidden, local=index)
    quoted = name.replace("'", "''")
    book_xml.define_name(package, OWN_MARK, f"'{quoted}'!$A$1", hidden=True, local=index)


def _move_names(package: Package, removed: int) -> None:
    for node in book_xml.defined_names(package):
        local = node.get("localSheetId")
        if local is None:
            continue
        if int(local) == removed:
            book_xml.remove_name(package, node)
        elif int(local) > removed:
            node.set("localSheetId", str(int(local) - 1))


def _move_views(package: Package, removed: int) -> None:
    """The open tab stays the open tab; where it was the removed one, the first visible sheet is open."""
    nodes = book_xml.sheet_nodes(package)
    visible = next((at for at, node in enumerate(nodes) if node.get("state", "visible") == "visible"), 0)
    for view in package.xml(package.workbook_part).iter(names.main("workbookView")):
        for key in ("activeTab", "firstSheet"):
            at = int(view.get(key) or 0)
            if at == removed:
                at = visible
            elif at > removed:
                at -= 1
            else:
                continue
            view.set(key, str(at))
