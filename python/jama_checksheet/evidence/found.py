"""What the rules find in answers, in the words that users see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.evidence.rules import BY_SCORE
from jama_checksheet.model import Finding, Kind, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jama_checksheet.evidence.case import Case
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


class Found(NamedTuple):
    """A finding, and whether a weak rule made it."""

    finding: Finding
    weak: bool


def message(words: str, score: Score, quote: str, note: str = "") -> str:
    """A message with its blanks filled in; a long quotation is cut."""
    one_line = " ".join(quote.split())
    short = one_line if len(one_line) <= _QUOTE_LENGTH else one_line[: _QUOTE_LENGTH - 1] + "…"
    return words.format(score=_LABELS[score], quote=short, note=note)


def _finding(case: Case, rule: Rule, hit: Hit) -> Finding:
    quote = case.quote(hit.span)
    return Finding(
        code=rule.code,
        kind=rule.kind,
        severity=rule.severity,
        title=rule.title,
        message=message(rule.message, case.score, quote, hit.note),
        quote=quote,
        advice=rule.fix,
        suggested_score=hit.suggested or rule.suggested,
    )


def _firm_first(found: list[Found]) -> list[Found]:
    """Without what weak rules flag beside firm ones of another kind."""
    firm = kinds(found, firm=True)
    return [own for own in found if own.finding.kind in firm or not (firm and own.weak and own.finding.flags)]


def by_rules(cases: Sequence[Case]) -> list[list[Found]]:
    """What every rule finds in each answer, in display order; weak rules give way to firm ones of another kind.

    Each rule goes over all answers before the next, see `judge.judged`.
    """
    found: list[list[Found]] = [[] for _ in cases]
    by_score: dict[Score, list[tuple[Case, list[Found]]]] = {}
    for case, own in zip(cases, found, strict=True):
        by_score.setdefault(case.score, []).append((case, own))
    for score, together in by_score.items():
        for rule in BY_SCORE[score]:
            for case, own in together:
                if hit := rule.find(case):
                    own.append(Found(_finding(case, rule, hit), rule.weak))
    return [_firm_first(own) if len(own) > 1 else own for own in found]


def kinds(found: list[Found], *, firm: bool = False) -> set[Kind]:
    """The kinds of what flags the row; of firm rules only where asked."""
    return {own.finding.kind for own in found if own.finding.flags and not (firm and own.weak)}
