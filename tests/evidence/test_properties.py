"""What must hold for any text that somebody may write."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jama_checksheet.evidence import judge
from jama_checksheet.evidence.promises import due_date
from jama_checksheet.evidence.suggest import suggest
from jama_checksheet.evidence.text import normalise

DAY = date(2025, 11, 20)
SCORES = st.sampled_from(["2", "1", "0", "NA", ""])
PIECES = st.sampled_from(
    [
        "規程",
        "を",
        "制定",
        "済み",
        "。",
        "、",
        "\n",
        "未",
        "実施",
        "PC",
        "30台中",
        "25台",
        "は",
        "2025年3月",
        "までに",
        "完了",
        "予定",
        "していない",
        "が",
        "(",
        ")",
        "「",
        "」",
        "ｻｰﾊﾞｰ",
        "①",
        "年1回",
        "これから",
        "〔\u3000〕",
        "9999年",
        "元年",
        "13月",
    ]
)
ANY_SIGN = st.characters(exclude_categories=())
"""Also halves of a sign, as Excel cells can hold them."""
TEXTS = st.one_of(
    st.text(max_size=200), st.text(ANY_SIGN, max_size=60), st.lists(PIECES, max_size=30).map("".join)
)
ORDINARY = st.lists(PIECES.filter(lambda piece: piece != "\n"), max_size=20).map("".join)
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(SCORES, TEXTS, TEXTS, st.dates())
def test_judging_never_raises(score, evidence, criteria, day):
    judge(score=score, evidence=evidence, criteria=criteria, as_of=day)


@SLOW
@given(TEXTS, st.dates())
def test_suggesting_and_due_dates_never_raise(evidence, day):
    suggest(evidence, "", "", day)
    due_date(evidence, day)


@SLOW
@given(SCORES, ORDINARY)
def test_spelling_variants_and_spaces_change_nothing(score, text):
    kind = judge(score=score, evidence=text, as_of=DAY).kind

    assert judge(score=score, evidence=unicodedata.normalize("NFKC", text), as_of=DAY).kind is kind
    assert judge(score=score, evidence=text + "  \u3000", as_of=DAY).kind is kind


@SLOW
@given(SCORES, st.lists(ORDINARY, min_size=1, max_size=4))
def test_styles_of_line_breaks_change_nothing(score, lines):
    kinds = {judge(score=score, evidence=mark.join(lines), as_of=DAY).kind for mark in ("\n", "\r\n", "\r")}

    assert len(kinds) == 1


@SLOW
@given(SCORES, TEXTS)
def test_the_same_answer_gets_the_same_verdict(score, text):
    assert judge(score=score, evidence=text, as_of=DAY) == judge(score=score, evidence=text, as_of=DAY)


@SLOW
@given(st.text(max_size=80))
def test_a_quote_is_cut_from_the_writers_text(text):
    source = normalise(text)

    for start in range(len(source.norm)):
        assert source.quote(start, start + 3) in source.raw


def test_a_hundred_thousand_characters_take_less_than_a_second():
    judge(score="2", evidence="規程を制定済み", as_of=DAY)
    for text in ("規程を制定し、毎年見直している。" * 6700, "あ" * 100_000, "1/" * 50_000, "が、" * 50_000):
        began = time.process_time()
        judge(score="2", evidence=text, as_of=DAY)

        assert time.process_time() - began < 1.0


@pytest.mark.parametrize(
    "piece",
    [
        "未",
        "未実施",
        "なしです",
        "残りの",
        "12",
        "一",
        "中",
        "1月と",
        "(",
        "『",
        "対象",
        "誰でも",
        "予定です",
        "\ud83d",
    ],
)
def test_no_words_repeated_over_and_over_hold_up_the_judge(piece):
    judge(score="2", evidence="規程を制定済み", as_of=DAY)
    began = time.process_time()
    judge(score="2", evidence=piece * (100_000 // len(piece)), as_of=DAY, criteria="・30日以内に年1回以上")

    assert time.process_time() - began < 3.0
