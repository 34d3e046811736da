"""How often something is done, as times a year: 年2回 is 2, 毎月 is 12, 隔年 is 0.5."""

from __future__ import annotations

from typing import NamedTuple

from jama_checksheet.evidence.phrases import Phrase, Phrases
from jama_checksheet.evidence.signals.span import Span

_N = r"(?P<{0}>\d{{1,9}}|[一二三四五六七八九十])"
_KANJI = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_COUNTED = Phrases(
    (times, phrase)
    for phrase, times in (
    (Phrase(r"(?:(?<![0-9一二三四五])年|毎年|年間)に?" + _N.format("n") + r"[回度]"), 1),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?(?:1\s?)?年"), 1),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?(?:半期|半年)"), 2),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?四半期"), 4),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?週"), 52),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?日"), 365),
    (Phrase(r"(?:半期|半年)に" + _N.format("n") + r"[回度]"), 2),
    (Phrase(r"四半期に" + _N.format("n") + r"[回度]"), 4),
    (Phrase(r"(?<![0-9年来今先])月に?" + _N.format("n") + r"[回度]"), 12),
    (Phrase(_N.format("n") + r"[回度](?:以上)?\s?/\s?月"), 12),
    (Phrase(r"週に?" + _N.format("n") + r"[回度]"), 52),
    (Phrase(r"(?:日|1日)に" + _N.format("n") + r"[回度]"), 365),
))  # fmt: skip
"""Times a year of each 1 that is counted."""
_EVERY = Phrase(
    _N.format("n")
    + r"\s?(?P<unit>年|(?:か|ヶ|カ|ケ|箇)月|週間?|時間|日)(?:に(?:1|一|いち)[回度]|ごと|毎|おき|に一遍|周期)"
)
_WORDS = Phrases(
    (times, phrase)
    for phrase, times in (
        (Phrase(r"隔年|2年に1[回度]|二年に一[回度]"), 0.5),
        (Phrase(r"半年(?:ごと|毎|に1[回度]|に一[回度])|半期(?:ごと|毎|に1[回度]|に一[回度])"), 2.0),
        (Phrase(r"(?:四半期|3(?:か|ヶ|カ)月)(?:ごと|毎|に1[回度]|に一[回度])|毎四半期|季ごと"), 4.0),
        (Phrase(r"隔月|奇数月|偶数月"), 6.0),
        (Phrase(r"毎月|月次|月例|(?<![0-9])月(?:ごと|毎|初め?に|末に)|各月"), 12.0),
        (Phrase(r"毎週|週次|週ごと|毎[月火水木金土日]曜"), 52.0),
        (Phrase(r"毎日|日次|毎晩|毎朝|毎夜|毎夕|夜間に自動|日々|毎営業日"), 365.0),
        (Phrase(r"毎時|1時間(?:ごと|おき|毎)|常時|リアルタイム|24時間(?!以内|以上|未満|を?目標)"), 8760.0),
        (Phrase(r"毎年|年次|年ごと|毎期|毎年度|例年"), 1.0),
    )
)
"""Times a year."""
_MONTHS = Phrase(
    r"(?:毎年|例年|毎期)[、の]?\d{1,2}月(?:\d{1,9}日|[上中下]旬|末|頃)?(?P<more>(?:(?:と|・|、|や|及び|および|,)\d{1,2}月(?:\d{1,9}日|[上中下]旬|末|頃)?)+)"
)
_LAST = Phrase(
    r"最後|最終|直近|キープ|据え?置き|以来|きり|っきり|一度(?:だけ|行)|1度だけ|前回|それ以降|それから|以後|当時|のまま"
)


_ANY = Phrases((None, phrase) for phrase in (*_COUNTED.phrases, _EVERY, *_WORDS.phrases, _MONTHS))


class Rate(NamedTuple):
    """Times a year, and the words."""

    span: Span
    per_year: float


def _value(words: str) -> float:
    return float(words) if words.isdigit() else float(_KANJI[words])


def rates(text: str) -> tuple[Rate, ...]:
    """Every frequency that the text states, in reading order."""
    if not _ANY.awake(text):
        return ()
    found: list[Rate] = []
    for factor, pattern in _COUNTED.awake(text):
        for match in pattern.finditer(text):
            found.append(Rate(Span(match.start(), match.end(), match.group()), factor * _value(match["n"])))
    for match in _EVERY.finditer(text):
        unit, number = match["unit"], max(_value(match["n"]), 1.0)
        per_year = {"年": 1.0, "週": 52.0, "週間": 52.0, "時間": 8760.0, "日": 365.0}.get(unit, 12.0)
        found.append(Rate(Span(match.start(), match.end(), match.group()), per_year / number))
    for per_year, pattern in _WORDS.awake(text):
        for match in pattern.finditer(text):
            found.append(Rate(Span(match.start(), match.end(), match.group()), per_year))
    for match in _MONTHS.finditer(text):
        span = Span(match.start(), match.end(), match.group())
        found.append(Rate(span, 1.0 + match["more"].count("月")))
    return tuple(sorted(found))


def last_time(text: str) -> bool:
    """Whether the text looks back at the last occasion: 最後は, 以来, きり."""
    return bool(_LAST.search(text))
