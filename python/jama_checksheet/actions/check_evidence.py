"""check: the points to confirm, rows whose evidence does not carry the chosen score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.memory import answer_fingerprint
from jama_checksheet.checksheet.sheet import (
    CONFIRMED,
    MARK_MISMATCH,
    MARK_MISSING,
    MARK_SUGGESTED,
    MARKS,
    OwnValues,
)
from jama_checksheet.model import KINDS_BY_WEIGHT, Finding, ItemNo, Score, Severity, Verdict, distinct
from jama_checksheet.owners import standing
from jama_checksheet.workbook.plan import ChangePlan, PutSheet

TITLE = "点検"
SUGGESTED_TEXT = f"評価の提案を反映した行です。内容をお確かめのうえ「{CONFIRMED}」を選んでください。"
CHANGED = "（確認済みの後に回答が変わったため、あらためて表示しています。）"
_SHOWN = 20


def checked(bench: Workbench, *, writing: bool) -> Outcome:
    """The action by itself. Without `writing` only the result counts and the plan stays empty."""
    result = check_evidence(bench)
    plan = bench.plan(TITLE, (findings_change(bench),)) if writing else ChangePlan(TITLE)
    return bench.outcome(plan, result, lines(result, bench), needs_eye=bool(bench.flagged))


def findings_change(bench: Workbench) -> PutSheet:
    """The sheet 社内用_確認ポイント, as the check sheet will stand."""
    # A check that only reads, and a click that only marks, do without the modules of our sheets.
    from jama_checksheet.workbook.sheets.findings_sheet import findings_sheet

    sheet = bench.sheet_after()
    assignments = standing(sheet).by_no
    return PutSheet(findings_sheet(sheet, bench.verdicts, assignments, bench.confirmed, bench.as_of))


def check_evidence(bench: Workbench) -> dict[str, Any]:
    """Judge every row, fill 確認, 確認内容 and 完了予定日. Result: `sheet`, `as_of`, `counts`, `findings`.

    Points that a person set to 済 stay silent until that row's score or text changes.
    """
    for item in bench.sheet.items:
        _mark(bench, item.no)
    flagged = bench.flagged
    kinds = [bench.verdicts[no].kind for no in flagged]
    return {
        "sheet": bench.sheet.name,
        "as_of": bench.as_of.isoformat(),
        "counts": {
            "items": len(bench.sheet.items),
            "flagged": len(flagged),
            "confirmed": sum(bench.verdicts[no].flagged for no in bench.confirmed),
            "by_kind": {str(kind): kinds.count(kind) for kind in KINDS_BY_WEIGHT},
        },
        "findings": [
            {"no": item.no, "row": item.row, **_finding_json(finding)}
            for item in bench.sheet.items
            if item.no not in bench.confirmed
            for finding in bench.findings(item.no)
        ],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    fields = asdict(finding)
    order = ("kind", "code", "severity", "title", "message", "quote", "advice", "suggested_score")
    return {key: str(fields[key]) if key in ("kind", "severity") else fields[key] for key in order}


def _mark(bench: Workbench, no: ItemNo) -> None:
    own, answer = bench.rows[no], bench.sheet.answers[no]
    if no in bench.confirmed:
        bench.fill(no, mark=CONFIRMED, points="")
        bench.remember(no, confirmed=answer_fingerprint(answer))
    else:
        mark, points = mark_and_text(
            bench.verdicts[no], bench.across.get(no, ()), changed=no in bench.changed
        )
        if not mark and bench.memories[no].suggested == answer.score != Score.UNANSWERED:
            mark, points = MARK_SUGGESTED, SUGGESTED_TEXT
        note = own.mark if own.mark and own.mark not in MARKS and no not in bench.changed else ""
        bench.fill(no, mark=note or mark, points=points)
        bench.remember(no, confirmed="")
    _finish(bench, no, own, answer.evidence if answer.score is Score.UNDER_WAY else "")


def _finish(bench: Workbench, no: ItemNo, own: OwnValues, evidence: str) -> None:
    """完了予定日 follows the text of a 1, unless a person wrote another date or words there, or cleared it."""
    promised: date | None = bench.judging.due_date(evidence, bench.as_of) if evidence else None
    remembered = bench.memories[no].finish
    cleared = own.finish is None and remembered is not None and remembered == promised
    if own.finish in (None, remembered) and not cleared:
        bench.fill(no, finish=promised)
        bench.remember(no, finish=promised)


def mark_and_text(
    verdict: Verdict, across: Sequence[Finding] = (), *, changed: bool = False
) -> tuple[str, str]:
    """The text mark and the text of 確認内容 for one row.

    A row without a flag gets no mark; of the advice only what shows across rows is told there, or every second row would carry a
    remark.
    """
    flagging = distinct(finding for finding in verdict.findings if finding.flags)
    advice = [finding for finding in verdict.findings if not finding.flags] if flagging else []
    parts = [f"【{verdict.kind.label}】{CHANGED if changed else ''}"] if flagging else []
    parts += [f"{finding.message}{finding.advice}" for finding in flagging[:3]]
    parts += [f"参考：{finding.message}{finding.advice}" for finding in (*across, *advice)[:2]]
    if not flagging:
        return "", "\n".join(parts)
    strong = any(finding.severity is Severity.MISMATCH for finding in flagging)
    return MARK_MISMATCH if strong else MARK_MISSING, "\n".join(parts)


def lines(result: dict[str, Any], bench: Workbench) -> list[str]:
    """The result for people: counts, then the points, most important first."""
    counts = result["counts"]
    if not counts["flagged"]:
        text = [f"{counts['items']}項目を点検しました。確認ポイントはありません。"]
    else:
        kinds = "、".join(
            f"{kind.label} {counts['by_kind'][kind]}件" for kind in KINDS_BY_WEIGHT if counts["by_kind"][kind]
        )
        text = [
            f"{counts['items']}項目を点検しました。確認ポイントは{counts['flagged']}件です。",
            f"  内訳: {kinds}",
        ]
    unanswered = sum(not answer.answered for answer in bench.sheet.answers.values())
    if unanswered:
        text.append(f"  評価が未選択の項目が{unanswered}件あります（根拠もない項目は点検の対象外です）。")
    if counts["confirmed"]:
        text.append(f"  確認済みの{counts['confirmed']}件は表示していません。")
    order = {kind: place for place, kind in enumerate(KINDS_BY_WEIGHT)}
    ranked = sorted(bench.flagged, key=lambda no: order[bench.verdicts[no].kind])
    for no in ranked[:_SHOWN]:
        verdict = bench.verdicts[no]
        text.append(f"  No.{no} {verdict.kind.label}: {verdict.findings[0].message}")
    if len(ranked) > _SHOWN:
        text.append(
            f"  ほか{len(ranked) - _SHOWN}件（一覧は --csv、または -o で作るファイルの「社内用_確認ポイント」）"
        )
    return text
