"""run: prepare, assign, check and summarize in one pass, each cell touched once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jama_checksheet.actions import assign_owners, check_evidence, prepare, summarize_sheet
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.owners import assign
from jama_checksheet.summary import Previous, Summary
from jama_checksheet.workbook.plan import Change, ChangePlan, PutSheet
from jama_checksheet.workbook.sheets.findings_sheet import findings_sheet
from jama_checksheet.workbook.sheets.summary_sheet import NAME as SUMMARY_NAME
from jama_checksheet.workbook.sheets.summary_sheet import chosen_target, summary_sheet

TITLE = "点検する"


def _nothing(_step: str) -> None:
    return None


def prepared(bench: Workbench) -> Outcome:
    """`prepare` alone."""
    result = prepare.prepare(bench)
    return Outcome(bench.plan(prepare.TITLE), result, tuple(prepare.lines(result)))


def assigned(bench: Workbench) -> Outcome:
    """`assign` alone. A new owners table goes into the sheet 社内用_担当者, and the drop-downs with it."""
    result = assign_owners.assign_owners(bench, bench.owners)
    prepare.prepare(bench)
    text = assign_owners.lines(result)
    return Outcome(bench.plan(assign_owners.TITLE), result, tuple(text), bool(result["unassigned"]))


def checked(bench: Workbench, *, writing: bool) -> Outcome:
    """`check` alone. Without `writing` only the result counts and the plan stays empty."""
    result = check_evidence.check_evidence(bench)
    plan = (
        bench.plan(check_evidence.TITLE, (_findings(bench),)) if writing else ChangePlan(check_evidence.TITLE)
    )
    return Outcome(plan, result, tuple(check_evidence.lines(result, bench)), bool(bench.flagged))


def summarized(bench: Workbench, previous: Previous | None) -> Outcome:
    """`summarize` alone."""
    summary = summarize_sheet.summary_of(bench, previous)
    result = summarize_sheet.to_json(summary)
    plan = bench.plan(summarize_sheet.TITLE, (_summary(bench, summary),))
    return Outcome(plan, result, tuple(summarize_sheet.lines(result)))


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
    plan = bench.plan(TITLE, (_summary(bench, summary), _findings(bench)))
    return Outcome(plan, result, text, bool(owners["unassigned"] or bench.flagged))


def _findings(bench: Workbench) -> Change:
    sheet = bench.sheet_after()
    content = findings_sheet(sheet, bench.verdicts, assign(sheet, ()).by_no, bench.confirmed, bench.as_of)
    return PutSheet(content)


def _summary(bench: Workbench, summary: Summary) -> Change:
    """The summary sheet; the target level that a user chose on an earlier one stays chosen."""
    earlier = bench.book.grid(SUMMARY_NAME)
    target = chosen_target(earlier.values) if earlier else ""
    return PutSheet(summary_sheet(bench.sheet_after(), summary, target=target))
