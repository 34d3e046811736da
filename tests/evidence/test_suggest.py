"""Which score a text supports, and the starter texts."""

from __future__ import annotations

from datetime import date

import pytest

from jama_checksheet.evidence import judge
from jama_checksheet.evidence.starters import STARTERS, starter
from jama_checksheet.evidence.suggest import suggest
from jama_checksheet.model import Kind, Score

DAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("evidence", "score"),
    [
        ("『情報セキュリティ基本方針』を2021年4月に制定し、全社に公開済み。", Score.DONE),
        ("PCは導入済み。サーバーは2026年3月末までに導入を終える予定。", Score.UNDER_WAY),
        ("手順書は作成していない。来年度に作成する計画。", Score.NOT_DONE),
        ("適切に対応しております。", None),
        ("", None),
        ("『〔　〕』を〔　〕年に制定", None),
    ],
)
def test_the_text_decides_the_score(evidence, score):
    found, quote = suggest(evidence, "", "", DAY)

    assert found is score
    assert quote in evidence
    assert bool(quote) == (score is not None)


@pytest.mark.parametrize("evidence", ["毎年5月に全員へ教育を実施", "規程を作成中。2026年3月に制定予定。"])
def test_a_suggestion_is_never_contradicted_by_the_judge(evidence):
    score, _ = suggest(evidence, "", "", DAY)

    assert score is not None
    assert judge(score=score, evidence=evidence, as_of=DAY).kind is Kind.OK


@pytest.mark.parametrize("score", list(STARTERS))
def test_an_unfilled_starter_is_a_point_to_confirm(score):
    verdict = judge(score=score, evidence=starter(score), as_of=DAY)

    assert "EV067" in {finding.code for finding in verdict.findings}
    assert verdict.flagged


def test_nothing_chosen_has_no_starter():
    assert starter(Score.UNANSWERED) == ""
