"""Score words, names and sizes that could mislead a formula."""

import pytest

from jama_checksheet.model import Score
from jama_checksheet.summary import Previous, Promise
from jama_checksheet.workbook.plan import PutSheet, WriteBlock
from jama_checksheet.workbook.sheets.summary_sheet import NAME, summary_sheet
from workbook.applied import applied
from workbook.sheets.small import STANDARD, book_of, check_sheet, summary_of

pytestmark = pytest.mark.libreoffice

WORDS = {
    "wildcards": ("*", "?", "~*", "該当*"),
    "comparisons": (">=2", "<>1", "=0", "<"),
    "formulas": ("=1+1", "+1", "-0", "@該当なし"),
    "quotes": ('"完了"', "対策'中", "未実施&", "<該当なし>"),
    "one word inside the other": ("完了", "未完了", "未完了?", "完"),
    "circles": ("◎", "○", "△", "×"),
    "line breaks": ("対策完了\n(2点)", "対策中\n(1点)", "未実施", "該当 なし"),
}


def counts(values, row=12):
    return [values[row, column] for column in range(3, 9)]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_any_score_word_is_counted_exactly(office, words):
    sheet = check_sheet("2211100N-2", words=dict(zip(STANDARD, words, strict=True)))
    book = applied(book_of(sheet), PutSheet(summary_sheet(sheet, summary_of(sheet), own_columns={})))

    assert counts(office.recalculate(book, NAME)) == [10, 3, 3, 2, 1, 1]


def test_scores_stored_as_numbers_count(office):
    sheet = check_sheet(
        "2211100N-2", words={**STANDARD, Score.DONE: "2", Score.UNDER_WAY: "1", Score.NOT_DONE: "0"}
    )
    book = applied(
        book_of(sheet, as_numbers=True), PutSheet(summary_sheet(sheet, summary_of(sheet), own_columns={}))
    )

    assert counts(office.recalculate(book, NAME)) == [10, 3, 3, 2, 1, 1]


def test_a_sheet_name_with_quotes_and_four_levels(office):
    sheet = check_sheet(
        "2010" * 4, name="It's 点検 [1]".replace("[1]", "(1)"), levels=["Lv4", "Lv1", "Lv3", "Lv2"]
    )
    summary = summary_of(sheet)
    own = summary_sheet(sheet, summary, own_columns={})
    values = office.recalculate(applied(book_of(sheet), PutSheet(own)), NAME)

    assert [values[row, 1] for row in range(12, 17)] == ["Lv1", "Lv2", "Lv3", "Lv4", "合計"]
    assert [counts(values, row) for row in (12, 13, 14, 15)] == [
        [4, 0, 0, 4, 0, 0],
        [4, 0, 0, 4, 0, 0],
        [4, 0, 4, 0, 0, 0],
        [4, 4, 0, 0, 0, 0],
    ]


def test_a_deleted_answer_cell_counts_as_nothing_chosen_and_breaks_no_figure(office):
    sheet = check_sheet("2210")
    book = applied(book_of(sheet), PutSheet(summary_sheet(sheet, summary_of(sheet), own_columns={})))
    emptied = applied(book, WriteBlock(sheet.name, 2, 4, ((None,),)))

    assert counts(office.recalculate(emptied, NAME)) == [4, 1, 1, 1, 0, 1]


@pytest.mark.parametrize("number", [0, 1, 40])
def test_any_number_of_departments(office, number):
    sheet = check_sheet("21" * 20)
    departments = {no: f"第{no % number}部" for no in range(1, 41)} if number else {}
    own = summary_sheet(sheet, summary_of(sheet, departments=departments), own_columns={})
    values = office.recalculate(applied(book_of(sheet), PutSheet(own)), NAME)

    top = next(row for (row, column), value in values.items() if column == 1 and value == "部門別の状況") + 2
    lines = {values[row, 1]: values[row, 5] for row in range(top, top + number + 1)}
    assert sum(lines.values()) == 40
    assert lines["未割当"] == (40 if number == 0 else 0)
    assert len(lines) == number + 1


def test_last_years_promises_follow(office):
    sheet = check_sheet("2101N")
    previous = Previous(promises=(Promise(1), Promise(2), Promise(4), Promise(5), Promise(99)))
    own = summary_sheet(sheet, summary_of(sheet, previous=previous), own_columns={})
    book = applied(book_of(sheet), PutSheet(own))
    later = applied(book, WriteBlock(sheet.name, 3, 4, (("対策完了(2点)",),)))

    def line(package):
        values = office.recalculate(package, NAME)
        return next(text for text in values.values() if str(text).startswith("昨年の約束（"))

    assert line(book) == "昨年の約束（対策中だった 4 項目）：完了 2 件、継続中 2 件（継続中：No.2、4）"
    assert line(later) == "昨年の約束（対策中だった 4 項目）：完了 3 件、継続中 1 件（継続中：No.4）"
