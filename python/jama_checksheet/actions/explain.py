"""explain: a rule with its examples, or how to fill in an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jama_checksheet.actions.judging import Judging
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.errors import UsageError
from jama_checksheet.evidence import explain as rule_texts
from jama_checksheet.evidence.starters import starter
from jama_checksheet.model import CheckItem, Score
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "説明"
_SCORES = (Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE)


def explain(subject: str, sheet: CheckSheet | None, as_of: date) -> Outcome:
    """A rule by its code, or an item by its number: with `sheet` from that sheet's own words, else from the bundled sample.

    Raises UsageError where there is no such rule or item.
    """
    if subject.strip().upper().startswith("EV"):
        return _rule(subject)
    no = item_no(subject)
    item = _item(no, sheet) if no is not None else None
    if item is None:
        raise UsageError(
            f"「{subject}」という規則または項目はありません。",
            where=sheet.source if sheet else "",
            remedy="規則は EV001 の形、項目は番号で指定してください。",
        )
    return _told({"no": item.no}, list(_guidance(item, sheet, as_of)))


def _rule(code: str) -> Outcome:
    try:
        return _told({"code": code.strip().upper()}, rule_texts.explain(code).splitlines())
    except KeyError as error:
        raise UsageError(
            f"規則「{code}」はありません。", remedy="check の結果にある番号（EV001 など）を指定してください。"
        ) from error


def _told(key: dict[str, Any], lines: list[str]) -> Outcome:
    return Outcome(ChangePlan(TITLE), {**key, "text": "\n".join(lines)}, tuple(lines))


def _item(no: object, sheet: CheckSheet | None) -> CheckItem | None:
    if sheet is not None:
        return next((item for item in sheet.items if item.no == no), None)
    from jama_checksheet.sample.data import load_items

    for item in load_items():
        if item.no == no:
            return CheckItem(
                no=item.no, row=0, level=item.level, condition=item.condition, criteria=item.criteria
            )
    return None


def _guidance(item: CheckItem, sheet: CheckSheet | None, as_of: date) -> Iterator[str]:
    source = (
        f"（{sheet.source} より）"
        if sheet
        else "（見本の文章です。お手元の内容は --file で指定してください）"
    )
    yield f"No.{item.no} {item.level} {source}"
    yield f"達成条件: {item.condition}"
    if item.criteria:
        yield "達成基準:"
        yield from (f"  {line}" for line in item.criteria.splitlines())
    if sheet is not None:
        yield from _current(item, sheet, as_of)
    yield "根拠の書き出し例（〔　〕を埋めてお使いください）:"
    for score in _SCORES:
        yield f"  {score.label}: {starter(score)}"


def _current(item: CheckItem, sheet: CheckSheet, as_of: date) -> Iterator[str]:
    answer = sheet.answers[item.no]
    yield f"現在の評価: {answer.score.label}"
    yield f"現在の根拠: {answer.evidence or '（空欄）'}"
    verdict = Judging().verdict(item, answer, as_of)
    for finding in verdict.findings:
        heading = "確認ポイント" if finding.flags else "参考"
        yield f"{heading}: {finding.message}{finding.advice}（{finding.code}）"
