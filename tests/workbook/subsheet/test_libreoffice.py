"""A sub-sheet in a real spreadsheet program: its formulas and marks live, and what travels in it survives a save."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Convert
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.subsheet.book import sub_sheet_bytes
from jama_checksheet.workbook.subsheet.items_sheet import DONE, NO_SCORE, NO_TEXT, OPEN
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME, read_payload
from workbook.sheets.office import Office
from workbook.subsheet.one_department import ANSWERS, book_of, sub_item, sub_sheet

pytestmark = pytest.mark.libreoffice

STATES = {("x", "x"): DONE, ("x", ""): NO_TEXT, ("", "x"): NO_SCORE, ("", ""): OPEN}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def typed(answers: dict[int, tuple[str, str]]) -> bytes:
    """The sub-sheet after a department typed score and evidence into rows of unanswered items, with the marks as TRUE or FALSE in
    columns far right: the formula of every conditional format, brought to each cell of its range.
    """
    items = tuple(sub_item(no, ANSWERS[1]) for no in answers)
    sheet = sub_sheet(items=items)
    columns = recognise(book_of(sheet)).layout.columns
    book = load_workbook(io.BytesIO(sub_sheet_bytes(sheet)))
    page = book[ITEMS_SHEET_NAME]
    first = recognise(book_of(sheet)).layout.first_row
    for row, (score, evidence) in enumerate(answers.values(), start=first):
        page.cell(row, columns["score"]).value = "対策完了(2点)" if score else None
        page.cell(row, columns["evidence"]).value = "規程に定めた" if evidence else None
    for place, rules in enumerate(page.conditional_formatting):
        assert len(rules.rules) == 1
        for row in range(first, first + len(answers)):
            page.cell(row, 40 + place).value = f"={rules.rules[0].formula[0].replace(str(first), str(row))}"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_state_the_progress_and_the_marks_follow_what_is_typed(office: Office):
    answers = dict(enumerate(STATES, start=1))
    content = typed(answers)

    seen = office.recalculate(content, ITEMS_SHEET_NAME)
    on_cover = office.recalculate(content, "はじめに")

    assert seen[2, 1] == "回答済み 1／4 項目（残り 3 項目）"
    assert "回答済み 1／4 項目（残り 3 項目）" in on_cover.values()
    layout = recognise(book_of(sub_sheet())).layout
    states = layout.columns["score"] - 1
    rows = range(layout.first_row, layout.first_row + 4)
    assert [seen[row, states] for row in rows] == list(STATES.values())
    text_missing, score_missing, nothing = ([seen[row, 40 + place] for row in rows] for place in range(3))
    assert text_missing == [False, True, False, False]
    assert score_missing == [False, False, True, False]
    assert nothing == [False, False, False, True]


def test_what_travels_survives_a_save(soffice: Convert, tmp_path: Path):
    path = tmp_path / "2025_自工会_総務課_回答用.xlsx"
    path.write_bytes(sub_sheet_bytes(sub_sheet()))

    saved = soffice(path, "xlsx:Calc MS Excel 2007 XML")

    book = read_book(open_package(saved), str(saved))
    before, after = sub_sheet(), recognise(book)
    assert read_payload(book) == before.payload
    assert [item.no for item in after.items] == [entry.item.no for entry in before.items]
    assert {no: (answer.score, answer.evidence) for no, answer in after.answers.items()} == {
        entry.item.no: (entry.answer.score, entry.answer.evidence) for entry in before.items
    }
    assert [rule.words for rule in after.lists] == [tuple(before.words.values())]
