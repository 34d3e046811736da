"""Writing values into cells: what changes, what stays, what is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jama_checksheet.errors import AnswerCellError, CheckSheetError
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import KEEP, CellValue, WriteBlock
from jama_checksheet.workbook.style import CellStyle
from workbook.applied import applied, changed, difference
from workbook.tiny import DOC, MAIN, NAME, SHEET, cell, q, root, tiny, written, xf

ROW = '<row r="2"><c r="A2" s="1"/><c r="B2"><v>5</v></c></row>'


def put(row: int, column: int, *values: CellValue, style: CellStyle | None = None) -> WriteBlock:
    return WriteBlock(NAME, row, column, (values,), style)


def test_a_value_keeps_the_look_of_its_cell():
    after = applied(tiny(ROW), put(2, 1, "記録あり"))

    assert written(after, "A2") == ("inlineStr", "1", "記録あり")
    assert written(after, "B2") == (None, None, "5")


def test_only_the_written_cell_differs():
    before = tiny(ROW + '<row r="9"><c r="D9"><v>1</v></c></row>', before='<dimension ref="A2:D9"/>')

    gone, come = difference(before, applied(before, put(2, 2, 7.5)), SHEET)

    assert gone == ["/worksheet/sheetData/row[2]/c[B2]/v  5"]
    assert come == ["/worksheet/sheetData/row[2]/c[B2]/v  7.5"]


def test_writing_what_stands_there_changes_nothing():
    before = tiny(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2.0</v></c></row>', shared=("<t>同じ</t>",)
    )

    assert changed(before, applied(before, put(1, 1, "同じ", 2))) == set()


def test_the_same_words_keep_their_furigana():
    reading = '<r><t>山田</t></r><r><t>太郎</t></r><rPh sb="0" eb="2"><t>ヤマダ</t></rPh>'
    before = tiny('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=(reading,))

    assert changed(before, applied(before, put(1, 1, "山田太郎"))) == set()


def test_keep_leaves_and_none_empties():
    before = tiny('<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c><c r="C1"><v>3</v></c></row>')
    after = applied(before, WriteBlock(NAME, 1, 1, ((KEEP, None, ""),)))

    assert written(after, "A1") == (None, None, "1")
    assert written(after, "B1") == (None, "1", "")
    assert written(after, "C1") == (None, None, "")


def test_none_makes_no_cell():
    before = tiny(ROW)

    assert changed(before, applied(before, put(40, 3, None))) == set()


def test_new_rows_and_cells_stand_in_order():
    before = tiny(
        '<row r="2" spans="2:2"><c r="B2"/></row><row r="5"><c r="B5"/></row>',
        before='<dimension ref="B2:B5"/>',
    )
    after = applied(before, WriteBlock(NAME, 1, 1, tuple(("あ", KEEP, "う") for _ in range(6))))

    rows = list(root(after).iter(q("row")))
    assert [row.get("r") for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [node.get("r") for node in rows[1]] == ["A2", "B2", "C2"]
    assert rows[1].get("spans") == "1:3"
    assert root(after).find(q("dimension")).get("ref") == "A1:C6"


def test_rows_and_cells_without_numbers_count_on():
    before = tiny('<row r="2"><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>')
    after = applied(before, put(3, 2, "書く"), put(2, 1, 9))

    assert written(after, "B3")[2] == "書く"
    assert written(after, "A2")[2] == "9"
    assert [node.get("r") for node in root(after).iter(q("c"))] == ["A2", "A3", "B3"]


def test_a_new_cell_takes_the_style_of_its_row_else_of_its_column():
    before = tiny(
        '<row r="1" s="1" customFormat="1"/>',
        before='<cols><col min="3" max="5" width="9" style="2"/></cols>',
    )
    after = applied(before, put(1, 4, "行"), put(2, 4, "列"), put(2, 9, "なし"))

    assert [written(after, ref)[1] for ref in ("D1", "D2", "I2")] == ["1", "2", None]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-5",
        "@SUM(A1)",
        "1-1",
        "001",
        "2026/3/31",
        "10:30",
        "50%",
        "TRUE",
        "'引用",
        "＝A1",
        "2026年3月31日",
    ],
)
def test_text_that_excel_would_turn_into_something_else_is_marked_as_text(text: str):
    after = applied(tiny(ROW), put(2, 2, text))

    kind, style, content = written(after, "B2")
    assert (kind, content) == ("inlineStr", text)
    assert xf(after, style).get("quotePrefix") == "1"
    assert root(after).find(f".//{q('f')}") is None


@pytest.mark.parametrize(
    "text", ["規程を制定", "2026年3月までに完了", "No.12 の記録", "〔　〕", "第3版を運用"]
)
def test_ordinary_text_needs_no_mark(text: str):
    assert written(applied(tiny(ROW), put(2, 2, text)), "B2") == ("inlineStr", None, text)


def test_a_text_format_is_mark_enough():
    assert written(applied(tiny(ROW), put(2, 1, "=1+1")), "A2") == ("inlineStr", "1", "=1+1")


def test_a_number_takes_the_mark_away_again():
    before = tiny(ROW)
    marked = applied(before, put(2, 2, "=1+1"))
    after = applied(marked, put(2, 2, 3))

    assert written(after, "B2") == (None, "0", "3")


def test_texts_are_escaped_as_excel_does():
    after = applied(tiny(ROW), put(2, 1, "上\r\n下\x07 _x000D_ <&> \U0001f600"))

    assert written(after, "A2")[2] == "上\n下_x0007_ _x005F_x000D_ <&> \U0001f600"


def test_spaces_at_the_ends_stay():
    after = applied(tiny(ROW), put(2, 1, "  字下げ "))

    holder = next(cell(after, "A2").iter(q("t")))
    assert holder.text == "  字下げ "
    assert holder.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_truth_values_and_numbers():
    after = applied(tiny(ROW), put(2, 1, True, 12.25, 10**12))

    assert [written(after, ref)[::2] for ref in ("A2", "B2", "C2")] == [
        ("b", "1"),
        (None, "12.25"),
        (None, "1000000000000"),
    ]


def test_a_date_is_a_day_number_that_shows_as_a_date():
    after = applied(tiny(ROW), put(2, 2, date(2026, 3, 31)))

    kind, style, content = written(after, "B2")
    assert (kind, content) == (None, "46112")
    number = xf(after, style)["numFmtId"]
    codes = {n.get("numFmtId"): n.get("formatCode") for n in root(after, "xl/styles.xml").iter(q("numFmt"))}
    assert codes[number] == "yyyy/m/d"


def test_a_date_in_a_date_cell_keeps_its_format():
    after = applied(
        tiny('<row r="1"><c r="A1" s="2"/></row>'), put(1, 1, date(1900, 3, 1), date(1900, 2, 28))
    )

    assert written(after, "A1") == (None, "2", "61")
    assert written(after, "B1")[2] == "59"


def test_books_that_count_from_1904():
    before = tiny(ROW, properties='<workbookPr date1904="1"/>')

    assert written(applied(before, put(2, 2, datetime(2026, 3, 31, 12))), "B2")[2] == "44650.5"


def test_a_style_is_given_to_every_cell_of_the_block():
    style = CellStyle(bold=True, fill="FFF2CC", border="BFBFBF", number_format="@")
    after = applied(tiny(ROW), put(2, 2, "確認", None, style=style))

    assert written(after, "B2")[1] == written(after, "C2")[1] == "3"
    look = root(after, "xl/styles.xml").find(q("cellXfs"))[3]
    assert (look.get("numFmtId"), look.find(q("protection")).get("locked")) == ("49", "0")


def test_equal_styles_are_used_again():
    style = CellStyle(bold=True, fill="FFF2CC")
    once = applied(tiny(ROW), put(2, 2, "確認", style=style))
    twice = applied(
        once, put(3, 2, "確認", style=style), put(4, 2, "確認", style=CellStyle(bold=True, fill="fff2cc"))
    )

    assert changed(once, twice) == {SHEET}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float):
    with pytest.raises(CheckSheetError, match="数値"):
        applied(tiny(ROW), put(2, 1, value))


def test_too_long_a_text_is_refused_with_its_place_and_length():
    with pytest.raises(CheckSheetError, match=r"シート「表」のセル A2: .*32,767.*32,768 文字"):
        applied(tiny(ROW), put(2, 1, "字" * 32_768))

    assert len(written(applied(tiny(ROW), put(2, 1, "字" * 32_767)), "A2")[2]) == 32_767


def test_a_missing_sheet_is_named():
    with pytest.raises(CheckSheetError, match=r"シート「ない」が見つかりません.*表"):
        applied(tiny(ROW), WriteBlock("ない", 1, 1, (("x",),)))


def test_a_cell_under_a_merge_is_refused_and_its_top_left_one_is_not():
    before = tiny(ROW, after='<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>')

    with pytest.raises(AnswerCellError, match=r"セル A3: 結合"):
        applied(before, put(3, 1, "見えない"))
    assert written(applied(before, put(2, 1, "見える")), "A2")[2] == "見える"
    assert changed(before, applied(before, put(3, 1, None))) == set()


ARRAY = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'


@pytest.mark.parametrize("row", [1, 2])
def test_a_part_of_an_array_formula_is_refused(row: int):
    with pytest.raises(AnswerCellError, match="配列数式"):
        applied(tiny(ARRAY), put(row, 1, "x"))


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
)


def test_the_master_of_a_shared_formula_is_refused_while_others_use_it():
    with pytest.raises(AnswerCellError, match="共有"):
        applied(tiny(SHARED), put(1, 1, "x"))

    after = applied(tiny(SHARED), put(2, 1, "x"))
    assert written(after, "A2")[2] == "x"
    assert written(applied(after, put(1, 1, "y")), "A1")[2] == "y"
    assert written(applied(tiny(SHARED), WriteBlock(NAME, 1, 1, (("x",), ("y",)))), "A1")[2] == "x"


CHAIN = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/><c r="B1"/><c r="A1" i="2"/></calcChain>'
TWO_FORMULAS = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f><v>2</v></c></row>'


def test_a_replaced_formula_leaves_the_calculation_chain():
    before = tiny(TWO_FORMULAS, extra={"xl/calcChain.xml": CHAIN})
    after = applied(before, put(1, 1, "定数"))

    entries = [(node.get("r"), node.get("i")) for node in root(after, "xl/calcChain.xml")]
    assert entries == [("B1", "1"), ("A1", "2")]


def test_an_empty_calculation_chain_goes():
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/><c r="B1"/></calcChain>'
    after = Package.from_bytes(
        applied(tiny(TWO_FORMULAS, extra={"xl/calcChain.xml": chain}), put(1, 1, 1, 2))
    )

    assert "xl/calcChain.xml" not in after
    assert [relation.kind for relation in after.relations("xl/workbook.xml")] == ["styles", "worksheet"]


TABLE = (
    f'<table xmlns="{MAIN}" id="1" name="t" displayName="t" ref="A2:B3"><tableColumns count="2"><tableColumn id="1" '
    'name="部門"/><tableColumn id="2" name="担当"/></tableColumns></table>'
)
TABLE_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{DOC}/table" Target="../tables/table1.xml"/></Relationships>'
)


def test_the_head_of_a_table_is_refused_its_body_is_not():
    extra = {"xl/tables/table1.xml": TABLE, "xl/worksheets/_rels/sheet1.xml.rels": TABLE_RELS}
    before = tiny(ROW, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>', extra=extra)

    with pytest.raises(AnswerCellError, match="テーブル"):
        applied(before, put(2, 1, "別の見出し"))
    assert written(applied(before, put(2, 1, "部門")), "A2")[2] == "部門"
    assert written(applied(before, put(3, 1, "総務部")), "A3")[2] == "総務部"


def test_a_protected_sheet_keeps_its_protection_and_our_cells_are_open():
    before = tiny(ROW, after='<sheetProtection password="83AF" sheet="1"/>')
    after = applied(
        before,
        put(2, 3, "確認", style=CellStyle(locked=False)),
        put(2, 4, "計", style=CellStyle(locked=True)),
    )

    assert dict(root(after).find(q("sheetProtection")).attrib) == {"password": "83AF", "sheet": "1"}
    looks = root(after, "xl/styles.xml").find(q("cellXfs"))
    locked = [looks[int(written(after, ref)[1])].find(q("protection")).get("locked") for ref in ("C2", "D2")]
    assert locked == ["0", "1"]


def test_a_sheet_with_prefixed_elements_is_edited_in_its_own_prefix():
    data = tiny(ROW)
    package = Package.from_bytes(data)
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'
    package.put(SHEET, prefixed.encode())

    after = Package.from_bytes(applied(package.to_bytes(), put(1, 1, "値"))).read(SHEET).decode()

    assert '<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">値</x:t></x:is></x:c>' in after
