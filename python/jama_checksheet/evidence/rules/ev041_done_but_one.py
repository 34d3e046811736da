"""A 1, but the text describes the whole thing as done."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import done_without_reservation
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Everything is done or practised; no gap, no time to come."""
    if argues(case):
        return None
    said = done_without_reservation(case)
    promised = promises.promise(case)
    if said and not (promised and (promised.firm or promised.due > case.as_of)):
        return Hit(gaps.whole_clause(said))
    return None


RULE = Rule(
    code="EV041",
    kind=Kind.UNDER,
    severity=Severity.MISMATCH,
    scores=(Score.UNDER_WAY,),
    title="1点ですが、完了しているように読めます",
    why="すべて完了しているなら、対策完了（2点）と評価できます。",
    message="1点を選択されていますが、根拠に『{quote}』とあり、完了しているように読めます。",
    fix="達成基準をすべて満たしていれば、2点をご検討ください。残りがあれば、残りの内容と完了予定時期を追記してください。",
    find=find,
    good=(Good("PCは導入済み。サーバーは2026年3月に導入する。", "残りがあります。", score="1"),),
    bad=(
        Bad(
            "全PCへの導入を2025年3月に完了し、毎日更新を確認している。",
            "全PCへの導入を2025年3月に完了し",
            score="1",
        ),
        Bad(
            "誓約書は全員から取得済みで、原本を総務で保管している。",
            "誓約書は全員から取得済みで",
            score="1",
        ),
    ),
    suggested=Score.DONE,
    weak=True,
)
