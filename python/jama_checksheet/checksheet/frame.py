"""The check sheet as table rows, for pandas and for CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jama_checksheet.checksheet.memory import QUESTION_CELLS
from jama_checksheet.checksheet.sheet import CheckSheet, OwnValues

QUESTION = ("no", "row", *QUESTION_CELLS)
OWN = ("mark", "points", "department", "person", "co_departments", "due", "finish", "storage")


def rows(sheet: CheckSheet) -> Iterator[dict[str, Any]]:
    """One dict per item: the question's texts, `areas` joined by 、, `score` ("2" … ""), `score_text`, `evidence`, our columns."""
    for item in sheet.items:
        answer, own = sheet.answers[item.no], sheet.own.get(item.no, OwnValues())
        yield {
            **{name: getattr(item, name) for name in QUESTION},
            "areas": "、".join(item.areas),
            "score": str(answer.score),
            "score_text": answer.score_text,
            "evidence": answer.evidence,
            **{name: getattr(own, name) for name in OWN},
        }
