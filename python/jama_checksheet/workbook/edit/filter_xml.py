"""The filter of a worksheet."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, refs
from jama_checksheet.workbook.package import Package

FILTER_NAME = "_xlnm._FilterDatabase"
"""Excel's hidden name for the range of a sheet's filter; both must say the same."""


def extend_filter(package: Package, root: etree._Element, sheet: str, last_column: int) -> bool:
    """Let the filter reach to `last_column`, never less far than now. True where something changed."""
    node = root.find(names.main("autoFilter"))
    if node is None or not node.get("ref"):
        return False
    area = refs.parse_area(node.get("ref") or "")
    if area.right >= last_column:
        return False
    wider = area._replace(right=last_column)
    node.set("ref", refs.area_ref(wider))
    local = book_xml.sheet_index(package, sheet)
    name = book_xml.find_name(package, FILTER_NAME, local)
    if name is not None:
        package.edit(package.workbook_part)
        first = f"${refs.column_letters(wider.left)}${wider.top}"
        last = f"${refs.column_letters(wider.right)}${wider.bottom}"
        prefix = (name.text or "").rpartition("!")[0]
        name.text = f"{prefix}!{first}:{last}"
    return True
