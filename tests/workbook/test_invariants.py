"""The invariant checker: every seeded fault is found, sound books of all makers are free of findings, and the guard guards."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from conftest import Convert
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.invariants import check_package, guard
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan, SetColumn
from workbook.applied import applied
from workbook.plans import EVERYTHING, OWN
from workbook.rich.base import SHEET as RICH_SHEET
from workbook.rich.build import rich_book

SHEET, OWN_SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheetJ1.xml", "xl/workbook.xml"
STYLES, TYPES, DRAWING = "xl/styles.xml", "[Content_Types].xml", "xl/drawings/drawingJ1.xml"
BOOK_RELS, DRAWING_RELS = "xl/_rels/workbook.xml.rels", "xl/drawings/_rels/drawingJ1.xml.rels"

Seed = tuple[str, str, str, str]
"""Part, what is replaced (a pattern, once), by what, and what the finding must say."""

SEEDS: dict[str, Seed] = {
    "style index": (OWN_SHEET, r'<c r="A1" s="\d+"', '<c r="A1" s="9999"', "セル A1 のスタイル 9999"),
    "style index of a row": (SHEET, r'<row r="8" ', '<row r="8" s="9999" ', "行 8 のスタイル 9999"),
    "style index of a column": (
        SHEET,
        r'<col min="15" ',
        '<col min="15" style="999" ',
        "列 15 のスタイル 999",
    ),
    "font index": (STYLES, r'(<cellXfs.*?)fontId="\d+"', r'\1fontId="777"', "fontId 777"),
    "fill index": (STYLES, r'(<cellXfs.*?)fillId="\d+"', r'\1fillId="777"', "fillId 777"),
    "border index": (STYLES, r'(<cellXfs.*?)borderId="\d+"', r'\1borderId="777"', "borderId 777"),
    "number format": (STYLES, r'(<cellXfs.*?)numFmtId="\d+"', r'\1numFmtId="999"', "numFmtId 999"),
    "cell style index": (STYLES, r'(<cellXfs.*?)xfId="\d+"', r'\1xfId="44"', "xfId 44"),
    "dxf index": (OWN_SHEET, r'dxfId="\d+"', 'dxfId="999"', "書式 999"),
    "doubled cell": (OWN_SHEET, 'r="B2"', 'r="A2"', "セル A2 が二重"),
    "cell in a wrong row": (OWN_SHEET, 'r="A3"', 'r="A9"', "セル A9 が行 3"),
    "overlapping merges": (
        OWN_SHEET,
        r'<mergeCells count="1">',
        '<mergeCells count="2"><mergeCell ref="B6:C7"/>',
        "結合範囲 A6:B6 と B6:C7",
    ),
    "sheet name of 40 characters": (BOOK, f'name="{OWN}"', f'name="{"長" * 40}"', "40 文字"),
    "doubled sheet name": (BOOK, f'name="{OWN}"', f'name="{RICH_SHEET}"', f"シート名 {RICH_SHEET} が 2 回"),
    "forbidden sheet name": (BOOK, f'name="{OWN}"', 'name="a/b"', "使えない文字"),
    "list over 255 characters": (OWN_SHEET, '"はい,いいえ"', '"' + "字," * 150 + '"', "300 文字"),
    "content type missing": (
        TYPES,
        r'<Override PartName="/xl/charts/chartJ1.xml"[^>]*>',
        "",
        "chartJ1.xml: 種類が",
    ),
    "content type of a missing part": (
        TYPES,
        "/xl/charts/chartJ1.xml",
        "/xl/charts/none.xml",
        "/xl/charts/none.xml という部品",
    ),
    "content type doubled": (
        TYPES,
        "</Types>",
        '<Override PartName="/xl/workbook.xml" ContentType="x"/></Types>',
        "2 回",
    ),
    "dangling relationship": (
        DRAWING_RELS,
        "chartJ1.xml",
        "chartJ9.xml",
        "先 xl/charts/chartJ9.xml がありません",
    ),
    "doubled relationship id": (DRAWING_RELS, 'Id="rId2"', 'Id="rId1"', "関係 rId1 が 2 回"),
    "drawing id missing": (OWN_SHEET, r'(<drawing [^>]*id=)"\w+"', r'\1"rId99"', "関係 rId99 がありません"),
    "chart id missing": (
        DRAWING,
        r'(<(?:\w+:)?chart [^>]*id=)"\w+"',
        r'\1"rId99"',
        "関係 rId99 がありません",
    ),
    "sheet id missing": (BOOK, r'(sheetId="5" r:id=)"\w+"', r'\1"rId99"', "関係 rId99 がありません"),
    "doubled sheet number": (BOOK, 'sheetId="5"', 'sheetId="1"', "シートの番号 1 が 2 回"),
    "doubled shape": (DRAWING, r'(cNvPr id=)"2"', r'\1"1"', "図形の番号 1 が 2 回"),
    "element order": (
        OWN_SHEET,
        r"(<pageMargins[^>]*>)(.*?)(<pageSetup[^>]*>)",
        r"\3\2\1",
        "pageMargins の位置",
    ),
    "count of formats": (STYLES, r'<cellXfs count="\d+"', '<cellXfs count="3"', "cellXfs の count は 3"),
    "count of merges": (
        OWN_SHEET,
        '<mergeCells count="1"',
        '<mergeCells count="2"',
        "mergeCells の count は 2",
    ),
    "count of lists": (
        OWN_SHEET,
        '<dataValidations count="1"',
        '<dataValidations count="7"',
        "dataValidations の count は 7",
    ),
    "name of a missing sheet": (BOOK, f"'{OWN}'!\\$A\\$1</", "'ない'!$A$1</", "シート「ない」"),
    "name of a missing tab": (BOOK, 'localSheetId="4"', 'localSheetId="40"', "シート番号 40"),
    "name doubled": (
        BOOK,
        "<definedNames>",
        "<definedNames><definedName name='判定範囲'>1</definedName>",
        "判定範囲 が 2 回",
    ),
    "formula of a missing sheet": (OWN_SHEET, f"'{RICH_SHEET}'!", "'ない'!", "数式が指すシート「ない」"),
    "open tab": (BOOK, "<workbookView ", '<workbookView activeTab="9" ', "activeTab 9"),
    "unsorted rows": (OWN_SHEET, '<row r="3"', '<row r="1"', "行 1 が行 2 より後"),
    "doubled priority": (SHEET, r'(type="cellIs"[^>]*priority=)"\d+"', r'\1"1"', "優先順位 1 が 2 回"),
    "overlapping lists": (SHEET, 'sqref="M6:M7 M11:M25"', 'sqref="M6:M25"', "入力規則 M6:M25 と M8:M10"),
    "shared string index": (SHEET, r't="s"><v>\d+<', 't="s"><v>4711<', "共有文字列 4711"),
    "overlapping columns": (SHEET, r'<col min="15" max="15"', '<col min="13" max="15"', "列の定義 13〜15"),
    "filter column outside": (
        SHEET,
        r"<autoFilter ([^>]*)/>",
        r'<autoFilter \1><filterColumn colId="99"/></autoFilter>',
        "フィルターの列 99",
    ),
    "chain of no formula": ("xl/calcChain.xml", 'r="R6"', 'r="A1"', "セル A1 に数式がありません"),
    "doubled store item": (
        "customXml/itemProps2.xml",
        r'itemID="[^"]*"',
        'itemID="{11111111-2222-3333-4444-555555555555}"',
        "が 2 回あります",
    ),
    "broken XML": (OWN_SHEET, "</worksheet>", "", "XML として読めません"),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return applied(rich_book(), *EVERYTHING)


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_a_seeded_fault_is_found(sound: bytes, seed: Seed):
    part, pattern, replacement, message = seed
    package = Package.from_bytes(sound)
    text, count = re.subn(pattern, replacement, package.read(part).decode(), count=1, flags=re.DOTALL)
    assert count == 1, "the seed found no place"
    package.put(part, text.encode())

    findings = check_package(package)

    assert any(message in finding for finding in findings), findings
    with pytest.raises(CheckSheetError, match="元のファイルは変わっていません"):
        guard(package, [])


def test_a_missing_part_is_found(sound: bytes):
    package = Package.from_bytes(sound)
    package.drop("xl/charts/chartJ2.xml")

    assert any("先 xl/charts/chartJ2.xml がありません" in finding for finding in check_package(package))


def test_tables_of_one_name_are_found(sound: bytes):
    package = Package.from_bytes(sound)
    table = "xl/tables/table1.xml"
    package.put("xl/tables/table2.xml", package.read(table), package.content_type(table))
    package.relate(
        SHEET,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table",
        "xl/tables/table2.xml",
    )

    assert check_package(package) == ["テーブルの番号 1 が 2 回あります", "テーブル名 部署表 が 2 回あります"]


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 9):
        sheet.append([row, f"文 {row}", f"=A{row}*2"])
    sheet.merge_cells("E1:F2")
    sheet["A1"].font, sheet["A1"].fill = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")
    sheet["B2"].comment, sheet["B3"].hyperlink = Comment("メモ", "私"), "https://example.co.jp/"
    listed = DataValidation(type="list", formula1='"○,×"', sqref="D1:D8")
    sheet.add_data_validation(listed)
    sheet.conditional_formatting.add(
        "A1:A8", FormulaRule(formula=["$A1>3"], fill=PatternFill(bgColor="FFC7CE"))
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=8))
    sheet.add_chart(chart, "H2")
    sheet.auto_filter.ref = "A1:C8"
    other = book.create_sheet("他 の'シート")
    other["A1"] = "=SUM(Sheet!A1:A8)+COUNTA('他 の''シート'!B1:B3)"
    book.defined_names["全部"] = openpyxl.workbook.defined_name.DefinedName(
        "全部", attr_text="Sheet!$A$1:$C$8"
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("集計")
    sheet.write_row(0, 0, ["番号", "文", 3])
    sheet.write_formula("D1", "=SUM(集計!C1:C9)", None, 3)
    sheet.merge_range("F1:G2", "結合")
    sheet.data_validation("A2:A9", {"validate": "list", "source": ["○", "×"]})
    sheet.conditional_format("C1:C9", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "radar"})
    chart.add_series({"values": "=集計!$C$1:$C$9"})
    sheet.insert_chart("J2", chart)
    sheet.insert_textbox("J20", "注")
    sheet.write_comment("A1", "メモ")
    book.close()
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
    "rich": rich_book,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_sound_books_are_free_of_findings(make: Callable[[], bytes]):
    assert check_package(Package.from_bytes(make())) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter], ids=["openpyxl", "xlsxwriter"])
def test_books_saved_by_libreoffice_are_free_of_findings(
    soffice: Convert, tmp_path: Path, make: Callable[[], bytes]
):
    file = tmp_path / "book.xlsx"
    file.write_bytes(make())

    assert check_package(Package.from_bytes(soffice(file).read_bytes())) == []


def faulty() -> Package:
    """A user's file with a fault of its own: a doubled priority."""
    package = Package.from_bytes(rich_book())
    text = re.sub(r'(type="cellIs"[^>]*priority=)"\d+"', r'\1"1"', package.read(SHEET).decode())
    package.put(SHEET, text.encode())
    return package


def test_a_fault_that_the_user_s_file_had_does_not_stop_us():
    package = faulty()
    before = check_package(package)
    assert len(before) == 1

    apply_plan(package, ChangePlan("試験", (SetColumn(RICH_SHEET, 15, 5),)))

    assert check_package(package) == before


def test_a_second_fault_of_the_same_kind_stops_us():
    package = faulty()
    before = check_package(package)
    package.put(SHEET, package.read(SHEET).replace(b'<row r="8" ', b'<row r="8" s="9999" '))

    with pytest.raises(CheckSheetError, match="行 8 のスタイル 9999"):
        guard(package, before)


def test_a_broken_part_of_no_concern_does_not_blind_the_checker(sound: bytes):
    package = Package.from_bytes(sound)
    package.put("customXml/item1.xml", b"<half")
    assert check_package(package) == ["customXml/item1.xml: XML として読めません"]

    package.put(
        STYLES, re.sub(rb'(<cellXfs.*?)fontId="\d+"', rb'\1fontId="777"', package.read(STYLES), count=1)
    )
    assert len(check_package(package)) == 2
