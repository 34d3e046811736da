"""Writing a block of values into a worksheet of the user's."""

from __future__ import annotations

from jama_checksheet.errors import AnswerCellError, CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, refs, texts
from jama_checksheet.workbook.edit.calc_chain import forget_cells
from jama_checksheet.workbook.edit.cell_value import write_value
from jama_checksheet.workbook.edit.desk import Desk
from jama_checksheet.workbook.edit.formulas_guard import refuse_torn_formulas
from jama_checksheet.workbook.edit.sheet_xml import F
from jama_checksheet.workbook.edit.styles_xml import is_date_format
from jama_checksheet.workbook.plan import CellValue, Keep, WriteBlock

DATE_FORMAT = "yyyy/m/d"


def write_block(desk: Desk, change: WriteBlock) -> None:
    """Write the block; everything is checked before the first cell changes."""
    targets = {
        (change.row + down, change.column + right): value
        for down, values in enumerate(change.values)
        for right, value in enumerate(values)
        if not isinstance(value, Keep)
    }
    if not targets:
        return
    sheet = desk.sheet(change.sheet)
    area = refs.around(targets)
    if area.top < 1 or area.left < 1 or area.bottom > refs.MAX_ROW or area.right > refs.MAX_COLUMN:
        raise CheckSheetError("シートの大きさを超える場所には書けません。", where=f"シート「{change.sheet}」")
    for place, value in targets.items():
        if isinstance(value, str):
            texts.check_cell_text(value, sheet.where(*place))
    hidden = sheet.covered_by_merges(area)
    for place in sorted(hidden.intersection(targets)):
        if targets[place] not in (None, ""):
            raise AnswerCellError(
                "結合されたセルに隠れているため、書いても見えません。",
                where=sheet.where(*place),
                remedy="セルの結合を解除するか、結合範囲の左上のセルを使ってください。",
            )
    refuse_torn_formulas(sheet, area, targets.keys())
    _refuse_table_heads(desk, change.sheet, targets)
    style = None if change.style is None else desk.styles.cell_style(change.style)
    code = change.style.number_format if change.style and is_date_format(change.style.number_format) else ""
    freed: set[str] = set()
    touched: list[tuple[int, int]] = []
    changed: list[tuple[int, int]] = []
    for (row, column), value in targets.items():
        if value in (None, "") and style is None and sheet.find(row, column) is None:
            continue
        cell = sheet.cell(row, column)
        touched.append((row, column))
        if style is not None:
            cell.set("s", str(style))
        if cell.find(F) is not None:
            freed.add(refs.cell_ref(row, column))
        if write_value(desk, sheet, cell, value, code or DATE_FORMAT):
            changed.append((row, column))
    if touched:
        sheet.cover(refs.around(touched))
    if changed:
        desk.changed.setdefault(change.sheet, []).append(refs.around(changed))
    if freed:
        node = book_xml.sheet_nodes(desk.package)[book_xml.sheet_index(desk.package, change.sheet) or 0]
        forget_cells(desk.package, node.get("sheetId") or "", freed)


def _refuse_table_heads(desk: Desk, name: str, targets: dict[tuple[int, int], CellValue]) -> None:
    """The head and the totals of a table must say what the table's own part says, else Excel repairs the file."""
    for relation in desk.package.relations(desk.part(name)):
        if relation.kind != "table" or relation.target not in desk.package:
            continue
        table = desk.package.xml(relation.target)
        area = refs.parse_area(table.get("ref") or "")
        rows: set[int] = set()
        rows.update(range(area.top, area.top + int(table.get("headerRowCount") or 1)))
        rows.update(range(area.bottom - int(table.get("totalsRowCount") or 0) + 1, area.bottom + 1))
        titles = [node.get("name") for node in table.iter(names.main("tableColumn"))]
        for row, column in targets:
            if not area.holds(row, column) or row not in rows:
                continue
            if row == area.top and targets[row, column] == titles[column - area.left]:
                continue
            raise AnswerCellError(
                "テーブルの見出しまたは集計の行なので、書き換えません。",
                where=f"シート「{name}」のセル {refs.cell_ref(row, column)}",
                remedy="Excel でテーブルを範囲に変換してから、もう一度実行してください。",
            )
