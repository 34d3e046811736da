"""A 2, but it is done only when something happens to prompt it."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, weak_spot
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

_WHEN_NEEDED = Phrase(
    r"(?:必要に応じ|随時|適宜|必要があれば)て?(?:、)?[^、。]{0,12}(?:見直|修正|直|更新|改|点検|確認|棚卸)"
)
_OCCASIONAL = weak_spot("occasional")


def find(case: Case) -> Hit | None:
    """Turns of speech for no fixed rhythm."""
    if hit := _OCCASIONAL(case):
        return hit
    if case.demands.per_year and not case.rates and (match := _WHEN_NEEDED.search(case.text)):
        return Hit(case.around(Span(match.start(), match.end(), match.group())))
    return None


RULE = Rule(
    code="EV035",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、実施の時期が決まっていないように読めます",
    why="気付いたときだけの対応は、実施の漏れが起きやすくなります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、定めた頻度や期限で行っていないように読めます。",
    fix="実施の頻度や期限が決まっていれば追記してください。決まっていない場合は、1点と決める時期をご検討ください。",
    find=find,
    good=(Good("毎月1日に権限を確認し、不要なIDを削除する。", "時期が決まっています。"),),
    bad=(
        Bad(
            "台帳は必要に応じ各課が直す。",
            "台帳は必要に応じ各課が直す",
            criteria="【頻度】\n・年1回以上",
        ),
        Bad("退職者のIDは気付いたときに消しています。", "退職者のIDは気付いたときに消しています"),
        Bad("注意喚起は不定期に行っている。", "注意喚起は不定期に行っている"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
