"""Counts and rates over items, and the row from which everything in a summary is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jama_checksheet.model import ItemNo, Kind, Score

FULL_MARKS = 2
"""Points of one item done (100 / 248 / 306 points cumulatively over the levels of the official sheet)."""

NOT_NAMED = "未設定"
"""Stands for an empty level, 分類, ラベル or 担当領域."""

REMAINING = (Score.NOT_DONE, Score.UNANSWERED, Score.UNDER_WAY)
"""Scores that leave something to do, most urgent first."""


class SummaryRow(NamedTuple):
    """One item as the summary sees it. `flagged` is False for a point that a person confirmed; `department` is never empty."""

    no: ItemNo
    row: int
    level: str
    category: str
    label: str
    areas: tuple[str, ...]
    department: str
    assigned: bool
    score: Score
    score_text: str
    condition: str
    kind: Kind
    flagged: bool
    confirmed: bool
    due: date | None
    finish: date | None

    @property
    def remains(self) -> bool:
        """Whether something is left to do: neither 完了 nor 該当なし."""
        return self.score in REMAINING


@dataclass(slots=True)
class Tally:
    """How a group of items stands: counts per score, and how many are flagged."""

    counts: dict[Score, int] = field(default_factory=lambda: dict.fromkeys(Score, 0))
    flagged: int = 0

    def add(self, row: SummaryRow) -> None:
        """Count one item in."""
        self.counts[row.score] += 1
        self.flagged += row.flagged

    @property
    def items(self) -> int:
        """Number of items."""
        return sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Items with a score chosen, 該当なし included."""
        return self.items - self.counts[Score.UNANSWERED]

    @property
    def remaining(self) -> int:
        """Items that are neither 完了 nor 該当なし."""
        return sum(self.counts[score] for score in REMAINING)

    @property
    def points(self) -> int:
        """Points earned."""
        return sum(score.points * count for score, count in self.counts.items())

    @property
    def max(self) -> int:
        """Full marks over all items, 該当なし included."""
        return FULL_MARKS * self.items

    @property
    def applicable_max(self) -> int:
        """Full marks over the items that apply, i.e. without 該当なし."""
        return FULL_MARKS * (self.items - self.counts[Score.NOT_APPLICABLE])

    @property
    def rate(self) -> float | None:
        """Points as a fraction 0–1 of `applicable_max`; None where no item applies. Nothing chosen counts as no point."""
        return self.points / self.applicable_max if self.applicable_max else None

    @property
    def rate_all(self) -> float | None:
        """Points as a fraction 0–1 of `max`: 該当なし counts as no point; None where there are no items."""
        return self.points / self.max if self.max else None

    @property
    def share_done(self) -> float:
        """完了 as a fraction 0–1 of the items that apply; 1 where none applies, since nothing is left to do there."""
        apply = self.items - self.counts[Score.NOT_APPLICABLE]
        return self.counts[Score.DONE] / apply if apply else 1.0

    def as_json(self) -> dict[str, float | int | None]:
        """`items, answered, points, max, rate, flagged`: counts, points, and the rate as a fraction 0–1 (4 decimals) or null."""
        return {
            "items": self.items,
            "answered": self.answered,
            "points": self.points,
            "max": self.max,
            "rate": rounded(self.rate),
            "flagged": self.flagged,
        }


def rounded(rate: float | None) -> float | None:
    """A rate as the JSON gives it."""
    return None if rate is None else round(rate, 4)


def tally(rows: Iterable[SummaryRow]) -> Tally:
    """Count a group of items."""
    result = Tally()
    for row in rows:
        result.add(row)
    return result


def level_order(names: Iterable[str]) -> tuple[str, ...]:
    """The levels, each once: Lv1 before Lv2 by the number in the name, names without a number last in their own order."""
    once = list(dict.fromkeys(names))

    def key(name: str) -> tuple[int, int]:
        digits = re.search(r"\d+", name)
        return (int(digits.group()), 0) if digits else (10**9, once.index(name))

    return tuple(sorted(once, key=key))
