"""設定: the owners table is what can be set; the rest is shown."""

from __future__ import annotations

from dataclasses import replace

from jama_checksheet.actions.live_actions import Wishes, written
from jama_checksheet.actions.on_open_book import OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.prepare import prepared
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.state import log_path
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "設定"
OWNERS = "社内用_担当者"


def open_settings(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Show the sheet with the owners table, made where it is missing. Result: `sheet`, `as_of`, `log`."""
    live = opened.live
    outcome = Outcome(ChangePlan(TITLE), {})
    if OWNERS not in live.sheets:
        bench = opened.bench(wishes.as_of)
        made = prepared(bench)
        outcome = written(
            opened, bench, replace(made, plan=replace(made.plan, title=TITLE), lines=()), wishes
        )
    com.activate(live.sheets[OWNERS])
    lines = (
        f"シート「{OWNERS}」を表示しました。担当領域ごとの部門・担当者・回答期限をご記入ください。",
        f"評価の基準日: {wishes.as_of:%Y/%m/%d}（点検した日です。コマンドでは --as-of で変えられます）",
        f"ログファイル: {log_path()}",
    )
    result = {**outcome.result, "sheet": OWNERS, "as_of": wishes.as_of.isoformat(), "log": str(log_path())}
    return Outcome(ChangePlan(TITLE), result, (*lines, *outcome.lines))
