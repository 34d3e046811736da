"""Conditional formats, data validation and the filter of a worksheet."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from jama_checksheet.checksheet.cell_text import utf16_length
from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs
from jama_checksheet.workbook.edit.validations_xml import MAX_LIST, MAX_MESSAGE, MAX_TITLE
from jama_checksheet.workbook.invariants.overlaps import overlaps

_RULES = (names.main("cfRule"), f"{{{names.X14}}}cfRule")
_X14_VALIDATION, _XM_SQREF = f"{{{names.X14}}}dataValidation", f"{{{names.XM}}}sqref"


def check_rules(root: etree._Element, dxfs: int) -> list[str]:
    """What one worksheet's rules break; `dxfs` is the number of differential formats of the book."""
    return [*_formats(root, dxfs), *_validations(root), *_filter(root)]


def _formats(root: etree._Element, dxfs: int) -> list[str]:
    found = []
    priorities: Counter[str] = Counter()
    for rule in root.iter(*_RULES):
        if rule.get("priority") is not None:
            priorities[rule.get("priority") or ""] += 1
        index = rule.get("dxfId")
        if index is not None and int(index) >= dxfs:
            found.append(f"条件付き書式の書式 {index} がありません")
    found += [f"条件付き書式の優先順位 {key} が {n} 回あります" for key, n in priorities.items() if n > 1]
    for node in root.iterfind(names.main("conditionalFormatting")):
        if node.find(names.main("cfRule")) is None and node.find(names.main("extLst")) is None:
            found.append(f"条件付き書式 {node.get('sqref')} に規則がありません")
        try:
            refs.parse_sqref(node.get("sqref") or "")
        except ValueError:
            found.append(f"条件付き書式の範囲 {node.get('sqref')} は正しくありません")
    return found


def _validations(root: etree._Element) -> list[str]:
    found = []
    areas: list[Cells] = []
    for node in root.iter(names.main("dataValidation"), _X14_VALIDATION):
        if node.tag == _X14_VALIDATION:
            holder = node.find(_XM_SQREF)
            sqref = (holder.text if holder is not None else "") or ""
        else:
            sqref = node.get("sqref") or ""
        try:
            own = refs.parse_sqref(sqref)
        except ValueError:
            own = []
        if not own:
            found.append(f"入力規則の範囲「{sqref}」は正しくありません")
        areas += own
        formula = node.find(names.main("formula1"))
        text = (formula.text if formula is not None else "") or ""
        if node.get("type") == "list" and text.startswith('"') and utf16_length(text) - 2 > MAX_LIST:
            found.append(f"入力規則 {sqref} の選択肢が {utf16_length(text) - 2} 文字です（上限 {MAX_LIST}）")
        for key, limit in (
            ("promptTitle", MAX_TITLE),
            ("errorTitle", MAX_TITLE),
            ("prompt", MAX_MESSAGE),
            ("error", MAX_MESSAGE),
        ):
            length = utf16_length(node.get(key) or "")
            if length > limit:
                found.append(f"入力規則 {sqref} の {key} が {length} 文字です（上限 {limit}）")
    for holder in root.iter(names.main("dataValidations")):
        if not len(holder):
            found.append("入力規則の一覧が空です")
    return found + overlaps(areas, "入力規則")


def _filter(root: etree._Element) -> list[str]:
    node = root.find(names.main("autoFilter"))
    if node is None:
        return []
    try:
        area = refs.parse_area(node.get("ref") or "")
    except ValueError:
        return [f"フィルターの範囲「{node.get('ref')}」は正しくありません"]
    return [
        f"フィルターの列 {column.get('colId')} が範囲の外です"
        for column in node.iterfind(names.main("filterColumn"))
        if int(column.get("colId") or 0) > area.right - area.left
    ]
