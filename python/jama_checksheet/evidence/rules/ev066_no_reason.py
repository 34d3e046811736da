"""該当なし without a reason."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import reason
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Neither a reason nor anything else concrete."""
    return None if case.empty or reason(case) else Hit(case.whole)


RULE = Rule(
    code="EV066",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.NOT_APPLICABLE,),
    title="該当しない理由が書かれていません",
    why="該当なしの根拠には、該当しないと判断した理由が求められています。",
    message="該当なしの根拠が『{quote}』で、該当しないと判断した理由が読み取れません。",
    fix="対象となる設備・業務・取引がないことなど、判断した理由を追記してください。",
    find=find,
    good=(Good("社外に公開するサイトを持っていないため", "理由があります。", score="NA"),),
    bad=(Bad("当社には該当しないと判断した。", "当社には該当しないと判断した。", score="NA"),),
    weak=True,
)
