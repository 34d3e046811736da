"""What `attach` keeps inside the book, and what of it comes back."""

from __future__ import annotations

import base64

import pytest

from jama_checksheet.workbook.edit import custom_xml, originals
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan, RemoveColumns, SetColumn, WriteBlock
from jama_checksheet.workbook.style import CellStyle
from workbook.applied import parts
from workbook.tiny import NAME, SHEET, tiny

FORMATTED = (
    '<row r="1" spans="1:4"><c r="A1"><v>1</v></c><c r="C1" s="2" /><c r="D1" s="1" /></row>'
    '<row r="2" spans="1:4"><c r="A2"><v>1</v></c><c r="C2" s="2" /></row>'
)
"""Empty cells with a look where our columns will stand; the blank before "/>" is how some programs write."""
WIDTHS = '<dimension ref="A1:D2"/><cols><col min="1" max="3" width="7" customWidth="1"/></cols>'
OURS = (
    WriteBlock(NAME, 1, 3, (("確認", "内容"), ("◆", "説明")), CellStyle(bold=True, fill="DCE6F1")),
    SetColumn(NAME, 3, 5.0),
    SetColumn(NAME, 4, 50.0),
)


def kept_in(data: bytes) -> Package:
    package = Package.from_bytes(data)
    originals.keep(package, originals.worth_keeping(package), [("Sheet1", True)])
    return package


def after_work(data: bytes, *more: WriteBlock) -> Package:
    """The book after our columns came, `more` was written, and our columns went."""
    package = kept_in(data)
    apply_plan(package, ChangePlan("試験", (*OURS, *more, RemoveColumns(NAME, (3, 4)))))
    was = originals.kept(package)
    assert was
    originals.forget(package)
    originals.restore(package, was, {SHEET: (3, 4)})
    return package


def test_code_names_and_bytes_are_read_back():
    before = tiny(FORMATTED, before=WIDTHS)
    was = originals.kept(kept_in(before))

    assert was.codes == (("Sheet1", True),)
    assert was.parts[SHEET] == parts(before)[SHEET]
    assert "xl/styles.xml" in was.parts


def test_empty_cells_with_a_look_widths_and_spelling_come_back():
    before = tiny(FORMATTED, before=WIDTHS)

    assert parts(after_work(before).to_bytes()) == parts(before)


def test_what_was_written_meanwhile_stays_and_the_rest_comes_back():
    before = tiny(FORMATTED, before=WIDTHS)
    after = parts(after_work(before, WriteBlock(NAME, 2, 1, ((8,),))).to_bytes())

    assert {name for name, data in parts(before).items() if after[name] != data} == {SHEET}
    assert b'<c r="A2"><v>8</v></c><c r="C2" s="2"/>' in after[SHEET]


def test_where_rows_came_in_places_no_longer_agree_and_nothing_is_brought():
    before = tiny(FORMATTED, before=WIDTHS)
    after = parts(after_work(before, WriteBlock(NAME, 3, 1, ((8,),))).to_bytes())

    assert b'r="C1"' not in after[SHEET]


def test_a_look_that_is_still_in_use_stays_defined():
    before = tiny(FORMATTED, before=WIDTHS)
    mine = WriteBlock(NAME, 2, 1, (("文字",),), CellStyle(bold=True, size=20))
    after = parts(after_work(before, mine).to_bytes())

    assert after["xl/styles.xml"] != parts(before)["xl/styles.xml"]


@pytest.mark.parametrize(
    "content",
    ["", "kein base64 ü", base64.b64encode(b"no zip").decode()],
    ids=["empty", "no base64", "no zip"],
)
def test_a_damaged_store_gives_no_parts_and_no_error(content):
    package = kept_in(tiny(FORMATTED))
    part = custom_xml.find_part(package, f"{{{originals.ORIGINALS}}}originals")
    package.edit(part).find("{*}parts").text = content
    again = Package.from_bytes(package.to_bytes())

    assert originals.kept(again) == originals.Originals({}, (("Sheet1", True),))


def test_a_store_that_would_inflate_to_much_more_than_the_book_is_not_unpacked():
    package = Package.from_bytes(tiny(FORMATTED))
    originals.keep(package, {SHEET: b" " * 5_000_000}, [])

    assert originals.kept(Package.from_bytes(package.to_bytes())).parts == {}


def test_a_book_without_a_store_has_none():
    assert originals.kept(Package.from_bytes(tiny(FORMATTED))) is None
