"""summarize: the sheet 社内用_サマリー."""

from __future__ import annotations

from datetime import date
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.returns import with_returns
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.owners import standing
from jama_checksheet.summary import Previous, Summary, summarize
from jama_checksheet.workbook.plan import PutSheet
from jama_checksheet.workbook.sheets.summary_sheet import NAME, chosen_target, summary_sheet

TITLE = "サマリー"


def summarized(bench: Workbench, previous: Previous | None) -> Outcome:
    """The action by itself."""
    summary = summary_of(bench, previous)
    result = to_json(summary)
    return bench.outcome(bench.plan(TITLE, (summary_change(bench, summary),)), result, lines(result))


def summary_change(bench: Workbench, summary: Summary) -> PutSheet:
    """The sheet 社内用_サマリー; the target level that a user chose on an earlier one stays chosen."""
    earlier = bench.book.grid(NAME)
    target = chosen_target(earlier.values) if earlier else ""
    return PutSheet(summary_sheet(bench.sheet_after(), summary, target=target))


def summary_of(bench: Workbench, previous: Previous | None = None) -> Summary:
    """The figures of the sheet as it will stand after the plan."""
    sheet = bench.sheet_after()
    return summarize(
        sheet,
        bench.verdicts,
        standing(sheet).by_no,
        as_of=bench.as_of,
        finish={no: values.finish for no, values in bench.rows.items() if isinstance(values.finish, date)},
        confirmed=bench.confirmed,
        previous=with_returns(bench.book, previous),
    )


def to_json(summary: Summary) -> dict[str, Any]:
    """The JSON keys of `summarize`."""
    return {"totals": summary.totals()}


def lines(result: dict[str, Any]) -> list[str]:
    """The result for people."""
    totals = result["totals"]
    return [
        f"サマリー: {totals['items']}項目のうち{totals['answered']}項目を評価済み、"
        f"{totals['points']}点／{totals['max']}点（該当なしを除く達成率 {totals['rate']:.0%}、"
        f"該当なしを0点とした達成率 {totals['rate_all']:.0%}）"
    ]
