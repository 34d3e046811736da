"""The judge: an answer in, a verdict with its findings out."""

from __future__ import annotations

from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NotRequired, TypedDict

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.opinion import opinion, trained
from jama_checksheet.evidence.rules import BY_SCORE
from jama_checksheet.evidence.second_look import CODE, LOOKS, TITLE
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, Kind, Score, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from jama_checksheet.evidence.opinion import Model
    from jama_checksheet.evidence.rule import Hit, Rule

_QUOTE_LENGTH = 60
"""Characters of the writer's words that a message repeats."""

HOLD_BACK = 0.5
"""Below this likelihood weak rules stay silent. Set once for all left-out files together, for at most 5 % false alarms."""
RAISE = 0.75
"""Above this likelihood the second opinion asks for a look where no rule fired."""

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


def rule_findings(case: Case) -> list[tuple[Rule, Finding]]:
    """Every rule's hit on an answer, in display order; weak rules give way to firm ones of another kind."""
    found = []
    for rule in BY_SCORE[case.score]:
        if hit := rule.find(case):
            found.append((rule, finding(case, rule, hit)))
    if not found:
        return found
    firm = {finding.kind for rule, finding in found if finding.flags and not rule.weak}
    return [(r, f) for r, f in found if not firm or not f.flags or not r.weak or f.kind in firm]


def _weight(found: Finding) -> tuple[int, int]:
    return (0 if found.flags else 1, KINDS_BY_WEIGHT.index(found.kind))


def verdict(found: list[Finding]) -> Verdict:
    """The row's kind and its findings, most important first."""
    if not found:
        return Verdict(Kind.OK)
    ordered = tuple(sorted(found, key=_weight))
    return Verdict(ordered[0].kind if ordered[0].flags else Kind.OK, ordered)


def _weighed(case: Case, found: list[tuple[Rule, Finding]], model: Model) -> list[Finding]:
    """The rules' findings after the second opinion: some held back, one perhaps added."""
    flags = [(rule, finding) for rule, finding in found if finding.flags]
    firm = {finding.kind for rule, finding in flags if not rule.weak}
    proposed = {finding.kind for _, finding in flags}
    if firm and len(proposed) == 1:  # no opinion would change that
        return [finding for _, finding in found]
    second = opinion(case, model)
    if not second.familiar:
        return [finding for _, finding in found]
    advice = [finding for _, finding in found if not finding.flags]
    if firm:
        kind = (
            second.kind
            if second.kind in proposed and second.flag > 0.5
            else min(firm, key=KINDS_BY_WEIGHT.index)
        )
    elif proposed:
        if second.flag < HOLD_BACK:
            return advice
        sure = second.kind in proposed or second.confidence > 0.6
        kind = second.kind if sure else min(proposed, key=KINDS_BY_WEIGHT.index)
    elif second.flag > RAISE:
        kind = second.kind
    else:
        return advice
    kept = [finding for _, finding in flags if finding.kind is kind]
    later = [f for _, f in flags if KINDS_BY_WEIGHT.index(f.kind) > KINDS_BY_WEIGHT.index(kind)]
    if not kept and kind in LOOKS:
        kept = [_look(case, kind, model)]
    return [*kept, *later, *advice]


def _look(case: Case, kind: Kind, model: Model) -> Finding:
    clause = model.loudest(case, kind)
    quote = case.source.quote(clause.start, clause.end).strip("、。 ") if clause else case.source.raw.strip()
    look = LOOKS[kind]
    message = look.message.format(score=_LABELS[case.score], quote=_shortened(quote))
    return Finding(CODE, kind, look.severity, TITLE, message, quote, look.fix)


def _concluded(case: Case, found: list[tuple[Rule, Finding]], model: Model | None) -> Verdict:
    if model is None or not _legible(case):
        return verdict([finding for _, finding in found])
    return verdict(_weighed(case, found, model))


def _legible(case: Case) -> bool:
    """Whether there is a text to read, and a score to hold it against."""
    return case.score is not Score.UNANSWERED and bool(case.text)


def verdict_of(case: Case, model: Model | None = None) -> Verdict:
    """Judge an answer that was read already; with `model`, the rules are weighed by that second opinion."""
    return _concluded(case, rule_findings(case), model)


_TOGETHER = 100
"""Answers that take each step together."""
_STEPS: tuple[Callable[[Case], object], ...] = (
    attrgetter("analysed"),
    attrgetter("sentences", "moments", "rates"),
    attrgetter("said"),
)
"""What every answer is read for, in turn."""


def judged(cases: Iterable[Case], model: Model | None = None) -> Iterator[tuple[Case, Verdict]]:
    """Each case with what `verdict_of` says of it, in order.

    A hundred answers take each step together: the dictionary of the analyser, the rules and the weights do not fit into a
    processor's nearest memory at once, and fetching them anew for every answer took a quarter of the time.
    """
    waiting = iter(cases)
    while some := list(islice(waiting, _TOGETHER)):
        legible = list(filter(_legible, some))
        for step in _STEPS:
            for case in legible:
                step(case)
        found = [rule_findings(case) for case in some]
        yield from [(case, _concluded(case, own, model)) for case, own in zip(some, found, strict=True)]


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
    """Judge many answers, each as `judge` does, in order and in three quarters of the time.

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
