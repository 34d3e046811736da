"""Whatever stands in an answer, it never becomes a formula, a date or a number in the open workbook."""

from __future__ import annotations

from datetime import date

import pytest

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.live.blocks import Blocks

TRICKY = [
    "=1+1",
    "+81-3-1234",
    "-5",
    "@SUM(A1)",
    "1-1",
    "001",
    "TRUE",
    "2025/4/1",
    "50%",
    "'引用",
    '=HYPERLINK("http://x")',
]


@pytest.fixture
def blocks(open_file, sample):
    book = open_file(sample)
    return Blocks(book.sheets["チェックシート"], "チェックシート", book)


@pytest.mark.parametrize("number_format", ["General", "@"])
def test_tricky_texts(excel, blocks, number_format):
    blocks.sheet.range("Z8:Z30").number_format = number_format

    blocks.write({(8 + place, 26): text for place, text in enumerate(TRICKY)})

    cells = excel._books[0]._sheets[1]._cells
    assert [cells[8 + place, 26].value for place in range(len(TRICKY))] == TRICKY
    assert not any(cells[8 + place, 26].formula for place in range(len(TRICKY)))


def test_mixed_formats(excel, blocks):
    blocks.sheet.range("Z9").number_format = "@"

    blocks.write({(8, 26): "=1", (9, 26): "=2", (10, 26): "文章"})

    cells = excel._books[0]._sheets[1]._cells
    assert [(cells[row, 26].value, cells[row, 26].formula) for row in (8, 9, 10)] == [
        ("=1", ""),
        ("=2", ""),
        ("文章", ""),
    ]


def test_a_day_is_a_real_day_also_in_a_general_cell(excel, blocks):
    blocks.write({(8, 26): date(2026, 3, 31), (9, 26): None})

    assert blocks.sheet.range("Z8").raw_value.date() == date(2026, 3, 31)


def test_a_day_in_a_book_that_counts_from_1904(excel, blocks):
    excel._books[0].Date1904 = True

    blocks.write({(8, 26): date(1904, 1, 2)})

    assert excel._books[0]._sheets[1]._cells[8, 26].value == 1.0


def test_a_long_text_goes_alone(excel, blocks):
    long = "根拠。" * 4000

    blocks.write({(8, 26): "短い", (9, 26): long})

    assert excel._books[0]._sheets[1]._cells[9, 26].value == long


def test_a_text_that_no_cell_holds_is_refused(blocks):
    with pytest.raises(CheckSheetError, match="32,767"):
        blocks.write({(8, 26): "長" * 40_000})
