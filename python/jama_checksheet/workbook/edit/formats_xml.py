"""Conditional formats of ours in a worksheet of the user's."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs, schema
from jama_checksheet.workbook.edit.tidy_up import remove_with_empty_holders
from jama_checksheet.workbook.plan import MarkCells

CF, RULE = names.main("conditionalFormatting"), names.main("cfRule")
_X14_RULE = f"{{{names.X14}}}cfRule"
_FORMULAS = (names.main("formula"), f"{{{names.XM}}}f")


def signed(formula: str, signature: str) -> str:
    """The formula with the signature woven in: N() of a text is 0, so the second condition always holds.

    Excel and LibreOffice both keep a text constant as it is when they rewrite a formula.
    """
    return f"AND({formula.removeprefix('=')},N({_quoted(signature)})=0)"


def mark_cells(root: etree._Element, change: MarkCells, dxf: int) -> None:
    """Add our rule, or put it in the place of the one with the same signature. An empty formula only takes it away.

    A new rule gets the next free priority, after all of the user's: their numbers and their order stay, and where a rule
    of theirs colours the same cell, theirs is seen (our text mark beside the cell remains). A rule that is replaced keeps
    its priority and its place, so that a second run changes nothing.
    """
    try:
        areas = refs.parse_sqref(change.range)
    except ValueError as error:
        raise CheckSheetError("セル範囲の書き方が正しくありません。", where=str(error)) from error
    at, priority = _remove_signed(root, change.signature)
    if not change.formula:
        return
    node = schema.make(root, "conditionalFormatting", sqref=refs.sqref(areas))
    rule = etree.SubElement(
        node, RULE, type="expression", dxfId=str(dxf), priority=str(priority or _next_priority(root))
    )
    etree.SubElement(rule, names.main("formula")).text = signed(change.formula, change.signature)
    if at is None:
        schema.place(root, node, schema.WORKSHEET)
    else:
        root.insert(at, node)


def _quoted(signature: str) -> str:
    return '"' + signature.replace('"', '""') + '"'


def _remove_signed(root: etree._Element, signature: str) -> tuple[int | None, int | None]:
    """Remove the rules that carry the signature. Returns the place and the priority of the first one."""
    wanted = _quoted(signature)
    at: int | None = None
    priority: int | None = None
    for rule in list(root.iter(RULE, _X14_RULE)):
        texts = [node.text or "" for node in rule if node.tag in _FORMULAS]
        if not any(wanted in text for text in texts):
            continue
        holder = rule.getparent()
        if holder is None:
            continue
        if priority is None and rule.get("priority"):
            priority = int(rule.get("priority") or 0)
        if holder.tag == CF and at is None:
            at = root.index(holder) + (0 if len(holder) == 1 else 1)
        remove_with_empty_holders(rule)
    return at, priority


def _next_priority(root: etree._Element) -> int:
    used = [int(rule.get("priority") or 0) for rule in root.iter(RULE, _X14_RULE)]
    return max(used, default=0) + 1
