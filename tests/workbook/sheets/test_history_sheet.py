"""社内用_回答履歴: what was written is read back, and what people do with the sheet survives."""

from dataclasses import replace

import pytest

from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import PutSheet, WriteBlock
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.sheets.history_lines import (
    HEADERS,
    KEYS,
    NAME,
    QUESTIONS,
    REPLIES,
    RETURNED,
    RETURNS,
    History,
    Line,
    Mark,
    key_mark,
    read_history,
)
from jama_checksheet.workbook.sheets.history_sheet import CHOSEN, HELD, history_sheet
from workbook.applied import applied
from workbook.sheets.small import book_of, check_sheet

KEY = key_mark("鍵")


def reply(place: int, no: int | str, department: str, evidence: str, **values: str) -> Line:
    mark = Mark("s", KEY, "aa", str(no), place, f"2025-11-{place:02}T10:00:00/x", "2", "se")
    line = Line(
        {
            "when": "2025/11/20 10:00",
            "no": no,
            "department": department,
            "score": "対策完了（2点）",
            "evidence": evidence,
            "outcome": CHOSEN,
            "file": "返信.xlsx",
            **values,
        },
        mark,
    )
    return line._replace(mark=mark._replace(text=line.says()))


HISTORY = History(
    returns=(
        Line({"when": RETURNED, "department": "総務部", "no": 2}, Mark("d", KEY)),
        Line({"when": "お待ちしています", "department": "情報システム部", "no": 1}, Mark("d", KEY)),
    ),
    questions=(
        Line(
            {
                "when": "2025/11/20 10:00",
                "no": 3,
                "department": "総務部",
                "evidence": "対象は派遣社員も含みますか。",
            },
            Mark("q", KEY, "aa", "3", 3),
        ),
    ),
    replies=(
        reply(1, 1, "総務部", "『規程』を制定した。\n毎年見直す。"),
        reply(2, "1-2", "総務部", "=1+1"),
    ),
)


def grid(*changes, history=HISTORY):
    data = applied(book_of(check_sheet("2")), PutSheet(history_sheet(history)), *changes)
    return read_book(Package.from_bytes(data), "x.xlsx").grid(NAME)


def filled(lines):
    return [({k: v for k, v in line.values.items() if v is not None}, line.mark) for line in lines]


def test_what_is_written_is_read_back():
    found = read_history(grid())

    for table in HEADERS:
        assert filled(found.lines(table)) == filled(HISTORY.lines(table)), table
    assert found.asked == ("総務部", "情報システム部")
    assert found.returned == ("総務部",)
    assert [line.statement().evidence for line in found.replies] == [
        "『規程』を制定した。\n毎年見直す。",
        "=1+1",
    ]
    assert found.next_place == 4


def test_an_empty_history_says_so_and_is_read_as_empty():
    assert read_history(grid(history=History())) == History()


def row_of(sheet, text):
    return next(row for (row, _), value in sorted(sheet.values.items()) if value == text)


def test_notes_and_columns_of_people_stay():
    sheet = grid()
    row = row_of(sheet, "『規程』を制定した。\n毎年見直す。")
    memo = 1 + KEYS.index("memo")
    header = row - 1
    noted = grid(
        WriteBlock(NAME, row, memo, (("確認した",),)),
        WriteBlock(NAME, header, 15, (("担当の印",),)),
        WriteBlock(NAME, row, 15, (("済み",),)),
    )

    once = read_history(noted)
    again = read_history(grid(history=once))

    assert once.replies[0].values["memo"] == "確認した"
    assert once.replies[0].extra == ("済み",)
    assert again == once


def test_sorted_lines_are_still_known_and_stay_in_the_persons_order():
    turned = replace(HISTORY, replies=HISTORY.replies[::-1])

    found = read_history(grid(history=turned))

    assert [line.mark.place for line in found.replies] == [2, 1]
    assert [mark.place for _, mark in found.of_key("鍵")] == [1, 2]
    assert found.of_key("別の鍵") == []


def test_a_line_whose_text_someone_changed_is_kept_but_is_no_statement_any_more():
    sheet = grid()
    row = row_of(sheet, "=1+1")

    found = read_history(grid(WriteBlock(NAME, row, 1 + KEYS.index("evidence"), (("書き換え",),))))

    assert found.replies[1].text("evidence") == "書き換え"
    assert found.replies[1].statement() is None
    assert found.replies[0].statement() is not None


@pytest.mark.parametrize("text", ["", "v1", "v2 t=s", "v1 t=s q=x", "なにか"])
def test_a_damaged_mark_is_no_mark(text):
    assert Mark.from_text(text) is None


def test_a_line_that_a_person_wrote_is_kept():
    sheet = grid()
    last = max(row for row, _ in sheet.values)

    found = read_history(grid(WriteBlock(NAME, last + 1, 2, ((5, "総務部", "電話で回答"),))))

    assert found.replies[-1].values["department"] == "総務部"
    assert found.replies[-1].mark is None
    assert found.replies[-1].statement() is None


def test_headers_of_the_tables_can_be_told_apart():
    texts = list(HEADERS.values())

    assert set(HEADERS) == {RETURNS, QUESTIONS, REPLIES}
    assert all(len(set(a) & set(b)) < len(KEYS) - 2 for a in texts for b in texts if a is not b)
    assert HELD != CHOSEN
