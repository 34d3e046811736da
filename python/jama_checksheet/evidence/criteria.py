"""What 達成条件 and 達成基準 ask for: matters, frequencies, thresholds."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import NamedTuple

from jama_checksheet.evidence.phrases import Passage, Phrase, Phrases
from jama_checksheet.evidence.signals.frequency import rates
from jama_checksheet.evidence.text import plain

_MATTERS = {
    "rule": r"規程|規則|ルール|決まり|基準|方針|手順|文書|取り?決め|定め",
    "teach": r"教育|教え|研修|講習",
    "tell": r"周知|知らせ|公開|伝え|展開|共有",
    "drill": r"訓練|演習|練習",
    "review": r"見直|点検|棚卸|更新|改め|最新|突き?合わ|確認|確かめ",
    "record": r"記録|台帳|一覧|証跡|証明|ログ",
    "contract": r"契約|誓約|約束|覚書|合意",
    "watch": r"監視|見張|検知|分析",
    "limit": r"制限|制御|統制|限定|禁止|施錠|絞|止め|防ぐ|防い|分け|分離|許可|遮断",
    "fix": r"是正|直す|直させ|改善|対処|手当",
}
_MATTER = Phrases((name, Phrase(pattern)) for name, pattern in _MATTERS.items())
_THRESHOLD = Phrase(
    r"(?P<n>\d+)\s?(?P<unit>文字|桁|日|(?:か|ヶ|カ|ケ|箇)月|年|世代|時間|分|週間?)(?P<way>以上|以内|未満|以下|超)"
)
_EITHER = Phrase(
    r"(?P<a>[一-龥ァ-ヶーA-Za-z]{2,10})(?:または|又は|もしくは|若しくは|あるいは|か)、?(?P<b>[一-龥ァ-ヶーA-Za-z]{2,10})"
)
_DAYS = {"日": 1, "週": 7, "週間": 7, "年": 365, "か月": 30, "ヶ月": 30, "カ月": 30, "ケ月": 30, "箇月": 30}


class Threshold(NamedTuple):
    """A measure with a bound: 12文字以上. `unit` is 文字, 日, 分 or 世代; times are turned into 日 or 分."""

    value: float
    unit: str
    at_least: bool
    words: str


class Demands(NamedTuple):
    """What one item asks. `per_year` are the frequencies asked."""

    text: str
    matters: frozenset[str]
    per_year: tuple[float, ...]
    thresholds: tuple[Threshold, ...]
    alternatives: tuple[tuple[str, str], ...]
    """Pairs of words either of which will do: 契約または誓約書."""
    pairs: frozenset[str]
    """Neighbouring characters of condition and criteria, to see how far an answer repeats them."""


def threshold(match: re.Match[str]) -> Threshold:
    """A bound in comparable units."""
    value, unit = float(match["n"]), match["unit"]
    if unit == "桁":
        unit = "文字"
    elif unit in ("時間", "分"):
        value, unit = value * (60 if unit == "時間" else 1), "分"
    elif unit in _DAYS:
        value, unit = value * _DAYS[unit], "日"
    return Threshold(value, unit, match["way"] in ("以上", "超"), match.group())


@lru_cache(maxsize=4096)
def demands(condition: str, criteria: str) -> Demands:
    """Read an item once; the same item is asked of many companies."""
    condition, criteria = plain(condition), plain(criteria)
    text = Passage.whole(f"{condition}\n{criteria}")
    criteria = text.part(len(condition) + 1, None)
    return Demands(
        text=text,
        matters=matters_of(text),
        per_year=tuple(rate.per_year for rate in rates(criteria)),
        thresholds=tuple(threshold(m) for m in _THRESHOLD.finditer(criteria)),
        alternatives=tuple((m["a"], m["b"]) for m in _EITHER.finditer(criteria)),
        pairs=frozenset(pairs(text)),
    )


def pairs(text: str) -> set[str]:
    """All neighbouring characters of a text."""
    return set(map(add, text, text[1:]))


@lru_cache(maxsize=16)
def matters_of(text: str) -> frozenset[str]:
    """The matters that a normalised answer speaks of."""
    return frozenset([name for name, pattern in _MATTER.awake(text) if pattern.search(text)])
