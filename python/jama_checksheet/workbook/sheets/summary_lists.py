"""Lists of page one of 社内用_サマリー: what remains up to the target level, and what is past its date."""

from __future__ import annotations

from collections.abc import Sequence

from jama_checksheet.summary import SummaryRow
from jama_checksheet.workbook.plan import CellValue
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed, fixed_range, text
from jama_checksheet.workbook.sheets.summary_data import (
    OVERDUE_COUNT,
    REMAINING_COUNT,
    TARGET_PHRASE,
    TOP,
    WORDS,
    Block,
    Col,
    shortened,
)
from jama_checksheet.workbook.sheets.summary_page import WIDTH, gap, section

_LINES, _USUAL_LEVELS = 12, 3
"""Lines of the list of what remains, with the usual number of levels; more levels take lines away."""

_LATE_LINES = 3

_LIST_COLUMNS = (
    (1, 1, "No.", looks.LIST_CENTRED),
    (2, 2, "レベル", looks.LIST_CENTRED),
    (3, 8, "達成条件", looks.LIST_TEXT),
    (9, 9, "評価", looks.LIST_CENTRED),
    (10, 11, "担当部門", looks.LIST_TEXT),
    (12, 12, "完了予定日", looks.LIST_DAY),
)
"""Of the lists of items: first and last column, header, look."""

_NO_DATE = "未定"


def remaining(canvas: Canvas, block: Block, row: int) -> int:
    """What is left up to the target level; the row after it."""
    gap(canvas, row - 1)
    rows = block.summary.remaining(block.target)
    levels = block.summary.up_to(block.target)
    phrase, count = fixed(*TARGET_PHRASE), fixed(*REMAINING_COUNT)
    title = f"{levels[-1]} {'の' if len(levels) == 1 else 'までの'}残り項目（{len(rows)} 件）"
    section(canvas, row, title, formula=f"{phrase}&{text('残り項目（')}&{count}&{text(' 件）')}")
    lines = max(4, _LINES + _USUAL_LEVELS - len(block.levels))
    row = _list(canvas, block, row + 1, rows, lines, Col.REMAINING, Col.PLACE)
    rest = len(rows) - lines
    more = f"ほか {rest} 件（チェックシートでご確認ください）" if rest > 0 else ""
    formula = (
        f"IF({count}=0,{text('残っている項目はありません。')},IF({count}>{lines},"
        f'{text("ほか ")}&({count}-{lines})&{text(" 件（チェックシートでご確認ください）")},""))'
    )
    canvas.put(
        row, 1, more if rows else "残っている項目はありません。", looks.NOTE_RIGHT, to=WIDTH, formula=formula
    )
    canvas.height(row, 13)
    return row + 1


def overdue(canvas: Canvas, block: Block, row: int) -> int:
    """対策中 past its 完了予定日; the row after it."""
    gap(canvas, row - 1, 4)
    rows, count = block.summary.overdue(), fixed(*OVERDUE_COUNT)
    title = f"完了予定日を過ぎている対策（{len(rows)} 件）"
    section(canvas, row, title, formula=f"{text('完了予定日を過ぎている対策（')}&{count}&{text(' 件）')}")
    row = _list(canvas, block, row + 1, rows, _LATE_LINES, Col.OVERDUE, Col.PLACE + 1)
    rest = len(rows) - _LATE_LINES
    none = "完了予定日を過ぎている対策はありません。"
    formula = (
        f"IF({count}=0,{text(none)},IF({count}>{_LATE_LINES},"
        f'{text("ほか ")}&({count}-{_LATE_LINES})&{text(" 件")},""))'
    )
    value = none if not rows else f"ほか {rest} 件" if rest > 0 else ""
    canvas.put(row, 1, value, looks.NOTE_RIGHT, to=WIDTH, formula=formula)
    canvas.height(row, 13)
    return row + 1


def _list(
    canvas: Canvas, block: Block, row: int, rows: Sequence[SummaryRow], lines: int, keys: int, places: int
) -> int:
    """A list of items picked live by their k-th key; the row after it."""
    for column, to, header, _ in _LIST_COLUMNS:
        canvas.put(row, column, header, looks.HEADER, to=to)
    canvas.height(row, 16)
    order = {id(item): place for place, item in enumerate(block.summary.rows, start=1)}
    for number in range(1, lines + 1):
        item = rows[number - 1] if number <= len(rows) else None
        helper = (TOP + number - 1, places)
        formula = f"IFERROR(MATCH(SMALL({block.column(keys)},{number}),{block.column(keys)},0),0)"
        block.put(*helper, order[id(item)] if item else 0, formula)
        place = fixed(*helper)
        cells = zip(_LIST_COLUMNS, _list_values(item), _list_sources(block, place), strict=True)
        for (left, right, _, style), value, source in cells:
            canvas.put(row + number, left, value, style, to=right, formula=f'IF({place}=0,"",{source})')
        canvas.height(row + number, 16.5)
    return row + lines + 1


def _list_values(item: SummaryRow | None) -> tuple[CellValue, ...]:
    if item is None:
        return ("",) * len(_LIST_COLUMNS)
    condition, word = shortened(item.condition), WORDS[item.score]
    return (item.no, item.level, condition, word, item.department, item.finish or _NO_DATE)


def _list_sources(block: Block, place: str) -> tuple[str, ...]:
    """For each column of a list the formula that gives the item at `place` in the hidden part."""
    names = fixed_range(TOP, Col.LEVEL_NAME, TOP + len(block.levels) - 1)
    no, level, condition, department, finish = (
        f"INDEX({block.column(column)},{place})"
        for column in (Col.NO, Col.LEVEL, Col.CONDITION, Col.DEPARTMENT, Col.FINISH)
    )
    date_or_not = f'IF({finish}="",{text(_NO_DATE)},{finish})'
    return (no, f"INDEX({names},{level})", condition, block.word_of(place), department, date_or_not)
