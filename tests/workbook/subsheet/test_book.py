"""The file of a sub-sheet: plain, protected against slips, nothing in it that is not meant for the department."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.subsheet.book import sub_sheet_bytes
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME, SHEET_NAME, read_payload
from workbook.audit import audit
from workbook.subsheet.one_department import ANSWERS, book_of, sub_item, sub_sheet


def schema_findings(path):
    """What the Open XML schemas object to. Cells with their text inside are allowed; Excel gathers them on its first save."""
    _, findings = audit(path)
    return [finding for finding in findings if "inline-string" not in finding["description"]]


@pytest.fixture(scope="module")
def content():
    return sub_sheet_bytes(sub_sheet())


@pytest.fixture
def opened(content):
    return load_workbook(io.BytesIO(content))


def test_the_same_content_gives_the_same_bytes(content):
    assert sub_sheet_bytes(sub_sheet()) == content


def test_it_keeps_to_the_schema_and_to_our_invariants(content, tmp_path):
    path = tmp_path / "回答用.xlsx"
    path.write_bytes(content)

    assert check_package(Package.from_bytes(content)) == []
    assert schema_findings(path) == []


def test_it_has_no_macros_links_comments_or_foreign_parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)

    assert set(names) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    }
    assert b'TargetMode="External"' not in everything


def test_the_properties_name_no_person_and_the_time_of_the_split(opened):
    assert opened.properties.creator == "jama-checksheet"
    assert opened.properties.lastModifiedBy is None
    assert opened.properties.modified == opened.properties.created
    assert opened.properties.modified.date().isoformat() == "2025-11-20"


def test_the_reader_sees_two_sheets_the_third_only_the_tool(opened):
    assert {page.title: page.sheet_state for page in opened} == {
        "はじめに": "visible",
        ITEMS_SHEET_NAME: "visible",
        SHEET_NAME: "veryHidden",
    }


def test_what_travels_is_read_back(content):
    book = book_of(sub_sheet())

    assert read_payload(book) == sub_sheet().payload


def test_all_sheets_are_protected_without_a_password_and_leave_room_to_work(opened):
    for page in opened:
        protection = page.protection
        assert protection.sheet
        assert protection.password is None
        assert protection.hashValue is None
        # False: not forbidden.
        assert not protection.formatColumns
        assert not protection.formatRows
        assert not protection.sort
        assert not protection.autoFilter
        assert protection.insertRows
        assert protection.deleteRows


def test_only_the_answer_cells_are_unlocked(opened):
    sheet, page = recognise(book_of(sub_sheet())), opened[ITEMS_SHEET_NAME]
    header = {cell.column: cell.value for cell in page[sheet.layout.header_bottom]}
    rows = {item.row for item in sheet.items}

    unlocked = {
        (cell.row, header[cell.column])
        for row in page.iter_rows()
        for cell in row
        if cell.has_style and not cell.protection.locked
    }

    answers = {"達成条件評価", "評価の根拠記入欄", "質問・連絡欄", "回答者", "回答日"}
    assert unlocked == {(row, name) for row in rows for name in answers}
    for name in ("はじめに", SHEET_NAME):
        assert all(cell.protection.locked for row in opened[name].iter_rows() for cell in row)


def test_typed_evidence_stays_text_and_texts_wrap(opened):
    sheet, page = recognise(book_of(sub_sheet())), opened[ITEMS_SHEET_NAME]
    for item in sheet.items:
        cell = page.cell(item.row, sheet.layout.columns["evidence"])
        assert cell.number_format == "@"
        assert cell.alignment.wrap_text
        assert cell.data_type in ("s", "inlineStr", "n")
    assert not book_of(sub_sheet()).grid(ITEMS_SHEET_NAME).formulas.keys() & {
        (item.row, sheet.layout.columns["evidence"]) for item in sheet.items
    }


def test_it_prints_with_its_header_on_every_page(opened):
    page, sheet = opened[ITEMS_SHEET_NAME], recognise(book_of(sub_sheet()))

    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToWidth == 1
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_rows == f"${sheet.layout.header_bottom - 1}:${sheet.layout.header_bottom}"
    assert page.freeze_panes == f"C{sheet.layout.first_row}"


def test_rows_follow_what_is_typed(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    first = recognise(book_of(sub_sheet())).layout.first_row

    row = sheet.partition(f'<row r="{first}"')[2].partition(">")[0]
    assert "ht=" in row
    assert "customHeight" not in row


@pytest.mark.parametrize("name", ["R&D部", "<b>部", '総務"部', "It's部", "𠮷野課", "部" * 300, "&P\n課"])
def test_odd_department_names_stay_what_they_are(name, tmp_path):
    items = (sub_item(9, ANSWERS[0], departments=(name,)),)
    sheet = sub_sheet(department=name, items=items, master_sheet="It's")
    path = tmp_path / "回答用.xlsx"
    path.write_bytes(sub_sheet_bytes(sheet))

    assert read_payload(book_of(sheet)) == sheet.payload
    assert name in book_of(sheet).grid(ITEMS_SHEET_NAME).values[1, 1]
    assert schema_findings(path) == []
