"""該当なし was chosen, but the text describes doing the very thing."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import reason
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps, vagueness
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """A practised, finished, running or planned measure, and no reason why the item should not apply."""
    if reason(case) or vagueness.content_free(case.words):
        return None
    measures = case.having(State.PRACTISED, State.DONE, State.UNDER_WAY, State.PLANNED, State.BLOCKED)
    return Hit(gaps.whole_clause(gaps.teller(case, measures[0]))) if measures else None


RULE = Rule(
    code="EV011",
    kind=Kind.NA,
    severity=Severity.MISMATCH,
    scores=(Score.NOT_APPLICABLE,),
    title="該当なしですが、取り組みが書かれています",
    why="該当なしは、項目の対象そのものが会社にない場合の評価です。取り組みがあるなら、項目は該当します。",
    message="該当なしを選択されていますが、根拠に『{quote}』とあり、この項目の対象が社内にあるように読めます。",
    fix="実施済みなら2点、一部・予定なら1点または0点をご検討ください。対象がない場合は、その理由をお書きください。",
    find=find,
    good=(
        Good(
            "社外から会社のものは何も見られないようにしてある。", "外から使う仕組みがありません。", score="NA"
        ),
        Good(
            "無線のアクセスポイントは置いておらず、全て有線のため",
            "対象がない理由が書かれています。",
            score="NA",
        ),
        Good("在宅勤務の制度がなく、PCは据置のみ。", "対象がない理由が書かれています。", score="NA"),
    ),
    bad=(
        Bad("毎週金曜にテープへ保存し、耐火金庫に保管しています。", "毎週金曜にテープへ保存し", score="NA"),
        Bad("来期に規程を作る予定のため。", "来期に規程を作る予定のため", score="NA"),
    ),
    weak=True,
)
