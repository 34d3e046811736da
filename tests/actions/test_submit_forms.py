"""submit when the official file is another year's or another edition's form: everything that does not fit is told."""

import pytest

from actions.files import sheet_in, type_into
from actions.handing_in import check, download, submit
from jama_checksheet.model import Score
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock


@pytest.fixture
def official(tmp_path):
    path = tmp_path / "公式.xlsx"
    path.write_bytes(download())
    return path


@pytest.fixture
def working(sample):
    return sample


def renumber(path, numbers):
    """Give items other numbers: old -> new."""
    sheet, package = sheet_in(path), open_package(path)
    rows = {item.no: item.row for item in sheet.items}
    changes = tuple(
        WriteBlock(sheet.name, rows[old], sheet.layout.columns["no"], ((new,),))
        for old, new in numbers.items()
    )
    apply_plan(package, ChangePlan("番号", changes))
    path.write_bytes(package.to_bytes())


def test_widths_spaces_and_line_breaks_make_no_other_question(working, official, tmp_path, capsys):
    item = next(item for item in sheet_in(official).items if item.no == 5)
    wide = item.condition.translate({ord("、"): " 、\n", ord("0"): "０", ord("1"): "１"}) + "　"
    type_into(official, 5, condition=wide)

    _, result = submit(capsys, working, official, tmp_path / "提出用.xlsx")

    assert check(result, "質問の文章")["ok"]


def test_a_reworded_question_is_told_and_its_answer_carried_over(working, official, tmp_path, capsys):
    item = next(item for item in sheet_in(official).items if item.no == 5)
    type_into(official, 5, criteria=item.criteria + "\n・結果を年に1回、経営層へ報告すること")
    out = tmp_path / "提出用.xlsx"

    status, result = submit(capsys, working, official, out)

    assert status == 1
    told = check(result, "質問の文章")
    assert not told["ok"]
    assert "No.5（1件）" in told["detail"]
    assert sheet_in(out).answers[5] == sheet_in(working).answers[5]


def test_another_question_under_the_same_number_gets_no_answer(working, official, tmp_path, capsys):
    type_into(
        official,
        5,
        condition="工場の制御機器に、許可のない外部記憶媒体をつながない",
        criteria="【対象】・制御盤と保守用の端末\n【頻度】・点検を半年に1回",
    )
    out = tmp_path / "提出用.xlsx"

    status, result = submit(capsys, working, official, out)

    assert status == 1
    assert "No.5（1件）は、同じ番号でも別の質問" in check(result, "質問の文章")["detail"]
    assert sheet_in(out).answers[5].score is Score.UNANSWERED
    assert sheet_in(out).answers[5].evidence == ""


def test_a_renumbered_form_gets_no_answer_under_a_wrong_number(working, official, tmp_path, capsys):
    renumber(official, {10: 11, 11: 10})
    out = tmp_path / "提出用.xlsx"

    _, result = submit(capsys, working, official, out)

    assert "No.10、11（2件）は、同じ番号でも別の質問" in check(result, "質問の文章")["detail"]
    assert {sheet_in(out).answers[no].score for no in (10, 11)} == {Score.UNANSWERED}


def test_items_of_one_file_only_are_told(working, official, tmp_path, capsys):
    renumber(official, {153: 201})

    status, result = submit(capsys, working, official, tmp_path / "提出用.xlsx")

    assert status == 1
    detail = check(result, "項目の過不足")["detail"]
    assert "No.153（1件）は、提出する様式にない" in detail
    assert "No.201（1件）は、作業用のファイルにありません" in detail
    assert "201" in check(result, "未選択の項目")["detail"]


def test_a_score_that_the_form_does_not_offer_is_told(working, official, tmp_path, capsys):
    package = open_package(official)
    for name, part in package.sheet_parts().items():
        if name == sheet_in(official).name:
            for node in package.edit(part).iter("{*}dataValidation"):
                formula = node.find("{*}formula1")
                formula.text = formula.text.replace(",該当なし", "")
    official.write_bytes(package.to_bytes())
    out = tmp_path / "提出用.xlsx"

    _, result = submit(capsys, working, official, out)

    told = check(result, "評価の選択肢")
    absent = [no for no, a in sheet_in(working).answers.items() if a.score is Score.NOT_APPLICABLE]
    assert absent
    assert not told["ok"]
    assert f"（{len(absent)}件）" in told["detail"]
    handed = sheet_in(out).answers[absent[0]]
    assert handed.score is Score.UNANSWERED
    assert handed.evidence == sheet_in(working).answers[absent[0]].evidence


def test_an_odd_score_in_the_working_copy_is_told_with_its_cell(working, official, tmp_path, capsys):
    type_into(working, 3, score="だいたい完了")

    _, result = submit(capsys, working, official, tmp_path / "提出用.xlsx")

    row = next(item.row for item in sheet_in(working).items if item.no == 3)
    assert f"M{row}" in check(result, "読み取りで気づいた点")["detail"]
    assert "No.3、" in check(result, "未選択の項目")["detail"]


def test_an_odd_area_does_not_matter_to_those_who_receive_the_answers(working, official, tmp_path, capsys):
    type_into(working, 3, area="総務・設備")

    _, result = submit(capsys, working, official, tmp_path / "提出用.xlsx")

    assert sheet_in(working).problems
    assert check(result, "読み取りで気づいた点")["ok"]
