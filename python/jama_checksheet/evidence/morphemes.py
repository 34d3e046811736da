"""Words of a text with their dictionary forms, by SudachiPy, loaded when the first text is read.

The analyser decides where a word ends and what its plain form is (行えておらず -> 行う, negated), which no list of
spellings can. It refuses texts over 49,149 bytes, so long texts are cut at line breaks or full stops.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer  # type: ignore[import-untyped]

_CHUNK = 12_000
"""Characters per analysed piece: 4 bytes each at most stay under SudachiPy's 49,149 bytes."""


class Word(NamedTuple):
    """One word: as it stands (`surface`), plain and uniformly spelled (`lemma`), its class, and its place.

    `token` is the lemma with numbers as #, marks as |, and nothing for a space.
    """

    surface: str
    lemma: str
    kind: str
    start: int
    end: int
    token: str


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    # Only what `_read` asks for is looked up in the dictionary.
    return Dictionary().tokenizer(SplitMode.B)


@cache
def _kind(pos_id: int) -> str:
    """A short name of the part of speech: first two levels, plus the type of an auxiliary."""
    pos = _POS[pos_id]
    return pos[4] if pos[0] == "助動詞" else pos[0] if pos[1] == "*" else f"{pos[0]}-{pos[1]}"


@cache
def _sign(pos_id: int) -> str | None:
    """The common sign of a number, a mark or a space; `None` for a word."""
    pos = _POS[pos_id]
    return "#" if pos[1] == "数詞" else {"補助記号": "|", "空白": ""}.get(pos[0])


_POS: dict[int, tuple[str, ...]] = {}
_ENTRIES: dict[int, tuple[str, str, str | None]] = {}
"""What `_read` found for an entry of the dictionary."""
_UNLISTED = 0xF000_0000
"""From here on a word id stands for words outside the dictionary: any text, so nothing is remembered."""


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


def _read(morpheme: Morpheme) -> tuple[str, str, str | None]:
    """Lemma, kind and sign of a word."""
    pos_id = morpheme.part_of_speech_id()
    if pos_id not in _POS:
        _POS[pos_id] = tuple(morpheme.part_of_speech())
    read = morpheme.normalized_form(), _kind(pos_id), _sign(pos_id)
    if (entry := morpheme.word_id()) < _UNLISTED:
        _ENTRIES[entry] = read
    return read


def words(text: str) -> list[Word]:
    """All words of a normalised text, in order, with their places in it; together they are the whole text."""
    if not text:
        return []
    tokenize = _tokenizer().tokenize
    found = [morpheme for piece in _pieces(text) for morpheme in tokenize(piece)]
    known = _ENTRIES.get
    surfaces = [morpheme.surface() for morpheme in found]
    entries = [known(morpheme.word_id()) or _read(morpheme) for morpheme in found]
    ends = list(accumulate(map(len, surfaces)))
    tokens = [
        lemma if sign is None else surface if surface in "、。" else sign
        for surface, (lemma, _, sign) in zip(surfaces, entries, strict=True)
    ]
    lemmas, kinds, _ = zip(*entries, strict=True)
    return list(map(Word, surfaces, lemmas, kinds, [0, *ends], ends, tokens))
