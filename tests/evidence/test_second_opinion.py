"""Where the second opinion speaks and where it leaves the rules alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jama_checksheet.evidence import fitting
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.judge import verdict_of
from jama_checksheet.evidence.opinion import LONGEST, familiar, opinion, trained
from jama_checksheet.evidence.train import is_word
from jama_checksheet.evidence.weighing import RAISE
from jama_checksheet.model import Kind, Score

DAY = date(2025, 11, 20)
OTHER_TRADE = (
    "ヌルポ多発、ガター無視、スコープ汚染",
    "ビルダ継承のラムダ束縛でメモ化崩壊",
    "関数名キャメル揺れ、ネスト五段、マジナン直書き",
    "ジェネリクス型推論失敗。ポリモ不徹底。",
    "Rebase and squash before merge; naming nit.",
)
"""Remarks of software reviewers: nothing that the training knows."""


def case(text, score=Score.DONE):
    return Case(score, text, "", "", DAY)


@pytest.mark.parametrize("text", OTHER_TRADE)
@pytest.mark.parametrize("score", [Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE])
def test_texts_of_another_trade_are_judged_by_the_rules_alone(text, score):
    assert not familiar(case(text), trained())
    assert verdict_of(case(text, score), trained()) == verdict_of(case(text, score))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=0x400, max_codepoint=0x2FFF), min_size=12, max_size=60))
def test_random_signs_are_judged_by_the_rules_alone(text):
    if not familiar(case(text), trained()):
        assert verdict_of(case(text), trained()) == verdict_of(case(text))


def test_a_text_far_longer_than_any_answer_is_judged_by_the_rules_alone():
    text = "規程を制定し、毎年見直している。" * (LONGEST // 10)

    assert verdict_of(case(text), trained()) == verdict_of(case(text))


@pytest.mark.parametrize(
    "text", ["規程を制定済み", "全社のPCにウイルス対策ソフトを導入し、毎日更新している。"]
)
def test_a_plain_measure_is_not_called_into_question(text):
    second = opinion(case(text), trained())

    assert second.flag < RAISE
    assert verdict_of(case(text), trained()).kind is Kind.OK


def test_words_that_tell_flagged_rows_from_others_count_and_common_words_do_not():
    rows = [{"common": 1.0, "gap": 1.0}] * 8 + [{"common": 1.0, "done": 1.0}] * 8
    index = fitting.vocabulary(rows)

    contrast = fitting.contrast(fitting.Rows(rows, index), [True] * 8 + [False] * 8)

    assert contrast[index["common"]] == pytest.approx(0.0)
    assert contrast[index["gap"]] > 2
    assert contrast[index["done"]] > 2


def test_what_stands_in_every_row_keeps_its_say():
    rows = [{"bias": 1.0, "w:a": 1.0}] * 9 + [{"bias": 1.0, "w:b": 1.0}] * 3

    index, weights = fitting.fit(rows, [0] * 9 + [1] * 3, 2, strength=0.1, is_word=is_word)

    assert weights[index["bias"]][0] > weights[index["bias"]][1]
    assert is_word("2|w:a")
    assert not is_word("2|weakTrue")
