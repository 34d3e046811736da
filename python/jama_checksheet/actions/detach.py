"""detach: everything of ours taken out of a book again; the answers stay."""

from __future__ import annotations

from typing import Any

from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.errors import LayoutError
from jama_checksheet.workbook.edit import book_xml, macros_xml, originals
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.invariants import check_package, guard
from jama_checksheet.workbook.opening import ending_of
from jama_checksheet.workbook.plan import ChangePlan, RemoveSheet
from jama_checksheet.workbook.removal import SETTINGS_SHEET, TITLE, is_ours, removal


def detach(opened: OpenFile, name: str = "") -> Outcome:
    """Take our columns, sheets, marks, lists, names, notes, macros and ribbon out of the opened package.

    Macros of the user's own stay. `name` names the check sheet where several look alike. Result: `removed`, what went.
    """
    package = opened.package
    sheet = _check_sheet(opened, name)
    findings = check_package(package)
    plan = removal(opened.book, sheet)
    removed = list(plan.told)
    was = originals.kept(package)
    parts = package.sheet_parts()
    columns = {parts[sheet.name]: tuple(sheet.layout.own_columns.values())} if sheet else {}
    changes = plan.plan
    if macros_xml.has_own_ribbon(package) and is_ours(opened.book, SETTINGS_SHEET):
        changes += ChangePlan(TITLE, (RemoveSheet(SETTINGS_SHEET),))
    apply_plan(package, changes)
    if macros_xml.has_own_ribbon(package):
        gone = macros_xml.take_macros(package)
        book_xml.define_name(package, macros_xml.RIBBON_MARK, "")
        removed += ["マクロ", "リボン"] if gone else []
    if was is not None:
        macros_xml.take_code_names(package, was.codes)
        originals.forget(package)
        package.restore_order({part: was.parts.get(part, package.read(part)) for part in package.names})
        originals.restore(package, was, columns)
    guard(package, findings)
    result: dict[str, Any] = {"removed": removed}
    if not removed:
        return Outcome(ChangePlan(TITLE), result, ("このツールが加えたものはありませんでした。",))
    lines = (
        "このツールが加えたものを外しました。評価と根拠の回答は残っています。",
        *(f"  ・{one}" for one in removed),
    )
    return Outcome(ChangePlan(TITLE), result, lines)


def ending_after(opened: OpenFile) -> str:
    """The file ending that fits the book once our macros are gone."""
    return ".xlsx" if macros_xml.has_own_ribbon(opened.package) else ending_of(opened.package)


def _check_sheet(opened: OpenFile, name: str) -> CheckSheet | None:
    """The check sheet, by preference the one that we worked in; None where the book has none: the rest goes all the same."""
    noted = opened.book.notes.get("columns", "")
    try:
        return recognise(opened.book, name or (noted if opened.book.grid(noted) else ""))
    except LayoutError:
        if name or noted:
            raise
        return None
