"""Data validation of a worksheet: taken off single cells, drop-downs added. Classic and x14 (Excel 2010) form."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from jama_checksheet.checksheet.cell_text import utf16_length
from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs, schema, texts
from jama_checksheet.workbook.edit.tidy_up import remove_with_empty_holders
from jama_checksheet.workbook.plan import SetList

MAX_LIST, MAX_TITLE, MAX_MESSAGE = 255, 32, 255
"""Excel's limits: characters of a list written into the rule, of a title, of a message (ECMA-376 part 1, 18.3.1.32)."""

_X14, _XM_SQREF = f"{{{names.X14}}}dataValidation", f"{{{names.XM}}}sqref"


def set_list(root: etree._Element, change: SetList) -> None:
    """Carry out a SetList. With neither choices nor a source the cells are left without validation."""
    try:
        areas = [area for text in change.ranges for area in refs.parse_sqref(text)]
    except ValueError as error:
        raise CheckSheetError("セル範囲の書き方が正しくありません。", where=str(error)) from error
    formula = _formula(change)
    if not areas:
        return
    clear(root, areas)
    if not formula:
        return
    container = schema.child(root, "dataValidations", schema.WORKSHEET)
    node = etree.SubElement(container, names.main("dataValidation"), type="list", allowBlank="1")
    if change.prompt or change.prompt_title:
        node.set("showInputMessage", "1")
    if change.strict:
        node.set("showErrorMessage", "1")
    for key, text, limit in (
        ("errorTitle", change.error_title, MAX_TITLE),
        ("error", change.error, MAX_MESSAGE),
        ("promptTitle", change.prompt_title, MAX_TITLE),
        ("prompt", change.prompt, MAX_MESSAGE),
    ):
        if text:
            _check_length(text, limit, change)
            node.set(key, texts.escape(text))
    node.set("sqref", refs.sqref(areas))
    etree.SubElement(node, names.main("formula1")).text = formula
    schema.recount(container)


def clear(root: etree._Element, holes: Sequence[Cells]) -> None:
    """Take the cells out of every validation; rules, lists and extensions that become empty go."""
    for node in list(root.iter(names.main("dataValidation"))):
        left = _without(node.get("sqref") or "", holes)
        if left == "":
            remove_with_empty_holders(node)
        elif left is not None:
            node.set("sqref", left)
    for node in list(root.iter(_X14)):
        holder = node.find(_XM_SQREF)
        left = _without((holder.text if holder is not None else "") or "", holes)
        if left == "":
            remove_with_empty_holders(node)
        elif left is not None and holder is not None:
            holder.text = left


def _without(sqref: str, holes: Sequence[Cells]) -> str | None:
    """What stays of the areas; None where the holes do not concern them or they cannot be read."""
    try:
        areas = refs.parse_sqref(sqref)
    except ValueError:
        return None
    if not any(refs.overlap(area, hole) for area in areas for hole in holes):
        return None
    return refs.sqref(refs.subtract(areas, holes))


def _formula(change: SetList) -> str:
    """The list as the rule keeps it: a quoted list of words, or a reference."""
    if change.source:
        return change.source.removeprefix("=")
    if not change.choices:
        return ""
    joined = ",".join(change.choices)
    if any("," in word or not word.strip() for word in change.choices):
        raise CheckSheetError(
            "選択肢に半角カンマや空の言葉は使えません。",
            where=f"シート「{change.sheet}」 {joined}",
            remedy="「、」などに置き換えてください。",
        )
    quoted = joined.replace('"', '""')
    length = utf16_length(quoted)
    if length > MAX_LIST:
        raise CheckSheetError(
            f"選択肢の合計が Excel の上限 {MAX_LIST} 文字を超えています（{length} 文字）。",
            where=f"シート「{change.sheet}」",
            remedy="選択肢をシートに並べ、その範囲を参照してください。",
        )
    return f'"{texts.escape(quoted)}"'


def _check_length(text: str, limit: int, change: SetList) -> None:
    length = utf16_length(text)
    if length > limit:
        raise CheckSheetError(
            f"プルダウンの説明文が Excel の上限 {limit} 文字を超えています（{length} 文字）。",
            where=f"シート「{change.sheet}」の {' '.join(change.ranges)[:60]}",
            remedy="説明文を短くしてください。",
        )
