"""What a sub-sheet carries along for the way back."""

import pytest

from jama_checksheet.checksheet.grid import Book, Grid
from jama_checksheet.checksheet.memory import answer_fingerprint, question_cells, question_fingerprint
from jama_checksheet.model import Answer, CheckItem, Score
from jama_checksheet.workbook.subsheet.payload import (
    SHEET_NAME,
    Payload,
    PayloadItem,
    payload_cells,
    read_payload,
)

ITEM = CheckItem(no=9, row=12, level="Lv1", label="3 法令順守", condition="ルールを定めている。")
ANSWER = Answer(Score.UNDER_WAY, "2026年3月に\n規程を改定予定", "対策中(1点)")
PAYLOAD = Payload(
    key="0123456789abcdef",
    department="総務部",
    year=2025,
    sheet="チェックシート",
    items=(
        PayloadItem("9", question_cells(ITEM), ANSWER.score, ANSWER.evidence),
        PayloadItem("1-2", question_cells(ITEM), Score.UNANSWERED, ""),
    ),
)


def book(cells, *more):
    return Book("返信.xlsx", (Grid("回答シート", {}), Grid(SHEET_NAME, cells, visible=False), *more))


def test_what_was_written_is_read_back():
    assert read_payload(book(payload_cells(PAYLOAD))) == PAYLOAD


def test_line_breaks_as_another_program_saves_them_leave_the_fingerprints_as_they_were():
    cells = {place: text.replace("\n", "\r\n") for place, text in payload_cells(PAYLOAD).items()}

    item = read_payload(book(cells)).item("9")

    assert item.answer == answer_fingerprint(ANSWER)
    assert item.question == question_fingerprint(ITEM)


def test_numbers_that_became_numbers_are_read_too():
    cells = {place: int(text) if text.isdigit() else text for place, text in payload_cells(PAYLOAD).items()}
    cells[2, 2] = PAYLOAD.key

    assert read_payload(book(cells)) == PAYLOAD


def without(place):
    return lambda cells: {where: text for where, text in cells.items() if where != place}


def changed(place, text):
    return lambda cells: {**cells, place: text}


@pytest.mark.parametrize(
    "damage",
    [
        without((1, 1)),
        changed((1, 2), "2"),
        without((2, 2)),
        without((3, 2)),
        changed((4, 2), "令和7年"),
        changed((6, 2), "3"),
        changed((6, 2), "1"),
        changed((6, 2), "-1"),
        changed((6, 2), "999999999"),
        without((7, 3)),
        without((8, 1)),
        without((8, 4)),
        changed((9, 1), "9"),
        changed((8, 10), "7"),
    ],
)
def test_a_damaged_payload_is_none(damage):
    assert read_payload(book(damage(dict(payload_cells(PAYLOAD))))) is None


def test_a_book_without_or_with_two_of_them_has_none():
    cells = payload_cells(PAYLOAD)

    assert read_payload(Book("別.xlsx", (Grid("シート", {(1, 1): "何か"}),))) is None
    assert read_payload(book(cells, Grid("照合用 (2)", cells))) is None


def test_formulas_are_no_payload():
    grid = Grid(SHEET_NAME, payload_cells(PAYLOAD), formulas={(2, 2): '"x"'})

    assert read_payload(Book("別.xlsx", (grid,))) is None
