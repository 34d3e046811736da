"""How far a measure reaches: all of it, a part, a remainder, a ratio."""

from __future__ import annotations

from typing import NamedTuple

from jama_checksheet.evidence.phrases import Phrase, Phrases
from jama_checksheet.evidence.signals.span import Span

_UNIT = r"(?:台|社|名|人|件|課|部門?|部署|拠点|工場|か所|カ所|ヶ所|箇所|サイト|システム|本|棟|室|区域|区画|店|事業所|職場|ライン|回線|種|冊|章|つ|系統|ドメイン|サービス|枚|品目|割)"
_OF = Phrase(
    rf"(?P<all>\d[\d,]{{0,11}})\s?{_UNIT}?(?:[^、。\n]{{0,4}}(?:のうち|の内|うち|中|、うち|内)|ある[^、。\n]{{0,6}}うち)、?(?:の)?(?:既に|今は|現在|[^、。\d\n]{{2,12}}[はが])?(?P<part>\d[\d,]{{0,11}})\s?{_UNIT}"
)
_SLASH = Phrase(rf"(?P<part>\d[\d,]{{0,11}})\s?{_UNIT}?\s?/\s?(?P<all>\d[\d,]{{0,11}})\s?{_UNIT}")
_COUNT = Phrase(
    r"(?:回収|受講|適用|完了|実施|提出|対応|進捗|回答|締結|導入|更新|登録|確認|配布|展開|移行|取得|受領)(?:済み?|率|数|状況)?[\s:=は]{0,2}(?P<part>\d{1,4})\s?/\s?(?P<all>\d{1,4})(?![\d/月日])"
)
_ASKED_AND_BACK = Phrase(
    rf"(?P<all>\d[\d,]{{0,11}})\s?{_UNIT}[^\d]{{1,40}}(?:回収|回答|提出|受領|返送|返信)(?:済み?|数)?(?:は|が|:|=)?\s?(?P<part>\d[\d,]{{0,11}})\s?(?:台|社|名|人|件|通|部署|部門|拠点|枚)(?!目)"
)
_TENTHS = Phrase(r"(?P<n>[1-9一二三四五六七八九])割(?![り当])")
_RATE = Phrase(
    r"(?:受講|実施|進捗|適用|回収|導入|達成|完了|修了|登録|提出|普及|整備|対応|移行|展開|切替|周知|設定|配備|取得|配布|カバー|更新|施錠|締結|回答|遵守|成功|出席|参加|消化|充足)(?:率|状況|度)?(?:は|が|も|で|、|:|=|約|\s)*(?:[^、。\d]{1,6}で)?(?:約|おおむね|概ね)?(?P<n>\d{1,3}(?:\.\d{1,9})?)\s?[%％]"
)
_PERCENT = Phrase(
    r"(?P<n>\d{1,2}(?:\.\d{1,9})?)\s?%(?:程度|ほど|まで|くらい|前後|の(?:端末|部門|社員|機器|PC|会社|取引先|拠点)|が完了|完了|済)"
)
_RATIOS = Phrases(
    (None, phrase) for phrase in (_OF, _SLASH, _COUNT, _ASKED_AND_BACK, _TENTHS, _RATE, _PERCENT)
)
_ALL = Phrase(
    r"全(?=[一-龥ァ-ヶーA-Za-z0-9])|すべて|全て|全員|皆|もれなく|漏れなく|例外なく|必ず|100\s?%|いずれも|ともに|とも(?=[、。全])|問わず|隅々|ひとり残らず|一人残らず|どの[^、。]{1,8}も|両方|総て|網羅|そろ(?:った|って|い)|揃"
)


class Share(NamedTuple):
    """A part of a whole, as a number between 0 and 1, and its words."""

    span: Span
    share: float


def _number(words: str) -> float:
    return float(words.replace(",", ""))


def shares(text: str) -> tuple[Share, ...]:
    """Every ratio that the text states: 30台中25台, 8割, 受講率64%."""
    if not _RATIOS.awake(text):
        return ()
    found = []
    for pattern in (_OF, _SLASH, _COUNT, _ASKED_AND_BACK):
        for match in pattern.finditer(text):
            part, whole = _number(match["part"]), _number(match["all"])
            if whole > 0 and part <= whole:
                found.append(Share(Span(match.start(), match.end(), match.group()), part / whole))
    for match in _TENTHS.finditer(text):
        n = match["n"]
        value = int(n) if n.isdigit() else "一二三四五六七八九".index(n) + 1
        found.append(Share(Span(match.start(), match.end(), match.group()), value / 10))
    for pattern in (_RATE, _PERCENT):
        for match in pattern.finditer(text):
            found.append(
                Share(Span(match.start(), match.end(), match.group()), min(_number(match["n"]) / 100, 1.0))
            )
    return tuple(sorted(found))


def whole(text: str) -> bool:
    """Whether the text speaks of the whole: 全台, すべて, 漏れなく, 100%."""
    return bool(_ALL.search(text))
