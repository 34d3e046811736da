"""The second opinion: a small trained model beside the rules.

It may ask for a look where no rule fires, hold back a weak rule, and choose between the kinds that several rules
propose. It is silent where a text is unlike what it was trained on, and it always shows the words that moved it.
The weights are in `opinion.bin`, their names in `opinion.json`, both written by
`python -m jama_checksheet.evidence.train CORPUS_DIR`; reading them needs
no library.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import chain, count
from math import exp
from pathlib import Path
from struct import Struct, unpack_from
from struct import pack as pack_words
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from jama_checksheet.evidence.features import signals, tokens, tokens_of
from jama_checksheet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jama_checksheet.evidence.case import Case
    from jama_checksheet.evidence.clauses import Clause

KINDS = (Kind.OK, Kind.OVER, Kind.UNDER, Kind.NA, Kind.THIN, Kind.STALE, Kind.UNSCORED)
"""The kinds in the order of the stored weights."""

FAMILIAR = 0.6
"""Share of an answer's words that must be known from training; unseen authors of the corpus lie above 0.67 (99 %)."""
LONGEST = 500
"""Characters; the longest answers of the corpus have about 300."""

SCORES = ("2", "1", "0", "NA")
"""The scores in the order of the stored weights."""

_LANES = Struct(f"<{len(KINDS)}I")
"""One number for each kind. A weight is a number below 4096, so that thousands can be summed side by side in one integer."""
_ZERO = 2048

_ROOM = 1 << 16
"""More than there are words, each of which takes two bytes: two neighbours are one number, see `pair`."""
_NO_WORDS = ("^", "$", "|", "、", "。", "#")


class Opinion(NamedTuple):
    """Shares of the kinds; they sum to 1."""

    shares: tuple[float, ...]

    @property
    def flag(self) -> float:
        """How likely the row is a point to confirm."""
        return 1.0 - self.shares[0]

    @property
    def kind(self) -> Kind:
        """The likeliest kind other than ok."""
        return KINDS[1 + max(range(len(KINDS) - 1), key=lambda i: self.shares[1 + i])]

    @property
    def confidence(self) -> float:
        """The share of `kind` among the kinds other than ok."""
        return self.shares[KINDS.index(self.kind)] / max(self.flag, 1e-9)


Feature = int | str
"""A word by its place in the list, counted from 1, two words as `pair` makes them, anything else by its name."""


class _Words(dict[str, int]):
    """The places of words; 0 for one that the training did not know."""

    def __missing__(self, word: str) -> int:
        return 0


class _Side(dict[Feature, int]):
    """The weights for one score. A sheet asks for few, so each is unpacked when it is first asked for."""

    def __init__(self, table: bytes, number: int, places: dict[Feature, int]) -> None:
        super().__init__()
        self._table, self._start, self._places = table, number * _LANES.size, places

    def __missing__(self, feature: Feature) -> int:
        place: int = self._places.get(feature, feature)  # type: ignore[arg-type]  # a word is its own place
        at = self._start + (place - 1) * _LANES.size * len(SCORES)
        self[feature] = weights = int.from_bytes(self._table[at : at + _LANES.size], "little")
        return weights


class Stored(TypedDict):
    """`opinion.json`: words and others one a line, pairs as `pair` makes them, the step between stored weights."""

    words: str
    pairs: list[int]
    others: str
    scale: float


class Model:
    """Weights by feature and score. The table holds all kinds of a score side by side, feature by feature: first `words`,
    then `pairs` (two of the words as one number, see `pair`), then `others`.

    Weights of features made of words are stored with their value WORD multiplied in.
    """

    def __init__(
        self, words: Sequence[str], pairs: Sequence[int], others: Sequence[str], table: bytes, scale: float
    ) -> None:
        self._words = _Words(zip(words, count(1), strict=False))
        self._no_words = frozenset(self._words[mark] for mark in _NO_WORDS if mark in self._words)
        self._scale = scale
        places: dict[Feature, int] = dict(zip(chain(pairs, others), count(len(words) + 1), strict=False))
        self._beyond_words = places.keys()
        self._sides = {score: _Side(table, number, places) for number, score in enumerate(SCORES)}

    def places(self, tokens: Sequence[str]) -> list[int]:
        """The places of words in the order given; 0 for one that the training did not know."""
        return list(map(self._words.__getitem__, tokens))

    def _features(self, words: list[int], signals: Iterable[str] = ()) -> Iterator[Feature]:
        """What the training knew of words by their places, of all two neighbours, and of signals; each once."""
        single = set(words)
        single.discard(0)
        return chain(single, self._beyond_words & chain(neighbours(words), signals))

    def _sums(self, features: Iterable[Feature], score: str) -> tuple[int, ...]:
        """The summed weights of features for every kind, as stored: all are higher by the same amount."""
        total = sum(map(self._sides[score].__getitem__, features))
        return _LANES.unpack(total.to_bytes(_LANES.size, "little"))

    def shares(self, words: list[int], signals: Iterable[str], score: str) -> tuple[float, ...]:
        """The kinds' shares for an answer, by the places of its words and its other features."""
        sums = self._sums(self._features(words, signals), score)
        top, scale = max(sums), self._scale
        raised = [exp((s - top) * scale) for s in sums]
        whole = sum(raised)
        return tuple([r / whole for r in raised])

    def known(self, words: list[int]) -> float:
        """The share of an answer's words that the training knew; marks and numbers are none."""
        content = len(words) - len(list(filter(self._no_words.__contains__, words)))
        return (content - words.count(0)) / max(content, 1)

    def loudest(self, case: Case, kind: Kind) -> Clause | None:
        """The clause whose words speak most for `kind` and against ok; the first of equals."""
        place = KINDS.index(kind)
        best: tuple[int, Clause] | None = None
        for said in case.said:
            words = self.places(tokens_of(said.clause.words))
            sums = self._sums(self._features(words), case.score.value)
            if best is None or sums[place] - sums[0] > best[0]:
                best = (sums[place] - sums[0], said.clause)
        return best[1] if best else None


def pair(first: int, second: int) -> int:
    """Two words, by their places counted from 1, as one number."""
    return second * _ROOM + first


def neighbours(words: Sequence[int]) -> Iterator[int]:
    """All two neighbours as `pair` makes them, in no certain order."""
    # Read from memory as numbers of twice the size, which is cheaper than to reckon each.
    packed = pack_words(f"<{len(words)}H", *words)
    even = unpack_from(f"<{len(words) // 2}I", packed)
    return chain(even, unpack_from(f"<{(len(words) - 1) // 2}I", packed, 2)) if words else iter(())


def pack(weights: Sequence[float], scale: float) -> bytes:
    """The stored form of one feature's weights for one score."""
    return _LANES.pack(*[min(max(round(w / scale) + _ZERO, 0), 2 * _ZERO - 1) for w in weights])


def scale_of(largest: float) -> float:
    """The step between stored numbers when weights reach up to `largest`."""
    return max(largest, 1e-6) / (_ZERO - 8)


@cache
def trained() -> Model:
    """The model in the package, read once."""
    names = Path(__file__).with_name("opinion.json")
    return load(json.loads(names.read_text(encoding="utf-8")), names.with_suffix(".bin").read_bytes())


def load(stored: Stored, table: bytes) -> Model:
    """A model from its stored form and its table."""
    others = stored["others"].split("\n")
    return Model(stored["words"].split("\n"), stored["pairs"], others, table, stored["scale"])


def opinion(case: Case, model: Model) -> Opinion:
    """What the model thinks of an answer; it does not know what the rules found."""
    return Opinion(model.shares(model.places(tokens(case)), signals(case), case.score.value))


def familiar(case: Case, model: Model) -> bool:
    """Whether the words of a text are like those of the training."""
    return model.known(model.places(tokens(case))) >= FAMILIAR
