"""The sample workbook is shaped like the official form, and two builds are the same bytes."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jama_checksheet.model import Score
from jama_checksheet.sample.build import build_sample, load_answers, load_items, write_sample
from jama_checksheet.sample.checksheet import PROMPT, SCORE_WORDS
from jama_checksheet.sample.repeatable import read_parts

ROWS = range(8, 161)


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(build_sample()))["チェックシート"]


def merges(sheet: Worksheet) -> set[str]:
    return {str(cells) for cells in sheet.merged_cells.ranges}


def test_the_cover_says_that_the_texts_are_ours() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_sample()))
    assert book.sheetnames == ["はじめに", "チェックシート", "改訂履歴"]
    cover = "\n".join(str(cell.value) for row in book["はじめに"].iter_rows() for cell in row if cell.value)
    assert "公式の文章ではありません" in cover
    assert "提出しないでください" in cover


def test_headers_span_three_rows_with_the_results_below_one_merged_cell(sheet: Worksheet) -> None:
    assert sheet["M5"].value == "評価結果"
    assert sheet["M6"].value == "達成条件評価"
    assert sheet["N6"].value.startswith("評価の根拠記入欄\n")
    assert sheet["L5"].value.startswith("担当領域")
    assert {"M5:N5", "M6:M7", "N6:N7", "L5:L7", "B5:B7"} <= merges(sheet)


def test_the_evidence_header_asks_for_what_each_score_needs(sheet: Worksheet) -> None:
    for word in ("対策完了", "対策中", "未実施", "該当なし"):
        assert f"・{word}：" in sheet["N6"].value


def test_category_label_purpose_and_requirement_are_merged_downwards(sheet: Worksheet) -> None:
    first_label = [item.no for item in load_items() if item.label == "1方針"]
    assert f"C8:C{7 + len(first_label)}" in merges(sheet)
    for letter in "BCDE":
        assert [cells for cells in merges(sheet) if cells.startswith(f"{letter}8:")]
        assert sheet[f"{letter}9"].value is None


def test_rows_hold_items_and_answers(sheet: Worksheet) -> None:
    for row, item, answer in zip(ROWS, load_items(), load_answers(), strict=True):
        assert sheet[f"F{row}"].value == item.no
        assert sheet[f"G{row}"].value == item.level
        assert sheet[f"H{row}"].value == item.condition
        assert sheet[f"I{row}"].value == item.criteria
        assert sheet[f"L{row}"].value == item.area
        expected = PROMPT if answer.score is Score.UNANSWERED else SCORE_WORDS[answer.score]
        assert sheet[f"M{row}"].value == expected
        assert (sheet[f"N{row}"].value or "") == answer.evidence


def test_the_empty_form_shows_the_prompt_everywhere() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(build_sample(answered=False)))["チェックシート"]
    assert {sheet[f"M{row}"].value for row in ROWS} == {PROMPT}
    assert {sheet[f"N{row}"].value for row in ROWS} == {None}
    assert "サンプル精密" not in sheet["B3"].value


def test_scores_are_chosen_from_an_inline_list(sheet: Worksheet) -> None:
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "M8:M160"
    assert rule.formula1 == '"対策完了(2点),対策中(1点),未実施(0点),該当なし"'


def test_filter_panes_and_print_set_up_are_an_official_forms(sheet: Worksheet) -> None:
    assert sheet.auto_filter.ref == "B7:N160"
    assert sheet.freeze_panes == "G8"
    assert sheet.print_title_rows == "$5:$7"
    assert sheet.print_area == "'チェックシート'!$B$1:$N$160"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)


def test_the_intended_verdicts_do_not_show_in_the_workbook() -> None:
    strings = read_parts(build_sample())["xl/sharedStrings.xml"].decode()
    assert not [word for word in ("unscored", "over", "stale", ">ok<") if word in strings]


@pytest.mark.parametrize("answered", [True, False])
def test_two_builds_have_the_same_parts_even_in_another_process(answered: bool) -> None:
    here = read_parts(build_sample(answered=answered))
    assert here == read_parts(build_sample(answered=answered))
    script = (
        "import hashlib, sys; from jama_checksheet.sample.build import build_sample;"
        f"print(hashlib.sha256(build_sample(answered={answered})).hexdigest())"
    )
    # Another hash seed: nothing may hang on the order of a set.
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2] / "python"),
            "PYTHONHASHSEED": "77",
            "TZ": "America/Lima",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(build_sample(answered=answered)).hexdigest()


def test_write_sample_writes_what_build_sample_gives(tmp_path: Path) -> None:
    path = write_sample(tmp_path / "見本.xlsx", answered=False)
    assert path.read_bytes() == build_sample(answered=False)
