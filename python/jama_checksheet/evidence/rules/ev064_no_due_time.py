"""A 1 without any word of when it will be complete."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """No promised time, neither a date nor an event."""
    if case.empty or argues(case) or promises.promise(case):
        return None
    if span := promises.undecided(case):
        return Hit(span)
    return None if promises.loosely_dated(case) else Hit(case.last_sentence)


RULE = Rule(
    code="EV064",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.UNDER_WAY,),
    title="完了予定の時期が書かれていません",
    why="対策中（1点）の根拠には、現状と完了予定時期が求められています。",
    message="1点の根拠に『{quote}』とありますが、いつ完了する予定かが読み取れません。",
    fix="完了予定の時期（例：2026年3月末、来年度上期）を追記してください。",
    find=find,
    good=(
        Good("規程を作成中。2026年3月に制定予定。", "完了予定があります。", score="1"),
        Good("次の取締役会で承認を得て施行する。", "時期を示す出来事があります。", score="1"),
    ),
    bad=(
        Bad("規程を作成中です。", "規程を作成中です。", score="1"),
        Bad("台帳への登録を進めている。完了時期は未定。", "完了時期は未定", score="1"),
    ),
    weak=True,
)
