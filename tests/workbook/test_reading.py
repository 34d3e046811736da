"""Reading: what stands in a workbook, as the user sees it, from the XML that is edited."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from jama_checksheet.checksheet.grid import Book, Cells, Grid
from jama_checksheet.errors import UnreadableFileError
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from workbook.reading_books import SCORES, by_hand, by_openpyxl, by_xlsxwriter, unzipped, zipped


def book_of(data: bytes) -> Book:
    return read_book(Package.from_bytes(data), "回答.xlsx")


def grid_of(body: str, **more: str) -> Grid:
    return book_of(by_hand(body, **more)).grids[0]


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(by_openpyxl())


@pytest.fixture(scope="module")
def sheet(book: Book) -> Grid:
    return book.grids[0]


def test_the_sheets_in_order_with_their_visibility(book: Book) -> None:
    assert book.source == "回答.xlsx"
    assert [(grid.name, grid.visible) for grid in book.grids] == [
        ("チェックシート", True),
        ("選択肢", False),
        ("O'Brien 様", False),
    ]


def test_chart_sheets_are_left_out() -> None:
    assert [grid.name for grid in book_of(by_xlsxwriter()).grids] == ["回答", "言葉"]


def test_values_have_the_type_that_the_user_sees(sheet: Grid) -> None:
    assert sheet.values[1, 1] == "No."
    assert sheet.values[2, 1] == 1
    assert type(sheet.values[2, 1]) is int
    assert sheet.values[2, 3] == "規程1を\n改定"
    assert sheet.values[2, 5] == date(2025, 1, 2)
    assert type(sheet.values[2, 5]) is date
    assert sheet.values[2, 6] == 0.125
    assert sheet.values[2, 8] == datetime(2025, 4, 1, 13, 30)
    assert sheet.values[3, 8] == time(9, 15)
    assert sheet.values[4, 8] is True
    assert sheet.values[6, 8] == "#N/A"
    assert sheet.values[7, 8] == 1.5e300
    assert sheet.values[8, 8] == -12345678901234
    assert sheet.values[9, 8] == 0
    assert sheet.values[10, 8] == "規程は改定済み"
    assert sheet.values[11, 8] == date(2023, 3, 15)
    assert sheet.values[12, 8] == datetime(2023, 3, 15, 12)
    assert sheet.values[13, 8] == 1.5
    assert sheet.values[14, 8] == 'a < b & c > "d"'
    assert sheet.values[15, 8] == "  前後  "
    assert sheet.values[16, 8] == "𠮷野家🚗"


def test_cells_without_a_value_are_left_out(sheet: Grid) -> None:
    assert (2, 4) not in sheet.values
    assert (2, 11) not in sheet.values


def test_a_formula_has_its_cached_value_and_its_text() -> None:
    grid = book_of(by_xlsxwriter()).grids[0]
    assert [grid.values[row, 3] for row in (2, 3, 4, 5)] == [3, "済み", "#DIV/0!", True]
    assert grid.formulas == {(2, 3): "1+2", (3, 3): '"済"&"み"', (4, 3): "1/0", (5, 3): "1=1"}


def test_a_formula_without_a_cached_value(sheet: Grid) -> None:
    assert sheet.formulas == {(5, 8): "A2*2"}
    assert (5, 8) not in sheet.values


def test_the_shape_of_the_sheet(sheet: Grid) -> None:
    assert sheet.merges == (Cells(1, 10, 3, 11),)
    assert sheet.hidden_rows == {5}
    assert sheet.hidden_columns == {4}
    assert sheet.filter == Cells(1, 1, 41, 6)
    assert sheet.protected
    other = book_of(by_xlsxwriter()).grids[0]
    assert other.hidden_columns == {10, 11, 12}
    assert other.hidden_rows == {5}
    assert other.filter == Cells(1, 1, 9, 4)
    assert other.merges == (Cells(1, 6, 2, 7),)
    assert not other.protected


def test_defined_names_of_the_book_and_of_a_sheet(book: Book) -> None:
    assert book.names["評価語"] == "選択肢!$A$1:$A$4"
    assert book.names["別名"] == "評価語"
    assert book.names["チェックシート!評価語"] == "選択肢!$A$2:$A$3"


def words_at(grid: Grid, row: int) -> tuple[str, ...]:
    (rule,) = [rule for rule in grid.lists if rule.covers(row, 2)]
    return rule.words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (2, SCORES),  # words in the rule itself, blanks beside the commas left out
        (21, (*SCORES, "2")),  # on a very hidden sheet, a number among them
        (33, (*SCORES, "2")),  # the same rule's second range
        (31, SCORES[1:3]),  # the sheet's own name goes before the book's
        (32, ()),  # OFFSET must be calculated
        (34, ("はい", "いいえ")),  # a quoted sheet name with an apostrophe
        (35, (*SCORES, "2")),  # a whole column
        (36, ("1", "2", "3")),  # on the same sheet
        (37, ()),  # a name that does not exist
        (38, ()),  # a broken reference
        (39, ()),  # another workbook
    ],
)
def test_the_words_of_a_drop_down(sheet: Grid, row: int, words: tuple[str, ...]) -> None:
    assert words_at(sheet, row) == words


def test_only_lists_are_drop_downs(sheet: Grid) -> None:
    assert not any(rule.covers(2, 6) for rule in sheet.lists)


def test_a_name_behind_a_name_and_names_in_a_circle() -> None:
    names = (
        "<definedNames><definedName name='甲'>乙</definedName><definedName name='乙'>表!$A$1:$A$2</definedName>"
        "<definedName name='丙'>丁</definedName><definedName name='丁'>=丙</definedName></definedNames>"
    )
    body = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2.5</v></c></row></sheetData>'
        "<dataValidations><dataValidation type='list' sqref='B2'><formula1>甲</formula1></dataValidation>"
        "<dataValidation type='list' sqref='B3'><formula1>丙</formula1></dataValidation>"
        "<dataValidation type='list' sqref='B4'><formula1>=表!甲</formula1></dataValidation></dataValidations>"
    )
    grid = grid_of(body, workbook_extra=names)
    assert [words_at(grid, row) for row in (2, 3, 4)] == [("1", "2.5"), (), ("1", "2.5")]


def test_a_list_of_the_extension_that_excel_2010_writes() -> None:
    body = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>あり</t></is></c></row></sheetData><extLst>'
        '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>表!$A$1:$A$3</xm:f></x14:formula1>'
        "<xm:sqref>B2:B5 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    (rule,) = grid_of(body).lists
    assert rule.ranges == (Cells(2, 2, 5, 2), Cells(2, 4, 2, 4))
    assert rule.words == ("あり",)


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    body = (
        "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c></row><row hidden="1"><c><v>6</v></c></row></sheetData>'
    )
    grid = grid_of(body)
    assert grid.values == {(1, 1): 1, (1, 3): 3, (5, 4): 4, (5, 5): 5, (6, 1): 6}
    assert grid.hidden_rows == {6}


def test_text_as_excel_stores_it() -> None:
    strings = (
        '<si><t xml:space="preserve"> 前 </t></si>'
        "<si><r><rPr><b/></rPr><t>規程</t></r><r><t>を改定</t></r></si>"
        '<si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si>'
        "<si><t>一行_x000D_\n二行_x000d_三行&#13;四行\n五行</t></si>"
        "<si><t>_x005F_x000D_ と _x00e9_ と _xD83D__xDE97_ と _xD83D_</t></si>"
        "<si><t></t></si><si/>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(7))
    grid = grid_of(f"<sheetData><row>{cells}</row></sheetData>", strings=strings)
    assert grid.values == {
        (1, 1): " 前 ",
        (1, 2): "規程を改定",
        (1, 3): "山田",
        (1, 4): "一行\n二行\n三行\n四行\n五行",
        (1, 5): "_x000D_ と é と 🚗 と \ufffd",
    }


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>1E+2</v></c>", 100),
        ("<c><v>0.30000000000000004</v></c>", 0.30000000000000004),
        ("<c><v>1e20</v></c>", 1e20),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>false</v></c>', False),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><v>2</v></c>', "2"),
        ('<c t="d"><v>2025-11-20</v></c>', date(2025, 11, 20)),
        ('<c t="d"><v>2025-11-20T08:30:00</v></c>', datetime(2025, 11, 20, 8, 30)),
        ('<c t="d"><v>いつか</v></c>', "いつか"),
        ('<c s="99"><v>45000</v></c>', 45000),
    ],
)
def test_kinds_of_cells(cell: str, value: object) -> None:
    found = grid_of(f"<sheetData><row>{cell}</row></sheetData>").values[1, 1]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "cell", ["<c><v/></c>", "<c><v> </v></c>", '<c t="str"><v></v></c>', '<c t="inlineStr"/>', '<c s="1"/>']
)
def test_cells_that_hold_nothing(cell: str) -> None:
    assert not grid_of(f"<sheetData><row>{cell}</row></sheetData>").values


def test_a_shared_formula_reads_in_every_cell_as_it_counts_there() -> None:
    body = (
        '<sheetData><row r="1"><c r="B1"><f t="shared" ref="B1:C2" si="0">SUM($A1:A$1)+\'A1\'!A1&amp;"A1"</f><v>1</v></c>'
        '<c r="C1"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c><c r="D2"><f t="shared" si="7"/><v>2</v></c></row></sheetData>'
    )
    assert grid_of(body).formulas == {
        (1, 2): "SUM($A1:A$1)+'A1'!A1&\"A1\"",
        (1, 3): "SUM($A1:B$1)+'A1'!B1&\"A1\"",
        (2, 3): "SUM($A2:B$1)+'A1'!B2&\"A1\"",
        (2, 4): "",
    }


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<sheetData><row><c t="s"><v>3</v></c></row></sheetData>', "セル A1 の値"),
        ("<sheetData><row><c><v>一</v></c></row></sheetData>", "セル A1 の値"),
        ("<sheetData><row><c><v>INF</v></c></row></sheetData>", "セル A1 の値"),
        ('<sheetData><row r="2"><c r="A3"/></row></sheetData>', "A3"),
        ('<sheetData><row r="0"/></sheetData>', "場所を読み取れないセル（0）"),
        ('<sheetData><row r="1048577"/></sheetData>', "1048577"),
        ('<sheetData/><mergeCells><mergeCell ref="A1:XFE9"/></mergeCells>', "XFE"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused_with_the_place(body: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        grid_of(body)
    assert "シート「表」" in caught.value.what
    assert words in caught.value.what
    assert caught.value.where == "回答.xlsx"


NOTES = (
    '<n:notes xmlns:n="urn:jama-checksheet:notes:1"><n:note key="columns">確認=O 担当部門=R</n:note>'
    '<n:note key="empty"/></n:notes>'
)
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


@pytest.mark.parametrize("source", ["xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_our_notes_are_found_by_what_they_are_not_by_their_name(source: str) -> None:
    parts = unzipped(by_xlsxwriter())
    relations = parts[source]
    assert isinstance(relations, bytes)
    nodes = "".join(
        f'<Relationship Id="x{number}" Type="{CUSTOM}" Target="{target}"/>'
        for number, target in enumerate(
            ["/customXml/broken.xml", "/customXml/item1.xml", "/customXml/item7.xml"]
        )
    )
    parts[source] = relations.replace(b"</Relationships>", nodes.encode() + b"</Relationships>")
    parts |= {"customXml/broken.xml": "<", "customXml/item1.xml": "<other/>", "customXml/item7.xml": NOTES}
    assert book_of(zipped(parts)).notes == {"columns": "確認=O 担当部門=R", "empty": ""}


def test_a_book_that_we_never_changed_has_no_notes(book: Book) -> None:
    assert book.notes == {}


def test_the_path_in_an_error_is_the_one_shown_to_the_user(tmp_path: Path) -> None:
    parts = {**unzipped(by_xlsxwriter()), "xl/sharedStrings.xml": "<sst"}
    with pytest.raises(UnreadableFileError) as caught:
        book_of(zipped(parts))
    assert caught.value.where == "回答.xlsx"
