"""Every shape is a workbook that holds the sample's items where its facts say, and is really of its shape."""

import io
import warnings
from functools import cache

import openpyxl
import pytest
from openpyxl import Workbook

from jama_checksheet.model import Score
from jama_checksheet.sample.build import load_answers, load_items
from jama_checksheet.sample.repeatable import read_parts
from shapes.builders import FACTS, SHAPES, Facts


@cache
def package(name: str) -> bytes:
    return SHAPES[name]()


@cache
def opened(name: str) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl says that it drops what only Excel 2010 and later know; here it only reads.
        warnings.filterwarnings("ignore", message="Data Validation extension")
        return openpyxl.load_workbook(io.BytesIO(package(name)))


def column(book: Workbook, facts: Facts, key: str) -> list[object]:
    sheet, letter = book[facts.sheet], facts.columns[key]
    return [sheet[f"{letter}{row}"].value for row in range(facts.first_row, facts.last_row + 1)]


@pytest.mark.parametrize("name", SHAPES)
def test_openpyxl_opens_it_and_finds_the_items_where_the_facts_say(name: str) -> None:
    book, facts = opened(name), FACTS[name]
    wanted = {item.no: item for item in load_items()}
    assert column(book, facts, "no") == list(facts.numbers)
    assert column(book, facts, "condition") == [wanted[no].condition for no in facts.numbers]
    assert column(book, facts, "area") == [wanted[no].area for no in facts.numbers]
    assert facts.last_row - facts.first_row + 1 == facts.items


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_stands_below_the_last_item(name: str) -> None:
    assert opened(name)[FACTS[name].sheet].max_row == FACTS[name].last_row


@pytest.mark.parametrize("name", SHAPES)
def test_scores_stand_in_the_spelling_that_the_facts_name(name: str) -> None:
    book, facts = opened(name), FACTS[name]
    spelled = {word: score for score, word in facts.words.items()}
    chosen = [spelled[value] for value in column(book, facts, "score") if value in spelled]
    assert len(chosen) == facts.answered
    if name != "empty_sample":
        answers = {answer.no: answer.score for answer in load_answers()}
        expected = [answers[no] for no in facts.numbers if answers[no] is not Score.UNANSWERED]
        assert chosen == expected


@pytest.mark.parametrize("name", SHAPES)
def test_two_builds_have_the_same_parts(name: str) -> None:
    assert read_parts(package(name)) == read_parts(SHAPES[name]())


def test_there_are_at_least_ten_shapes_beside_the_sample_itself() -> None:
    assert len(SHAPES) >= 12
    assert len({package(name) for name in SHAPES}) == len(SHAPES)


def test_shifted_columns_start_right_of_two_empty_ones() -> None:
    sheet = opened("shifted_columns")["チェックシート"]
    assert {cell.value for letter in "AB" for cell in sheet[letter]} == {None}
    assert sheet["P10"].value == "達成条件評価"
    assert sheet["H9"].value == "関連規程"


@pytest.mark.parametrize(
    ("name", "cell", "text"),
    [
        ("numero_header", "E3", "№"),
        ("wide_header", "E4", "Ｎｏ．"),
        ("wide_header", "G4", "達 成 条 件"),
        ("wide_header", "K5", "達成条件\n評価"),
        ("observed_spelling", "I4", "他社事例（すべての遵守は求めません）"),
    ],
)
def test_headers_are_spelled_otherwise(name: str, cell: str, text: str) -> None:
    assert opened(name)[FACTS[name].sheet][cell].value == text


def test_labels_say_observed_instead_of_kept() -> None:
    labels = {
        str(label) for label in column(opened("observed_spelling"), FACTS["observed_spelling"], "label")
    }
    assert "3 法令 \n遵守" in labels
    assert not any("順守" in label for label in labels)


def test_score_lists_come_from_where_the_name_says() -> None:
    def source(name: str) -> str:
        (rule,) = opened(name)["チェックシート"].data_validations.dataValidation
        return str(rule.formula1)

    assert source("list_on_sheet") == "'選択肢 一覧'!$B$3:$B$6"
    assert source("list_by_hidden_name") == "評価選択肢"
    assert opened("list_by_hidden_name")["_list"].sheet_state == "hidden"
    assert source("numeric_scores") == '"2,1,0,該当なし"'
    assert not opened("no_list")["チェックシート"].data_validations.dataValidation
    extension = read_parts(package("list_in_extension"))["xl/worksheets/sheet1.xml"].decode()
    assert "<xm:f>'選択肢'!$B$3:$B$6</xm:f>" in extension
    assert "<dataValidation " not in extension


def test_numeric_scores_are_numbers() -> None:
    values = column(opened("numeric_scores"), FACTS["numeric_scores"], "score")
    assert {value for value in values if isinstance(value, int)} == {0, 1, 2}


def test_protected_sheet_lets_only_answers_be_typed() -> None:
    sheet, letters = opened("protected")["チェックシート"], FACTS["protected"].columns
    assert sheet.protection.sheet
    assert sheet.protection.password
    assert not sheet[f"{letters['score']}7"].protection.locked
    assert sheet[f"{letters['condition']}7"].protection.locked


def test_filtered_sheet_hides_every_row_but_lv1_and_two_columns() -> None:
    book, facts = opened("filtered"), FACTS["filtered"]
    sheet = book[facts.sheet]
    rows = range(facts.first_row, facts.last_row + 1)
    shown = [row for row in rows if not sheet.row_dimensions[row].hidden]
    assert {sheet[f"{facts.columns['level']}{row}"].value for row in shown} == {"Lv1"}
    assert len(shown) == 50
    assert sheet.column_dimensions[facts.columns["purpose"]].hidden
    assert sheet.auto_filter.filterColumn[0].colId == 5


def test_drawings_and_sheets_carry_a_chart_a_picture_a_text_box_and_a_comment() -> None:
    parts = read_parts(package("drawings_and_sheets"))
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/comments1.xml"} <= parts.keys()
    assert "この欄は社内の確認用です。" in parts["xl/drawings/drawing1.xml"].decode()
    assert opened("drawings_and_sheets").sheetnames == ["集計メモ", "チェックシート", "改訂履歴"]


def test_variant_sheet_is_the_third_of_four() -> None:
    assert opened("variant_sheet_name").sheetnames.index("自己評価表（國內據點）") == 2


def test_date_1904_reads_as_the_same_day() -> None:
    book = opened("date_1904")
    assert book.epoch.year == 1904
    assert f"{book['チェックシート']['D1'].value:%Y-%m-%d}" == "2025-11-20"


def test_macro_book_declares_its_vba_project() -> None:
    parts = read_parts(package("macro_book"))
    assert parts["xl/vbaProject.bin"].startswith(b"\xd0\xcf\x11\xe0")
    assert b"macroEnabled.main+xml" in parts["[Content_Types].xml"]


def test_inline_strings_leave_no_shared_table() -> None:
    parts = read_parts(package("inline_strings"))
    assert "xl/sharedStrings.xml" not in parts
    assert b't="inlineStr"' in parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(("name", "mark"), [("rich_text", b"<r>"), ("furigana", b"<rPh ")])
def test_texts_are_stored_in_runs_and_with_readings(name: str, mark: bytes) -> None:
    assert mark in read_parts(package(name))["xl/sharedStrings.xml"]
