"""What concerns the row of the active cell: この行を点検, 記入例を入れる."""

from __future__ import annotations

from typing import Any

from jama_checksheet.actions.check_evidence import mark_and_text
from jama_checksheet.actions.live_actions import Wishes, written
from jama_checksheet.actions.on_open_book import NOTHING_CHANGED, OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.errors import UsageError
from jama_checksheet.evidence.starters import starter
from jama_checksheet.model import CheckItem, Score
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock

CHECK_TITLE, STARTER_TITLE = "この行を点検", "記入例を入れる"


def check_row(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Judge one row and tell; nothing is written. Result: `no`, `kind`, `findings` (messages)."""
    bench, item = _row(opened, wishes)
    verdict = bench.verdicts[item.no]
    _, text = mark_and_text(verdict, bench.across.get(item.no, ()))
    answer = bench.sheet.answers[item.no]
    lines = [f"No.{item.no}（評価: {answer.score.label}）", ""]
    if text:
        lines += text.split("\n")
    if not verdict.flagged:
        lines.append("確認ポイントはありません。")
    result: dict[str, Any] = {
        "no": item.no,
        "kind": str(verdict.kind),
        "findings": [{"code": finding.code, "message": finding.message} for finding in verdict.findings],
    }
    return Outcome(ChangePlan(CHECK_TITLE), result, tuple(lines), verdict.flagged)


def insert_starter(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Put the form for the row's score, with blanks 〔　〕, into its empty evidence cell. Result: `no`, `text`."""
    bench, item = _row(opened, wishes)
    answer = bench.sheet.answers[item.no]
    if answer.score is Score.UNANSWERED:
        raise UsageError(
            f"No.{item.no} は評価が選ばれていません。{NOTHING_CHANGED}",
            remedy="評価を選ぶと、その点数に合わせた記入例を入れられます。",
        )
    if answer.evidence.strip():
        raise UsageError(
            f"No.{item.no} の根拠の欄には、すでに文章があります。{NOTHING_CHANGED}",
            remedy="記入例は空の欄にだけ入れます。",
        )
    text = starter(answer.score)
    column = bench.sheet.layout.columns["evidence"]
    plan = ChangePlan(STARTER_TITLE, (WriteBlock(bench.sheet.name, item.row, column, ((text,),)),))
    lines = (f"No.{item.no} の根拠の欄に記入例を入れました。〔　〕の部分を書き換えてお使いください。",)
    return written(opened, bench, Outcome(plan, {"no": item.no, "text": text}, lines), wishes)


def _row(opened: OpenBook, wishes: Wishes) -> tuple[Workbench, CheckItem]:
    """The item of the active cell. Raises UsageError where the active cell is in none."""
    bench = opened.bench(wishes.as_of)
    row = com.selected_row(opened.live.app) if opened.live.active_name == opened.live.chosen else 0
    for item in bench.sheet.items:
        if item.row == row:
            return bench, item
    raise UsageError(
        f"項目の行が選ばれていません。{NOTHING_CHANGED}",
        remedy=f"シート「{opened.live.chosen}」で、項目の行のセルを選んでから、もう一度実行してください。",
    )
