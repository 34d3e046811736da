"""A 2 without any year: welcome, not required (the associations' own good examples carry none)."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import NOWHERE, Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """A measure is named, but no time at all."""
    return Hit(NOWHERE) if case.names_measure and not case.moments and not case.rates else None


RULE = Rule(
    code="EV071",
    kind=Kind.THIN,
    severity=Severity.ADVICE,
    scores=(Score.DONE,),
    title="時期もあるとさらに分かりやすくなります",
    why="記入欄は策定・改定・導入の年も求めていますが、業界団体の見本には年のないものもあり、必須ではありません。",
    message="対策の時期（策定・改定・導入の年、または実施の頻度）が書かれていません。",
    fix="分かる場合は、策定・改定・導入の年や頻度を書き添えてください。",
    find=find,
    good=(Good("『情報管理規程』を2020年4月に制定", "時期があります。"),),
    bad=(Bad("UTMを置き、不要な通信を遮断済み", ""),),
)
