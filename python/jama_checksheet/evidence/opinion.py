"""The second opinion: a small trained model beside the rules.

It may ask for a look where no rule fires, hold back a weak rule, and choose between the kinds that several rules
propose. It is silent where a text is unlike what it was trained on, and it always shows the words that moved it.
The weights are in `opinion.json`, written by `python -m jama_checksheet.evidence.train CORPUS_DIR`; reading them needs
no library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING

from jama_checksheet.evidence.features import WORD, clause_grams, features, tokens
from jama_checksheet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jama_checksheet.evidence.case import Case
    from jama_checksheet.evidence.clauses import Clause

KINDS = (Kind.OK, Kind.OVER, Kind.UNDER, Kind.NA, Kind.THIN, Kind.STALE, Kind.UNSCORED)
"""The kinds in the order of the stored weights."""

FAMILIAR = 0.6
"""Share of an answer's words that must be known from training; unseen authors of the corpus lie above 0.67 (99 %)."""
LONGEST = 500
"""Characters; the longest answers of the corpus have about 300."""

_LOW, _RANGE = 40, 87
"""A weight is stored as two printable characters, that is a number below 87 * 87."""


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


class Model:
    """Weights by feature name; `scale` turns stored numbers into weights."""

    def __init__(self, weights: Mapping[str, str], scale: float) -> None:
        self._weights = weights
        self._scale = scale

    def weight(self, name: str) -> list[float] | None:
        """The weights of a feature for all kinds, `None` for an unknown one."""
        packed = self._weights.get(name)
        if packed is None:
            return None
        half = _RANGE * _RANGE // 2
        return [
            ((ord(packed[i]) - _LOW) * _RANGE + ord(packed[i + 1]) - _LOW - half) * self._scale
            for i in range(0, len(packed), 2)
        ]

    def shares(self, found: Mapping[str, float]) -> tuple[float, ...]:
        """The kinds' shares for the features of an answer."""
        sums = [0.0] * len(KINDS)
        for name, value in found.items():
            if weights := self.weight(name):
                for i, weight in enumerate(weights):
                    sums[i] += weight * value
        top = max(sums)
        raised = [exp(s - top) for s in sums]
        total = sum(raised)
        return tuple(r / total for r in raised)

    def known(self, case: Case) -> float:
        """The share of an answer's words that the training knew."""
        words = [word for word in tokens(case) if word not in "^$|、。#"]
        return sum(f"w:{word}" in self._weights for word in words) / max(len(words), 1)

    def loudest(self, case: Case, kind: Kind) -> Clause | None:
        """The clause whose words speak most for `kind` and against ok."""
        place, score = KINDS.index(kind), case.score.value or "none"
        best: tuple[float, Clause] | None = None
        for said in case.said:
            total = 0.0
            for gram in clause_grams(said):
                for name in (f"w:{gram}", f"{score}|w:{gram}"):
                    if weights := self.weight(name):
                        total += WORD * (weights[place] - weights[0])
            if best is None or total > best[0]:
                best = (total, said.clause)
        return best[1] if best else None


def pack(weights: Sequence[float], scale: float) -> str:
    """The stored form of one feature's weights."""
    half = _RANGE * _RANGE // 2
    numbers = [min(max(round(w / scale) + half, 0), _RANGE * _RANGE - 1) for w in weights]
    return "".join(chr(_LOW + n // _RANGE) + chr(_LOW + n % _RANGE) for n in numbers)


@cache
def trained() -> Model:
    """The model in the package, read once."""
    stored = json.loads(
        files("jama_checksheet.evidence").joinpath("opinion.json").read_text(encoding="utf-8")
    )
    return Model(stored["weights"], stored["scale"])


def opinion(case: Case, fired: Sequence[str], ruled: Kind, model: Model) -> Opinion:
    """What the model thinks of an answer that the rules have judged (`fired` codes, `ruled` kind)."""
    shares = model.shares(features(case, fired, ruled.value))
    familiar = len(case.text) <= LONGEST and model.known(case) >= FAMILIAR
    first = Opinion(shares, familiar, None)
    clause = model.loudest(case, first.kind) if first.flag > 0.5 else None
    return Opinion(shares, familiar, clause)
