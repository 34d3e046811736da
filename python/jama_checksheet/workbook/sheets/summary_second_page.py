"""Page two and three of 社内用_サマリー: what remains per ラベル as charts, then the tables by 分類, 担当領域, 部門 and ラベル."""

from __future__ import annotations

from collections.abc import Sequence

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.model import Score
from jama_checksheet.summary import Tally
from jama_checksheet.workbook.plan import CellValue, Chart, Series
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import text
from jama_checksheet.workbook.sheets.short_names import breadth, short_names
from jama_checksheet.workbook.sheets.summary_data import CODES, TOP, WORDS, Block, Col
from jama_checksheet.workbook.sheets.summary_page import WIDTH, section

_COUNTED = (Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE, Score.UNANSWERED)
_HEADERS = ("項目数", *(WORDS[score] for score in _COUNTED), "得点率", "確認ポイント")
_ROW_POINTS = 14
_ONE_LINE, _TWO_LINES, _TWO_LINES_POINTS = 13, 28, 24
"""Characters of a name that fit its cell on one line and on two smaller ones, and the height of the latter."""
_CM = 72 / 2.54
_SPOKE = 9
"""Characters of a label at a spoke of the radar."""

_OTHERS = "上記以外の部門"


def following_pages(canvas: Canvas, block: Block, row: int) -> tuple[int, tuple[int, ...], tuple[Chart, ...]]:
    """Write from `row` on; the last row, the rows after which a page ends, and the charts."""
    section(canvas, row, "ラベル別の残り項目と完了の割合")
    chart_top = row + 1
    chart_rows = max(14, min(34, len(block.labels) - 2))
    for line in range(chart_top, chart_top + chart_rows):
        canvas.height(line, _ROW_POINTS)
    row = chart_top + chart_rows + 1
    canvas.height(row - 1, 6)
    summary = block.summary
    row = _table(canvas, block, row, "分類別の状況", _numbered(Col.CATEGORY, block), summary.by_category())
    areas = [f'{block.column(Col.AREAS)},"*|{number}|*"' for number in range(1, len(block.areas) + 1)]
    row = _table(
        canvas,
        block,
        row,
        "担当領域別の状況（領域が複数ある項目は、それぞれに数えます）",
        areas,
        summary.by_area(),
    )
    groups = summary.by_department()
    departments = {name: groups.get(name, Tally()) for name in block.departments}
    numbered = _numbered(Col.DEPARTMENT_NO, block)
    row = _table(
        canvas, block, row, "部門別の状況", numbered, departments, others="department" in block.columns
    )
    second_page_end = row - 1
    row = _table(canvas, block, row, "ラベル別の内訳", _numbered(Col.LABEL, block), summary.by_label())
    first = row - 1 - len(block.labels)
    _shares(block, first)
    note = "得点率＝得点÷満点（該当なしを除く。未選択は 0 点）。完了の割合＝完了÷項目数（該当なしを除く）。確認ポイントは、評価と根拠をもう一度見ていただきたい項目の数です。"
    canvas.put(row - 1, 1, note, looks.NOTE, to=WIDTH)
    canvas.height(row - 1, 26)
    charts = _charts(block, chart_top, chart_rows, first)
    return row - 1, (second_page_end,), charts


def _numbered(column: Col, block: Block) -> list[str]:
    names = {Col.CATEGORY: block.categories, Col.LABEL: block.labels, Col.DEPARTMENT_NO: block.departments}
    return [f"{block.column(column)},{number}" for number in range(1, len(names[column]) + 1)]


def _table(
    canvas: Canvas,
    block: Block,
    row: int,
    title: str,
    criteria: Sequence[str],
    groups: dict[str, Tally],
    *,
    others: bool = False,
) -> int:
    """One table, and an empty row after it; the next free row. With `others`, a line for names that came in later."""
    section(canvas, row, title)
    row += 1
    canvas.put(row, 1, "名称", looks.HEADER, to=4)
    for column, header in enumerate(_HEADERS, start=5):
        canvas.put(row, column, header, looks.HEADER_SMALL)
    canvas.height(row, 16)
    short = short_names(groups, _TWO_LINES)
    for criterion, (name, counted) in zip(criteria, groups.items(), strict=True):
        row += 1
        _figures(canvas, block, row, counted, criterion)
        is_long = breadth(short[name]) > _ONE_LINE
        canvas.put(row, 1, short[name], looks.NAME_TWO_LINES if is_long else looks.NAME, to=4)
        if is_long:
            canvas.height(row, _TWO_LINES_POINTS)
    if others:
        row += 1
        any_ = f"COUNTIF({block.column(Col.DEPARTMENT_NO)},0)=0"
        canvas.put(row, 1, "", looks.ONE_LINE, to=4, formula=f'IF({any_},"",{text(_OTHERS)})')
        _figures(canvas, block, row, None, f"{block.column(Col.DEPARTMENT_NO)},0", unless=any_)
    canvas.height(row + 1, 8)
    return row + 2


def _figures(
    canvas: Canvas, block: Block, row: int, counted: Tally | None, criterion: str, *, unless: str = ""
) -> None:
    """The figures of one line; `None` and `unless` make a line that stays empty while the condition holds."""

    def live(formula: str) -> str:
        return f'IF({unless},"",{formula})' if unless else formula

    counts = [f"COUNTIFS({criterion})"]
    counts += [f"COUNTIFS({criterion},{block.column(Col.CODE)},{CODES[score]})" for score in _COUNTED]
    values: list[CellValue] = [""] * len(counts)
    if counted:
        values = [counted.items, *(counted.counts[score] for score in _COUNTED)]
    for column, (value, formula) in enumerate(zip(values, counts, strict=True), start=5):
        canvas.put(row, column, value, looks.NUMBER, formula=live(formula))
    items, done, under_way, _, na, _ = (cell_name(row, column) for column in range(5, 11))
    rate = "" if counted is None else "－" if counted.rate is None else counted.rate
    formula = f'IF({items}={na},"－",(2*{done}+{under_way})/(2*({items}-{na})))'
    canvas.put(row, 11, rate, looks.RATE, formula=live(formula))
    flagged = f"COUNTIFS({criterion},{block.column(Col.FLAG)},1)"
    canvas.put(row, 12, "" if counted is None else counted.flagged, looks.NUMBER, formula=live(flagged))
    canvas.height(row, _ROW_POINTS)


def _shares(block: Block, first: int) -> None:
    """完了の割合 per label for the radar, in hidden columns; 100 % where nothing applies, since nothing is left to do there."""
    for place, (name, counted) in enumerate(block.summary.by_label().items()):
        items, done, na = (cell_name(first + place, column) for column in (5, 6, 9))
        formula = f"IF({items}={na},1,{done}/({items}-{na}))"
        block.put(TOP + place, Col.SHARE, counted.share_done, formula)
        line = " ".join(name.split())
        short = line if len(line) <= _SPOKE else line[: _SPOKE - 1] + "…"
        block.put(TOP + place, Col.SHORT_LABEL, short)


def _charts(block: Block, top: int, rows: int, first: int) -> tuple[Chart, ...]:
    last, bottom = first + len(block.labels) - 1, top + rows - 1
    height = rows * _ROW_POINTS / _CM

    def cells(column: int) -> str:
        return f"{cell_name(first, column)}:{cell_name(last, column)}"

    remains = Chart(
        kind="stacked",
        title="残り項目の数",
        anchor=cell_name(top, 1),
        to=cell_name(bottom, 6),
        width=9.4,
        height=height,
        categories=cells(1),
        series=(
            Series(WORDS[Score.NOT_DONE], cells(8), looks.AMBER_DEEP),
            Series(WORDS[Score.UNANSWERED], cells(10), looks.GREY_MID),
            Series(WORDS[Score.UNDER_WAY], cells(7), looks.BLUE),
        ),
    )

    def hidden(column: int) -> str:
        return f"{cell_name(TOP, column)}:{cell_name(TOP + len(block.labels) - 1, column)}"

    radar = Chart(
        kind="radar",
        title="完了の割合（該当なしを除く）",
        anchor=cell_name(top, 7),
        to=cell_name(bottom, WIDTH),
        width=9.2,
        height=height,
        categories=hidden(Col.SHORT_LABEL),
        series=(Series("完了の割合", hidden(Col.SHARE), looks.BLUE),),
        maximum=1,
    )
    return remains, radar
