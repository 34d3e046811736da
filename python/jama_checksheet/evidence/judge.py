"""The judge: answers in, verdicts with their findings out."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.features import signals, tokens
from jama_checksheet.evidence.found import by_rules
from jama_checksheet.evidence.opinion import trained
from jama_checksheet.evidence.weighing import undecided, weighed
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, Kind, Score, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jama_checksheet.evidence.opinion import Model

_TOGETHER = 100
"""Answers that take each step together."""
_ROOM = 50_000
"""Characters of all of them, from which on fewer do: a cell can hold 32,767."""
_READ: tuple[Callable[[Case], object], ...] = (
    attrgetter("analysed"),
    attrgetter("sentences", "moments", "rates"),
    attrgetter("said"),
)
"""What a text is read for before the rules, in turn."""
_READ_AGAIN: tuple[Callable[[Case], object], ...] = (tokens, signals)
"""What it is read for before the second opinion."""


def _weight(found: Finding) -> tuple[int, int]:
    return (0 if found.flags else 1, KINDS_BY_WEIGHT.index(found.kind))


def verdict(found: list[Finding]) -> Verdict:
    """The row's kind and its findings, most important first."""
    if not found:
        return Verdict(Kind.OK)
    ordered = tuple(sorted(found, key=_weight))
    return Verdict(ordered[0].kind if ordered[0].flags else Kind.OK, ordered)


def _read(cases: Sequence[Case], steps: Iterable[Callable[[Case], object]]) -> None:
    for step in steps:
        for case in cases:
            step(case)


def _verdicts(cases: Sequence[Case], model: Model | None) -> list[Verdict]:
    _read([case for case in cases if case.score is not Score.UNANSWERED and case.text], _READ)
    found = by_rules(cases)
    if model is None:
        return [verdict([own.finding for own in each]) for each in found]
    open_still = [undecided(case, each) for case, each in zip(cases, found, strict=True)]
    _read(list(compress(cases, open_still)), _READ_AGAIN)
    return [
        verdict(weighed(case, each, model) if still else [own.finding for own in each])
        for case, each, still in zip(cases, found, open_still, strict=True)
    ]


def _together(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """A hundred cases at a time, or fewer long ones."""
    some: list[Case] = []
    room = _ROOM
    try:
        for case in cases:
            some.append(case)
            room -= len(case.text)
            if len(some) == _TOGETHER or room <= 0:
                yield some
                some, room = [], _ROOM
    except Exception:
        if some:  # what came before is not lost
            yield some
        raise
    if some:
        yield some


def judged(cases: Iterable[Case], model: Model | None = None) -> Iterator[tuple[Case, Verdict]]:
    """Each case with its verdict, in order; with `model`, the rules are weighed by that second opinion.

    A hundred answers take each step together: the dictionary of the analyser, the rules and the weights do not fit into a
    processor's nearest memory at once, and fetching them anew for every answer took a quarter of the time.
    """
    for some in _together(cases):
        yield from zip(some, _verdicts(some, model), strict=True)
        some.clear()


def verdict_of(case: Case, model: Model | None = None) -> Verdict:
    """The verdict on one case, as `judged` gives it."""
    return _verdicts([case], model)[0]


def judge(
    *, score: Score | str, evidence: str, condition: str = "", criteria: str = "", as_of: date
) -> Verdict:
    """Judge one answer.

    `score` is "2", "1", "0", "NA" or ""; `evidence` the text beside it; `condition` and `criteria` are the item's 達成条件 and
    達成基準; `as_of` is the day of the assessment. Never raises on any text; ValueError on another score.
    """
    return verdict_of(Case(Score(score), evidence, condition, criteria, as_of), trained())


def judge_all(answers: Iterable[Mapping[Any, Any]], *, as_of: date) -> Iterator[Verdict]:
    """Judge many answers, each as `judge` does, in order and in two thirds of the time.

    An answer has the keywords of `judge` other than `as_of`, of which `condition` and `criteria` may be missing; others are
    passed over. A hundred are read at a time, so there may be more than fit into memory. An answer that cannot be read raises
    what `judge` would raise, with its number as a note, after the verdicts on those before it.
    """
    for _, found in judged(_cases(answers, as_of), trained()):
        yield found


def _cases(answers: Iterable[Mapping[Any, Any]], as_of: date) -> Iterator[Case]:
    for number, answer in enumerate(answers, 1):
        try:
            condition, criteria = answer.get("condition", ""), answer.get("criteria", "")
            yield Case(Score(answer["score"]), answer["evidence"], condition, criteria, as_of)
        except Exception as error:
            error.add_note(f"answer {number}: score {answer.get('score')!r}")
            raise
