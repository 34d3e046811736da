"""The rules' findings after the second opinion: weak ones held back, one perhaps added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence.found import kinds, message
from jama_checksheet.evidence.opinion import LONGEST, familiar, opinion
from jama_checksheet.evidence.second_look import CODE, LOOKS, TITLE
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, Kind, Score

if TYPE_CHECKING:
    from jama_checksheet.evidence.case import Case
    from jama_checksheet.evidence.found import Found
    from jama_checksheet.evidence.opinion import Model, Opinion

HOLD_BACK = 0.5
"""Below this likelihood weak rules stay silent. Set once for all left-out files together, for at most 5 % false alarms."""
RAISE = 0.75
"""Above this likelihood the second opinion asks for a look where no rule fired."""


def undecided(case: Case, found: list[Found]) -> bool:
    """Whether a second opinion could change anything: not without a score, nor where a text is empty or longer than any
    of the training, nor where firm rules agree."""
    if case.score is Score.UNANSWERED or not 0 < len(case.text) <= LONGEST:
        return False
    return not found or not kinds(found, firm=True) or len(kinds(found)) > 1


def _chosen(firm: set[Kind], proposed: set[Kind], second: Opinion) -> Kind | None:
    """The kind that rules and second opinion come to; `None` where the row is fine."""
    if not proposed:
        return second.kind if second.flag > RAISE else None
    if firm:
        agreed = second.kind in proposed and second.flag > 0.5
        return second.kind if agreed else min(firm, key=KINDS_BY_WEIGHT.index)
    if second.flag < HOLD_BACK:
        return None
    sure = second.kind in proposed or second.confidence > 0.6
    return second.kind if sure else min(proposed, key=KINDS_BY_WEIGHT.index)


def weighed(case: Case, found: list[Found], model: Model) -> list[Finding]:
    """The findings that are left on an answer that is `undecided`."""
    proposed = kinds(found)
    kind = _chosen(kinds(found, firm=True), proposed, opinion(case, model))
    if (proposed or kind) and not familiar(case, model):
        return [own.finding for own in found]
    advice = [own.finding for own in found if not own.finding.flags]
    if kind is None:
        return advice
    flags = [own.finding for own in found if own.finding.flags]
    kept = [finding for finding in flags if finding.kind is kind]
    later = [f for f in flags if KINDS_BY_WEIGHT.index(f.kind) > KINDS_BY_WEIGHT.index(kind)]
    if not kept and kind in LOOKS:
        kept = [_look(case, kind, model)]
    return [*kept, *later, *advice]


def _look(case: Case, kind: Kind, model: Model) -> Finding:
    clause = model.loudest(case, kind)
    quote = case.source.quote(clause.start, clause.end).strip("、。 ") if clause else case.source.raw.strip()
    look = LOOKS[kind]
    return Finding(
        CODE, kind, look.severity, TITLE, message(look.message, case.score, quote), quote, look.fix
    )
