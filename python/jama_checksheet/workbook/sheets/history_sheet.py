"""社内用_回答履歴: who has answered, what departments ask, and every answer ever received, append-only."""

from __future__ import annotations

from collections.abc import Sequence

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.consolidation import Rule
from jama_checksheet.workbook.plan import OwnFormat, OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.history_lines import (
    AWAITED,
    HEADERS,
    KEYS,
    NAME,
    QUESTIONS,
    REPLIES,
    RETURNS,
    History,
    LastRule,
    Line,
    Mark,
)
from jama_checksheet.workbook.subsheet.heights import wrapped_height

HELD, CHOSEN, JOINED, SAME, NOT_CHOSEN, WRITTEN = "保留", "採用", "集約", "変更なし", "不採用", "反映"
"""What 取扱い says of an answer on the day it came in; `WRITTEN` is an answer put together from several."""

_WIDTHS = (15, 6, 15, 11, 11, 14, 46, 10, 34, 26, 15, 18, 5)
_LAST = len(KEYS)
_EXTRA_WIDTH = 18.0
_HOW_TO = (
    "部門から返ってきた回答の記録です。取り込みのたびに新しい行を下に加えます。これまでの行は書き換えず、消しません。並べ替えや、メモの列へのご記入は自由です。",
    "「取扱い」は取り込んだ日の扱いです。「保留」の回答はチェックシートに反映していません。理由をご確認のうえ、必要な場合はチェックシートに直接ご記入ください。",
)
_NOTHING = {
    RETURNS: "部門別シートはまだ配布していません。",
    QUESTIONS: "質問・連絡はまだありません。",
    REPLIES: "取り込んだ回答はまだありません。",
}
_NOTES = {
    RETURNS: "取り込みのたびに、いまの状況に書き換えます（メモは残ります）。",
    QUESTIONS: "ご回答がお済みになりましたら「対応」にご記入ください。",
    REPLIES: "部門から受け取った回答と、そこから反映した内容です。",
}
_CENTRED = frozenset({"when", "no", "answered_on", "outcome", "saved"})
_SIZE = looks.TEXT_TOP.size
"""Points of the texts."""


def history_sheet(history: History) -> OwnSheet:
    """The sheet with all lines of `history`, in their order."""
    canvas = Canvas()
    canvas.put(1, 1, "部門からの回答の記録", looks.TITLE, to=_LAST - 1)
    canvas.height(1, 28)
    for row, sentence in enumerate(_HOW_TO, start=2):
        canvas.put(row, 1, sentence, looks.PLAIN, to=_LAST - 1)
        canvas.height(row, 16)
    row, tops = len(_HOW_TO) + 3, dict[str, int]()
    if history.rule:
        canvas.put(
            row - 1, 1, f"前回の取り込みの集約ルール: {_rule(history.rule)}", looks.PLAIN, to=_LAST - 1
        )
        canvas.put(row - 1, _LAST, history.rule.to_text(), looks.DATA)
        row += 1
    for table in HEADERS:
        tops[table] = row + 2
        row = _table(canvas, table, history, row) + 2
    last_row = row - 2
    extras = max((len(titles) for titles in history.extra_headers.values()), default=0)
    return OwnSheet(
        name=NAME,
        cells=canvas.cells,
        widths={
            **{column: float(width) for column, width in enumerate(_WIDTHS, start=1)},
            **dict.fromkeys(range(_LAST + 1, _LAST + 1 + extras), _EXTRA_WIDTH),
        },
        heights=canvas.heights,
        merges=tuple(canvas.merges),
        hidden_columns=(_LAST,),
        freeze="D1",
        filter=f"A{tops[REPLIES] - 1}:{column_letter(_LAST + extras)}{last_row}" if history.replies else "",
        formats=tuple(_formats(tops, history)),
        page=PagePrint(
            landscape=True,
            area=f"$A$1:${column_letter(_LAST - 1)}${last_row}",
            footer="部門からの回答の記録（社内用）　&P / &N ページ",
        ),
        tab_color=looks.GREY_MID,
    )


def _rule(last: LastRule) -> str:
    return Rule(last.rule).label if last.rule in set(Rule) else last.rule


def _table(canvas: Canvas, table: str, history: History, row: int) -> int:
    """The title, the header and the lines of one table from `row` on. The last row written."""
    canvas.put(row, 1, table, _SECTION, to=2)
    canvas.put(row, 3, _NOTES[table], looks.NOTE_LINE)
    canvas.height(row, 18)
    for column, text in enumerate((*HEADERS[table], *history.extra_headers.get(table, ())), start=1):
        canvas.put(row + 1, column, text, looks.HEADER)
    canvas.height(row + 1, 20)
    lines: Sequence[Line] = history.lines(table)
    if not lines:
        canvas.put(row + 2, 1, _NOTHING[table], looks.NOTE_LINE)
        canvas.put(row + 2, _LAST, Mark("-").to_text(), looks.DATA)
        return row + 2
    for at, line in enumerate(lines, start=row + 2):
        _line(canvas, at, line)
    return row + 1 + len(lines)


_SECTION = looks.SECTION._replace(indent=0)
_CELL = looks.TEXT_TOP
_CELL_CENTRED = looks.CENTRED_TOP
_NUMBER = looks.NUMBER._replace(vertical="top")
_DAY = looks.DAY._replace(vertical="top")


def _line(canvas: Canvas, row: int, line: Line) -> None:
    for column, key in enumerate(KEYS[:-1], start=1):
        value = line.values.get(key)
        look = _CELL_CENTRED if key in _CENTRED else _CELL
        if isinstance(value, int | float):
            look = _NUMBER
        elif value is not None and not isinstance(value, str):
            look = _DAY
        canvas.put(row, column, value, look)
    if line.mark is not None:
        canvas.put(row, _LAST, line.mark.to_text(), looks.DATA)
    for column, value in enumerate(line.extra, start=_LAST + 1):
        if value is not None:
            canvas.put(row, column, value, looks.PLAIN)
    canvas.height(row, _height(line))


def _height(line: Line) -> float:
    """Points for the longest wrapped cell of the line; Excel does not fit rows by itself in a file it did not write."""
    texts = ((line.text(key), width) for key, width in zip(KEYS, _WIDTHS, strict=True) if key != "mark")
    return max(18.0, *(wrapped_height(text, width - 1, _SIZE) for text, width in texts if text))


def _formats(tops: dict[str, int], history: History) -> list[OwnFormat]:
    """`tops` are the rows of each table's first line."""

    def cells(table: str, first: str, last: str) -> str:
        return f"{first}{tops[table]}:{last}{tops[table] + len(history.lines(table)) - 1}"

    formats = []
    if history.returns:
        awaited = f'$A{tops[RETURNS]}="{AWAITED}"'
        formats.append(OwnFormat(cells(RETURNS, "A", "C"), awaited, fill=looks.AMBER_PALE))
    if history.questions:
        open_question = f'TRIM($H{tops[QUESTIONS]})=""'
        formats.append(OwnFormat(cells(QUESTIONS, "H", "H"), open_question, fill=looks.AMBER_PALE))
    if history.replies:
        outcome = f"$H{tops[REPLIES]}"
        formats.append(OwnFormat(cells(REPLIES, "H", "I"), f'{outcome}="{HELD}"', fill=looks.AMBER))
        formats.append(OwnFormat(cells(REPLIES, "A", "L"), f'{outcome}="{NOT_CHOSEN}"', color=looks.GREY))
    return formats
