"""Column widths: the `cols` element, whose entries each speak for a run of columns."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema

COL = names.main("col")


def set_column(root: etree._Element, column: int, width: float, hidden: bool) -> None:
    """Width and visibility of one column; an entry for a run of columns is split, its style stays."""
    cols = schema.child(root, "cols", schema.WORKSHEET)
    own: etree._Element | None = None
    for entry in list(cols.iterchildren(COL)):
        first, last = int(entry.get("min") or 1), int(entry.get("max") or 1)
        if first <= column <= last:
            own = _split(entry, first, last, column)
            break
    if own is None:
        own = schema.make(cols, "col", min=str(column), max=str(column))
        after = next((col for col in cols.iterchildren(COL) if int(col.get("min") or 1) > column), None)
        if after is None:
            cols.append(own)
        else:
            after.addprevious(own)
    wanted = {"width": f"{width:g}", "customWidth": "1", "hidden": "1" if hidden else None, "bestFit": None}
    for key, value in wanted.items():
        if value is None:
            own.attrib.pop(key, "")
        elif own.get(key) != value:
            own.set(key, value)


def _split(entry: etree._Element, first: int, last: int, column: int) -> etree._Element:
    """Cut the entry into up to three, and return the one of `column` alone."""
    if column > first:
        before = deepcopy(entry)
        before.set("max", str(column - 1))
        entry.addprevious(before)
    if column < last:
        after = deepcopy(entry)
        after.set("min", str(column + 1))
        entry.addnext(after)
    entry.set("min", str(column))
    entry.set("max", str(column))
    return entry
