"""A 1, but nothing was begun and nothing is planned."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import done_without_reservation
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity

_NO_PLAN = Phrase(
    r"(?:予定|計画|つもり|話|考え|検討|見込み|動き|意向|必要性?)(?:は|も|が|を)?[^、。]{0,12}(?:な(?:い|く|し)|ありません|ございません|出て(?:い|お)|上がって|しておら|していな|感じ(?:て|な)|持って(?:い|お)|立って)|このまま|これでいく|やらない|作らない|しない(?:方針|考え)|ずっと|行わない|入れない|要らない|不要|今後も[^、。]{0,16}(?:任せ|変え(?:ない|ず)|続け(?:る|て))"
)

_GIVEN_UP = Phrase(
    r"(?:思っ|考え|計画し|予定し|検討し|進めかけ)[^、。]{0,6}(?:が|けど|けれど|ものの)、?[^、。]{0,8}(?:やめ(?:た|まし)|取りやめ|断念|立ち消え)"
)
_MORE = (
    State.UNDER_WAY,
    State.PLANNED,
    State.DONE,
    State.PRACTISED,
    State.PRESENT,
    State.NOMINAL,
)
"""Clauses in these states say more than what is missing."""


def find(case: Case) -> Hit | None:
    """Only denials, and no plan, no work, nothing done."""
    if given_up := _GIVEN_UP.search(case.text):
        return Hit(case.around(Span(given_up.start(), given_up.end(), given_up.group())))
    if argues(case) or promises.promise(case) or promises.loosely_dated(case):
        return None
    if done_without_reservation(case):
        return None
    refused = _NO_PLAN.search(case.text)
    denied = case.having(State.ABSENT, State.BLOCKED)
    if not denied and not refused:
        return None
    if refused and not case.having(State.UNDER_WAY):
        return Hit(gaps.whole_clause(denied[-1] if denied else case.said[-1]))
    if case.having(*_MORE):
        return None
    return Hit(gaps.whole_clause(denied[0]))


RULE = Rule(
    code="EV034",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.UNDER_WAY,),
    title="1点ですが、着手も予定もないように読めます",
    why="対策中（1点）は、取り組みが始まっているか、完了の予定がある場合の評価です。",
    message="1点を選択されていますが、根拠に『{quote}』とあり、着手や予定が読み取れません。",
    fix="取り組みや予定があれば追記してください。なければ、0点と今後の改善計画をご検討ください。",
    find=find,
    good=(
        Good("現状は未実施。2026年3月に初回の訓練を行う。", "完了の予定があります。", score="1"),
        Good("規程の案を作成中で、教育はまだ行っていない。", "着手しています。", score="1"),
    ),
    bad=(
        Bad("今期こそと考えたが、取りやめた。", "今期こそと考えたが、取りやめた", score="1"),
        Bad("何もしておらず、導入の話も出ていない。", "導入の話も出ていない", score="1"),
        Bad("手順は決めていない。今後も作る予定はない。", "今後も作る予定はない", score="1"),
    ),
    suggested=Score.NOT_DONE,
)
