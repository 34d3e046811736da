"""The field's own words: check item, score, answer, finding, verdict, owner, assignment.

Plain immutable data. Nothing here reads or writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ItemNo = int | str
"""The number of a check item: an int where the sheet shows a whole number, else its text."""


class Score(StrEnum):
    """達成条件評価, what the company chose for one item."""

    DONE = "2"
    """対策完了, two points."""
    UNDER_WAY = "1"
    """対策中, one point."""
    NOT_DONE = "0"
    """未実施, no point."""
    NOT_APPLICABLE = "NA"
    """該当なし: the item does not apply to the company."""
    UNANSWERED = ""
    """Nothing chosen, or the sheet's prompt still standing in the cell."""

    @property
    def label(self) -> str:
        """The word users see."""
        return _SCORE_LABELS[self]

    @property
    def points(self) -> int:
        """Points of this score; 該当なし and nothing chosen earn none."""
        return {Score.DONE: 2, Score.UNDER_WAY: 1}.get(self, 0)


_SCORE_LABELS = {
    Score.DONE: "対策完了（2点）",
    Score.UNDER_WAY: "対策中（1点）",
    Score.NOT_DONE: "未実施（0点）",
    Score.NOT_APPLICABLE: "該当なし",
    Score.UNANSWERED: "未選択",
}


class Kind(StrEnum):
    """What a row needs; the first that holds, in the order of `KINDS_BY_WEIGHT`."""

    OK = "ok"
    UNSCORED = "unscored"
    NA = "na"
    OVER = "over"
    UNDER = "under"
    STALE = "stale"
    THIN = "thin"

    @property
    def label(self) -> str:
        """The words users see. We advise, we do not accuse."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.OK: "確認ポイントなし",
    Kind.UNSCORED: "評価の選択のお願い",
    Kind.NA: "該当なしの確認",
    Kind.OVER: "点数の確認（高い可能性）",
    Kind.UNDER: "点数の確認（低い可能性）",
    Kind.STALE: "予定時期の更新のお願い",
    Kind.THIN: "根拠の追記のお願い",
}

KINDS_BY_WEIGHT = (Kind.UNSCORED, Kind.NA, Kind.OVER, Kind.UNDER, Kind.STALE, Kind.THIN)
"""One row has one kind: the first of these that holds."""


class Severity(StrEnum):
    """How a finding counts: `mismatch` and `missing` flag a row, `advice` never does."""

    MISMATCH = "mismatch"
    """Score and text disagree."""
    MISSING = "missing"
    """Something that the sheet's header asks for is absent."""
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One point to confirm, with everything that its reader needs.

    `code` is the rule (EV001…). `kind` is what the finding is about and never `ok`. `quote` holds the writer's own words that
    moved the rule ("" where something is absent). `message` says what stands there and why it matters, `advice` what to write or
    which score fits. `suggested_score` is the score the text supports, `None` where it supports none clearly.
    """

    code: str
    kind: Kind
    severity: Severity
    title: str
    message: str
    quote: str = ""
    advice: str = ""
    suggested_score: Score | None = None

    @property
    def flags(self) -> bool:
        """Whether this finding marks the row."""
        return self.severity is not Severity.ADVICE


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one row without those that say nearly the same: of one kind, and about the same words as one before.

    Words within the other's words are the same. Where nothing is quoted, something is absent; then the message tells what.
    """
    kept: list[Finding] = []
    for finding in findings:
        if not any(_alike(finding, before) for before in kept):
            kept.append(finding)
    return kept


def _alike(one: Finding, other: Finding) -> bool:
    if one.kind is not other.kind:
        return False
    if one.quote and other.quote:
        return one.quote in other.quote or other.quote in one.quote
    return one.quote == other.quote and one.message == other.message


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one answer: its kind and the findings, most important first."""

    kind: Kind
    findings: tuple[Finding, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether the row is a point to confirm."""
        return self.kind is not Kind.OK


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One row of the check sheet: the question, as the sheet words it.

    `row` is the 1-based row in the worksheet. Merged 分類, ラベル, 目的 and 要求事項 are filled down. `areas` are the 担当領域
    of the item in the order of the cell, in the standard spelling where it is known.
    """

    no: ItemNo
    row: int
    level: str = ""
    category: str = ""
    label: str = ""
    purpose: str = ""
    requirement: str = ""
    condition: str = ""
    criteria: str = ""
    examples: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the company filled in for one item: the score, its text as it stands in the cell, and 評価の根拠."""

    score: Score = Score.UNANSWERED
    evidence: str = ""
    score_text: str = ""

    @property
    def answered(self) -> bool:
        """Whether a score was chosen."""
        return self.score is not Score.UNANSWERED


@dataclass(frozen=True, slots=True)
class Owner:
    """One line of the owners table: who answers for a 担当領域. `due` is 回答期限."""

    area: str
    department: str
    person: str = ""
    mail: str = ""
    title: str = ""
    cc: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers one item. `co_departments` are the other departments concerned; `by_hand` marks what a person wrote."""

    department: str = ""
    person: str = ""
    due: date | None = None
    co_departments: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def assigned(self) -> bool:
        """Whether a department is named."""
        return bool(self.department)
