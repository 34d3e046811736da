"""The workbook part: sheets, names, the calculation chain, our notes."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from jama_checksheet.checksheet.cell_text import utf16_length
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema
from jama_checksheet.workbook.invariants.order import out_of_order
from jama_checksheet.workbook.invariants.parts import xml_parts
from jama_checksheet.workbook.invariants.references import missing_sheets
from jama_checksheet.workbook.package import Package

MAX_NAME = 31
"""Characters of a sheet name."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


def check_book(package: Package) -> list[str]:
    """Sheet names and ids, defined names, open tab, calculation chain, ids of the custom XML."""
    part = package.workbook_part
    root = package.xml(part)
    sheets = list(root.iterfind(f"{names.main('sheets')}/{names.main('sheet')}"))
    found = [
        *out_of_order(root, schema.WORKBOOK),
        *_sheets(sheets),
        *_defined(root, sheets),
        *_views(root, sheets),
    ]
    return [f"{part}: {text}" for text in found] + _chain(package, sheets) + _stores(package)


def sheet_titles(package: Package) -> set[str]:
    """The names of all tabs, ready for comparison (Excel does not tell them apart by case)."""
    root = package.xml(package.workbook_part)
    return {(node.get("name") or "").casefold() for node in root.iter(names.main("sheet"))}


def _sheets(sheets: list[etree._Element]) -> list[str]:
    found = []
    if not any(node.get("state", "visible") == "visible" for node in sheets):
        found.append("表示されるシートがありません")
    for node in sheets:
        name = node.get("name") or ""
        if not name or utf16_length(name) > MAX_NAME:
            found.append(f"シート名「{name}」は {utf16_length(name)} 文字です（1〜{MAX_NAME} 文字）")
        if _FORBIDDEN.search(name) or name.startswith("'") or name.endswith("'"):
            found.append(f"シート名「{name}」に使えない文字があります")
        number = node.get("sheetId") or ""
        if not number.isdigit() or not 1 <= int(number) <= 65534:
            found.append(f"シート「{name}」の番号 {number} は使えません")
    for words, values in (
        ("シート名", [(node.get("name") or "").casefold() for node in sheets]),
        ("シートの番号", [node.get("sheetId") or "" for node in sheets]),
        ("シートの関係", [node.get(f"{{{names.DOC_REL}}}id") or "" for node in sheets]),
    ):
        found += [
            f"{words} {value} が {count} 回あります" for value, count in Counter(values).items() if count > 1
        ]
    return found


def _defined(root: etree._Element, sheets: list[etree._Element]) -> list[str]:
    found = []
    titles = {(node.get("name") or "").casefold() for node in sheets}
    nodes = list(root.iter(names.main("definedName")))
    scopes = Counter(((node.get("name") or "").casefold(), node.get("localSheetId")) for node in nodes)
    found += [f"名前の定義 {name} が {count} 回あります" for (name, _), count in scopes.items() if count > 1]
    for node in nodes:
        name, local = node.get("name"), node.get("localSheetId")
        if local is not None and not (local.isdigit() and int(local) < len(sheets)):
            found.append(f"名前の定義 {name} のシート番号 {local} がありません")
        found += [
            f"名前の定義 {name} が指すシート「{title}」がありません"
            for title in missing_sheets(node.text or "", titles)
        ]
    return found


def _views(root: etree._Element, sheets: list[etree._Element]) -> list[str]:
    found = []
    for view in root.iter(names.main("workbookView")):
        for key in ("activeTab", "firstSheet"):
            if int(view.get(key) or 0) >= max(len(sheets), 1):
                found.append(f"{key} {view.get(key)} のシートがありません")
    return found


def _chain(package: Package, sheets: list[etree._Element]) -> list[str]:
    relations = {relation.id: relation for relation in package.relations(package.workbook_part)}
    chain = next((rel.target for rel in relations.values() if rel.kind == "calcChain"), "")
    if chain not in package:
        return []
    found, number = [], ""
    formulas: dict[str, set[str]] = {}
    for entry in package.xml(chain).iter(names.main("c")):
        number = entry.get("i") or number
        if number not in formulas:
            node = next((node for node in sheets if node.get("sheetId") == number), None)
            rel = relations.get(node.get(f"{{{names.DOC_REL}}}id") or "") if node is not None else None
            formulas[number] = _formula_cells(package, rel.target) if rel else set()
        if entry.get("r") not in formulas[number]:
            found.append(f"{chain}: シート番号 {number} のセル {entry.get('r')} に数式がありません")
    return found


def _formula_cells(package: Package, part: str) -> set[str]:
    if part not in package:
        return set()
    holders = (formula.getparent() for formula in package.xml(part).iter(names.main("f")))
    return {holder.get("r") or "" for holder in holders if holder is not None}


def _stores(package: Package) -> list[str]:
    ids = Counter(root.get(_STORE) for _, root in xml_parts(package) if root.get(_STORE))
    return [f"customXml: {key} が {count} 回あります" for key, count in ids.items() if count > 1]
