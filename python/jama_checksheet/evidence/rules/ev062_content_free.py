"""Text that would fit any item: 対応済み, 適切に管理している."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import nothing_concrete
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import vagueness
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Only words of assurance and of grammar."""
    if case.empty:
        return None
    if case.score in (Score.UNDER_WAY, Score.NOT_DONE) and (
        promises.promise(case) or case.having(State.ABSENT)
    ):
        return None
    if case.score is Score.NOT_APPLICABLE and case.having(State.ABSENT) and "まだ" in case.text:
        return None
    if case.score is Score.DONE and nothing_concrete(case) and not argues(case):
        return Hit(case.whole)
    if vagueness.content_free(case.words) or (vagueness.refers_elsewhere(case.text) and len(case.text) < 40):
        return Hit(case.whole)
    return None


RULE = Rule(
    code="EV062",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE),
    title="根拠の中身が読み取れません",
    why="どの項目にも当てはまる言葉だけでは、何を見て判断したのかが残りません。",
    message="根拠が『{quote}』のみで、判断のもとになった対策や事情が読み取れません。",
    fix="規程名、システム名、実施している内容（いつ・誰が・どの範囲で）のいずれかを追記してください。",
    find=find,
    good=(
        Good("『アクセス管理規程』により対応済み", "規程名があります。"),
        Good("UTMを置き、不要な通信を遮断済み", "対策の名前があります。"),
    ),
    bad=(
        Bad("同業の皆様と同じ程度には。", "同業の皆様と同じ程度には。"),
        Bad("担当部署に聞き、対応済みとのことでした。", "担当部署に聞き、対応済みとのことでした。"),
        Bad("対応済み", "対応済み"),
        Bad("適切に管理しております。", "適切に管理しております。"),
        Bad("同上", "同上"),
    ),
)
