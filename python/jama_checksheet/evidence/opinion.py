"""The second opinion: a small trained model beside the rules.

It may ask for a look where no rule fires, hold back a weak rule, and choose between the kinds that several rules
propose. It is silent where a text is unlike what it was trained on, and it always shows the words that moved it.
The weights are in `opinion.json`, written by `python -m jama_checksheet.evidence.train CORPUS_DIR`; reading them needs
no library.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from jama_checksheet.evidence.features import OF_WORDS, ratios, signals, tokens, tokens_of
from jama_checksheet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

_LANE = 3
"""Bytes per kind. A weight is a number below 4096, so that thousands can be summed side by side in one integer."""
_ZERO = 2048
_WIDTH = _LANE * len(KINDS)
_LANES = tuple(8 * _LANE * i for i in range(len(KINDS)))
_MASK = (1 << 8 * _LANE) - 1


@dataclass(frozen=True, slots=True)
class Opinion:
    """Shares of the kinds (they sum to 1), whether the text is like the training, and the clause that speaks most for
    the first kind other than ok."""

    shares: tuple[float, ...]
    familiar: bool
    clause: Clause | None

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


class _Side(dict[int, int]):
    """The weights for one score by the place of the feature, counted from 1; at 0 stands what says nothing.

    A sheet asks for few, so each is unpacked when it is first asked for.
    """

    def __init__(self, table: bytes, number: int) -> None:
        super().__init__({0: sum(_ZERO << lane for lane in _LANES)})
        self._table, self._start = table, number * _WIDTH

    def __missing__(self, place: int) -> int:
        at = self._start + (place - 1) * _WIDTH * len(SCORES)
        self[place] = weights = int.from_bytes(self._table[at : at + _WIDTH], "little")
        return weights


class _Known:
    """A word that the training knew: the place of its own feature in the table (0 for none), and of its pairs by the word after."""

    __slots__ = ("pairs", "place")

    def __init__(self) -> None:
        self.place = 0
        self.pairs: dict[str, int] = {}


class Model:
    """Weights by feature and score: `names` in the order of `table`, which holds all kinds of a score side by side.

    Weights of features made of words are stored with their value WORD multiplied in. They are walked word by word and not
    looked up by their names.
    """

    def __init__(self, names: Sequence[str], table: bytes, scale: float) -> None:
        self._signals: dict[str, int] = {}
        words: dict[str, _Known] = defaultdict(_Known)
        for place, name in enumerate(names, 1):
            if not name.startswith(OF_WORDS):
                self._signals[name] = place
                continue
            word, _, after = name.removeprefix(OF_WORDS).partition("_")
            if after:
                words[word].pairs[after] = place
            else:
                words[word].place = place
        self._words = dict(words)
        self._scale = scale
        self._sides = {score: _Side(table, number) for number, score in enumerate(SCORES)}
        self._alone: dict[tuple[str, str], list[float]] = {}

    def _grams(self, words: Sequence[str]) -> set[int]:
        """The places of the known words and pairs."""
        found = set()
        for known, after in zip(map(self._words.get, words), [*words[1:], ""], strict=True):
            if known is not None:
                found.add(known.place)
                if after in known.pairs:
                    found.add(known.pairs[after])
        return found

    def _sums(self, places: set[int], score: str) -> list[float]:
        """The summed weights of features for every kind."""
        total = sum(map(self._sides[score].__getitem__, places))
        zero = len(places) * _ZERO
        return [((total >> lane & _MASK) - zero) * self._scale for lane in _LANES]

    def _weights(self, name: str, score: str) -> list[float]:
        """The weights of one signal for every kind."""
        if (name, score) not in self._alone:
            self._alone[name, score] = self._sums({self._signals.get(name, 0)}, score)
        return self._alone[name, score]

    def shares(self, case: Case, names: Iterable[str]) -> tuple[float, ...]:
        """The kinds' shares for an answer with the signals `names`."""
        places = self._grams(tokens(case))
        places.update([self._signals.get(name, 0) for name in names])
        sums = self._sums(places, case.score.value)
        for name, value in ratios(case).items():
            for i, weight in enumerate(self._weights(name, case.score.value)):
                sums[i] += weight * value
        top = max(sums)
        raised = [exp(s - top) for s in sums]
        whole = sum(raised)
        return tuple(r / whole for r in raised)

    def known(self, case: Case) -> float:
        """The share of an answer's words that the training knew."""
        words = [self._words.get(word) for word in tokens(case) if word not in "^$|、。#"]
        return sum([known is not None and known.place > 0 for known in words]) / max(len(words), 1)

    def loudest(self, case: Case, kind: Kind) -> Clause | None:
        """The clause whose words speak most for `kind` and against ok."""
        place = KINDS.index(kind)
        best: tuple[float, Clause] | None = None
        for said in case.said:
            sums = self._sums(self._grams(tokens_of(said.clause.words)), case.score.value)
            if best is None or sums[place] - sums[0] > best[0]:
                best = (sums[place] - sums[0], said.clause)
        return best[1] if best else None


def pack(weights: Sequence[float], scale: float) -> bytes:
    """The stored form of one feature's weights for one score."""
    numbers = (min(max(round(w / scale) + _ZERO, 0), 2 * _ZERO - 1) for w in weights)
    return b"".join(n.to_bytes(_LANE, "little") for n in numbers)


def scale_of(largest: float) -> float:
    """The step between stored numbers when weights reach up to `largest`."""
    return max(largest, 1e-6) / (_ZERO - 8)


@cache
def trained() -> Model:
    """The model in the package, read once."""
    return load(json.loads(Path(__file__).with_name("opinion.json").read_text(encoding="utf-8")))


def load(stored: Mapping[str, str | float]) -> Model:
    """A model from its stored form: `names` one a line, `table` as base 64, `scale`."""
    return Model(str(stored["names"]).split("\n"), b64decode(str(stored["table"])), float(stored["scale"]))


def opinion(case: Case, fired: Sequence[str], ruled: Kind, model: Model) -> Opinion:
    """What the model thinks of an answer that the rules have judged (`fired` codes, `ruled` kind)."""
    shares = model.shares(case, signals(case, fired, ruled.value))
    familiar = len(case.text) <= LONGEST and model.known(case) >= FAMILIAR
    first = Opinion(shares, familiar, None)
    if first.flag <= 0.5 or ruled is not Kind.OK:
        return first
    return Opinion(shares, familiar, model.loudest(case, first.kind))
