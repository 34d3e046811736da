"""A 2, but someone or something is left out."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV032",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、対象から外れた部分があるように読めます",
    why="対策の強さは最も弱い所で決まるため、達成基準の対象すべてを満たしてはじめて2点です。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、対象から外れた部分があるように読めます。",
    fix="外れた部分も達成基準の対象であれば、1点と完了予定時期をご検討ください。対象でない場合や代わりの手当てがある場合は、その旨を追記してください。",
    find=weak_spot("excluded"),
    good=(Good("許可した通信以外は遮断している。", "通信を絞る対策です。"),),
    bad=(
        Bad("印刷した紙は回収の対象とせず、使い終わると捨てている。", "印刷した紙は回収の対象とせず"),
        Bad("設計部門は登録済み。営業所のPCは台帳の対象外としている。", "営業所のPCは台帳の対象外としている"),
        Bad("研修は全員に実施。ただし役員を除く。", "ただし役員を除く"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
