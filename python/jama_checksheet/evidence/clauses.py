"""Sentences and clauses: the stretches of a text that each say one thing.

A sentence ends at 。, a line break, ！？ or the marks ※ and ⇒; a clause ends where a predicate meets a comma or a
connective such as が、ものの. What joins a clause to the one before it (ただし, 一方, 〜が、) is kept: a gap likes to
stand behind it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, compress, count
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.evidence.morphemes import COMMAS, Word
from jama_checksheet.evidence.phrases import Passage, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = Phrase(r"[^。\n!?※;⇒]+[。!?;]?")
_OPENER = Phrase(
    r"\s*[・\-*●○■□◆◇]?\s*(?:\(?(?:なお|ただし|ただ|一方で?|しかし|けれども?|とはいえ|もっとも|もう一方|反面|残念ながら|あいにく)[、,]?)"
)
_CONTRAST = Phrase(
    r"(?:が|けど|けれど|けれども|ものの|ながらも?|つつも?|のに|とはいえ|反面|一方で?|に対し)、?$"
)
_BREAK_AFTER = ("動詞", "助動詞", "形容詞", "助詞-接続助詞", "下一段", "五段", "上一段", "サ行", "文語")
_PREDICATE_NOUN = {
    "済み", "済", "完了", "中", "のみ", "だけ", "予定", "なし", "無し", "未定", "未", "最中", "程度", "止まり", "任せ", "まま", "由",
    "設置", "導入", "実施", "制定", "改定", "改訂", "運用", "施錠",
}  # fmt: skip
_STATE_NOUN = {
    "予定",
    "計画",
    "見込み",
    "方針",
    "段階",
    "状況",
    "途中",
    "中",
    "考え",
    "済み",
    "済",
    "最中",
    "ところ",
    "まま",
}
_LIST_MARKS = " \n・-*●○■□◆◇0123456789.()、,"


class Clause(NamedTuple):
    """One clause: its place in the normalised text, its words, its sentence, and whether a contrast leads into it."""

    start: int
    end: int
    text: Passage
    words: tuple[Word, ...]
    sentence: int
    contrast: bool


class Sentence(NamedTuple):
    """One sentence and its place in the normalised text."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a normalised text, in order; list marks alone are none."""
    return tuple(
        [
            Sentence(match.start(), match.end(), words)
            for match in _SENTENCE.finditer(text)
            if not _only_marks(words := match.group())
        ]
    )


def _only_marks(words: str) -> bool:
    """Whether nothing but list marks and digits, of whatever script, stands there."""
    rest = words.strip(_LIST_MARKS)
    return not rest or (rest[0].isdecimal() and all(char.isdecimal() or char in _LIST_MARKS for char in rest))


_surface = attrgetter("surface")
_joint = attrgetter("joint")


def _cuts(tokens: list[Word]) -> Iterator[int]:
    """How many words stand before each end of a clause within a sentence; it never ends inside brackets."""
    depth, last = 0, len(tokens) - 1
    for i in compress(count(), map(_joint, tokens)):
        word = tokens[i]
        depth += word.depth
        if word.depth or depth > 0 or i == last:
            continue
        if word.surface in COMMAS and i:
            if tokens[i + 1].surface == "の":
                continue
            before = tokens[i - 1]
            ends = before.surface == "で" and i > 1 and tokens[i - 2].surface in _STATE_NOUN
            if ends or before.kind.startswith(_BREAK_AFTER) or before.surface in _PREDICATE_NOUN:
                yield i + 1
        elif word.kind == "助詞-接続助詞" and tokens[i + 1].surface not in COMMAS:
            yield i + 1


def clauses(text: Passage, tokens: list[Word], cut_into: tuple[Sentence, ...]) -> tuple[Clause, ...]:
    """The clauses of all sentences, in order; `tokens` are all words of the text."""
    found: list[Clause] = []
    ends = list(accumulate(map(len, map(_surface, tokens)), initial=0))
    opened = _OPENER.can_match(text)
    position = 0
    for number, sentence in enumerate(cut_into):
        begin = max(position, bisect_right(ends, sentence.start) - 1)
        position = max(position, bisect_left(ends, sentence.end))
        own = tokens[begin:position]
        if not own:
            continue
        contrast, first = opened and _OPENER.match(sentence.text) is not None, 0
        for cut in _cuts(own):
            start, end = ends[begin + first], ends[begin + cut]
            piece = text.part(start, end)
            found.append(Clause(start, end, piece, tuple(own[first:cut]), number, contrast))
            contrast, first = _CONTRAST.search(piece) is not None, cut
        start, end = ends[begin + first], ends[position]
        found.append(Clause(start, end, text.part(start, end), tuple(own[first:]), number, contrast))
    return tuple(found)
