"""assign: 部門, 担当者 and 回答期限 for every row, from 担当領域 and the owners table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.prepare import prepare
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.model import Assignment, Owner
from jama_checksheet.owners import Assignments, assign, co_departments_text, owner_mark

TITLE = "担当者割当"


def assigned(bench: Workbench) -> Outcome:
    """The action by itself. A new owners table goes into the sheet 社内用_担当者, and the drop-downs with it."""
    result = assign_owners(bench, bench.owners)
    prepare(bench)
    return bench.outcome(bench.plan(TITLE), result, lines(result), needs_eye=bool(result["unassigned"]))


def assign_owners(bench: Workbench, owners: Sequence[Owner]) -> dict[str, Any]:
    """Fill our owner columns; what a person assigned is kept, running twice changes nothing.

    Result: `assigned` (rows), `unassigned` (numbers), `by_department` (name -> rows).
    """
    result = assign(bench.sheet, owners)
    bench.problems += [problem for problem in result.problems if problem not in bench.problems]
    for no, assignment in result.by_no.items():
        _write(bench, no, assignment)
    return to_json(result)


def to_json(result: Assignments) -> dict[str, Any]:
    """The JSON keys of `assign`."""
    return {
        "assigned": sum(assignment.assigned for assignment in result.by_no.values()),
        "unassigned": list(result.unassigned),
        "by_department": dict(result.by_department),
    }


def _write(bench: Workbench, no: Any, assignment: Assignment) -> None:
    own, memory = bench.rows[no], bench.memories[no]
    if not assignment.by_hand:
        department = assignment.department or UNASSIGNED
        co_departments = co_departments_text(assignment)
        bench.fill(no, department=department, person=assignment.person, co_departments=co_departments)
        bench.remember(no, owner=owner_mark(department, assignment.person, co_departments))
    if isinstance(own.due, str):
        return
    cleared = own.due is None and memory.due is not None and memory.due == assignment.due
    if assignment.due != own.due and not cleared:
        bench.fill(no, due=assignment.due)
        bench.remember(no, due=assignment.due)
    elif own.due not in (None, memory.due):
        bench.remember(no, due=None)


def lines(result: dict[str, Any]) -> list[str]:
    """The result for people."""
    if not result["assigned"]:
        return [
            "担当者の表がないため、担当部門は割り当てていません。"
            "--owners で表を指定するか、「社内用_担当者」シートに部門をご記入ください。"
        ]
    counts = [(name, count) for name, count in result["by_department"].items() if name != UNASSIGNED]
    by_department = "、".join(f"{name} {count}件" for name, count in counts)
    text = [
        f"担当部門を{result['assigned']}件に割り当てました{f'（{by_department}）' if by_department else ''}。"
    ]
    if result["unassigned"]:
        numbers = "、".join(map(str, result["unassigned"][:20]))
        more = f" ほか{len(result['unassigned']) - 20}件" if len(result["unassigned"]) > 20 else ""
        text.append(f"担当が決まっていない項目が{len(result['unassigned'])}件あります: No.{numbers}{more}")
    return text
