"""The columns of 回答シート in display order: the check sheet's own, what is known beside, what the department fills in."""

from __future__ import annotations

from dataclasses import dataclass

from jama_checksheet.checksheet.headers import HEADERS
from jama_checksheet.workbook.subsheet.content import SubSheet
from jama_checksheet.workbook.subsheet.payload import GIVEN_HEADERS, REPLY_HEADERS

BANDS = {"question": "設問", "reference": "ご参考", "reply": "ご回答欄", "more": "担当"}
"""Band -> the heading over its columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, header text, width in characters and the band of headings it stands under."""

    key: str
    header: str
    width: float
    band: str


def columns_of(sheet: SubSheet) -> tuple[Column, ...]:
    """The columns in display order; what neither the master has nor any item needs is left out."""
    every = (
        Column("no", HEADERS["no"][0], 5, "question"),
        Column("level", HEADERS["level"][0], 5, "question"),
        Column("category", HEADERS["category"][0], 8, "question"),
        Column("label", HEADERS["label"][0], 9, "question"),
        Column("purpose", HEADERS["purpose"][0], 15, "question"),
        Column("requirement", HEADERS["requirement"][0], 16, "question"),
        Column("condition", HEADERS["condition"][0], 24, "question"),
        Column("criteria", HEADERS["criteria"][0], 28, "question"),
        Column("examples", HEADERS["examples"][0], 22, "question"),
        Column("last_year", GIVEN_HEADERS["last_year"], 22, "reference"),
        Column("points", GIVEN_HEADERS["points"], 24, "reference"),
        Column("state", GIVEN_HEADERS["state"], 10, "reply"),
        Column("score", HEADERS["score"][0], 13, "reply"),
        Column("evidence", HEADERS["evidence"][0], 40, "reply"),
        Column("question", REPLY_HEADERS["question"], 18, "reply"),
        Column("person", REPLY_HEADERS["person"], 9, "reply"),
        Column("answered_on", REPLY_HEADERS["answered_on"], 10, "reply"),
        Column("departments", GIVEN_HEADERS["departments"], 14, "more"),
        Column("area", HEADERS["area"][0], 11, "more"),
    )
    shown = {
        **dict.fromkeys(HEADERS, False),
        **dict.fromkeys(sheet.columns, True),
        "last_year": any(entry.last_year for entry in sheet.items),
        "points": any(entry.points for entry in sheet.items),
    }
    return tuple(column for column in every if shown.get(column.key, True))
