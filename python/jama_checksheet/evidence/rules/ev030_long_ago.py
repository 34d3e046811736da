"""A 2, but the last time lies longer ago than the frequency asked allows."""

from __future__ import annotations

from datetime import timedelta

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import frequency
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

_CURRENT = Phrase(r"最新|変更(?:時|の都度|があ)|変わ(?:った|る)(?:とき|都度|たび)")
_AT_CHANGES = 0.5
"""Where a document must follow changes, two years without any count as long."""


def find(case: Case) -> Hit | None:
    """Words that look back (最後は, 以来, 一度) and no time within the period asked."""
    if not case.moments or case.rates or not frequency.last_time(case.text):
        return None
    asked = case.demands.per_year or ((_AT_CHANGES,) if _CURRENT.search(case.demands.text) else ())
    if not asked:
        return None
    latest = max(case.moments, key=lambda moment: moment.last)
    late = latest.last < case.as_of - timedelta(days=int(400 / min(asked)) + 60)
    return Hit(Span(latest.start, latest.end, latest.words)) if late else None


RULE = Rule(
    code="EV030",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、最後の実施から時間が経っています",
    why="達成基準が定期的な実施を求める項目では、最後の実施が古いと基準を満たしません。",
    message="2点を選択されていますが、根拠の『{quote}』が最後の実施のように読めます。達成基準の頻度に届いていない可能性があります。",
    fix="その後の実施があれば、直近の時期を追記してください。なければ、1点と次回の予定をご検討ください。",
    find=find,
    good=(
        Good(
            "方針は2015年に制定し、毎年4月に見直している。",
            "毎年行っています。",
            criteria="【頻度】\n・年1回以上",
        ),
        Good("2025年2月に診断を受けた。", "1年以内です。", criteria="【頻度】\n・年1回以上"),
    ),
    bad=(
        Bad("構成図の最終更新は2020年2月。", "2020年2月", criteria="・変更時に更新すること"),
        Bad("前回の見直しは2020年5月です。", "2020年5月", criteria="【頻度】\n・年1回以上"),
        Bad("2019年に策定して以来、読み返しておりません。", "2019年", criteria="【頻度】\n・年1回以上"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
