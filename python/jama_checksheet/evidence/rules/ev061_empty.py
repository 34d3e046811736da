"""A score without any text."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Nothing but marks."""
    return Hit(case.whole) if case.empty else None


RULE = Rule(
    code="EV061",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE),
    title="評価の根拠が空欄です",
    why="根拠がないと、評価した理由を社内や取引先に説明できず、次年度の回答にも困ります。",
    message="{score}を選択されていますが、評価の根拠が記入されていません。",
    fix="2点は規程名・導入システムと時期、1点は現状と完了予定時期、0点は改善計画、該当なしは理由をお書きください。",
    find=find,
    good=(Good("就業規則第58条", "文書名があります。"),),
    bad=(Bad("", ""), Bad("－", "－", score="NA")),
)
