"""Polite, old-fashioned, casual and terse wording is read as the plain form, and quoted as it was written."""

from __future__ import annotations

from datetime import date

import pytest

from jama_checksheet.evidence import judge
from jama_checksheet.evidence.text import normalise

DAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("『情報規程』を定めてございます。", "『情報規程』を定めてあります。"),
        ("鍵の掛かる棚でございます。", "鍵の掛かる棚です。"),
        ("持ち出しは許さぬ", "持ち出しは許さない"),
        ("点検いたしております", "点検しております"),
        ("導入いたしたく存じます", "導入したいと思います"),
        ("まだやってません", "まだやっていません"),
        ("設定出来ていない", "設定できていない"),
        ("令和六年十月より", "令和6年10月より"),
        ("二十五台中二十台", "25台中20台"),
        ("二〇二五年", "2025年"),
        ("復旧の章 TBD", "復旧の章 未定"),
        ("例外0件。", "例外ゼロ。"),
    ],
)
def test_one_wording(written, read):
    assert normalise(written).norm == read


@pytest.mark.parametrize(
    "text",
    [
        "第三者の一部は十分に数十台を一台ずつ",
        "致し方ない出来事",
        "report-only期間、版数v1.0、10件、IPは10.0.0.0",
        "捨てます。育てます。",
        "百聞は一見に如かず",
    ],
)
def test_what_only_looks_like_such_a_form_stays(text):
    assert normalise(text).norm == text


def test_a_finding_quotes_the_writers_own_words():
    verdict = judge(score="2", evidence="規程は令和五年に定めましたが、教育は行ってございません。", as_of=DAY)

    assert verdict.findings[0].quote == "教育は行ってございません"


def test_every_character_keeps_its_way_back():
    source = normalise("三十八台すべてに入れ、挿しても書けぬようにいたしました。")

    assert source.norm == "38台すべてに入れ、挿しても書けないようにしました。"
    assert source.quote(0, len(source.norm)) == source.raw
    assert source.quote(source.norm.index("書け"), source.norm.index("よう")) == "書けぬ"
