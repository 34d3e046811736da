"""Several departments' answers to one item become one answer: everything ever received, a rule, and what stands in the master.

The result depends on what was received, never on the order in which it came. Source of the two rules: the official answers to
users' questions (第3回 ③⑭): the weakest part counts where departments differ, or the leading department answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jama_checksheet.checksheet.memory import answer_fingerprint
from jama_checksheet.model import Answer, Score

MOST_CHARACTERS = 32_767
"""What one cell of a workbook can hold, in UTF-16 units (Excel specifications and limits)."""

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


@dataclass(frozen=True, slots=True)
class Statement:
    """What one returned file says on one item. An empty cell (no score, no text) says nothing.

    `moment` orders the files of one department: a text, later is newer. `new_score` and `new_evidence` say whether that cell
    holds something else than at the time of the split.
    """

    department: str
    score: Score
    evidence: str
    moment: str
    new_score: bool = False
    new_evidence: bool = False

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
    WAITING = "waiting"
    """The rule is `lead`, and the leading department has not answered."""
    TOO_LONG = "too long"
    """All texts together do not fit into one cell: the master stays, a person decides."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on one item.

    `answer` is what the master shall hold afterwards. `values` are the departments' standing answers in the given order;
    `chosen` the departments whose score counts; `differ` says that departments chose different scores.
    """

    result: Result
    answer: Answer
    values: tuple[Statement, ...]
    chosen: tuple[str, ...]
    differ: bool

    @property
    def needs_eye(self) -> bool:
        """Whether a person should look at it."""
        return self.differ or self.result in (Result.KEPT, Result.TOO_LONG)


def fits(text: str) -> bool:
    """Whether one cell can hold the text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_CHARACTERS


def standing(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Each department's standing answer: per cell the newest filled one, so that an empty cell never overwrites."""
    newest: dict[str, Statement] = {}
    for later in sorted(statements, key=lambda s: (s.moment, s.score, s.evidence)):
        before = newest.get(later.department)
        newest[later.department] = later if before is None else _over(before, later)
    return {department: found for department, found in newest.items() if found.says_something}


def _over(before: Statement, later: Statement) -> Statement:
    scored, written = later.score is not Score.UNANSWERED, bool(later.evidence.strip())
    return Statement(
        later.department,
        later.score if scored else before.score,
        later.evidence if written else before.evidence,
        later.moment,
        later.new_score if scored else before.new_score,
        later.new_evidence if written else before.new_evidence,
    )


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

    `present` is its answer now. `departments` are those that were asked, in display order; `lead` leads the item ("" where nobody
    does; then the lowest score counts). `at_split` and `written` are fingerprints of the master's answer at the split and as
    collecting last left it ("" where it never wrote): by them a change that the coordinator made is known.
    """
    by_department = standing(statements)
    values = tuple(by_department[name] for name in departments if name in by_department)
    scores = {value.score for value in values if value.score is not Score.UNANSWERED}
    differ = len(scores) > 1
    if rule is Rule.LEAD and lead:
        counting = tuple(value for value in values if value.department == lead)
    else:
        counting = values
    if not counting:
        result = Result.WAITING if values else Result.UNCHANGED
        return Decision(result, present, values, (), differ)
    merged = _filled(_lowest(counting), present)
    chosen = _chosen(counting, merged.score)
    if answer_fingerprint(merged) == answer_fingerprint(present):
        return Decision(Result.UNCHANGED, present, values, chosen, differ)
    if not fits(merged.evidence):
        return Decision(Result.TOO_LONG, present, values, (), differ)
    if answer_fingerprint(present) != (written or at_split):
        # The coordinator changed the item; a reply that says what was given out says nothing against that.
        news = any(value.touched for value in counting)
        return Decision(Result.KEPT if news else Result.UNCHANGED, present, values, (), differ)
    return Decision(Result.MERGED, merged, values, chosen, differ)


def _filled(merged: Answer, present: Answer) -> Answer:
    """An empty cell never overwrites."""
    score = merged.score if merged.answered else present.score
    return Answer(score, merged.evidence if merged.evidence.strip() else present.evidence)


def _lowest(values: Sequence[Statement]) -> Answer:
    chosen = {value.score for value in values}
    real = [score for score in _REAL if score in chosen]
    other = Score.NOT_APPLICABLE if Score.NOT_APPLICABLE in chosen else Score.UNANSWERED
    return Answer(real[0] if real else other, _texts(values))


def _texts(values: Sequence[Statement]) -> str:
    """All texts; with several departments each behind its department's name. A text that nobody touched stays as it is."""
    written = [value for value in values if value.evidence.strip()]
    if len(values) == 1 or not any(value.new_evidence for value in written):
        return written[0].evidence if written else ""
    return "\n".join(_named(value.department, value.evidence) for value in written)


def _named(department: str, text: str) -> str:
    name = f"【{department}】"
    return text if text.startswith(name) else name + text


def _chosen(values: Sequence[Statement], score: Score) -> tuple[str, ...]:
    return tuple(value.department for value in values if value.score is score)


def by_number(pairs: Iterable[tuple[str, Statement]]) -> Mapping[str, list[Statement]]:
    """Statements grouped by item number."""
    found: dict[str, list[Statement]] = {}
    for no, statement in pairs:
        found.setdefault(no, []).append(statement)
    return found
