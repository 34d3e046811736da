"""A 2 on hearsay: 〜のはず, 〜と聞いている."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Clauses that pass on what others say, or what ought to be."""
    told = case.having(State.HEARSAY)
    return Hit(gaps.whole_clause(told[0])) if told else None


RULE = Rule(
    code="EV027",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、確認できていない内容のように読めます",
    why="自社で確かめていないことは、対策完了（2点）の根拠になりません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、自社では確かめていないように読めます。",
    fix="報告書や設定画面などで確かめ、確かめた方法と時期を追記してください。確かめられない場合は、1点をご検討ください。",
    find=find,
    good=(
        Good("今後は対象を広げたいと思います。", "自社の考えです。"),
        Good("保守業者が毎晩取得し、月次の報告書で成否を当社が確認している。", "自社で確かめています。"),
    ),
    bad=(
        Bad("保守業者が対応していると聞いています。", "保守業者が対応していると聞いています"),
        Bad("自動更新になっているはずです。", "自動更新になっているはずです"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
