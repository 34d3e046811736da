"""What the tool remembers of a row, in the hidden column 照合用: the answer it saw and the values it wrote itself.

So it can tell its own earlier values from what a person wrote, and a confirmed point from a changed answer.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jama_checksheet.model import Answer, CheckItem, Score

_VERSION = "v1"


@lru_cache(maxsize=16_384)
def fingerprint(*texts: str) -> str:
    """A short hash of texts that survives other widths, spaces and line breaks (a save by another program)."""
    normal = "\0".join(" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def answer_fingerprint(answer: Answer) -> str:
    """The fingerprint of one answer: score and evidence."""
    return fingerprint(str(answer.score), answer.evidence)


QUESTION_CELLS = (
    "level",
    "category",
    "label",
    "purpose",
    "requirement",
    "condition",
    "criteria",
    "examples",
)
"""The cells of a question, named as the fields of CheckItem, in the order in which they are fingerprinted."""


def question_cells(item: CheckItem) -> tuple[str, ...]:
    """One fingerprint per question cell, in the order of `QUESTION_CELLS`: so an altered cell can be named."""
    return tuple(fingerprint(getattr(item, name)) for name in QUESTION_CELLS)


def question_fingerprint(item: CheckItem) -> str:
    """The fingerprint of the whole question: that of its cells' fingerprints, so the cells can be checked against it."""
    return fingerprint(*question_cells(item))


class Memory(NamedTuple):
    """One row's memory.

    `no` is the item the row belonged to, `owner` the fingerprint of the assignment the tool wrote, `confirmed` that of the answer
    when a person's 済 was first seen, `due` and `finish` the dates the tool wrote, `suggested` the score it proposed.
    """

    no: str = ""
    confirmed: str = ""
    owner: str = ""
    due: date | None = None
    finish: date | None = None
    suggested: Score = Score.UNANSWERED

    def to_text(self) -> str:
        """The text for the hidden column; "" where there is nothing to remember."""
        parts = {
            "n": self.no,
            "c": self.confirmed,
            "o": self.owner,
            "d": self.due.isoformat() if self.due else "",
            "f": self.finish.isoformat() if self.finish else "",
            "s": str(self.suggested),
        }
        filled = [f"{key}={value}" for key, value in parts.items() if value]
        return " ".join([_VERSION, *filled]) if filled else ""

    @classmethod
    def from_text(cls, text: str) -> Memory:
        """Read it back; anything unknown or damaged is simply not remembered."""
        version, *parts = text.split() or [""]
        if version != _VERSION:
            return cls()
        values = dict(part.split("=", 1) for part in parts if "=" in part)
        suggested = values.get("s", "")
        return cls(
            no=values.get("n", ""),
            confirmed=values.get("c", ""),
            owner=values.get("o", ""),
            due=_date(values.get("d", "")),
            finish=_date(values.get("f", "")),
            suggested=Score(suggested) if suggested in set(Score) else Score.UNANSWERED,
        )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
