"""The judge: an answer in, a verdict with its findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rules import ALL
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, Kind, Score, Severity, Verdict

if TYPE_CHECKING:
    from datetime import date

    from jama_checksheet.evidence.rule import Hit, Rule

_QUOTE_LENGTH = 60
"""Characters of the writer's words that a message repeats."""

_LABELS = {
    Score.DONE: "2点",
    Score.UNDER_WAY: "1点",
    Score.NOT_DONE: "0点",
    Score.NOT_APPLICABLE: "該当なし",
    Score.UNANSWERED: "未選択",
}


def _quote(case: Case, hit: Hit) -> str:
    return case.quote(hit.span)


def _shortened(quote: str) -> str:
    one_line = " ".join(quote.split())
    return one_line if len(one_line) <= _QUOTE_LENGTH else one_line[: _QUOTE_LENGTH - 1] + "…"


def finding(case: Case, rule: Rule, hit: Hit) -> Finding:
    """A hit as users see it."""
    quote = _quote(case, hit)
    return Finding(
        code=rule.code,
        kind=rule.kind,
        severity=rule.severity,
        title=rule.title,
        message=rule.message.format(score=_LABELS[case.score], quote=_shortened(quote), note=hit.note),
        quote=quote,
        advice=rule.fix,
        suggested_score=hit.suggested or rule.suggested,
    )


def findings(case: Case) -> list[tuple[Rule, Finding]]:
    """Every rule's first hit on an answer, in display order."""
    found = []
    for rule in ALL:
        if case.score in rule.scores:
            hit = next(rule.find(case), None)
            if hit is not None:
                found.append((rule, finding(case, rule, hit)))
    return found


def _weight(found: Finding) -> tuple[int, int]:
    return (0 if found.flags else 1, KINDS_BY_WEIGHT.index(found.kind))


def verdict(found: list[Finding]) -> Verdict:
    """The row's kind and its findings, most important first."""
    ordered = tuple(sorted(found, key=_weight))
    kind = ordered[0].kind if ordered and ordered[0].severity is not Severity.ADVICE else Kind.OK
    return Verdict(kind, ordered)


def verdict_of(case: Case) -> Verdict:
    """Judge an answer that was read already."""
    return verdict([found for _, found in findings(case)])


def judge(
    *,
    score: Score | str,
    evidence: str,
    condition: str = "",
    criteria: str = "",
    as_of: date,
    examples: str = "",
) -> Verdict:
    """Judge one answer.

    `score` is "2", "1", "0", "NA" or ""; `evidence` the text beside it; `condition`, `criteria` and `examples` are the
    item's 達成条件, 達成基準 and 他社事例; `as_of` is the day of the assessment. Never raises on any text.
    """
    case = Case(Score(score), evidence, condition, criteria, as_of, examples)
    return verdict_of(case)
