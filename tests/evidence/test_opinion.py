"""The second opinion: modest, explainable, and rebuilt by one command."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from jama_checksheet.evidence import train
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.judge import verdict_of
from jama_checksheet.evidence.opinion import KINDS, familiar, neighbours, pair, trained
from jama_checksheet.model import Kind, Score

DAY = date(2025, 11, 20)
SMALL = [
    ("2", "規程を制定済み", "ok"),
    ("2", "規程を制定し、毎年見直している", "ok"),
    ("2", "鍵は机の上に置いてある", "over"),
    ("2", "鍵は机の引き出しに置いてある", "over"),
]


def rows():
    return [
        {"score": s, "evidence": e, "condition": "", "criteria": "", "as_of": "2025-11-20", "kind": k}
        for s, e, k in SMALL
    ]


def test_the_same_corpus_gives_the_same_model():
    first, second = (train.train(map(train.example, rows())) for _ in range(2))

    assert first == second


def test_a_model_learns_what_no_rule_says_and_quotes_it():
    model = train.model(train.example(row) for row in rows() * 5)

    verdict = verdict_of(Case(Score.DONE, "規程のある机の上。鍵は机の上に置いてある。", "", "", DAY), model)

    assert verdict.kind is Kind.OVER
    assert (verdict.findings[0].code, verdict.findings[0].quote) == ("EV091", "鍵は机の上に置いてある")


@pytest.mark.parametrize("places", [[], [7], [7, 8], [7, 8, 9], [0, 5, 0, 65_535, 1]])
def test_neighbours_are_the_pairs_that_the_training_stores(places):
    assert Counter(neighbours(places)) == Counter(pair(*two) for two in pairwise(places))


def test_an_unfamiliar_text_is_left_to_the_rules():
    case = Case(Score.DONE, "Zxqv plugh xyzzy frobnicate quux. Wibble wobble.", "", "", DAY)

    assert not familiar(case, trained())
    assert verdict_of(case, trained()) == verdict_of(case)


def test_a_firm_rule_is_never_held_back():
    verdict = verdict_of(Case(Score.DONE, "『〔　〕規程』を2022年4月に制定済み", "", "", DAY), trained())

    assert verdict.kind is Kind.THIN


def test_the_model_in_the_package_is_small():
    stored = [
        files("jama_checksheet.evidence").joinpath(f"opinion.{kind}").read_bytes() for kind in ("json", "bin")
    ]

    assert sum(map(len, stored)) < 3_000_000
    assert len(KINDS) == 7
