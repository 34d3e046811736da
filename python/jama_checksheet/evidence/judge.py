"""The judge: answers in, verdicts with their findings out."""

from __future__ import annotations

from itertools import compress, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NotRequired, TypedDict

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.features import signals, tokens
from jama_checksheet.evidence.found import by_rules
from jama_checksheet.evidence.opinion import trained
from jama_checksheet.evidence.weighing import undecided, weighed
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, Kind, Score, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from jama_checksheet.evidence.opinion import Model

_TOGETHER = 100
"""Answers that take each step together."""
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


def judged(cases: Iterable[Case], model: Model | None = None) -> Iterator[tuple[Case, Verdict]]:
    """Each case with its verdict, in order; with `model`, the rules are weighed by that second opinion.

    A hundred answers take each step together: the dictionary of the analyser, the rules and the weights do not fit into a
    processor's nearest memory at once, and fetching them anew for every answer took a quarter of the time.
    """
    waiting = iter(cases)
    while some := list(islice(waiting, _TOGETHER)):
        yield from zip(some, _verdicts(some, model), strict=True)


def verdict_of(case: Case, model: Model | None = None) -> Verdict:
    """The same for one case."""
    return _verdicts([case], model)[0]


class Written(TypedDict):
    """One answer as `judge_all` takes it, in the words of `judge`."""

    score: Score | str
    evidence: str
    condition: NotRequired[str]
    criteria: NotRequired[str]
    examples: NotRequired[str]


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
    return verdict_of(case, trained())


def judge_all(answers: Iterable[Written], *, as_of: date) -> Iterator[Verdict]:
    """Judge many answers, each as `judge` does, in order and in less time.

    The answers can be records of a data frame, and more than fit into memory: a hundred at a time are read.
    """
    cases = (
        Case(
            Score(answer["score"]),
            answer["evidence"],
            answer.get("condition", ""),
            answer.get("criteria", ""),
            as_of,
            answer.get("examples", ""),
        )
        for answer in answers
    )
    for _, found in judged(cases, trained()):
        yield found
