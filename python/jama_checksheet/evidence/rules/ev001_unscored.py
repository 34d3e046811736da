"""Something was written, but no score was chosen."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Any text beside an unchosen score."""
    return None if case.empty else Hit(case.whole)


RULE = Rule(
    code="EV001",
    kind=Kind.UNSCORED,
    severity=Severity.MISSING,
    scores=(Score.UNANSWERED,),
    title="評価が選択されていません",
    why="根拠があっても、評価が未選択のままでは未回答として集計されます。",
    message="根拠は記入されていますが、達成条件評価が選択されていません。",
    fix="記入内容に合う評価をプルダウンから選択してください。",
    find=find,
    good=(Good("", "根拠も評価も空の行は、未回答として数えます。", score=""),),
    bad=(Bad("FortiGateを設置し、不要な通信を遮断", "FortiGateを設置し、不要な通信を遮断", score=""),),
)
