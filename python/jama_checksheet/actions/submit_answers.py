"""submit: the answers of the working copy in the untouched official form, and the check before handing in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.errors import UsageError
from jama_checksheet.model import Answer, ItemNo
from jama_checksheet.workbook.handin.answers import check_answers, check_forms
from jama_checksheet.workbook.handin.forms import compare_forms
from jama_checksheet.workbook.handin.inspection import inspect_form
from jama_checksheet.workbook.handin.transfer import transfer
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "提出用を作る"


def submit_answers(working: Workbench, official: OpenFile) -> Outcome:
    """Plan the hand-in. The plan belongs to the package of `official` and writes score and evidence alone; `working` only reads.

    Result: `written` (number of items that got an answer) and `checks` [{name, ok, detail}]. Raises LayoutError where the
    official file holds no check sheet.
    """
    same_name = working.sheet.name if official.book.grid(working.sheet.name) else ""
    sheet = recognise(official.book, same_name)
    forms = compare_forms(working.sheet, sheet)
    done = transfer(working.sheet, sheet, forms)
    checks = (
        *check_answers(sheet, done, working.flagged),
        *check_forms(working.sheet, sheet, forms, done),
        *inspect_form(official.package, official.book, sheet, _texts(done.answers, sheet.answers)),
    )
    result: dict[str, Any] = {"written": len(done.written), "checks": [asdict(check) for check in checks]}
    return Outcome(
        ChangePlan(TITLE, done.changes), result, tuple(lines(result)), not all(check.ok for check in checks)
    )


def _texts(after: Mapping[ItemNo, Answer], before: Mapping[ItemNo, Answer]) -> dict[str, str]:
    """The new evidence texts, by the place to name them with."""
    return {
        f"No.{no} の根拠": answer.evidence
        for no, answer in after.items()
        if answer.evidence != before[no].evidence
    }


def refuse_output(out: Path, working: Path, official: Path) -> None:
    """Raise UsageError where the result would take the place of the working copy or of the official download."""
    for path, name in ((working, "作業用のファイル"), (official, "公式のファイル")):
        if _same(out, path):
            raise UsageError(
                f"出力先が{name}と同じです。",
                where=str(out),
                remedy="提出用のファイルには、別の名前を指定してください。",
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def lines(result: dict[str, Any]) -> list[str]:
    """The result for people: first what needs their eye."""
    checks = result["checks"]
    open_checks = [check for check in checks if not check["ok"]]
    text = [
        f"{result['written']}項目の回答を、公式のファイルの写しに書き込みました（評価と根拠の欄だけです）。"
    ]
    if open_checks:
        text.append(f"提出前の確認: {len(checks)}点のうち{len(open_checks)}点は、目で見てご確認ください。")
        text += [f"  △ {check['name']}: {check['detail']}" for check in open_checks]
    else:
        text.append(f"提出前の確認: {len(checks)}点とも問題は見つかりませんでした。")
    fine = [check["name"] for check in checks if check["ok"]]
    if open_checks and fine:
        text.append(f"  ○ 問題なし: {'、'.join(fine)}")
    return text
