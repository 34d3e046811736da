"""A 2, but something is still left to do."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Words such as 残り, これから, 手付かず."""
    return at(gaps.leftover(case))


RULE = Rule(
    code="EV022",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、残っている部分があります",
    why="対策の強さは最も弱い所で決まるため、すべての対象が済んではじめて対策完了（2点）です。",
    message="2点を選択されていますが、根拠に『{quote}』とあります。未対応の範囲が残る場合、2点の根拠になりません。",
    fix="1点と完了予定時期をご検討ください。完了済みでしたら、対象範囲の追記をお願いします。",
    find=find,
    good=(
        Good("手順書は2023年に制定。幸い、まだ発動したことはありません。", "使う場面がなかっただけです。"),
        Good("古い検査機が1台残っていますが、LANから切り離して使っています。", "残りには手当てがあります。"),
        Good("残っていた1台も2024年5月に入れ替え、全台の対応を終えた。", "残りは済んでいます。"),
        Good("期限切れの製品は残っていない。", "残りがないという意味です。"),
    ),
    bad=(
        Bad("PC=ON、設計用PC=OFF", "設計用PC=OFF"),
        Bad("事務所は導入済み。工場側はこれから。", "工場側はこれから"),
        Bad("サーバーは終わり、PCの分が残っている。", "PCの分が残っている"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
