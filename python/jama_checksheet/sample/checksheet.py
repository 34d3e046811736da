"""The sheet 「チェックシート」 of the sample, shaped like the official one."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart

from jama_checksheet.model import Score
from jama_checksheet.sample.data import AS_OF, COMPANY
from jama_checksheet.sample.look import (
    COLUMNS,
    GREEN,
    INPUT_FILL,
    LEVEL_FILLS,
    NAVY,
    NOTE_FILL,
    Column,
    fit_to_pages,
    lines_needed,
    paint,
    row_height,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from jama_checksheet.sample.data import SampleAnswer, SampleItem

SHEET_NAME = "チェックシート"
HEADER_TOP, HEADER_BOTTOM = 5, 7
FIRST_ROW = HEADER_BOTTOM + 1

PROMPT = "プルダウンで評価してください"
"""What stands in 達成条件評価 until a score is chosen."""

SCORE_WORDS = {
    Score.DONE: "対策完了(2点)",
    Score.UNDER_WAY: "対策中(1点)",
    Score.NOT_DONE: "未実施(0点)",
    Score.NOT_APPLICABLE: "該当なし",
}
"""This sheet's spelling of the scores, in the order of its drop-down."""

EVIDENCE_HEADER = (
    "評価の根拠記入欄\n"
    "・対策完了：決まりや仕組みの名前と、始めた年や改めた年\n"
    "・対策中：今の様子と、終える時期\n"
    "・未実施：これからの進め方\n"
    "・該当なし：当てはまらない訳"
)
EXAMPLES_NOTE = "（ヒントです。全部を行う必要はありません）"

# Items that would read differently from last year's sheet; an ordinary column between the known ones.
_CHANGES = {16: "表現", 31: "表現", 64: "新設", 76: "新設", 134: "新設"}


def write_check_sheet(
    sheet: Worksheet, items: Sequence[SampleItem], answers: Sequence[SampleAnswer] | None
) -> None:
    """Fill an empty worksheet; `answers` None leaves every score at the prompt and every evidence empty."""
    by_no = {answer.no: answer for answer in answers or ()}
    _write_titles(sheet, answered=answers is not None)
    _write_header(sheet)
    for row, item in enumerate(items, FIRST_ROW):
        _write_row(sheet, row, item, by_no.get(item.no))
    _merge_groups(sheet, items)
    last = FIRST_ROW + len(items) - 1
    _add_score_list(sheet, last)
    _set_up_view_and_print(sheet, last)


def _write_titles(sheet: Worksheet, *, answered: bool) -> None:
    texts = (
        ("サイバーセキュリティ自己評価 チェックシート（見本）", 16, True),
        ("見本の文章はこのツールのために書いたもので、公式のチェックシートの文章ではありません。", 9, False),
        (f"会社名： {COMPANY if answered else ''}　　記入日： {AS_OF if answered else ''}", 10, False),
    )
    for row, (text, size, bold) in enumerate(texts, 1):
        cell = sheet.cell(row, 2, text)
        paint(cell, size=size, bold=bold, color=NAVY, vertical="center", border=False, wrap=False)
        sheet.row_dimensions[row].height = 26 if row == 1 else 17
    sheet.row_dimensions[4].height = 6


def _write_header(sheet: Worksheet) -> None:
    for column in COLUMNS:
        fill = GREEN if column.letter in "MN" else NAVY
        top = HEADER_TOP + 1 if column.letter in "MN" else HEADER_TOP
        bottom = HEADER_BOTTOM - 1 if column.field == "examples" else HEADER_BOTTOM
        for row in range(HEADER_TOP, HEADER_BOTTOM + 1):
            cell = sheet[f"{column.letter}{row}"]
            paint(cell, bold=True, color="FFFFFF", fill=fill, horizontal="center", vertical="center")
        sheet[f"{column.letter}{top}"] = column.header
        sheet.merge_cells(f"{column.letter}{top}:{column.letter}{bottom}")
        sheet.column_dimensions[column.letter].width = column.width
        if column.field == "examples":
            note = sheet[f"{column.letter}{HEADER_BOTTOM}"]
            note.value = EXAMPLES_NOTE
            paint(note, size=8, color="FFFFFF", fill=fill, horizontal="center", vertical="center")
    sheet[f"M{HEADER_TOP}"] = "評価結果"
    sheet.merge_cells(f"M{HEADER_TOP}:N{HEADER_TOP}")
    evidence = sheet[f"N{HEADER_TOP + 1}"]
    evidence.value = EVIDENCE_HEADER
    paint(evidence, bold=True, color="FFFFFF", fill=GREEN, vertical="center")
    sheet.column_dimensions["A"].width = 1.5
    for row, height in zip(range(HEADER_TOP, HEADER_BOTTOM + 1), (18, 36, 36), strict=True):
        sheet.row_dimensions[row].height = height


def _write_row(sheet: Worksheet, row: int, item: SampleItem, answer: SampleAnswer | None) -> None:
    score = SCORE_WORDS.get(answer.score, PROMPT) if answer else PROMPT
    evidence = answer.evidence if answer else ""
    lines = 2
    for column in COLUMNS:
        value = _value(column, item, score, evidence)
        cell = sheet[f"{column.letter}{row}"]
        paint(
            cell,
            fill=_fill(column, item),
            horizontal="center" if column.centered else "left",
            vertical="center" if column.letter in "FGKLM" else "top",
        )
        if value != "":
            cell.value = value
        if not column.merged:
            lines = max(lines, lines_needed(str(value), column.width))
    sheet[f"N{row}"].number_format = "@"
    sheet.row_dimensions[row].height = row_height(lines)


def _value(column: Column, item: SampleItem, score: str, evidence: str) -> str | int:
    filled = {"K": _CHANGES.get(item.no, "―"), "M": score, "N": evidence}
    if column.letter in filled:
        return filled[column.letter]
    value: str | int = getattr(item, column.field)
    return value


def _fill(column: Column, item: SampleItem) -> str:
    if column.letter in "MN":
        return INPUT_FILL
    if column.letter == "G":
        return LEVEL_FILLS[item.level]
    return NOTE_FILL if column.letter in "BCDE" else ""


def _merge_groups(sheet: Worksheet, items: Sequence[SampleItem]) -> None:
    """Merge 分類, ラベル, 目的 and 要求事項 over the rows that share them; only the top cell keeps its value."""
    rows = list(enumerate(items, FIRST_ROW))
    for column in (column for column in COLUMNS if column.merged):
        keyed = [(_group_key(column.field, item), row) for row, item in rows]
        for _, group in groupby(keyed, key=itemgetter(0)):
            members = [row for _, row in group]
            if len(members) > 1:
                sheet.merge_cells(f"{column.letter}{members[0]}:{column.letter}{members[-1]}")
            _give_room(sheet, column, members)


def _group_key(field: str, item: SampleItem) -> tuple[str, ...]:
    # A label ends every group: two labels may share a text, but never a cell.
    if field == "category":
        return (item.category,)
    return (item.label, getattr(item, field))


def _give_room(sheet: Worksheet, column: Column, members: Sequence[int]) -> None:
    """Raise the rows of a merged cell together where its text would not fit."""
    text = str(sheet[f"{column.letter}{members[0]}"].value)
    needed = row_height(lines_needed(text, column.width))
    present = sum(sheet.row_dimensions[row].height for row in members)
    for row in members:
        sheet.row_dimensions[row].height += max(0.0, needed - present) / len(members)


def _add_score_list(sheet: Worksheet, last: int) -> None:
    cells = f"M{FIRST_ROW}:M{last}"
    rule = DataValidation(
        type="list",
        formula1='"' + ",".join(SCORE_WORDS.values()) + '"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="評価の選択",
        error="一覧から選んでください。",
    )
    rule.add(cells)
    sheet.add_data_validation(rule)
    waiting = Rule(
        type="cellIs",
        operator="equal",
        formula=[f'"{PROMPT}"'],
        dxf=DifferentialStyle(font=Font(color="7F7F7F"), fill=PatternFill(bgColor="FFF2CC")),
    )
    sheet.conditional_formatting.add(cells, waiting)


def _set_up_view_and_print(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = f"G{FIRST_ROW}"
    sheet.sheet_view.zoomScale = 80
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = NAVY
    sheet.auto_filter.ref = f"B{HEADER_BOTTOM}:N{last}"
    sheet.print_area = f"B1:N{last}"
    sheet.print_title_rows = f"{HEADER_TOP}:{HEADER_BOTTOM}"
    fit_to_pages(sheet, sheet.PAPERSIZE_A3)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart("&P / &N"), right=_HeaderFooterPart("見本（公式の文章ではありません）")
    )
