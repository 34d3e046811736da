"""What pointed at a sheet that is gone. Excel itself writes #REF! there; a formula that names no sheet would be repaired."""

from __future__ import annotations

import re

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml
from jama_checksheet.workbook.edit.sheet_xml import IS, V
from jama_checksheet.workbook.edit.tidy_up import remove_with_empty_holders
from jama_checksheet.workbook.package import Package

LOST = "#REF!"
_CHART_FORMULA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
_RULES = tuple(names.main(tag) for tag in ("dataValidation", "cfRule"))
_RULES += tuple(f"{{{names.X14}}}{tag}" for tag in ("dataValidation", "cfRule"))
_FORMULAS = tuple(names.main(tag) for tag in ("formula", "formula1", "formula2"))
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_TARGET = rf"(?:{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]+:\$?[0-9]+|[\w.]+)?"


def break_links(package: Package, name: str) -> None:
    """Formulas and names that point at the sheet say #REF!; drop-downs, formats and links that need it go."""
    quoted = re.escape(name.replace("'", "''"))
    pattern = re.compile(rf"(?<![\w'\]])(?:'{quoted}'|{re.escape(name)})!{_TARGET}", re.IGNORECASE)
    for node in book_xml.defined_names(package):
        if pattern.search(node.text or ""):
            package.edit(package.workbook_part)
            node.text = pattern.sub(LOST, node.text or "")
    for part in package.sheet_parts().values():
        if _in_sheet(package.xml(part), pattern):
            package.edit(part)
    for part in package.names:
        if package.content_type(part).endswith("drawingml.chart+xml"):
            for node in package.xml(part).iter(_CHART_FORMULA):
                if pattern.search(node.text or ""):
                    package.edit(part)
                    node.text = pattern.sub(LOST, node.text or "")


def _in_sheet(root: etree._Element, pattern: re.Pattern[str]) -> bool:
    changed = False
    for formula in root.iter(names.main("f")):
        cell = formula.getparent()
        if cell is None or not pattern.search(formula.text or ""):
            continue
        formula.text = pattern.sub(LOST, formula.text or "")
        for node in [node for node in cell if node.tag in (V, IS)]:
            cell.remove(node)
        cell.set("t", "e")
        value = etree.Element(V)
        value.text = LOST
        formula.addnext(value)
        changed = True
    for rule in list(root.iter(*_RULES)):
        texts = [node.text or "" for node in rule.iter(*_FORMULAS, f"{{{names.XM}}}f")]
        if any(pattern.search(text) for text in texts):
            remove_with_empty_holders(rule)
            changed = True
    for link in list(root.iter(names.main("hyperlink"))):
        if pattern.search(link.get("location") or ""):
            remove_with_empty_holders(link)
            changed = True
    return changed
