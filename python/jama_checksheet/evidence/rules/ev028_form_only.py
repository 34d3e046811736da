"""A 2, but only the form is there: left to each person, only asked for, in someone's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

_FORM = re.compile(
    r"様式(?:だけ|のみ|は)[^、。]{0,12}|形(?:だけ|ばかり|式的|骸化)[^、。]{0,10}|(?:各自|各人|個人|本人|担当者?|現場|利用者|各部門?|各課|課長|部門ごと|業者さ?ん?|派遣(?:元|会社)|ご?家庭)(?:さん)?(?:の|に|へ)?[^、。]{0,10}(?:任せ|まかせ|委ね|良識|自主性|裁量|判断に(?:任|委)|一任|守備範囲|お任せ)[^、。]{0,12}"
    r"|(?:任せき|まかせき)り|丸投げ|(?:お願い|呼び?かけ|口頭(?:で)?(?:の)?(?:注意|伝え|指示|説明|で)|周知|注意喚起)(?:ベース|して(?:い|お)る|しているだけ|する|に)?(?:のみ|だけ|にとどま|に留ま)[^、。]{0,8}"
    r"|頭の中[^、。]{0,10}|頭に入っ[^、。]{0,8}|暗黙の?(?:了解|ルール)|(?:その場|そのとき|その時)(?:で|の)?[^、。]{0,6}(?:判断|考え)|臨機応変|(?:機能|設定)(?:は|を)?(?:無効|オフ|OFF|切って)|(?:止め|止まっ|切っ|外し|無効にし|オフにし)(?:て(?:い|お|あ)|たまま)[^、。]{0,8}|(?:買っ|導入し|設置し|作っ|付け|購入し|建て|立上げ|立ち上げ|初期|工場出荷|業者が付け)[^、。]{0,10}(?:時|とき|当時|日|当日)?[^、。]{0,12}(?:の|た)まま|(?:作っ|配っ|書い|決め|定め|送っ|もらっ|登録し|置い)た(?:きり|っきり|まま)[^、。]{0,10}"
    r"|まちまち|ばらつき|人による|人によって|徹底(?:でき|され)て(?:い|お)(?:ない|らず|ません)|守られて(?:い|お)(?:ない|らず|ません)|形骸"
)


def find(case: Case) -> Iterator[Hit]:
    """Turns of speech for a form without practice."""
    for match in _FORM.finditer(case.text):
        yield Hit(Span(match.start(), match.end(), match.group()))


RULE = Rule(
    code="EV028",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、運用が伴っていないように読めます",
    why="形だけ整えたもの、各自に任せたものは、守られていることを説明できません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、会社としての運用が確かめられません。",
    fix="会社として行っている確認や仕組みを追記してください。これから整える場合は、1点と完了予定時期をご検討ください。",
    find=find,
    good=(
        Good(
            "設定は情シスが一括で行い、利用者は変更できない。毎月、適用状況を確認。",
            "会社として運用しています。",
        ),
    ),
    bad=(
        Bad("事故対応手順書は様式だけ整えた。", "様式だけ整えた"),
        Bad("書き出しの可否は各自の良識に委ねています。", "各自の良識に委ねています"),
        Bad("復旧の手順は担当者の頭の中にあります。", "頭の中にあります"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
