"""Page one of 社内用_サマリー: one A4 page for the meeting with the boss. It leads with what to decide; points are a footnote."""

from __future__ import annotations

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.model import Score
from jama_checksheet.summary import Tally
from jama_checksheet.summary.decisions import MOST, NOTHING_TO_DECIDE, level_phrase
from jama_checksheet.workbook.plan import OwnFormat
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed, fixed_range, text
from jama_checksheet.workbook.sheets.summary_closing import (
    closing_points,
    points_footnote,
    promises_and_returns,
)
from jama_checksheet.workbook.sheets.summary_data import (
    CODES,
    REMAINING_COUNT,
    TARGET_NO,
    TARGET_PHRASE,
    TOP,
    WORDS,
    Block,
    Col,
)
from jama_checksheet.workbook.sheets.summary_decisions import decision_cells
from jama_checksheet.workbook.sheets.summary_lists import item_lists
from jama_checksheet.workbook.sheets.summary_page import PAGE_POINTS, WIDTH, gap, section

AS_OF_CELL, TARGET_CELL = (1, 10), (10, 3)
"""The two input cells: the date, and the target level."""

_FIRST_DECISION = 5
_LEVELS_HEADER = 11
_COUNTED = (Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE, Score.UNANSWERED)
_BAR, _TINY = 10, 0.000001
"""Squares of the bar; only whole tenths are filled, so that a full bar means complete."""


def first_page(canvas: Canvas, block: Block) -> int:
    """Write the page; its last row."""
    _head(canvas, block)
    _decisions(canvas, block)
    row = _levels(canvas, block)
    used = sum(canvas.heights[above] for above in range(1, row))
    row = item_lists(canvas, block, row, PAGE_POINTS - used - closing_points(block))
    row = promises_and_returns(canvas, block, row)
    return points_footnote(canvas, block, row)


def _head(canvas: Canvas, block: Block) -> None:
    items = len(block.summary.rows)
    canvas.put(1, 1, "サイバーセキュリティ自己評価の状況", looks.TITLE, to=9)
    canvas.put(*AS_OF_CELL, block.summary.as_of, looks.AS_OF, to=WIDTH)
    source = (
        f"シート「{block.sheet.name}」（全 {items} 項目）をもとに作成しています。"
        "数字は、シートの変更に合わせて変わります。"
    )
    canvas.put(2, 1, source, looks.NOTE_LINE, to=WIDTH)
    canvas.height(1, 28)
    canvas.height(2, 14)
    gap(canvas, 3, 5)


def _decisions(canvas: Canvas, block: Block) -> None:
    section(canvas, _FIRST_DECISION - 1, f"ご判断いただきたいこと（最大{MOST}件）")
    for number, (formula, value) in enumerate(decision_cells(block), start=1):
        row = _FIRST_DECISION + number - 1
        own = fixed(row, 2)
        none = f'OR({own}="",{own}={text(NOTHING_TO_DECIDE)})'
        is_asked = value not in ("", NOTHING_TO_DECIDE)
        canvas.put(row, 1, number if is_asked else "", looks.BADGE, formula=f'IF({none},"",{number})')
        # A line that is free now is lower; two lines of small letters fit, should it be needed after a later edit.
        canvas.put(
            row, 2, value, looks.DECISION if value else looks.DECISION_SMALL, to=WIDTH, formula=formula
        )
        canvas.height(row, 31 if value else 22)
    last = _FIRST_DECISION + MOST - 1
    canvas.formats += [
        OwnFormat(f"A{_FIRST_DECISION}:A{last}", f'$A{_FIRST_DECISION}<>""', fill=looks.AMBER),
        OwnFormat(f"B{_FIRST_DECISION}:L{last}", f'$B{_FIRST_DECISION}<>""', fill=looks.TILE),
    ]
    gap(canvas, last + 1)


def _levels(canvas: Canvas, block: Block) -> int:
    """The target and the table per level; the row after it."""
    summary = block.summary
    title_row, target_column = TARGET_CELL
    section(canvas, title_row - 1, "目標レベルと進み具合")
    canvas.put(title_row, 1, "目標レベル", looks.INPUT_NAME, to=2)
    canvas.put(title_row, target_column, block.target, looks.INPUT, to=target_column + 1)
    left, phrase = fixed(*REMAINING_COUNT), fixed(*TARGET_PHRASE)
    names = fixed_range(TOP, Col.LEVEL_NAME, TOP + len(summary.levels) - 1)
    level = f"INDEX({names},{fixed(*TARGET_NO)})"
    scope = f'COUNTIF({block.column(Col.LEVEL)},"<="&{fixed(*TARGET_NO)})'
    formula = (
        f"IF({left}=0,{phrase}&{text('項目は、すべて完了か該当なしです。')},"
        f"{level}&{text(' の達成まで、あと ')}&{left}&{text(' 項目（')}&{phrase}&{text('全 ')}&{scope}"
        f"&{text(' 項目中）')})"
    )
    canvas.put(
        title_row,
        target_column + 2,
        _distance(block),
        looks.DISTANCE,
        to=WIDTH,
        formula=formula,
    )
    canvas.height(title_row, 24)
    for column, header in enumerate(("項目数", *(WORDS[score] for score in _COUNTED), "残り"), start=3):
        canvas.put(_LEVELS_HEADER, column, header, looks.HEADER)
    canvas.put(_LEVELS_HEADER, 1, "レベル", looks.HEADER, to=2)
    canvas.put(_LEVELS_HEADER, 10, "完了の割合（該当なしを除く）", looks.HEADER_SMALL, to=WIDTH)
    canvas.height(_LEVELS_HEADER, 17)
    first = _LEVELS_HEADER + 1
    for number, (name, counted) in enumerate(summary.by_level().items(), start=1):
        row = first + number - 1
        canvas.put(row, 1, name, looks.CENTRED, to=2)
        criterion = f"{block.column(Col.LEVEL)},{number}"
        _level_line(canvas, block, row, counted, criterion)
    last = first + len(summary.levels)
    canvas.put(last, 1, "合計", looks.STRONG, to=2)
    _level_line(canvas, block, last, summary.total(), "", (first, last - 1))
    return last + 1


def _distance(block: Block) -> str:
    """The sentence beside the target."""
    levels = block.summary.up_to(block.target)
    left = len(block.summary.remaining(block.target))
    phrase = level_phrase(levels)
    if not left:
        return f"{phrase}項目は、すべて完了か該当なしです。"
    total = sum(row.level in levels for row in block.summary.rows)
    return f"{levels[-1]} の達成まで、あと {left} 項目（{phrase}全 {total} 項目中）"


def _level_line(
    canvas: Canvas,
    block: Block,
    row: int,
    counted: Tally,
    criterion: str,
    summed: tuple[int, int] | None = None,
) -> None:
    """Figures of one level in columns 3 to 12; with `summed` the rows to add up instead of counting."""
    style, rate = (looks.STRONG, looks.STRONG_RATE) if summed else (looks.NUMBER, looks.RATE)
    codes = block.column(Col.CODE)

    def formula(column: int, counting: str) -> str:
        return f"SUM({fixed_range(summed[0], column, summed[1])})" if summed else counting

    canvas.put(row, 3, counted.items, style, formula=formula(3, f"COUNTIFS({criterion})"))
    for column, score in enumerate(_COUNTED, start=4):
        count = f"COUNTIFS({criterion},{codes},{CODES[score]})"
        canvas.put(row, column, counted.counts[score], style, formula=formula(column, count))
    items, done, under_way, not_done, na, open_ = (cell_name(row, column) for column in range(3, 9))
    canvas.put(row, 9, counted.remaining, style, formula=f"{under_way}+{not_done}+{open_}")
    share = f"IF({items}={na},1,{done}/({items}-{na}))"
    canvas.put(row, 10, counted.share_done, rate, formula=share)
    own = cell_name(row, 10)
    full = int(counted.share_done * _BAR + _TINY)
    filled = f"INT({own}*{_BAR}+{_TINY})"
    bar = f'REPT("■",{filled})&REPT("□",{_BAR}-{filled})'
    canvas.put(row, 11, "■" * full + "□" * (_BAR - full), looks.BAR, to=WIDTH, formula=bar)
    canvas.height(row, 17)
