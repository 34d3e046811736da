"""What every department sees of an item: question, present answer, points to confirm, last year's answer. Made once per item."""

from __future__ import annotations

from jama_checksheet.actions.check_evidence import mark_and_text
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.memory import fingerprint, question_cells
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.model import Assignment, CheckItem, ItemNo
from jama_checksheet.owners import Assignments
from jama_checksheet.workbook.subsheet.content import SubItem
from jama_checksheet.workbook.subsheet.payload import PayloadItem


def sub_items(
    bench: Workbench, assignments: Assignments, previous: CheckSheet | None
) -> dict[ItemNo, SubItem]:
    """The items that somebody answers, by number."""
    flagged = frozenset(bench.flagged)
    then = {item.no: item for item in previous.items} if previous else {}
    entries = {}
    for item in bench.sheet.items:
        departments = answering(assignments.by_no[item.no])
        if departments:
            answer = bench.sheet.answers[item.no]
            entries[item.no] = SubItem(
                item=item,
                answer=answer,
                departments=departments,
                carried=PayloadItem(str(item.no), question_cells(item), answer.score, answer.evidence),
                # Only what the row's own text shows: findings across rows quote what other departments wrote.
                points=mark_and_text(bench.verdicts[item.no])[1] if item.no in flagged else "",
                last_year=_last_year(previous, then[item.no], item) if previous and item.no in then else "",
            )
    return entries


def answering(assignment: Assignment) -> tuple[str, ...]:
    """The departments that answer an item, the lead first; none where it is not assigned."""
    if not assignment.assigned:
        return ()
    return tuple(dict.fromkeys((assignment.department, *assignment.co_departments)))


def _last_year(previous: CheckSheet, then: CheckItem, now: CheckItem) -> str:
    """Last year's answer as a text; where the condition was worded otherwise, it says so."""
    answer = previous.answers[then.no]
    if not answer.answered and not answer.evidence.strip():
        return ""
    word = previous.words.get(answer.score, answer.score_text) if answer.answered else "評価なし"
    other = fingerprint(then.condition) != fingerprint(now.condition)
    note = "（昨年の設問は、文面が今年と異なります）" if other else ""
    return "\n".join(filter(None, (f"【{word}】", answer.evidence, note)))
