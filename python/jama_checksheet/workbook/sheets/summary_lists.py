"""Lists of page one of 社内用_サマリー: what is past its date, and what remains up to the target level. They fill the page together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jama_checksheet.summary import SummaryRow
from jama_checksheet.summary.decisions import level_phrase
from jama_checksheet.workbook.plan import CellValue, OwnFormat
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
from jama_checksheet.workbook.sheets.summary_page import gap, section_with_aside

_LINE_POINTS, _HEADER_POINTS, _GAP = 15.0, 16.0, 5.0
_FRAME_POINTS = _GAP + 19 + _HEADER_POINTS
"""What a list takes beside its lines."""

_LEAST = 4
"""So many lines are left for what remains, however many items are late or levels there are."""

_LIST_COLUMNS = (
    (1, 1, "No.", looks.LIST_CENTRED),
    (2, 2, "レベル", looks.LIST_CENTRED),
    (3, 7, "達成条件", looks.LIST_TEXT),
    (8, 8, "評価", looks.LIST_CENTRED),
    (9, 11, "担当部門", looks.LIST_TEXT),
    (12, 12, "完了予定日", looks.LIST_DAY),
)
"""Of the lists of items: first and last column, header, look."""

_NO_DATE = "未定"


@dataclass(frozen=True, slots=True)
class _List:
    """One list: its items, its lines, where the block has their order and their places, the live count, what an empty one says."""

    rows: Sequence[SummaryRow]
    lines: int
    keys: Col
    places: int
    count: str
    empty: str


def item_lists(canvas: Canvas, block: Block, row: int, points: float) -> int:
    """Both lists in so many points of height; the row after them. The long one comes last: what it leaves empty is the page's end."""
    late, left = block.summary.overdue(), block.summary.remaining(block.target)
    room = points - 2 * _FRAME_POINTS + (0 if late else _HEADER_POINTS)
    for_late, for_left = shared_lines(len(late), len(left), int(room // _LINE_POINTS))
    phrase, late_count, left_count = fixed(*TARGET_PHRASE), fixed(*OVERDUE_COUNT), fixed(*REMAINING_COUNT)
    title = f"完了予定日を過ぎている対策（{len(late)} 件）"
    formula = f"{text('完了予定日を過ぎている対策（')}&{late_count}&{text(' 件）')}"
    empty = "該当する項目はありません"
    past = _List(late, for_late, Col.OVERDUE, Col.PLACE + 1, late_count, empty)
    row = _list(canvas, block, row, (title, formula), past)
    title = f"{level_phrase(block.summary.up_to(block.target))}残り項目（{len(left)} 件）"
    formula = f"{phrase}&{text('残り項目（')}&{left_count}&{text(' 件）')}"
    empty = "残っている項目はありません"
    rest = _List(left, for_left, Col.REMAINING, Col.PLACE, left_count, empty)
    return _list(canvas, block, row, (title, formula), rest)


def shared_lines(late: int, left: int, lines: int) -> tuple[int, int]:
    """How many lines each list gets, together `lines`: by need, and a third for the late ones where both would need more."""
    for_late = max(0, min(late, max(lines // 3, lines - left), lines - _LEAST))
    return for_late, max(_LEAST, lines - for_late)


def _list(canvas: Canvas, block: Block, row: int, title: tuple[str, str], content: _List) -> int:
    """A list of items picked live by their k-th key; the row after it. Only lines that hold an item are seen.

    A list without lines is its heading with the live count; the decisions name the items that come up later.
    """
    gap(canvas, row, _GAP)
    section_with_aside(canvas, row + 1, title, _aside(content))
    row += 2
    if not content.lines:
        return row
    for column, to, header, _ in _LIST_COLUMNS:
        formula = f'IF({content.count}=0,"",{text(header)})'
        canvas.put(row, column, header if content.rows else "", looks.LIST_HEADER, to=to, formula=formula)
    canvas.height(row, _HEADER_POINTS)
    order = {id(item): place for place, item in enumerate(block.summary.rows, start=1)}
    keys = block.column(content.keys)
    for number in range(1, content.lines + 1):
        item = content.rows[number - 1] if number <= len(content.rows) else None
        helper = (TOP + number - 1, content.places)
        block.put(
            *helper, order[id(item)] if item else 0, f"IFERROR(MATCH(SMALL({keys},{number}),{keys},0),0)"
        )
        place = fixed(*helper)
        cells = zip(_LIST_COLUMNS, _list_values(block, item), _list_sources(block, place), strict=True)
        for (left, right, _, style), value, source in cells:
            canvas.put(row + number, left, value, style, to=right, formula=f'IF({place}=0,"",{source})')
        canvas.height(row + number, _LINE_POINTS)
    canvas.formats += [
        OwnFormat(f"A{row}:L{row}", f'$A{row}<>""', fill=looks.SKY),
        OwnFormat(f"A{row + 1}:L{row + content.lines}", f'$A{row + 1}<>""', fill=looks.TILE),
    ]
    return row + content.lines + 1


def _aside(content: _List) -> tuple[str, str]:
    """What stands beside the heading: that there is nothing, or how many items had no line."""
    rest, lines, count = len(content.rows) - content.lines, content.lines, content.count
    head, tail = "ほか " if lines else "", " 件は、チェックシートでご覧ください"
    more = f"{head}{rest}{tail}" if rest > 0 else ""
    formula = (
        f"IF({count}=0,{text(content.empty)},IF({count}>{lines},"
        f'{text(head)}&({count}-{lines})&{text(tail)},""))'
    )
    return more if content.rows else content.empty, formula


def _list_values(block: Block, item: SummaryRow | None) -> tuple[CellValue, ...]:
    if item is None:
        return ("",) * len(_LIST_COLUMNS)
    condition, word = shortened(item.condition), WORDS[item.score]
    department = block.short_departments[item.department]
    return (item.no, item.level, condition, word, department, item.finish or _NO_DATE)


def _list_sources(block: Block, place: str) -> tuple[str, ...]:
    """For each column of a list the formula that gives the item at `place` in the hidden part."""
    names = fixed_range(TOP, Col.LEVEL_NAME, TOP + len(block.levels) - 1)
    no, level, condition, finish = (
        f"INDEX({block.column(column)},{place})" for column in (Col.NO, Col.LEVEL, Col.CONDITION, Col.FINISH)
    )
    date_or_not = f'IF({finish}="",{text(_NO_DATE)},{finish})'
    level_name = f"INDEX({names},{level})"
    return (no, level_name, condition, block.word_of(place), block.department_of(place), date_or_not)
