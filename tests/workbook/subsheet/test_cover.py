"""はじめに: who asks, why, until when, how to fill it in."""

from datetime import date

from jama_checksheet.model import Score
from jama_checksheet.workbook.subsheet.cover import NAME
from workbook.subsheet.one_department import ANSWERS, book_of, sub_item, sub_sheet, texts


def test_it_says_who_asks_whom_for_what_until_when():
    said = texts(book_of(sub_sheet()), NAME)

    assert "総務課 御中" in said
    assert "2025年12月12日（金）" in said
    assert "4項目　No.9、24、85、1-2" in said
    assert "情報セキュリティ推進室 青木（内線 1234）" in said
    assert "回答済み 1／4 項目（残り 3 項目）" in said


def test_it_says_that_this_is_no_contest_and_how_to_answer():
    said = texts(book_of(sub_sheet()), NAME)

    assert "点数を競うものではありません" in said
    assert "ありのまま" in said
    assert "質問・連絡欄" in said
    assert "パスワードはありません" in said


def test_for_each_score_of_the_sheet_it_shows_what_to_write_in_the_sheets_own_word():
    words = {Score.DONE: "2.対応完了", Score.UNDER_WAY: "1.対応中", Score.NOT_DONE: "0.未対応"}
    said = texts(book_of(sub_sheet(words=words)), NAME)

    assert "「2.対応完了」、一部だけのときは「1.対応中」" in said
    assert {"2.対応完了", "1.対応中", "0.未対応"} <= set(said.split("\n"))
    assert "改定した・導入した）年" in said
    assert "完了予定の年月" in said
    assert "当てはまらないと判断した理由" not in said


def test_without_a_date_or_a_name_it_leads_to_the_mail():
    said = texts(book_of(sub_sheet(due=None, contact="")), NAME)

    assert "ご依頼のメールをご覧ください" in said
    assert "お送りした担当者" in said


def test_items_that_others_lead_are_named_as_such():
    shared = (sub_item(9, ANSWERS[0], departments=("法務課", "総務課")), sub_item(24, ANSWERS[1]))

    assert "2項目（うち1項目は、ほかの部門が主担当です）" in texts(book_of(sub_sheet(items=shared)), NAME)
    assert "主担当" not in texts(book_of(sub_sheet()), NAME)


def test_many_numbers_are_cut_short():
    items = tuple(sub_item(no, ANSWERS[1]) for no in range(1, 31))

    said = texts(book_of(sub_sheet(items=items, due=date(2026, 1, 9))), NAME)

    assert "No.1、2、3、4、5、6、7、8、9、10、11、12 ほか18項目" in said
    assert "2026年1月9日（金）" in said
