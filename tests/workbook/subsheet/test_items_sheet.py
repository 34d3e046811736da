"""回答シート: a check sheet of its own, one row per item, ready to fill in."""

import pytest

from jama_checksheet.checksheet.headers import HEADERS
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.model import Answer, Score
from jama_checksheet.workbook.subsheet.items_sheet import DONE, NO_SCORE, NO_TEXT, OPEN
from jama_checksheet.workbook.subsheet.payload import (
    GIVEN_HEADERS,
    ITEMS_SHEET_NAME,
    REPLY_HEADERS,
    SHEET_NAME,
    read_payload,
)
from workbook.subsheet.one_department import ANSWERS, book_of, sub_item, sub_sheet


def headers(book):
    grid = book.grid(ITEMS_SHEET_NAME)
    return {
        text: column
        for (row, column), text in grid.values.items()
        if row == recognise(book).layout.header_bottom
    }


def column(book, header):
    """The values of one column, by item number."""
    sheet, grid = recognise(book), book.grid(ITEMS_SHEET_NAME)
    return {item.no: grid.values.get((item.row, headers(book)[header])) for item in sheet.items}


def test_it_is_recognised_as_a_check_sheet_with_the_same_questions_and_answers():
    given = sub_sheet()

    found = recognise(book_of(given))

    assert found.name == ITEMS_SHEET_NAME
    assert [item.no for item in found.items] == [9, 24, 85, "1-2"]
    for entry, item in zip(given.items, found.items, strict=True):
        assert item == type(item)(
            **{**{name: getattr(entry.item, name) for name in item.__slots__}, "row": item.row}
        )
        assert found.answers[item.no].score == entry.answer.score
        assert found.answers[item.no].evidence == entry.answer.evidence
    assert found.words == given.words
    assert found.problems == ()


def test_nothing_is_merged_and_every_row_is_filled_so_that_it_filters_and_sorts():
    grid = book_of(sub_sheet()).grid(ITEMS_SHEET_NAME)
    sheet = recognise(book_of(sub_sheet()))

    assert grid.merges == ()
    assert (grid.filter.top, grid.filter.bottom) == (sheet.layout.header_bottom, sheet.layout.last_row)
    assert set(column(book_of(sub_sheet()), "ラベル").values()) == {"3 法令順守"}


def test_the_columns_for_the_reply_are_there_and_empty():
    book = book_of(sub_sheet())

    for header in ("質問・連絡欄", "回答者", "回答日"):
        assert set(column(book, header).values()) == {None}


def test_the_state_of_each_row_and_the_progress_line_hold_true_values():
    book = book_of(sub_sheet())
    grid = book.grid(ITEMS_SHEET_NAME)

    assert list(column(book, "記入状況").values()) == [DONE, OPEN, NO_TEXT, NO_SCORE]
    assert grid.values[2, 1] == "回答済み 1／4 項目（残り 3 項目）"
    assert "COUNTIF" in grid.formulas[2, 1]


def test_last_year_and_points_appear_where_something_is_known():
    items = (
        sub_item(
            9, ANSWERS[0], last_year="【対策中(1点)】\n2025年3月に改定予定", points="【根拠の追記のお願い】…"
        ),
        sub_item(24, ANSWERS[1]),
    )

    told = book_of(sub_sheet(items=items))
    silent = book_of(sub_sheet())

    assert column(told, "昨年の回答") == {9: "【対策中(1点)】\n2025年3月に改定予定", 24: None}
    assert column(told, "ご確認いただきたい点") == {9: "【根拠の追記のお願い】…", 24: None}
    assert not {"昨年の回答", "ご確認いただきたい点"} & headers(silent).keys()
    assert [item.no for item in recognise(told).items] == [9, 24]


def test_who_else_answers_is_told():
    items = (sub_item(9, ANSWERS[0], departments=("法務課", "総務課")), sub_item(24, ANSWERS[1]))

    assert column(book_of(sub_sheet(items=items)), "回答部門") == {
        9: "法務課（主担当）\n総務課",
        24: "総務課",
    }


def test_every_heading_is_one_that_collecting_knows():
    items = (sub_item(9, ANSWERS[0], last_year="【対策中(1点)】", points="【根拠の追記のお願い】"),)

    known = {
        *(text for texts in HEADERS.values() for text in texts),
        *REPLY_HEADERS.values(),
        *GIVEN_HEADERS.values(),
    }

    assert set(headers(book_of(sub_sheet(items=items)))) <= known
    assert {*REPLY_HEADERS.values(), *GIVEN_HEADERS.values()} <= set(headers(book_of(sub_sheet(items=items))))


def test_columns_that_the_master_lacks_are_not_shown():
    book = book_of(sub_sheet(columns=frozenset({"no", "condition", "score", "evidence"})))

    assert list(headers(book)) == [
        "No.", "達成条件", "記入状況", "達成条件評価", "評価の根拠記入欄", "質問・連絡欄", "回答者", "回答日", "回答部門",
    ]  # fmt: skip
    assert len(recognise(book).items) == 4


@pytest.mark.parametrize(
    "words",
    [
        ("2", "1", "0", "NA"),
        ("2.対応完了", "1.対応中", "0.未対応", "該当なし"),
        ("○", "△", "×", "対象外"),
        (
            "対策完了(2点)" + "　" * 60,
            "対策中(1点)" + "　" * 60,
            "未実施(0点)" + "　" * 60,
            "該当なし" + "　" * 90,
        ),
        ("完了,2点", "対策中(1点)", "未実施(0点)", "該当なし"),
    ],
)
def test_the_drop_down_has_the_words_of_the_master(words):
    spelled = dict(
        zip((Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE), words, strict=True)
    )
    items = tuple(
        sub_item(no, Answer(score, "根拠", word)) for no, (score, word) in enumerate(spelled.items(), 1)
    )

    book = book_of(sub_sheet(words=spelled, items=items))

    rules = [rule for rule in book.grid(ITEMS_SHEET_NAME).lists if rule.words]
    assert [rule.words for rule in rules] == [words]
    score = recognise(book).layout.columns["score"]
    assert all(rules[0].covers(item.row, score) for item in recognise(book).items)
    assert [str(value) for value in column(book, "達成条件評価").values()] == list(words)
    assert read_payload(book).items == tuple(entry.carried for entry in items)


def test_a_choice_that_is_a_number_stands_as_a_number():
    words = {Score.DONE: "2", Score.UNDER_WAY: "1", Score.NOT_DONE: "0", Score.NOT_APPLICABLE: "NA"}
    book = book_of(sub_sheet(words=words))

    assert column(book, "達成条件評価") == {9: 2, 24: None, 85: 1, "1-2": None}
    assert book.grid(SHEET_NAME).values[8, 10] == "2"
