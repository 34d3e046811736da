"""File mode: a change plan carried out on the package of a file, without harm to anything else in it."""

from __future__ import annotations

from jama_checksheet.errors import UnsafeFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import (
    book_xml,
    columns_xml,
    filter_xml,
    formats_xml,
    notes_xml,
    take_out,
    validations_xml,
)
from jama_checksheet.workbook.edit.desk import Desk
from jama_checksheet.workbook.edit.own_sheets import put_sheet, remove_sheet
from jama_checksheet.workbook.edit.recalculation import ask_where_results_are_old
from jama_checksheet.workbook.edit.write_block import write_block
from jama_checksheet.workbook.invariants import check_package, guard
from jama_checksheet.workbook.package import Package, parse_xml, to_xml
from jama_checksheet.workbook.plan import (
    Change,
    ChangePlan,
    DefineName,
    ExtendFilter,
    MarkAsOurs,
    MarkCells,
    PutSheet,
    RemoveColumns,
    RemoveList,
    RemoveSheet,
    SetColumn,
    SetList,
    ShrinkFilter,
    WriteBlock,
)


def apply_plan(package: Package, plan: ChangePlan) -> None:
    """Change the package in memory as the plan says, in its order.

    Raises CheckSheetError where a change cannot be carried out without harm, and where the result would break an invariant
    that the input kept. After an error the package is half done: throw it away; no file was touched.
    """
    book = package.workbook_part
    if package.xml(book).tag != names.main("workbook"):
        raise UnsafeFileError(
            "この形式のブック（Strict Open XML）は書き換えられません。",
            remedy="Excel で「Excel ブック (*.xlsx)」として保存し直してください。",
        )
    before = {name: package.read(name) for name in package.names}
    desk = Desk(package)
    for change in plan.changes:
        _apply(desk, change)
    ask_where_results_are_old(package, desk.changed, desk.fresh)
    package.restore_order(before)
    _restore_unchanged(package, before)
    guard(package, lambda: check_package(Package(before, {})))


def _apply(desk: Desk, change: Change) -> None:
    package = desk.package
    match change:
        case WriteBlock():
            write_block(desk, change)
        case SetList():
            validations_xml.set_list(desk.root(change.sheet), change)
        case MarkCells():
            dxf = desk.styles.fill_format(change.fill) if change.formula else 0
            formats_xml.mark_cells(desk.root(change.sheet), change, dxf)
        case SetColumn():
            columns_xml.set_column(desk.root(change.sheet), change.column, change.width, change.hidden)
        case ExtendFilter():
            filter_xml.extend_filter(package, desk.root(change.sheet), change.sheet, change.last_column)
        case DefineName():
            book_xml.define_name(package, change.name, change.refers_to, hidden=change.hidden)
        case MarkAsOurs():
            notes_xml.write_notes(package, change.notes)
        case PutSheet():
            # Imported here: only sheets of ours need openpyxl, and many plans have none.
            from jama_checksheet.workbook.sheets.render import render

            put_sheet(desk, change.content, render(change.content))
        case RemoveSheet():
            remove_sheet(desk, change.name)
        case RemoveColumns():
            take_out.remove_columns(desk, change)
        case RemoveList():
            take_out.remove_list(desk.root(change.sheet), change)
        case ShrinkFilter():
            take_out.shrink_filter(package, desk.root(change.sheet), change.sheet, change.last_column)


def _restore_unchanged(package: Package, before: dict[str, bytes]) -> None:
    """Where the edits came to the same content, the part keeps the bytes it had."""
    for name, data in before.items():
        if name not in package or not name.endswith((".xml", ".rels")):
            continue
        now = package.read(name)
        if now is not data and now != data and now == to_xml(parse_xml(data)):
            package.put(name, data)
