"""Words of a text with their dictionary forms, by SudachiPy, loaded when the first text is read.

The analyser decides where a word ends and what its plain form is (行えておらず -> 行う, negated), which no list of
spellings can. It refuses texts over 49,149 bytes, so long texts are cut at line breaks or full stops.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer  # type: ignore[import-untyped]

_CHUNK = 12_000
"""Characters per analysed piece: 4 bytes each at most stay under SudachiPy's 49,149 bytes."""


class Word(NamedTuple):
    """One word, wherever it stands: as written (`surface`), plain and uniformly spelled (`lemma`), its class.

    `token` is the lemma with numbers as #, marks as |, and nothing for a space. `mark` says that it is a mark or a space,
    `depth` is 1 for an opening bracket and -1 for a closing one, `joint` says that a clause may end here or that it is a
    bracket, `negates` that it says no to what stands before it.
    """

    surface: str
    lemma: str
    kind: str
    token: str
    mark: bool
    depth: int
    joint: bool
    negates: bool


_KATAKANA = {
    "class": "com.worksap.nlp.sudachi.JoinKatakanaOovPlugin",
    "oovPOS": ["名詞", "普通名詞", "一般", "*", "*", "*"],
    "minLength": 3,
}
"""Keeps unknown katakana words whole, as the analyser does by itself. Numbers stay in single digits: all are # here."""


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Config, Dictionary, SplitMode

    # Texts are normalised already, and readings in brackets stay. Nothing else is looked up than what `_read` asks for.
    dictionary = Dictionary(config=Config(inputTextPlugin=[], pathRewritePlugin=[_KATAKANA]))
    return dictionary.tokenizer(SplitMode.B, fields={"pos", "normalized_form"})


@cache
def _kind(pos_id: int) -> str:
    """A short name of the part of speech: first two levels, plus the type of an auxiliary."""
    pos = _POS[pos_id]
    return pos[4] if pos[0] == "助動詞" else pos[0] if pos[1] == "*" else f"{pos[0]}-{pos[1]}"


_POS: dict[int, tuple[str, ...]] = {}
_SEEN: dict[int, Word] = {}
"""The words of the dictionary that texts have brought up, by entry. An entry has one spelling."""
_UNLISTED = 0xF000_0000
"""From here on a word id stands for words outside the dictionary: any text, so nothing is remembered."""
_DEPTH = {"括弧開": 1, "括弧閉": -1}
COMMAS = frozenset("、,")
NEGATIONS = ("助動詞-ナイ", "助動詞-ヌ")
"""How the kinds of words that negate a verb end; old forms are 文語助動詞-ヌ."""
_NONE = frozenset(("無い", "無し", "なし", "皆無", "ゼロ", "じまい"))
_JOINTS = frozenset(("が", "けど", "けれど", "ものの", *COMMAS))


def _pieces(text: str) -> list[str]:
    if len(text) <= _CHUNK:
        return [text]
    pieces, start = [], 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind("。", start, end))
            end = cut + 1 if cut > start else end
        pieces.append(text[start:end])
        start = end
    return pieces


def _read(entry: int, morpheme: Morpheme) -> Word:
    """A word that no text brought up before."""
    surface, pos_id = morpheme.surface(), morpheme.part_of_speech_id()
    if pos_id not in _POS:
        _POS[pos_id] = tuple(morpheme.part_of_speech())
    family, group = _POS[pos_id][:2]
    lemma = morpheme.normalized_form()
    if group == "数詞":
        token = "#"
    elif family == "空白":
        token = ""
    else:
        token = surface if surface in "、。" else "|" if family == "補助記号" else lemma
    mark, depth = family in ("補助記号", "空白"), _DEPTH.get(group, 0)
    kind = _kind(pos_id)
    joint, negates = bool(depth) or surface in _JOINTS, kind in NEGATIONS or lemma in _NONE
    word = Word(surface, lemma, kind, token, mark, depth, joint, negates)
    if entry < _UNLISTED:
        _SEEN[entry] = word
    return word


def _small(text: str) -> str:
    """Small letters, as the dictionary has them, where that keeps every character in its place."""
    small = text.lower()
    return small if len(small) == len(text) else text


def words(text: str) -> list[Word]:
    """All words of a normalised text, in order; together they are the whole text."""
    if not text:
        return []
    tokenize, seen = _tokenizer().tokenize, _SEEN.get
    return [
        seen(entry := morpheme.word_id()) or _read(entry, morpheme)
        for piece in _pieces(_small(text))
        for morpheme in tokenize(piece)
    ]
