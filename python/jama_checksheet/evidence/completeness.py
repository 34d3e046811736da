"""Whether a text describes the whole thing as done, or as at least begun: for a 1 or a 0 that may be too low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence.signals import gaps
from jama_checksheet.evidence.signals.state import State

if TYPE_CHECKING:
    from jama_checksheet.evidence.case import Case, Said

_POSITIVE = (State.DONE, State.PRACTISED, State.PRESENT, State.NOMINAL, State.CLEAN, State.BLOCKED)


def done_without_reservation(case: Case) -> Said | None:
    """The clause that best shows that everything is done; `None` where any gap is named."""
    if not case.names_measure or gaps.any_gap(case):
        return None
    if any(said.state not in (*_POSITIVE, State.CONDITION, State.PLANNED) for said in case.said):
        return None
    shown = case.having(State.DONE, State.PRACTISED, State.CLEAN, State.BLOCKED)
    return shown[0] if shown else None


def begun(case: Case) -> Said | None:
    """The clause that shows work really under way or partly done."""
    shown = case.having(State.UNDER_WAY, State.DONE)
    return shown[0] if shown else None
