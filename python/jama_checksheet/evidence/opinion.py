"""The second opinion: a small trained model beside the rules.

It may ask for a look where no rule fires, hold back a weak rule, and choose between the kinds that several rules
propose. It is silent where a text is unlike what it was trained on, and it always shows the words that moved it.
The weights are in `opinion.bin`, their names in `opinion.json`, both written by
`python -m jama_checksheet.evidence.train CORPUS_DIR`; reading them needs
no library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from jama_checksheet.evidence.features import OF_WORDS, grams, ratios, signals, tokens, tokens_of
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
    """Shares of the kinds (they sum to 1), and whether the text is like the training."""

    shares: tuple[float, ...]
    familiar: bool

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


class Model:
    """Weights by feature and score: `names` in the order of `table`, which holds all kinds of a score side by side.

    Weights of features made of words are stored with their value WORD multiplied in.
    """

    def __init__(self, names: Sequence[str], table: bytes, scale: float) -> None:
        self._places = dict(zip(names, count(1)))
        self._scale = scale
        self._sides = {score: _Side(table, number) for number, score in enumerate(SCORES)}
        self._alone: dict[tuple[str, str], list[float]] = {}

    def _sums(self, names: Iterable[str], score: str) -> list[float]:
        """The summed weights of features for every kind; each name once."""
        places = [self._places.get(name, 0) for name in names]
        total = sum(map(self._sides[score].__getitem__, places))
        zero = len(places) * _ZERO
        return [((total >> lane & _MASK) - zero) * self._scale for lane in _LANES]

    def _weights(self, name: str, score: str) -> list[float]:
        """The weights of one feature for every kind."""
        if (name, score) not in self._alone:
            self._alone[name, score] = self._sums((name,), score)
        return self._alone[name, score]

    def shares(self, names: Iterable[str], measured: Mapping[str, float], score: str) -> tuple[float, ...]:
        """The kinds' shares for an answer: features that are there, and those with a value."""
        sums = self._sums(names, score)
        for name, value in measured.items():
            for i, weight in enumerate(self._weights(name, score)):
                sums[i] += weight * value
        top = max(sums)
        raised = [exp(s - top) for s in sums]
        whole = sum(raised)
        return tuple([r / whole for r in raised])

    def known(self, case: Case) -> float:
        """The share of an answer's words that the training knew."""
        words = [word for word in tokens(case) if word not in "^$|、。#"]
        return sum([OF_WORDS + word in self._places for word in words]) / max(len(words), 1)

    def loudest(self, case: Case, kind: Kind) -> Clause | None:
        """The clause whose words speak most for `kind` and against ok."""
        place = KINDS.index(kind)
        best: tuple[float, Clause] | None = None
        for said in case.said:
            sums = self._sums(grams(tokens_of(said.clause.words)), case.score.value)
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
    names = Path(__file__).with_name("opinion.json")
    return load(json.loads(names.read_text(encoding="utf-8")), names.with_suffix(".bin").read_bytes())


def load(stored: Mapping[str, str | float], table: bytes) -> Model:
    """A model from its stored form: `names` one a line, `scale`, and the table."""
    return Model(str(stored["names"]).split("\n"), table, float(stored["scale"]))


def opinion(case: Case, model: Model) -> Opinion:
    """What the model thinks of an answer; it does not know what the rules found."""
    names = signals(case)
    names.update(grams(tokens(case)))
    shares = model.shares(names, ratios(case), case.score.value)
    familiar = len(case.text) <= LONGEST and model.known(case) >= FAMILIAR
    return Opinion(shares, familiar)
