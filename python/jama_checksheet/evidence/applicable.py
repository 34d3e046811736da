"""Whether an answer gives a reason for 該当なし, by the signals of applicability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence.case import once
from jama_checksheet.evidence.criteria import things
from jama_checksheet.evidence.signals import applicability, gaps, vagueness
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score

if TYPE_CHECKING:
    from jama_checksheet.evidence.case import Case


@once
def reason(case: Case) -> Span | None:
    """The words that say why the item does not apply to the company, `None` where there are none."""
    text = case.text
    if not applicability.touched(text) or applicability.in_use(text):
        return None
    if span := applicability.unreachable(text):
        return span
    span = applicability.stated(text)
    if span and not vagueness.content_free(case.words) and not applicability.merely_missing(text):
        return span
    if applicability.merely_missing(text) and not applicability.ended(text):
        return None
    for said in case.having(State.ABSENT, State.BLOCKED):
        if span := applicability.denied_thing(said.clause.text):
            return Span(said.clause.start + span.start, said.clause.start + span.end, span.words)
    if case.having(State.ABSENT):
        return applicability.ended(text)
    return applicability.denied_thing(text) or applicability.ended(text) or applicability.confined(text)


def _clause_of(case: Case, span: Span) -> Span:
    for said in case.said:
        if said.clause.start <= span.start < said.clause.end:
            return gaps.whole_clause(said)
    return span


def _denied(case: Case, span: Span) -> bool:
    """Whether words stand in a clause that says that nothing is missing: 対象から外れた機器はない."""
    return any(s.clause.start <= span.start < s.clause.end for s in case.having(State.CLEAN))


@once
def argues(case: Case) -> Span | None:
    """The words that argue 該当なし in an answer that carries another score; stricter than `reason`."""
    text = case.text
    if (
        not applicability.touched(text)
        or case.having(State.PLANNED, State.UNDER_WAY)
        or applicability.merely_missing(text)
    ):
        return None
    if (span := applicability.stated(text)) and not _denied(case, span):
        return _clause_of(case, span)
    given_up = case.score is not Score.DONE
    if any(
        not (given_up and applicability.ended(said.clause.text))
        for said in case.having(State.PRACTISED, State.DONE, State.CONDITION)
    ):
        return None
    if sum(not applicability.confined(s.clause.text) for s in case.having(State.PRESENT)) > (
        0 if case.score is Score.NOT_DONE else 2
    ):
        return None
    if case.score is Score.DONE and case.having(State.BLOCKED):
        return None
    for said in case.having(State.ABSENT, State.BLOCKED):
        span = applicability.denied_thing(said.clause.text)
        if span and things(span.words) & case.demands.things:
            return Span(said.clause.start + span.start, said.clause.start + span.end, span.words)
    if given_up and not case.having(State.PRESENT, State.PRACTISED):
        for said in case.having(State.DONE):
            if applicability.ended(said.clause.text) and things(said.clause.text) & case.demands.things:
                return gaps.whole_clause(said)
    return None
