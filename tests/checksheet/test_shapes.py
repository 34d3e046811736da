"""Every differently shaped check sheet is recognised as what it is, from the file on."""

import pytest

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.checksheet.wording import as_text
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.reading import read_book
from shapes.builders import FACTS, SHAPES


def read(name, folder) -> CheckSheet:
    path = folder / f"{name}{FACTS[name].extension}"
    path.write_bytes(SHAPES[name]())
    return recognise(read_book(open_package(path), str(path)))


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_recognised(name, tmp_path):
    sheet, facts = read(name, tmp_path), FACTS[name]
    layout = sheet.layout

    assert sheet.name == facts.sheet
    assert (layout.header_top, layout.header_bottom) == (facts.header_rows[0], facts.header_rows[-1])
    assert (layout.first_row, layout.last_row) == (facts.first_row, facts.last_row)
    assert {key: column_letter(column) for key, column in layout.columns.items()} == facts.columns
    assert tuple(item.no for item in sheet.items) == facts.numbers
    assert sum(answer.answered for answer in sheet.answers.values()) == facts.answered
    assert sheet.words == {score: as_text(word) for score, word in facts.words.items()}
    assert sheet.problems == ()
