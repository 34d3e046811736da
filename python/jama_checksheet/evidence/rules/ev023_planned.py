"""A 2, but the text speaks of something to come."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Clauses about plans, other than the next round of what is already practised."""
    return at(gaps.plan(case))


RULE = Rule(
    code="EV023",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、予定として書かれています",
    why="これから行うことは、行うまで対策完了（2点）の根拠になりません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、これから行う内容のように読めます。",
    fix="完了前であれば、1点と完了予定時期をご検討ください。すでに完了していれば、完了した時期を追記してください。",
    find=find,
    good=(
        Good(
            "毎年5月に点検しており、今年も終えました。来年は点検表に項目を足すことを検討します。",
            "次の回の工夫です。",
        ),
        Good("毎年6月に教育を実施。次回は2026年6月の予定。", "毎年の次の回です。"),
        Good("全工場の入替えを計画し、2025年3月に最後の1台を終えた。", "計画は果たされています。"),
        Good("2024年度に導入予定だったEDRは、2025年2月に全台へ展開し終えた。", "予定は果たされています。"),
        Good("『事業継続計画書』を2022年に制定した。", "計画は文書の名前です。"),
        Good("個人情報保護方針(2020年4月制定)", "方針は文書の名前です。"),
    ),
    bad=(
        Bad("監視サービスを2026年4月に導入する予定です。", "監視サービスを2026年4月に導入する予定です"),
        Bad("規程は承認され、研修は来年1月に始める。", "研修は来年1月に始める"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
