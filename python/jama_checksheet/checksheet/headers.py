"""The header texts of the check sheet's columns, and which column a header text names.

Only the order of the columns and three letters are sure in the official sheet, so every column is found by its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jama_checksheet.checksheet.wording import header_key

HEADERS: dict[str, tuple[str, ...]] = {
    "category": ("分類", "大分類", "カテゴリ", "カテゴリー"),
    "label": ("ラベル", "ラベル名"),
    "purpose": ("目的",),
    "requirement": ("要求事項",),
    "no": ("No.", "番号", "項番", "項目番号"),
    "level": ("レベル", "Lv", "Level"),
    "condition": ("達成条件",),
    "criteria": ("達成基準",),
    "examples": ("他社事例", "参考事例", "他社の事例"),
    "area": ("担当領域",),
    "score": ("達成条件評価", "達成条件の評価", "評価点"),
    "evidence": ("評価の根拠記入欄", "評価の根拠", "評価根拠記入欄", "評価根拠", "根拠記入欄"),
}
"""Column key -> header texts, the sheet's own first. The longest text that fits a header decides."""

REQUIRED = ("no", "condition", "score", "evidence")
"""Without these a worksheet is not taken for a check sheet."""

_NOTE = re.compile(r"[(\[【〔<「*※■].*$")
_WORDS: dict[str, list[tuple[str, str]]] = {}
"""First character -> (text, column key), the longest text first."""
for _key, _texts in HEADERS.items():
    for _word in map(header_key, _texts):
        _WORDS.setdefault(_word[0], []).append((_word, _key))
for _pairs in _WORDS.values():
    _pairs.sort(key=lambda pair: -len(pair[0]))
_EARLIER = re.compile(r"昨年|前年|去年|前回|過年度|昨年度|前年度|一昨年")
"""A column that says so holds an earlier year's answers for reference, never this year's."""
_LOOKED_AT = 60
"""Characters of a cell that are looked at; a header may be followed by a long instruction."""
_PREFIX_FROM = 4
"""Texts of this length or more may be followed by anything; shorter ones only by a note in brackets."""


class HeaderMatch(NamedTuple):
    """What a header text names: the column key, how many characters fit, and whether nothing else stands there."""

    key: str
    length: int
    exact: bool


@lru_cache(maxsize=8192)
def match_header(text: str) -> HeaderMatch | None:
    """Which column a header text names, if any. 「達成条件評価」 is the score, not the condition: the longest text wins."""
    full = header_key(text[:_LOOKED_AT])
    if not full or _EARLIER.search(full):
        return None
    bare = _NOTE.sub("", full)
    for word, key in _WORDS.get(full[0], ()):
        if full == word:
            return HeaderMatch(key, len(word), exact=True)
        if bare == word or (len(word) >= _PREFIX_FROM and full.startswith(word)):
            return HeaderMatch(key, len(word), exact=False)
    return None
