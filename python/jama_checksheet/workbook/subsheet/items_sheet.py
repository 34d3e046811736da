"""The worksheet 回答シート: the department's items as a check sheet of its own, without merged cells, so that it filters and sorts."""

from __future__ import annotations

from collections.abc import Mapping

from jama_checksheet.checksheet.cells import cell_name, column_letter
from jama_checksheet.checksheet.score_words import choice_value
from jama_checksheet.model import Score
from jama_checksheet.workbook import score_list
from jama_checksheet.workbook.plan import CellValue, OwnFormat, OwnList, OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed_range, sheet_prefix
from jama_checksheet.workbook.subsheet.columns import BANDS, Column, columns_of
from jama_checksheet.workbook.subsheet.content import SubItem, SubSheet
from jama_checksheet.workbook.subsheet.heights import wrapped_height
from jama_checksheet.workbook.subsheet.payload import (
    ITEMS_SHEET_NAME,
    SHEET_NAME,
    WORDS_COLUMN,
)

BAND_ROW, HEADER_ROW = 4, 5
FIRST_ROW = HEADER_ROW + 1

OPEN, NO_SCORE, NO_TEXT, DONE = "未記入", "評価の選択をお願いします", "根拠の記入をお願いします", "記入済み"
"""The words of the live column 記入状況."""

_LONGEST_IN_FOOTER = 60
_SIZE, _LEAST_HEIGHT = 9.0, 45.0
"""Points of the items' texts, and of the lowest row: room to write."""
_HINT = "黄色の欄が未記入です。ご記入いただくと色が消えます。設問の欄は書き換えず、ご回答欄にお書きください。"

_LOCKED = looks.TEXT_TOP._replace(locked=True)
_LOCKED_MIDDLE = looks.CENTRED_TOP._replace(locked=True)
_PALE = _LOCKED._replace(fill=looks.PAPER)
_LIVE = _LOCKED_MIDDLE._replace(number_format="General", fill=looks.PAPER, size=8)
_ANSWER = looks.TEXT_TOP._replace(border=looks.BLUE)
# A drop-down of bare numbers gives numbers, so the cell must not be a text cell.
_SCORE = _ANSWER._replace(number_format="General", horizontal="center")
_DAY = _ANSWER._replace(number_format=looks.DATE, horizontal="center", wrap=False)
_HEADER = looks.HEADER._replace(locked=True)
_REPLY_HEADER = _HEADER._replace(fill=looks.AMBER, border=looks.BLUE)
_BAND = looks.SECTION._replace(size=9, locked=True, border=looks.NAVY)
_REPLY_BAND = _BAND._replace(fill=looks.BLUE, border=looks.BLUE)
_TITLE = looks.TITLE._replace(size=14, locked=True)
_PROGRESS = looks.TITLE._replace(size=12, locked=True, number_format="General")
_NOTE = looks.SUBTITLE._replace(locked=True)


def items_sheet(sheet: SubSheet) -> OwnSheet:
    """The worksheet with the department's items; only the answer cells are unlocked."""
    columns = columns_of(sheet)
    places = {column.key: place for place, column in enumerate(columns, start=1)}
    last_row, width = FIRST_ROW + len(sheet.items) - 1, len(columns)
    canvas = Canvas()
    _head(canvas, sheet, columns)
    for row, entry in enumerate(sheet.items, start=FIRST_ROW):
        values = _values(sheet, entry)
        canvas.height(row, _row_height(columns, values))
        for column in columns:
            if column.key == "state":
                canvas.put(
                    row,
                    places["state"],
                    _state(entry),
                    _LIVE,
                    formula=_state_formula(row, places["score"], places["evidence"]),
                )
            else:
                canvas.put(row, places[column.key], values[column.key], _STYLES.get(column.key, _LOCKED))
    table = f"A{HEADER_ROW}:{cell_name(last_row, width)}"
    printed = places["answered_on"]
    return OwnSheet(
        name=ITEMS_SHEET_NAME,
        cells=canvas.cells,
        widths={place: column.width for place, column in enumerate(columns, start=1)},
        heights=canvas.heights,
        growing=frozenset(range(FIRST_ROW, last_row + 1)),
        freeze=cell_name(FIRST_ROW, places["level"] + 1 if "level" in places else 2),
        filter=table,
        lists=(_score_list(sheet, places["score"], last_row),),
        formats=_formats(places["score"], places["evidence"], last_row),
        page=PagePrint(
            landscape=True,
            area=f"$A$1:${column_letter(printed)}${last_row}",
            title_rows=f"{BAND_ROW}:{HEADER_ROW}",
            footer=_footer(sheet),
        ),
        tab_color=looks.BLUE,
    )


def progress_formula(sheet: SubSheet, *, own_sheet: bool = False) -> str:
    """「回答済み n／m 項目」 as a live formula; `own_sheet` where it stands on the worksheet itself."""
    state = [column.key for column in columns_of(sheet)].index("state") + 1
    cells = fixed_range(FIRST_ROW, state, FIRST_ROW + len(sheet.items) - 1)
    counted = f'COUNTIF({"" if own_sheet else sheet_prefix(ITEMS_SHEET_NAME)}{cells},"{DONE}")'
    total = len(sheet.items)
    return f'"回答済み "&{counted}&"／{total} 項目（残り "&({total}-{counted})&" 項目）"'


def progress_text(sheet: SubSheet) -> str:
    """What `progress_formula` shows at first."""
    done, total = sum(_state(entry) == DONE for entry in sheet.items), len(sheet.items)
    return f"回答済み {done}／{total} 項目（残り {total - done} 項目）"


def listed_words(sheet: SubSheet) -> tuple[str, ...]:
    """The words of the drop-down that stand on the hidden sheet because they do not fit into the validation itself."""
    words = tuple(sheet.words.values())
    fits = len(",".join(words)) <= 255 and all(
        word == word.strip() and "," not in word and not word.startswith("=") for word in words
    )
    return () if fits else words


def _footer(sheet: SubSheet) -> str:
    """A footer has at most 255 characters in all, and & begins a code in it (ECMA-376 part 1, 18.3.1.46)."""
    name = " ".join(sheet.department.replace("&", "＆").split())[:_LONGEST_IN_FOOTER]
    return f"{sheet.year}年度 自工会/部工会チェックシート {name}　&P / &N ページ"


def _head(canvas: Canvas, sheet: SubSheet, columns: tuple[Column, ...]) -> None:
    due = f"　回答期限 {sheet.due_text}" if sheet.due else ""
    canvas.put(1, 1, f"{sheet.year}年度 自工会/部工会チェックシート　{sheet.department}{due}", _TITLE)
    canvas.height(1, 24)
    canvas.put(2, 1, progress_text(sheet), _PROGRESS, formula=progress_formula(sheet, own_sheet=True))
    canvas.height(2, 20)
    canvas.put(3, 1, _HINT, _NOTE)
    canvas.height(3, 16)
    before = ""
    for place, column in enumerate(columns, start=1):
        reply = column.band == "reply"
        name = BANDS[column.band] if column.band != before else None
        canvas.put(BAND_ROW, place, name, _REPLY_BAND if reply else _BAND)
        canvas.put(HEADER_ROW, place, column.header, _REPLY_HEADER if reply else _HEADER)
        before = column.band
    canvas.height(BAND_ROW, 16)
    canvas.height(HEADER_ROW, 30)


_STYLES = {
    "no": _LOCKED_MIDDLE,
    "level": _LOCKED_MIDDLE,
    "last_year": _PALE,
    "points": _PALE,
    "score": _SCORE,
    "evidence": _ANSWER,
    "question": _ANSWER,
    "person": _ANSWER,
    "answered_on": _DAY,
}


def _values(sheet: SubSheet, entry: SubItem) -> Mapping[str, CellValue]:
    item = entry.item
    lead, *others = entry.departments
    word = sheet.words.get(entry.answer.score, entry.answer.score_text) if entry.answer.answered else ""
    return {
        "no": item.no,
        "level": item.level,
        "category": item.category,
        "label": item.label,
        "purpose": item.purpose,
        "requirement": item.requirement,
        "condition": item.condition,
        "criteria": item.criteria,
        "examples": item.examples,
        "last_year": entry.last_year,
        "points": entry.points,
        "score": choice_value(word),
        "evidence": entry.answer.evidence,
        "question": None,
        "person": None,
        "answered_on": None,
        "departments": "\n".join([f"{lead}（主担当）", *others]) if others else lead,
        "area": "、".join(item.areas),
    }


def _row_height(columns: tuple[Column, ...], values: Mapping[str, CellValue]) -> float:
    texts = ((values.get(column.key), column.width) for column in columns)
    return max(
        _LEAST_HEIGHT, *(wrapped_height(t, width - 1, _SIZE) for t, width in texts if isinstance(t, str))
    )


def _state(entry: SubItem) -> str:
    """What the formula shows at first; spaces alone are no text, and TRIM knows the narrow ones only."""
    text = bool(entry.answer.evidence.strip(" "))
    if entry.answer.score is Score.UNANSWERED:
        return NO_SCORE if text else OPEN
    return DONE if text else NO_TEXT


def _state_formula(row: int, score: int, evidence: int) -> str:
    chosen, text = cell_name(row, score), f'TRIM({cell_name(row, evidence)})=""'
    return f'IF({chosen}="",IF({text},"{OPEN}","{NO_SCORE}"),IF({text},"{NO_TEXT}","{DONE}"))'


def _score_list(sheet: SubSheet, column: int, last_row: int) -> OwnList:
    listed = listed_words(sheet)
    source = sheet_prefix(SHEET_NAME) + fixed_range(1, WORDS_COLUMN, len(listed)) if listed else ""
    return OwnList(
        range=f"{cell_name(FIRST_ROW, column)}:{cell_name(last_row, column)}",
        choices=() if listed else tuple(sheet.words.values()),
        source=source,
        prompt_title=score_list.PROMPT_TITLE,
        prompt=score_list.PROMPT,
    )


def _formats(score: int, evidence: int, last_row: int) -> tuple[OwnFormat, ...]:
    """Native marks that need no tool: pale where nothing stands yet, stronger where score or text is there without the other."""
    score_cell, text_cell = f"${cell_name(FIRST_ROW, score)}", f"${cell_name(FIRST_ROW, evidence)}"
    empty_text = f'TRIM({text_cell})=""'
    scores = f"{cell_name(FIRST_ROW, score)}:{cell_name(last_row, score)}"
    texts = f"{cell_name(FIRST_ROW, evidence)}:{cell_name(last_row, evidence)}"
    return (
        OwnFormat(texts, f'AND({score_cell}<>"",{empty_text})', fill=looks.AMBER),
        OwnFormat(scores, f'AND({score_cell}="",NOT({empty_text}))', fill=looks.AMBER),
        OwnFormat(
            f"{cell_name(FIRST_ROW, score)}:{cell_name(last_row, evidence)}",
            f'AND({score_cell}="",{empty_text})',
            fill=looks.AMBER_PALE,
        ),
    )
