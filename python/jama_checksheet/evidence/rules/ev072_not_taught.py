"""A 2 that names the rule, while the item also asks to teach it or make it known: worth a word, not a doubt.

The associations' own answers call a rule without its teaching a 1; but many who teach it do not write so: of the labelled
answers that leave it out, two in three are right all the same. So it is advice.
"""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import NOWHERE, Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import measures
from jama_checksheet.model import Kind, Score, Severity

_TAUGHT = Phrase(
    r"教育|教え|研修|講習|周知|知らせ|受講|説明|掲示|配布|配って|配り|配信|回覧|通知|朝礼|読み聞|読み合わせ|勉強会|集会|案内|伝え|話し|話す|話を|貼|ポータル|イントラ|メール|掲載|公開|冊子|カード|eラーニング|署名|配付|指導|トレーニング|OJT|オリエンテーション|展開|共有|送付|送って|送り|徹底|閲覧|読ませ|読んで|理解|誓約|テスト|訓練|Teams|Slack|[Ww]iki"
)


def find(case: Case) -> Hit | None:
    """A document is named, and nothing that looks like teaching or telling."""
    if case.demands.to_be_taught and not _TAUGHT.search(case.text) and measures.any_document(case.text):
        return Hit(NOWHERE)
    return None


RULE = Rule(
    code="EV072",
    kind=Kind.THIN,
    severity=Severity.ADVICE,
    scores=(Score.DONE,),
    title="教育や周知についても書き添えると安心です",
    why="達成基準が教育や周知も求めている項目では、規程を定めることに加えて、それらの実施も2点の条件です。",
    message="達成条件や達成基準には教育や周知も含まれていますが、根拠からは読み取れませんでした。",
    fix="実施している場合は、教育や周知の方法と時期を書き添えてください。",
    find=find,
    good=(
        Good(
            "『機密管理規程』を2022年に制定し、毎年4月の集会で全員に説明。",
            "説明しています。",
            criteria="・規程を定め、周知すること",
        ),
        Good(
            "『機密管理規程』を2022年に制定。",
            "この項目は教育や周知を求めていません。",
            criteria="・規程を文書にすること",
        ),
    ),
    bad=(
        Bad("『機密管理規程』を2022年に制定。", "", criteria="・規程を定め、従業員に周知すること"),
        Bad("機密管理規程を定め、年1回見直し。", "", condition="機密の扱いを決め、教育している"),
    ),
)
