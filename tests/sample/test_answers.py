"""The sample answers: how many there are, and rows of every kind for `check` to find."""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from jama_checksheet.model import Kind, Score
from jama_checksheet.sample.build import load_answers, load_items, owners_csv_path


def test_there_is_one_row_per_item_and_about_135_are_answered() -> None:
    answers = load_answers()
    assert [answer.no for answer in answers] == [item.no for item in load_items()]
    assert 130 <= sum(answer.score is not Score.UNANSWERED for answer in answers) <= 140


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OK])
def test_every_kind_has_at_least_three_rows(kind: Kind) -> None:
    assert sum(answer.kind is kind for answer in load_answers()) >= 3


def test_most_answers_are_fine_and_every_score_occurs() -> None:
    answers = load_answers()
    assert sum(answer.kind is Kind.OK for answer in answers) >= 110
    assert set(Counter(answer.score for answer in answers)) == set(Score)


def test_kind_and_score_belong_together() -> None:
    for answer in load_answers():
        if answer.kind is Kind.UNSCORED:
            assert answer.score is Score.UNANSWERED
            assert answer.evidence
        elif answer.kind is Kind.UNDER:
            assert answer.score in (Score.UNDER_WAY, Score.NOT_DONE)
        elif answer.score is Score.UNANSWERED:
            assert not answer.evidence
            assert answer.kind is Kind.OK


def test_texts_are_as_people_write_them_with_line_breaks_and_half_width_kana() -> None:
    texts = [answer.evidence for answer in load_answers()]
    assert any("\n" in text for text in texts)
    assert any(re.search("[ｱ-ﾝ]", text) for text in texts)
    assert min(len(text) for text in texts if text) <= 4
    assert max(len(text) for text in texts) >= 70


def test_owners_table_covers_all_seven_areas_with_example_addresses() -> None:
    path = owners_csv_path()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["担当領域", "部門", "担当者", "メール", "役職", "CC", "回答期限"]
    assert sorted(row["担当領域"] for row in rows) == sorted(
        ["情報セキュリティ", "IT", "法務", "購買・調達", "人事", "リスク", "総務"]
    )
    for row in rows:
        assert row["メール"].endswith("@example.co.jp")
        assert date.fromisoformat(row["回答期限"]) > date(2025, 11, 20)
