"""A 2, but the text itself states a ratio below the whole."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Ratios such as 30台中25台, 8割, 受講率58%."""
    return at(gaps.ratio(case))


RULE = Rule(
    code="EV025",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、割合が全体に届いていません",
    why="対象の一部が済んでいない間は、対策中（1点）にあたります。",
    message="2点を選択されていますが、根拠に『{quote}』とあります。全体に届いていない場合、2点の根拠になりません。",
    fix="残りの完了予定時期を書いて1点とするか、残りを対象外とする理由（隔離済み等）を追記してください。",
    find=find,
    good=(
        Good("30台すべてに導入し、稼働率は100%。", "全体に届いています。"),
        Good("訓練の開封率は3%。全員に結果を知らせた。", "対策の割合ではありません。"),
    ),
    bad=(
        Bad("対象の20社に調査票を送り、回答数は13社である。", "20社に調査票を送り、回答数は13社"),
        Bad("回答を求めた22社、回収 9/22", "回収 9/22"),
        Bad("業務用PC30台中25台に導入済み。", "30台中25台"),
        Bad("eラーニングの受講率は58%でした。", "受講率は58%"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
