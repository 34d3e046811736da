"""run: prepare, assign, check and summarize in one pass, each cell touched once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jama_checksheet.actions import assign_owners, check_evidence, prepare, summarize_sheet
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.summary import Previous

TITLE = "点検する"


def _nothing(_step: str) -> None:
    return None


def run_all(
    bench: Workbench,
    previous: Previous | None = None,
    on_step: Callable[[str], None] = _nothing,
) -> Outcome:
    """The whole pass. `on_step` hears the name of each step before it begins.

    Without any owners table the rows stay unassigned, which a person should look at.
    """
    on_step(assign_owners.TITLE)
    owners = assign_owners.assign_owners(bench, bench.owners)
    on_step(prepare.TITLE)
    dropdowns = prepare.prepare(bench)
    on_step(check_evidence.TITLE)
    findings = check_evidence.check_evidence(bench)
    on_step(summarize_sheet.TITLE)
    summary = summarize_sheet.summary_of(bench, previous)
    totals = summarize_sheet.to_json(summary)
    result: dict[str, Any] = {
        "prepare": dropdowns,
        "assign": owners,
        "check": findings,
        "summarize": totals,
    }
    text = (
        *prepare.lines(dropdowns),
        *assign_owners.lines(owners),
        *check_evidence.lines(findings, bench),
        *summarize_sheet.lines(totals),
    )
    plan = bench.plan(
        TITLE, (summarize_sheet.summary_change(bench, summary), check_evidence.findings_change(bench))
    )
    return bench.outcome(plan, result, text, needs_eye=bool(owners["unassigned"] or bench.flagged))
