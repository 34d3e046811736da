"""attach: the ribbon and the macros put into the user's book, which becomes an .xlsm; nothing else in it changes."""

from __future__ import annotations

from typing import Any

from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.addin import sources
from jama_checksheet.addin.vba_project import SheetModule, build_project
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.errors import UnsafeFileError
from jama_checksheet.ribbon_table import TAB_LABEL
from jama_checksheet.workbook.edit import book_xml, macros_xml, originals
from jama_checksheet.workbook.invariants import check_package, guard
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "リボンを付ける"


def attach(opened: OpenFile, sheet: CheckSheet) -> Outcome:
    """Put ribbon and macros into the opened package. `sheet` shows that it is a check sheet; it is not changed.

    Result: `added`, the new parts. Raises UnsafeFileError for a book that has macros or a ribbon already, and for one with
    dialog or Excel 4.0 macro sheets; signed books were refused when the file was opened.
    """
    package = opened.package
    try:
        macros_xml.refuse_macros(package)
    except UnsafeFileError as error:
        if not macros_xml.has_own_ribbon(package):
            raise UnsafeFileError(error.what, where=str(opened.path), remedy=error.remedy) from error
        raise UnsafeFileError(
            "このブックには、すでにこのツールのリボンが付いています。",
            where=str(opened.path),
            remedy="そのままお使いください。付け直す場合は、先に detach で外してください。",
        ) from error
    before = {name: package.read(name) for name in package.names}
    findings = check_package(package)
    # A book that we have worked in before is no original any more: its parts are not kept.
    worth = {} if opened.book.notes else originals.worth_keeping(package)
    codes = macros_xml.give_code_names(package)
    try:
        project = build_project(
            codes.book,
            [SheetModule(own.code_name, own.kind) for own in codes.sheets],
            (*sources.own_modules(), *sources.xlwings_modules()),
        )
    except ValueError as error:
        raise UnsafeFileError(
            "シートの内部の名前（オブジェクト名）に使えない文字があるため、マクロを追加できません。",
            where=f"{opened.path} {error}",
            remedy="アドイン（jama_checksheet.xlam）をお使いください。",
        ) from error
    added = macros_xml.put_macros(package, project, sources.ribbon(add_in=False), macros_xml.MACRO_BOOK)
    book_xml.define_name(package, macros_xml.RIBBON_MARK, "TRUE", hidden=True)
    originals.keep(package, worth, codes.given)
    package.restore_order(before)
    guard(package, findings)
    result: dict[str, Any] = {"sheet": sheet.name, "added": added}
    lines = (
        f"リボン「{TAB_LABEL}」とマクロを追加しました（チェックシート「{sheet.name}」）。",
        "ブックの内容は変更していません。外すときは detach を実行してください。",
    )
    return Outcome(ChangePlan(TITLE), result, lines)
