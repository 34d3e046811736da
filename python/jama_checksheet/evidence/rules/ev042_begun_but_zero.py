"""A 0, but the text describes work that is done or under way."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import begun, done_without_reservation
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Everything done, or a part of it done or in hand."""
    if argues(case):
        return None
    if said := done_without_reservation(case):
        return Hit(gaps.whole_clause(said), suggested=Score.DONE)
    if said := begun(case):
        return Hit(gaps.whole_clause(gaps.teller(case, said)), suggested=Score.UNDER_WAY)
    return None


RULE = Rule(
    code="EV042",
    kind=Kind.UNDER,
    severity=Severity.MISMATCH,
    scores=(Score.NOT_DONE,),
    title="0点ですが、取り組みが進んでいるように読めます",
    why="一部でも進んでいれば対策中（1点）、すべて済んでいれば対策完了（2点）と評価できます。",
    message="0点を選択されていますが、根拠に『{quote}』とあり、取り組みが進んでいるように読めます。",
    fix="進んでいる場合は1点と完了予定時期を、完了している場合は2点をご検討ください。",
    find=find,
    good=(
        Good("未実施。研修に組み込む方向で人事と話している。", "話しているのは計画です。", score="0"),
        Good(
            "未導入。補助金があると聞きましたので、申請して導入する考えです。",
            "聞いたことは着手ではありません。",
            score="0",
        ),
        Good("手順書はなく、来期に作成する。", "未着手と計画が書かれています。", score="0"),
        Good("対応できていない。来年度の予算に計上する。", "未着手と計画が書かれています。", score="0"),
    ),
    bad=(
        Bad(
            "本社の構成図はでき、工場の構成図は半ばまで描けています。",
            "工場の構成図は半ばまで描けています",
            score="0",
        ),
        Bad("技術部の台帳は作成済み。営業部はこれから記入する。", "技術部の台帳は作成済み", score="0"),
        Bad("手順書を作成中です。", "手順書を作成中です", score="0"),
    ),
    weak=True,
)
