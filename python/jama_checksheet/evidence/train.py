"""Rebuild the second opinion: `python -m jama_checksheet.evidence.train CORPUS_DIR [-o FILE]`.

Reads every train_*.jsonl and own_*.jsonl of the folder. The same corpus gives the same file: there is no randomness.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from jama_checksheet.evidence import fitting
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.features import AND, OF_WORDS, WORD, features
from jama_checksheet.evidence.opinion import KINDS, SCORES, Model, Stored, load, pack, pair, scale_of
from jama_checksheet.model import Kind, Score

if TYPE_CHECKING:
    from jama_checksheet.evidence.fitting import Vector

STRENGTH = 1.0
"""L2 penalty, chosen on left-out files."""
FAINT = 0.02
"""Features whose weights differ by less than this between kinds are dropped from the file."""


class Row(TypedDict):
    """One labelled answer of the corpus, as far as training needs it."""

    score: str
    evidence: str
    condition: str
    criteria: str
    as_of: str
    kind: str


def read(path: Path) -> list[Row]:
    """The labelled answers of one JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def corpus(folder: Path) -> list[Path]:
    """The training files of a folder, in a fixed order."""
    return sorted([*folder.glob("train_*.jsonl"), *folder.glob("own_*.jsonl")])


def example(row: Row) -> tuple[dict[str, float], int]:
    """Features and number of the kind of one labelled answer."""
    case = Case(
        Score(row["score"]),
        row["evidence"],
        row["condition"],
        row["criteria"],
        date.fromisoformat(row["as_of"]),
    )
    return features(case), KINDS.index(Kind(row["kind"]))


def is_word(name: str) -> bool:
    """Whether a feature is made of words, alone or together with a score."""
    score, _, rest = name.partition("|")
    return (rest if score in SCORES else name).startswith(OF_WORDS)


def train(
    examples: Iterable[tuple[dict[str, float], int]], strength: float = STRENGTH
) -> tuple[Stored, bytes]:
    """The stored form of a model fitted to examples, and its table."""
    rows, kinds = zip(*examples, strict=True)
    index, weights = fitting.fit(rows, kinds, len(KINDS), strength, is_word)
    none = np.zeros(len(KINDS))
    joint: dict[str, list[Vector]] = {}
    faint: dict[str, list[Vector]] = {}
    for name in sorted({n.split("|", 1)[1] if n.split("|", 1)[0] in SCORES else n for n in index}):
        alone = weights[index[name]] if name in index else none
        worth = WORD if name.startswith(OF_WORDS) else 1.0
        each = [
            worth * (alone + (weights[index[f"{score}|{name}"]] if f"{score}|{name}" in index else none))
            for score in SCORES
        ]
        strong = max(float(w.max() - w.min()) for w in each) >= FAINT
        (joint if strong else faint)[name] = each
    scale = scale_of(max(float(np.abs(w).max()) for each in joint.values() for w in each))
    pairs = {tuple(n.removeprefix(OF_WORDS).split(AND)): each for n, each in joint.items() if AND in n}
    others = {n: each for n, each in joint.items() if not n.startswith(OF_WORDS)}
    needed = {n.removeprefix(OF_WORDS) for n in joint if n.startswith(OF_WORDS) and AND not in n}.union(
        *pairs
    )
    words = {word: (joint | faint)[OF_WORDS + word] for word in sorted(needed)}
    place = {word: number for number, word in enumerate(words, 1)}
    stored: Stored = {
        "words": "\n".join(words),
        "pairs": [pair(place[first], place[second]) for first, second in pairs],
        "others": "\n".join(others),
        "scale": scale,
    }
    ordered = [*words.values(), *pairs.values(), *others.values()]
    return stored, b"".join(pack([float(x) for x in w], scale) for each in ordered for w in each)


def model(examples: Iterable[tuple[dict[str, float], int]]) -> Model:
    """A model fitted to examples, ready to judge; for leave-one-file-out figures."""
    return load(*train(examples))


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("opinion.json"))
    options = parser.parse_args(argv)
    examples = [example(row) for path in corpus(options.corpus) for row in read(path)]
    names, table = train(examples)
    stored = json.dumps(names, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    options.output.write_text(stored, encoding="utf-8")
    options.output.with_suffix(".bin").write_bytes(table)
    print(f"{len(examples)} answers, {len(stored.encode()) + len(table):,} bytes: {options.output}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
