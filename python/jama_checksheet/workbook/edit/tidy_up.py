"""Removing an entry together with the lists and extensions that it leaves empty (the schema allows no empty ones)."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook.edit import schema


def remove_with_empty_holders(node: etree._Element) -> None:
    """Remove the entry; upwards, each list or extension that has no entry left goes as well. Counts are kept true."""
    parent = node.getparent()
    while parent is not None:
        parent.remove(node)
        if parent.get("count") is not None:
            schema.recount(parent)
        if etree.QName(parent).localname in ("worksheet", "workbook"):
            return
        if any(not _is_place(child) for child in parent):
            return
        node, parent = parent, parent.getparent()


def _is_place(node: etree._Element) -> bool:
    """Whether a child only says where its rule applies, as xm:sqref does."""
    return not isinstance(node.tag, str) or etree.QName(node).localname == "sqref"
