"""達成条件評価: which score a text means, and how the sheet itself spells each score.

The official drop-down strings are not known for sure, so the sheet's own validation list comes first, then a table of known spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jama_checksheet.checksheet.wording import compact
from jama_checksheet.model import Score

SPELLINGS: dict[Score, tuple[str, ...]] = {
    Score.DONE: ("対策完了", "対応完了", "実施完了", "完了", "対策済", "対応済", "実施済", "達成", "○", "◯"),
    Score.UNDER_WAY: (
        "対策中",
        "対応中",
        "実施中",
        "取組中",
        "推進中",
        "一部対応",
        "一部実施",
        "一部達成",
        "△",
    ),
    Score.NOT_DONE: ("未実施", "未対応", "未対策", "未着手", "未達成", "×", "✕"),
    Score.NOT_APPLICABLE: (
        "該当なし",
        "該当無し",
        "該当無",
        "非該当",
        "該当しない",
        "対象外",
        "適用外",
        "n/a",
        "na",
    ),
}
"""Known spellings, without points, numbers and okurigana み."""

STANDARD: dict[Score, str] = {
    Score.DONE: "対策完了(2点)",
    Score.UNDER_WAY: "対策中(1点)",
    Score.NOT_DONE: "未実施(0点)",
    Score.NOT_APPLICABLE: "該当なし",
}
"""What is written where the sheet itself shows no spelling."""

_POINTS = re.compile(r"[(\[]?([012])点[)\]]?$")
_LEADING = re.compile(r"^[(\[]?([012])[)\].:,、・_-]+")
_BARE = re.compile(r"^[(\[]?([012])(?:\.0+)?[)\]]?$")
_MEANING = {spelling: score for score, spellings in SPELLINGS.items() for spelling in spellings}


def read_score(text: str) -> Score | None:
    """The score that a text means, by the table of known spellings; None where it is none of them.

    Number and word must agree: 「2.対策中」 is not understood.
    """
    rest = compact(text).lower()
    if not rest:
        return Score.UNANSWERED
    digits = set()
    for pattern in (_BARE, _POINTS, _LEADING):
        if match := pattern.search(rest):
            digits.add(match.group(1))
            rest = rest[: match.start()] + rest[match.end() :]
    rest = rest.strip("()[]:.・")
    word = _MEANING.get(rest.removesuffix("み").removesuffix("です"))
    if rest and word is None:
        return None
    found = {Score(digit) for digit in digits} | ({word} if word else set())
    return found.pop() if len(found) == 1 else None


def choice_value(word: str) -> int | str:
    """What a cell holds after this word was chosen from its list: Excel stores a choice such as "2" as a number."""
    return int(word) if word.isascii() and word.isdecimal() else word


def is_prompt(text: str) -> bool:
    """Whether a text that is no score is the sheet's own request to choose."""
    return "ください" in text or "下さい" in text or compact(text).startswith("プルダウン")


def own_words(listed: Iterable[str], used: Iterable[str]) -> Mapping[Score, str]:
    """Score -> the sheet's spelling: from its drop-down list, else as used in its cells, else the standard one.

    Where the list holds some of the scores only, the others are not offered by the sheet and stay out.
    """
    words: dict[Score, str] = {}
    for text in listed:
        score = None if is_prompt(text) else read_score(text)
        if score:
            words.setdefault(score, text)
    if words:
        return words
    for text in used:
        score = read_score(text)
        if score:
            words.setdefault(score, text)
    return {score: words.get(score, standard) for score, standard in STANDARD.items()}
