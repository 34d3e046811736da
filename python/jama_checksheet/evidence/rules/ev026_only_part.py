"""A 2, but the measure is confined to a part."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity

_PART = Phrase(
    r"(?:一部の[^、。]{1,16}|主要[^、。]{0,14}|半分|半数|(?:大半|大部分|ほとんど)の?[^、。]{0,12})(?:のみ|だけ|しか|にとどま|に限)"
    r"|(?:のみ|だけ|止まり|どまり|にとどま(?:る|って(?:い|お)る?)|に留ま(?:る|って)?)(?:です|だ|である|で(?:ある)?|に(?:な|と)|のため|の状況)?(?:。|$|、(?!ほか))"
    r"|(?:した|出した|送った|配った|置いた|渡した|入れた|作った|決めた|整えた|貼った|お願いした|伝えた|呼びかけた)(?:のみ|だけ)"
)
_FINE = Phrase(
    r"(?:許可|承認|登録|必要|限定|管理者|担当|者|部門|会社|業者|責任者|係|人)(?:した|された|済み|な|の)?[^、。]{0,10}(?:のみ|だけ)|(?:のみ|だけ)(?:が|を|に(?!な)|で(?!す|あ|。)|と|許可|利用|接続|閲覧|入室|通)"
)
_SCOPE = Phrase(
    r"(?:部門|部署|拠点|工場|本社|事務所|部|課|室|階|社員|正社員|管理職|役員|サーバー?|PC|端末|台|一部|主要|新規|[っいんしえけせてねめれ]た|する|様式|口頭|年|月)(?:のみ|だけ)"
)
_COUNTED = Phrase(
    r"(?<!の)は[^、。]{0,14}?(?:\d{1,9}|一|二|三|両|自)[^、。]{0,10}(?:のみ|だけ)|(?<!の)は[^、。]{1,12}(?:のみ|だけ)(?:です|。|$)"
)


_UNCONFINED = (State.CONDITION, State.CLEAN, State.BLOCKED)
"""The states in which such words confine nothing that was done."""


def find(case: Case) -> Hit | None:
    """Words such as 〜のみ, 〜だけ that confine what was done."""
    if not _PART.can_match(case.text):
        return None
    for said in case.said:
        text = said.clause.text
        if said.state in _UNCONFINED or not (match := _PART.search(text)):
            continue
        if _SCOPE.search(text) and not _FINE.search(text) and not _COUNTED.search(text):
            start = said.clause.start + match.start()
            words = Span(start, start + len(match.group()), match.group())
            return Hit(gaps.whole_clause(said) if len(text) < 40 else words)
    return None


RULE = Rule(
    code="EV026",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、一部に限られているように読めます",
    why="一部だけで済んでいる対策は、対策中（1点）にあたります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、一部に限られているように読めます。",
    fix="残りの範囲がある場合は、1点と完了予定時期をご検討ください。範囲がそれで全部であれば、その旨を追記してください。",
    find=find,
    good=(
        Good("通信はTLS1.2以上のみ。", "方式を絞る対策です。"),
        Good("サーバー室に入れるのは許可した者のみ。", "入れる人を絞る対策です。"),
        Good("必要な通信だけを通す設定。", "通信を絞る対策です。"),
    ),
    bad=(
        Bad("カメラが動いているのはサーバー室だけ。", "カメラが動いているのはサーバー室だけ"),
        Bad("様式を配っただけです。", "様式を配っただけです"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
