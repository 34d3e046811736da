"""The sheet's own score words come first; known spellings help where it has none."""

import pytest

from jama_checksheet.checksheet.score_words import STANDARD, choice_value, is_prompt, own_words, read_score
from jama_checksheet.model import Score


@pytest.mark.parametrize(
    "text",
    [
        "対策完了(2点)",
        "対策完了（２点）",
        "2.対応完了",
        "2点",
        "2",
        "２",
        "2.0",
        "対応済み",
        "○",
        "2：対策完了",
    ],
)
def test_done(text):
    assert read_score(text) is Score.DONE


@pytest.mark.parametrize("text", ["対策中(1点)", "1.対応中", "1", "一部実施", "△"])
def test_under_way(text):
    assert read_score(text) is Score.UNDER_WAY


@pytest.mark.parametrize("text", ["未実施(0点)", "0", "未対応", "0. 未実施", "×"])
def test_not_done(text):
    assert read_score(text) is Score.NOT_DONE


@pytest.mark.parametrize("text", ["該当なし", "該当無し", "対象外", "N/A", "ＮＡ", "非該当"])
def test_not_applicable(text):
    assert read_score(text) is Score.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["2.対策中", "3", "たぶん完了", "完了予定", "-"])
def test_anything_else_is_not_guessed(text):
    assert read_score(text) is None


def test_a_request_to_choose_is_a_prompt():
    assert is_prompt("プルダウンで評価ください")
    assert not is_prompt("対策完了(2点)")


def test_the_list_of_the_sheet_decides_the_spelling():
    words = own_words(
        ["プルダウンで評価ください", "2:完了", "1:対応中", "0:未実施", "該当なし"], ["対策完了(2点)"]
    )

    assert words == {
        Score.DONE: "2:完了",
        Score.UNDER_WAY: "1:対応中",
        Score.NOT_DONE: "0:未実施",
        Score.NOT_APPLICABLE: "該当なし",
    }


def test_without_a_list_the_words_in_use_decide_and_the_rest_is_standard():
    words = own_words([], ["２点", ""])

    assert words == {**STANDARD, Score.DONE: "２点"}


def test_a_choice_that_is_a_bare_number_goes_into_the_cell_as_one():
    assert [choice_value(word) for word in ("2", "対策完了(2点)", "２")] == [2, "対策完了(2点)", "２"]
