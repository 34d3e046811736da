"""The calculation chain: which cells hold formulas. Excel repairs a file whose chain names a cell without one."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit.book_xml import sheet_nodes
from jama_checksheet.workbook.package import Package


def forget_cells(package: Package, sheet_id: str, refs: Collection[str] | None) -> None:
    """Drop the entries of these cells (None: of the whole sheet), and the chain itself where nothing is left.

    Where tabs were moved or deleted before, `i` of an entry cannot be trusted to mean this sheet; the whole chain goes
    then, which is always allowed: Excel builds it anew.
    """
    book = package.workbook_part
    chains = [relation for relation in package.relations(book) if relation.kind == "calcChain"]
    if not chains or chains[0].target not in package:
        return
    relation = chains[0]
    entries = list(package.xml(relation.target).iter(names.main("c")))
    sheet, left = "", 0
    stale: set[etree._Element] = set()
    owner: list[str] = []
    for entry in entries:
        # An entry without `i` belongs to the sheet of the entry before it.
        sheet = entry.get("i") or sheet
        owner.append(sheet)
        if sheet == sheet_id and (refs is None or entry.get("r") in refs):
            stale.add(entry)
        else:
            left += 1
    plain = all(node.get("sheetId") == str(at) for at, node in enumerate(sheet_nodes(package), start=1))
    if (stale and not left) or (not plain and (refs is None or refs)):
        package.drop(relation.target)
        package.unrelate(book, relation.id)
    elif stale:
        root = package.edit(relation.target)
        for entry, sheet in zip(entries, owner, strict=True):
            if entry in stale:
                root.remove(entry)
            else:
                entry.set("i", sheet)
