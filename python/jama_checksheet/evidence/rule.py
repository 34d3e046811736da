"""What one evidence rule is: words for people, one pure function, its own examples.

The examples are the tests and the documentation: every `good` text must stay silent, every `bad` text must be found with
the words it states.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

if TYPE_CHECKING:
    from jama_checksheet.evidence.case import Case

EXAMPLE_DAY = date(2025, 11, 20)
"""The day of the assessment in examples that name none."""

NOWHERE = Span(0, 0, "")
"""The place of something that is absent."""


class Hit(NamedTuple):
    """What a rule found: the words, and what its message says about them (`note` fills 〔note〕 in the message)."""

    span: Span
    note: str = ""
    suggested: Score | None = None


def at(span: Span | None) -> Hit | None:
    """The hit on these words, where there are any."""
    return Hit(span) if span else None


def weak_spot(*families: str) -> Callable[[Case], Hit | None]:
    """The finding of a rule that looks for turns of speech of some families, see `signals.weakness`: the first, with the
    words around it."""

    def find(case: Case) -> Hit | None:
        for family, span in case.weak_spots:
            if family in families:
                return Hit(case.around(span))
        return None

    return find


class Good(NamedTuple):
    """An answer on which the rule stays silent, and why."""

    text: str
    why: str
    score: str = "2"
    condition: str = ""
    criteria: str = ""
    as_of: date = EXAMPLE_DAY


class Bad(NamedTuple):
    """An answer the rule must find, and the words it must point at."""

    text: str
    points_at: str
    score: str = "2"
    condition: str = ""
    criteria: str = ""
    as_of: date = EXAMPLE_DAY


class Rule(NamedTuple):
    """One rule of judgement.

    `title` is the heading users see, `message` says what stands there and why it matters ({score}, {quote}, {note} are
    filled in), `fix` what to write or which score fits. `scores` are the scores it looks at. A `weak` rule reads
    between the lines: the second opinion may hold it back.
    """

    code: str
    kind: Kind
    severity: Severity
    scores: tuple[Score, ...]
    title: str
    why: str
    message: str
    fix: str
    find: Callable[[Case], Hit | None]
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]
    suggested: Score | None = None
    weak: bool = False
