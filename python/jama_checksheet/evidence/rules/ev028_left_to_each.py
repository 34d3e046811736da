"""A 2, but the matter is left to each person, to others, or to someone's memory."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV028",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、各自に任せているように読めます",
    why="各自や委託先に任せたままでは、会社として守られていることを説明できません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、各自や担当者に任せているように読めます。",
    fix="会社として行っている確認や仕組みを追記してください。これから整える場合は、1点と完了予定時期をご検討ください。",
    find=weak_spot("delegated"),
    good=(
        Good("怪しい動きがあれば機械が自動で切り離します。", "仕組みが止めます。"),
        Good("設定は情シスが一括で行い、毎月、適用状況を確認している。", "会社として運用しています。"),
    ),
    bad=(
        Bad("書き出しの可否は各自の良識に委ねています。", "書き出しの可否は各自の良識に委ねています"),
        Bad("復旧の手順は担当者の頭の中にあります。", "復旧の手順は担当者の頭の中にあります"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
