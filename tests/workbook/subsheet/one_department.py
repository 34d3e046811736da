"""A sub-sheet of 総務課 with one row of every kind, and its file as a grid."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.memory import QUESTION_CELLS, question_cells
from jama_checksheet.checksheet.score_words import STANDARD
from jama_checksheet.model import Answer, CheckItem, Score
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.subsheet.book import sub_sheet_bytes
from jama_checksheet.workbook.subsheet.content import SubItem, SubSheet
from jama_checksheet.workbook.subsheet.payload import PayloadItem

COLUMNS = frozenset({*QUESTION_CELLS, "no", "area", "score", "evidence"})
ANSWERS = (
    Answer(Score.DONE, "情報管理規程に定め、2024年4月に改定", "対策完了(2点)"),
    Answer(Score.UNANSWERED, "", "プルダウンで評価ください"),
    Answer(Score.UNDER_WAY, "", "対策中(1点)"),
    Answer(Score.UNANSWERED, "=1+1 と書かれた\n手順書がある", ""),
)


def sub_item(no: int | str, answer: Answer, **more: Any) -> SubItem:
    question = {
        "level": "Lv1",
        "category": "共通",
        "label": "3 法令順守",
        "purpose": "法令違反を防ぐ",
        "requirement": "順守すべき\n法令を把握する",
        "condition": f"条件その{no}を定めている。",
        "criteria": "【規則】\n定めること\n【頻度】1回以上/年",
        "examples": "・一覧表を作る",
        "areas": ("総務", "法務"),
    } | more.pop("question", {})
    item = CheckItem(no=no, row=0, **question)
    carried = PayloadItem(str(no), question_cells(item), answer.score, answer.evidence)
    return SubItem(item, answer, more.pop("departments", ("総務課",)), carried, **more)


def sub_sheet(**changes: Any) -> SubSheet:
    values: dict[str, Any] = {
        "key": "0f" * 16,
        "department": "総務課",
        "year": 2025,
        "master_sheet": "チェックシート",
        "items": tuple(sub_item(no, answer) for no, answer in zip((9, 24, 85, "1-2"), ANSWERS, strict=True)),
        "words": STANDARD,
        "columns": COLUMNS,
        "made": datetime(2025, 11, 20, 9, 30),
        "due": date(2025, 12, 12),
        "contact": "情報セキュリティ推進室 青木（内線 1234）",
    }
    return SubSheet(**(values | changes))


def book_of(sheet: SubSheet) -> Book:
    return read_book(Package.from_bytes(sub_sheet_bytes(sheet)), "回答用.xlsx")


def texts(book: Book, name: str) -> str:
    """Everything that one worksheet says."""
    return "\n".join(map(str, book.grid(name).values.values()))
