"""summarize: the sheet 社内用_サマリー."""

from __future__ import annotations

from typing import Any

from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.owners import assign
from jama_checksheet.summary import Previous, Summary, summarize

TITLE = "サマリー"


def summary_of(bench: Workbench, previous: Previous | None = None) -> Summary:
    """The figures of the sheet as it will stand after the plan."""
    sheet = bench.sheet_after()
    return summarize(
        sheet,
        bench.verdicts,
        assign(sheet, ()).by_no,
        as_of=bench.as_of,
        finish={no: values.finish for no, values in bench.rows.items() if values.finish},
        confirmed=bench.confirmed,
        previous=previous,
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
