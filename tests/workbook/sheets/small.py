"""Check sheets typed by hand, with words, names and sizes that no official sheet has."""

import io
from datetime import date

import openpyxl

from jama_checksheet.checksheet.sheet import CheckSheet, Layout
from jama_checksheet.model import Answer, Assignment, CheckItem, ItemNo, Score
from jama_checksheet.summary import Previous, Summary, summarize

COLUMNS = {"no": 1, "level": 2, "condition": 3, "score": 4, "evidence": 5}
OWN = {"mark": 6, "department": 7, "finish": 8, "due": 9}
STANDARD = {
    Score.DONE: "対策完了(2点)",
    Score.UNDER_WAY: "対策中(1点)",
    Score.NOT_DONE: "未実施(0点)",
    Score.NOT_APPLICABLE: "該当なし",
}


def check_sheet(scores: str, *, name="点検", words=None, levels=None, labels=None, areas=None) -> CheckSheet:
    """One item per letter of `scores`: 2, 1, 0, N (該当なし) or - (nothing chosen), from row 2 on."""
    words = words or STANDARD
    levels, labels, areas = levels or ["Lv1"], labels or ["方針"], areas or [("IT",)]
    items, answers = [], {}
    for place, letter in enumerate(scores):
        no = place + 1
        score = Score({"N": "NA", "-": ""}.get(letter, letter))
        items.append(
            CheckItem(
                no,
                row=no + 1,
                level=levels[place % len(levels)],
                category="共通",
                label=labels[place % len(labels)],
                condition=f"条件{no}",
                areas=areas[place % len(areas)],
            )
        )
        answers[no] = Answer(score, "", words.get(score, ""))
    layout = Layout(name, 1, 1, 2, len(scores) + 1, COLUMNS, OWN, 6)
    return CheckSheet("試験.xlsx", layout, tuple(items), answers, words)


def book_of(sheet: CheckSheet, *, as_numbers: bool = False) -> bytes:
    """The workbook of such a sheet; `as_numbers` stores words of digits as numbers, as Excel does after a choice from a list."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet.name
    for column, text in enumerate(("No.", "レベル", "達成条件", "達成条件評価", "根拠"), start=1):
        page.cell(1, column, text)
    for item in sheet.items:
        word = sheet.answers[item.no].score_text
        page.cell(item.row, 1, item.no)
        cell = page.cell(item.row, 4)
        cell.value = int(word) if as_numbers and word.isdigit() else word or None
        if isinstance(cell.value, str):
            cell.data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def summary_of(
    sheet: CheckSheet,
    *,
    departments: dict[ItemNo, str] | None = None,
    due: date | None = None,
    finish: dict[ItemNo, date] | None = None,
    as_of: date = date(2025, 11, 20),
    previous: Previous | None = None,
) -> Summary:
    assignments = {no: Assignment(name, due=due) for no, name in (departments or {}).items()}
    return summarize(sheet, {}, assignments, as_of=as_of, finish=finish or {}, previous=previous)
