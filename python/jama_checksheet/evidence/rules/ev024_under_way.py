"""A 2, but the work is still under way."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Clauses about unfinished work."""
    return at(gaps.work_under_way(case))


RULE = Rule(
    code="EV024",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、作業の途中のように読めます",
    why="作業の途中は、対策中（1点）にあたります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、まだ途中のように読めます。",
    fix="途中であれば、1点と完了予定時期をご検討ください。完了していれば、完了した時期と範囲を追記してください。",
    find=find,
    good=(
        Good("名簿は異動のたびに差し替えています。", "繰り返し行う作業です。"),
        Good("夜間は警備会社が巡回しています。", "動いている対策です。"),
        Good("外部SOCで24時間監視中。", "動いている対策です。"),
        Good("営業時間中は受付で記帳、夜間は施錠。", "時間帯の言い方です。"),
    ),
    bad=(
        Bad("見直しの要領は今つくっている。", "見直しの要領は今つくっている"),
        Bad("手順書を作成中です。", "手順書を作成中です"),
        Bad("全拠点への展開を進めています。", "全拠点への展開を進めています"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
