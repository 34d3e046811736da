"""A score was chosen, but the text argues that the item does not apply to the company."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """The whole text gives a reason for 該当なし and names no measure of its own."""
    return at(argues(case))


RULE = Rule(
    code="EV013",
    kind=Kind.NA,
    severity=Severity.MISMATCH,
    scores=(Score.DONE, Score.UNDER_WAY, Score.NOT_DONE),
    title="対象がないという理由が書かれています",
    why="項目の対象が会社にない場合は、点数ではなく該当なしを選ぶ項目です。",
    message="{score}を選択されていますが、根拠に『{quote}』とあり、この項目の対象が社内にないように読めます。",
    fix="対象がない場合は「該当なし」をご検討ください。対象がある場合は、実施している対策をお書きください。",
    find=find,
    good=(
        Good(
            "社内に無線LANはなく、未登録の機器は有線でも認証スイッチで遮断している。",
            "対策も書かれています。",
        ),
        Good("手順書はない。来期に作成する。", "ないのは対策です。", score="0"),
    ),
    bad=(
        Bad(
            "海外に拠点も子会社もありません。",
            "海外に拠点も子会社もありません",
            score="0",
            condition="海外拠点の対策を確かめること",
        ),
        Bad("海外に拠点がなく、対象となる会社が存在しない。", "対象となる会社が存在しない", score="2"),
        Bad(
            "遠隔保守の契約はなく、この項目は当社に当てはまらない。",
            "この項目は当社に当てはまらない",
            score="1",
        ),
    ),
    suggested=Score.NOT_APPLICABLE,
    weak=True,
)
