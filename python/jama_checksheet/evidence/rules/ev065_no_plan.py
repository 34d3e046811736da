"""A 0 without any improvement plan."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case, Said
from jama_checksheet.evidence.completeness import begun, done_without_reservation
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity

_NO_PLAN = Phrase(
    r"(?:予定|計画|つもり|話|考え|検討|必要性?)(?:は|も|が|を)?[^、。]{0,12}(?:な(?:い|く|し)|ありません|ございません|出て(?:い|お)|上がって|していな|しておら|感じ)|見送|このまま|見合わせ|断念"
)


_NO_INTENT = Phrase(r"(?:課題|必要(?:性)?)(?:である|だ|で|と|は|が|を)")
_ARRANGED = Phrase(
    r"ことに(?:した|しま|決)|話(?:が|を)(?:まとま|つけ|進)|頼(?:ん|み)|上申|申し入れ|依頼し|打診|見積|提案|調整し|お願いし|盛り込|計上|図面になって|段取り|上げた|申請し|稟議"
)
_STATIC = frozenset(
    [
        "有る",
        "在る",
        "居る",
        "成る",
        "出来る",
        "分かる",
        "違う",
        "異なる",
        "多い",
        "大きい",
        "掛かる",
        "足りる",
        "です",
        "食べる",
        "因る",
        "よる",
        "依る",
    ]
)


def _plans(said: Said) -> bool:
    """A plan, or a plain verb that can only mean what will be done."""
    if said.state is State.PLANNED:
        return True
    if _ARRANGED.search(said.clause.text):
        return True
    if said.state is not State.PRESENT:
        return False
    verbs = [w for w in said.clause.words[-5:] if w.kind.startswith("動詞")]
    return bool(verbs) and verbs[-1].lemma not in _STATIC


def find(case: Case) -> Hit | None:
    """Only a statement of what is missing."""
    if case.empty or argues(case) or done_without_reservation(case) or begun(case):
        return None
    refused = _NO_PLAN.search(case.text)
    planned = any(
        _plans(said) and not _NO_PLAN.search(said.clause.text) and not _NO_INTENT.search(said.clause.text)
        for said in case.said
    )
    if planned:
        return None
    if refused:
        return Hit(Span(refused.start(), refused.end(), refused.group()))
    return None if promises.promise(case) else Hit(case.last_sentence)


RULE = Rule(
    code="EV065",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.NOT_DONE,),
    title="今後の改善計画が書かれていません",
    why="未実施（0点）の根拠には、今後の改善計画が求められています。時期がまだ決まっていなくても構いません。",
    message="0点の根拠に『{quote}』とありますが、今後どうするかが読み取れません。",
    fix="これから行うこと（例：来年度に手順書を作成する）を追記してください。",
    find=find,
    good=(
        Good("手順書はない。親会社の雛形をもとに作成する。", "計画があります。", score="0"),
        Good("未実施。来年度の予算に計上する予定。", "計画があります。", score="0"),
    ),
    bad=(
        Bad("巡回点検は行っていない。", "巡回点検は行っていない。", score="0"),
        Bad("今年度も見送り。", "見送", score="0"),
    ),
    weak=True,
)
