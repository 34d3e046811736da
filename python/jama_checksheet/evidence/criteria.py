"""What 達成条件 and 達成基準 ask for: frequencies, thresholds, alternatives, that people are taught."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import NamedTuple

from jama_checksheet.evidence.lazy import lazy
from jama_checksheet.evidence.phrases import Passage, Phrase
from jama_checksheet.evidence.signals.frequency import rates
from jama_checksheet.evidence.text import plain

_THRESHOLD = Phrase(
    r"(?P<n>\d{1,9})\s?(?P<unit>文字|桁|日|(?:か|ヶ|カ|ケ|箇)月|年|世代|時間|分|週間?)(?P<way>以上|以内|未満|以下|超)"
)
_EITHER = Phrase(
    r"(?P<a>[一-龥ァ-ヶーA-Za-z]{2,10})(?:または|又は|もしくは|若しくは|あるいは|か)、?(?P<b>[一-龥ァ-ヶーA-Za-z]{2,10})"
)
_NAMES = Phrase(r"[一-龥]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}")
_TEACH = Phrase(r"教育|教え|研修|講習|周知|知らせ")
MINUTES = {"分": 1, "時間": 60}
DAYS = {"日": 1, "週": 7, "週間": 7, "年": 365, "か月": 30, "ヶ月": 30, "カ月": 30, "ケ月": 30, "箇月": 30}


class Threshold(NamedTuple):
    """A measure with a bound: 12文字以上. `unit` is 文字, 日, 分 or 世代; times are turned into 日 or 分."""

    value: float
    unit: str
    at_least: bool
    words: str


class Demands:
    """What one item asks. Each reading is made at most once, on demand."""

    def __init__(self, condition: str, criteria: str) -> None:
        self._condition, self._criteria = plain(condition), plain(criteria)

    @lazy
    def text(self) -> Passage:
        """Condition and criteria together, normalised."""
        return Passage.whole(f"{self._condition}\n{self._criteria}")

    @lazy
    def _asked(self) -> Passage:
        return self.text.part(len(self._condition) + 1, None)

    @lazy
    def per_year(self) -> tuple[float, ...]:
        """The frequencies asked, as times a year."""
        return tuple([rate.per_year for rate in rates(self._asked)])

    @lazy
    def thresholds(self) -> tuple[Threshold, ...]:
        """The lengths, periods and limits asked."""
        return tuple([threshold(match) for match in _THRESHOLD.finditer(self._asked)])

    @lazy
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """Pairs of words either of which will do: 契約または誓約書."""
        return tuple([(match["a"], match["b"]) for match in _EITHER.finditer(self._asked)])

    @lazy
    def to_be_taught(self) -> bool:
        """Whether the item asks to teach or tell people something."""
        return bool(_TEACH.search(self.text))

    @lazy
    def things(self) -> frozenset[str]:
        """Pairs of signs of the things that the item speaks of, see `things`."""
        return frozenset(things(self.text))

    @lazy
    def pairs(self) -> frozenset[str]:
        """Neighbouring characters of condition and criteria, to see how far an answer repeats them."""
        return frozenset(pairs(self.text))


def threshold(match: re.Match[str]) -> Threshold:
    """A bound in comparable units."""
    value, unit = float(match["n"]), match["unit"]
    if unit == "桁":
        unit = "文字"
    elif unit in MINUTES:
        value, unit = value * MINUTES[unit], "分"
    elif unit in DAYS:
        value, unit = value * DAYS[unit], "日"
    return Threshold(value, unit, match["way"] in ("以上", "超"), match.group())


demands = lru_cache(maxsize=4096)(Demands)
"""What an item asks, read once: the same item is asked of many companies."""


def things(text: str) -> set[str]:
    """Neighbouring kanji, katakana or letters: what two texts that speak of the same thing share."""
    runs = [match.group() for match in _NAMES.finditer(text)]
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def pairs(text: str) -> set[str]:
    """All neighbouring characters of a text."""
    return set(map(add, text, text[1:]))
