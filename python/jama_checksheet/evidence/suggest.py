"""Which score a text supports: for rows with evidence and no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import begun, done_without_reservation
from jama_checksheet.evidence.judge import verdict_of
from jama_checksheet.evidence.opinion import trained
from jama_checksheet.evidence.signals import gaps, vagueness
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


def _candidates(case: Case) -> Iterator[tuple[Score, Span]]:
    if span := argues(case):
        yield Score.NOT_APPLICABLE, span
    if said := done_without_reservation(case):
        yield Score.DONE, gaps.whole_clause(said)
    if promised := promises.promise(case):
        started = begun(case)
        yield (Score.UNDER_WAY if started else Score.NOT_DONE), promised.span
    if said := begun(case):
        yield Score.UNDER_WAY, gaps.whole_clause(said)
    for absent in case.having(State.ABSENT):
        yield Score.NOT_DONE, gaps.whole_clause(absent)
    for said in case.having(State.DONE, State.PRACTISED, State.NOMINAL, State.BLOCKED, State.PRESENT):
        if not gaps.any_gap(case):
            yield Score.DONE, gaps.whole_clause(said)


def suggest(evidence: str, condition: str, criteria: str, as_of: date) -> tuple[Score | None, str]:
    """The score that a text supports and the writer's words that say so; `(None, "")` where it supports none.

    A score is suggested only where the judge would have nothing to say against it.
    """
    neutral = Case(Score.NOT_DONE, evidence, condition, criteria, as_of)
    if neutral.empty or vagueness.content_free(neutral.words) or vagueness.blanks(neutral.text):
        return None, ""
    for score, span in _candidates(neutral):
        if not verdict_of(Case(score, evidence, condition, criteria, as_of), trained()).flagged:
            return score, neutral.quote(span)
    return None, ""
