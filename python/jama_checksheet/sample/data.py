"""The sample's texts as data: items, answers and the owners table, read from the installed package."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jama_checksheet.model import Kind, Score

COMPANY = "サンプル精密株式会社"
"""The invented supplier that gives the sample answers."""

AS_OF = "2025-11-20"
"""The assessment date (YYYY-MM-DD) for which the `kind` of every sample answer holds."""


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One check item as its row shows it. Every text is ours; only number and topic of the publicly known items are kept.

    `area` is the text of the 担当領域 cell: one or several areas, joined by 、 or / or a line break.
    """

    no: int
    level: str
    category: str
    label: str
    purpose: str
    requirement: str
    condition: str
    criteria: str
    examples: str
    area: str


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What サンプル精密 answered to one item, and the verdict a fair reader gives at `AS_OF`.

    `kind` serves tests and is never written into the workbook. Score and evidence both empty: not answered yet.
    """

    no: int
    score: Score
    evidence: str
    kind: Kind


def load_items() -> tuple[SampleItem, ...]:
    """The 153 check items in the order of their numbers."""
    return tuple(SampleItem(**record) for record in _records("items.jsonl"))


def load_answers() -> tuple[SampleAnswer, ...]:
    """One answer per item, in the same order as `load_items()`."""
    return tuple(
        SampleAnswer(record["no"], Score(record["score"]), record["evidence"], Kind(record["kind"]))
        for record in _records("answers.jsonl")
    )


def owners_csv_path() -> Path:
    """Where the sample's owners table lies (UTF-8 with BOM; all seven 担当領域, addresses at example.co.jp)."""
    return Path(str(files(__package__) / "owners.csv"))


def _records(name: str) -> list[dict[str, Any]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    # Not splitlines(): it would also cut at characters such as U+2028 inside a text.
    return [json.loads(line) for line in text.split("\n") if line]
