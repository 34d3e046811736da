"""Several departments' answers to one item become one answer: everything ever received, a rule, and what stands in the master.

The result depends on what was received, never on the order in which it came. Source of the two rules: the official answers to
users' questions (第3回 ③⑭): the weakest part counts where departments differ, or the leading department answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from jama_checksheet.checksheet.cell_text import fits
from jama_checksheet.checksheet.department_blocks import blocks_of, named
from jama_checksheet.checksheet.memory import answer_fingerprint, fingerprint
from jama_checksheet.model import Answer, Score

_REAL = (Score.NOT_DONE, Score.UNDER_WAY, Score.DONE)
"""Real scores, the lowest first; 該当なし claims nothing."""


class Rule(StrEnum):
    """How several departments' answers become one."""

    LOWEST = "lowest"
    """The lowest real score; all texts are kept."""
    LEAD = "lead"
    """The leading department's answer alone."""

    @property
    def label(self) -> str:
        """The words users see."""
        return {Rule.LOWEST: "最も低い評価", Rule.LEAD: "主担当の回答"}[self]


class Statement(NamedTuple):
    """What one returned file says on one item. An empty cell (no score, no text) says nothing.

    `moment` orders the files of one department: a text, later is newer. `new_score` and `new_evidence` say whether that cell
    holds something else than at the time of the split. `back` is for a standing answer only: what a newer file says that equals the
    split where an older one was new; nobody can tell whether that takes it back.
    """

    department: str
    score: Score
    evidence: str
    moment: str
    new_score: bool = False
    new_evidence: bool = False
    back: Answer | None = None

    @property
    def says_something(self) -> bool:
        """Whether at least one of the two cells is filled."""
        return self.score is not Score.UNANSWERED or bool(self.evidence.strip())

    @property
    def touched(self) -> bool:
        """Whether the department changed anything since the split."""
        return self.new_score or self.new_evidence


class Result(StrEnum):
    """What becomes of one item."""

    UNCHANGED = "unchanged"
    """The master says so already, or nobody said anything new."""
    MERGED = "merged"
    """The master gets the answer."""
    KEPT = "kept"
    """The coordinator changed the item since the split: the master stays, a person decides."""
    FORMULA = "formula"
    """A formula stands in the master's answer: it is not replaced, a person decides."""
    WAITING = "waiting"
    """The rule is `lead`, and the leading department has not answered."""
    TOO_LONG = "too long"
    """All texts together do not fit into one cell: the master stays, a person decides."""


class Decision(NamedTuple):
    """The decision on one item.

    `answer` is what the master shall hold afterwards. `values` are the departments' standing answers in the given order;
    `chosen` the departments whose score counts; `differ` says that departments chose different scores; `doubted` are those that
    may have taken an answer back.
    """

    result: Result
    answer: Answer
    values: tuple[Statement, ...]
    chosen: tuple[str, ...]
    differ: bool
    doubted: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a person must settle it: an answer was left out of the master, or may have been taken back."""
        return bool(self.doubted) or self.result in (Result.KEPT, Result.FORMULA, Result.TOO_LONG)

    @property
    def needs_eye(self) -> bool:
        """Whether a person should look at it."""
        return self.differ or self.open


def standing(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Each department's standing answer, cell by cell: the newest one that says something new, else the newest filled one.

    A cell that equals the split takes nothing back (several people of a department may each work on a copy), and an empty cell
    never overwrites.
    """
    by_department: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: (s.moment, s.score, s.evidence)):
        by_department.setdefault(statement.department, []).append(statement)
    found = {department: _standing(every) for department, every in by_department.items()}
    return {department: value for department, value in found.items() if value.says_something}


def _standing(every: Sequence[Statement]) -> Statement:
    """One department's; `every` in order, the newest last."""
    scored = [one for one in every if one.score is not Score.UNANSWERED]
    written = [one for one in every if one.evidence.strip()]
    score = _winner(scored, [one for one in scored if one.new_score])
    text = _winner(written, [one for one in written if one.new_evidence])
    if score is None and text is None:
        return every[-1]
    last_score, last_text = (some[-1] if some else None for some in (scored, written))
    doubted = score is not last_score or text is not last_text
    back = Answer(
        last_score.score if last_score else Score.UNANSWERED, last_text.evidence if last_text else ""
    )
    return Statement(
        every[-1].department,
        score.score if score else Score.UNANSWERED,
        text.evidence if text else "",
        max(one.moment for one in (score, text) if one),
        new_score=bool(score and score.new_score),
        new_evidence=bool(text and text.new_evidence),
        back=back if doubted else None,
    )


def _winner(filled: Sequence[Statement], new: Sequence[Statement]) -> Statement | None:
    return new[-1] if new else filled[-1] if filled else None


def decide(
    statements: Sequence[Statement],
    present: Answer,
    *,
    departments: Sequence[str],
    lead: str,
    rule: Rule,
    at_split: str,
    written: str = "",
) -> Decision:
    """What one item of the master shall hold.

    `present` is its answer now. `departments` are those that were asked for the item, in display order; `lead` leads it ("" where
    nobody does; then the lowest score counts). `at_split` and `written` are fingerprints of the master's answer at the split and as
    collecting last left it ("" where it never wrote): by them a change that the coordinator made is known.
    """
    by_department = standing(statements)
    values = tuple(by_department[name] for name in departments if name in by_department)
    scores = {value.score for value in values if value.score is not Score.UNANSWERED}
    differ = len(scores) > 1
    alone = rule is Rule.LEAD and bool(lead)
    counting = tuple(value for value in values if value.department == lead) if alone else values
    doubted = tuple(value.department for value in counting if value.back)
    if not counting:
        result = Result.WAITING if values else Result.UNCHANGED
        return Decision(result, present, values, (), differ)
    text = counting[0].evidence if alone else _joined(counting, present.evidence, departments)
    merged = _filled(Answer(_lowest(counting), text), present)
    chosen = _chosen(counting, merged.score)
    if answer_fingerprint(merged) == answer_fingerprint(present):
        return Decision(Result.UNCHANGED, present, values, chosen, differ, doubted)
    if not fits(merged.evidence):
        return Decision(Result.TOO_LONG, present, values, (), differ, doubted)
    if answer_fingerprint(present) != (written or at_split):
        # The coordinator changed the item; a reply that says what was given out says nothing against that.
        news = any(value.touched for value in counting)
        return Decision(Result.KEPT if news else Result.UNCHANGED, present, values, (), differ, doubted)
    return Decision(Result.MERGED, merged, values, chosen, differ, doubted)


def _filled(merged: Answer, present: Answer) -> Answer:
    """An empty cell never overwrites."""
    score = merged.score if merged.answered else present.score
    return Answer(score, merged.evidence if merged.evidence.strip() else present.evidence)


def _lowest(values: Sequence[Statement]) -> Score:
    chosen = {value.score for value in values}
    real = [score for score in _REAL if score in chosen]
    other = Score.NOT_APPLICABLE if Score.NOT_APPLICABLE in chosen else Score.UNANSWERED
    return real[0] if real else other


def _joined(values: Sequence[Statement], present: str, departments: Sequence[str]) -> str:
    """All texts; with several departments each behind its department's name. A text that nobody touched stays as it is.

    Where the master's text was joined before, each department replaces its own block, and the other blocks stay.
    """
    written = [value for value in values if value.evidence.strip()]
    if not any(value.new_evidence for value in written):
        return written[0].evidence if written else ""
    before = blocks_of(present, departments) if len(departments) > 1 else None
    if before is None and len(values) == 1:
        return written[0].evidence
    head = before.head if before else ""
    texts = dict(before.by_department) if before else {}
    for value in written:
        own = _own(value, head, departments)
        if own.strip():
            texts[value.department] = own
    lines = [named(name, texts[name]) for name in departments if texts.get(name, "").strip()]
    return "\n".join([head, *lines] if head else lines)


def _own(value: Statement, head: str, departments: Sequence[str]) -> str:
    """What the department itself contributes: in a joined text its own block, and what it wrote above all blocks."""
    found = blocks_of(value.evidence, departments)
    if found is None:
        return value.evidence
    above = found.head if fingerprint(found.head) != fingerprint(head) else ""
    return "\n".join(filter(None, (above, found.by_department.get(value.department, ""))))


def _chosen(values: Sequence[Statement], score: Score) -> tuple[str, ...]:
    return tuple(value.department for value in values if value.score is score)


def by_number(pairs: Iterable[tuple[str, Statement]]) -> Mapping[str, list[Statement]]:
    """Statements grouped by item number."""
    found: dict[str, list[Statement]] = {}
    for no, statement in pairs:
        found.setdefault(no, []).append(statement)
    return found
