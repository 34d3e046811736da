"""The stand-in refuses what Excel refuses and coerces what Excel coerces; otherwise our tests would prove nothing."""

from __future__ import annotations

import pytest
import xlwings

from excel.windows import ComError, Counter


@pytest.fixture
def sheet(open_file, sample):
    return open_file(sample).sheets["チェックシート"]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("001", 1.0),
        ("1-1", "2025-01-01"),
        ("2025/4/1", "2025-04-01"),
        ("50%", 0.5),
        ("TRUE", True),
        ("文章です", "文章です"),
        ("'=1+1", "=1+1"),
        ("", None),
    ],
)
def test_entries_in_a_general_cell(sheet, typed, stands):
    sheet.range("Z8").raw_value = typed

    found = sheet.range("Z8").raw_value
    assert (found.date().isoformat() if hasattr(found, "date") else found) == stands


@pytest.mark.parametrize("typed", ["001", "1-1", "=1+1", "TRUE"])
def test_entries_in_a_text_cell_stay_text(sheet, typed):
    sheet.range("Z8").number_format = "@"
    sheet.range("Z8").raw_value = typed

    assert sheet.range("Z8").raw_value == typed
    assert sheet.range("Z8").api.HasFormula is False


def test_a_text_with_an_equals_sign_becomes_a_formula(sheet):
    sheet.range("Z8").raw_value = "=1+1"

    assert sheet.range("Z8").api.HasFormula is True


def test_a_sheet_name_over_31_characters(sheet):
    with pytest.raises(ComError):
        sheet.api.Name = "あ" * 32


def test_a_list_over_255_characters(sheet):
    with pytest.raises(ComError):
        sheet.range("Z8").api.Validation.Add(Type=3, Formula1="長" * 256)


def test_writing_to_a_protected_sheet(excel, sheet):
    excel._books[0]._sheets[1]._protected = True

    with pytest.raises(ComError, match="protected"):
        sheet.range("Z8").raw_value = "x"


def test_a_block_written_over_a_filter_loses_the_hidden_rows(excel, sheet):
    tab = excel._books[0]._sheets[1]
    tab.AutoFilter.Range.AutoFilter(5, "=Lv1")
    sheet.range("Z8:Z160").raw_value = tuple(("x",) for _ in range(153))

    assert sum((row, 26) in tab._cells for row in range(8, 161)) < 153


def test_a_format_rule_is_read_from_the_active_cell(excel, sheet):
    sheet.api.Activate()
    sheet.range("A20").api.Select()
    sheet.range("M8:M160").api.FormatConditions.Add(Type=2, Formula1='=$O8<>""')

    assert excel._books[0]._sheets[1]._rules[-1]._formula != '=$O8<>""'


def test_an_unknown_member_is_refused(sheet):
    with pytest.raises(ComError):
        _ = sheet.api.NoSuchMember


def test_every_round_trip_counts(sheet):
    with Counter() as counter:
        sheet.range("Z8:Z160").raw_value = tuple(("x",) for _ in range(153))

    assert counter.total == 2
    assert xlwings.__version__ == "0.37.8"
