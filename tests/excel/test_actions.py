"""What each button does to the open workbook, and that Excel is left as it was found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from excel import windows
from excel.pictures import picture
from jama_checksheet import ribbon
from jama_checksheet.cli import main

SHEET = "チェックシート"


def said() -> str:
    return windows.messages.shown[-1][1]


def the_sheet(excel, name=SHEET):
    return next(sheet for sheet in excel._books[0]._sheets if sheet._name == name)


@pytest.fixture
def pristine(tmp_path: Path) -> Path:
    """The sample as it would be downloaded: nothing chosen, nothing written."""
    from openpyxl import load_workbook

    from jama_checksheet.sample.build import write_sample

    path = write_sample(tmp_path / "様式.xlsx")
    book = load_workbook(path)
    sheet = book[SHEET]
    for row in range(8, sheet.max_row + 1):
        sheet.cell(row, 13).value = sheet.cell(row, 14).value = None
    book.save(path)
    return path


def test_start_makes_a_working_copy_of_the_pristine_download(excel, open_file, pristine):
    open_file(pristine)
    before = pristine.read_bytes()

    ribbon.start()

    assert "〈" not in windows.messages.shown[0][1]
    assert "様式_社内用.xlsx" in windows.messages.shown[0][1]
    assert excel._books[0].Name == "様式_社内用.xlsx"
    assert (pristine.parent / "様式_社内用.xlsx").is_file()
    assert pristine.read_bytes() == before
    assert "として認識しました" in said()


def test_start_does_not_replace_a_working_copy(excel, open_file, pristine):
    (pristine.parent / "様式_社内用.xlsx").write_bytes(b"somebody's work")
    open_file(pristine)

    ribbon.start()

    assert "すでにある" in said()
    assert (pristine.parent / "様式_社内用.xlsx").read_bytes() == b"somebody's work"


def test_start_works_in_place_where_answers_stand(excel, open_file, sample):
    open_file(sample)

    ribbon.start()

    assert excel._books[0].Name == sample.name
    assert "社内用_担当者" in [sheet._name for sheet in excel._books[0]._sheets]


def test_excel_is_left_as_it_was_found(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet.AutoFilter.Range.AutoFilter(5, "=Lv1")
    sheet._hidden_rows |= {1}
    sheet._selection = sheet.Range("N9:N11")
    excel.StatusBar = "ほかのアドインの表示"
    excel.Calculation = -4135
    hidden = set(sheet._hidden_rows)

    ribbon.run_all()

    assert sheet._hidden_rows == hidden
    assert sheet._filter._filters[4].Criteria1 == "=Lv1"
    assert sheet._filter._area.right == 24
    assert excel.ActiveSheet is sheet
    assert sheet._selection.Address == "$N$9:$N$11"
    assert excel.StatusBar == "ほかのアドインの表示"
    assert excel.Calculation == -4135
    assert (excel.ScreenUpdating, excel.EnableEvents, excel.DisplayAlerts) == (True, True, True)


def test_rows_that_a_filter_hides_get_their_values_all_the_same(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet.AutoFilter.Range.AutoFilter(5, "=Lv3")

    ribbon.run_all()

    marks = [sheet._cells[row, 24].value for row in range(8, 161) if (row, 24) in sheet._cells]
    assert len(marks) == 153


def test_undo_takes_the_whole_action_back(excel, open_file, sample):
    open_file(sample)
    before = picture(excel._books[0])

    ribbon.run_all()
    ribbon.undo_last()

    assert "「点検する」を取り消しました" in said()
    after = picture(excel._books[0])
    assert after == before
    assert "取り消せる操作がありません" in (ribbon.undo_last() or said())


def test_undo_of_a_second_run_brings_the_values_of_the_first_back(excel, open_file, sample):
    open_file(sample)
    ribbon.run_all()
    sheet = the_sheet(excel)
    before = {place: cell for place, cell in sheet._cells.items() if place[1] > 14}
    sheet._put((8, 14), "")
    sheet._put((9, 14), "未着手であり、検討中です。")

    ribbon.run_all()
    assert {place: cell for place, cell in sheet._cells.items() if place[1] > 14} != before
    ribbon.undo_last()

    assert {place: cell for place, cell in sheet._cells.items() if place[1] > 14} == before
    assert "戻せませんでした" not in said()
    summary = the_sheet(excel, "社内用_サマリー")
    assert any(cell.formula for cell in summary._cells.values())
    assert not any("[" in cell.formula for cell in summary._cells.values())


def test_a_second_run_on_unchanged_answers_writes_no_cell(excel, open_file, sample):
    open_file(sample)
    ribbon.run_all()
    before = dict(the_sheet(excel)._cells)

    ribbon.run_all()

    assert the_sheet(excel)._cells == before


def test_confirmed_points_stay_silent(excel, open_file, sample):
    open_file(sample)
    ribbon.run_all()
    sheet = the_sheet(excel)
    marked = next(
        row for row in range(8, 161) if sheet._cells.get((row, 15)) and sheet._cells[row, 15].value == "◆"
    )
    sheet._put((marked, 15), "済")

    ribbon.run_all()

    assert sheet._cells[marked, 15].value == "済"
    assert "確認済みの1件" in said()


def test_check_row_tells_about_the_selected_row_and_writes_nothing(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    before = dict(sheet._cells)
    sheet._selection = sheet.Range("N16")

    ribbon.check_row()

    assert said().startswith("No.9")
    assert sheet._cells == before


def test_check_row_outside_of_the_items(excel, open_file, sample):
    open_file(sample)

    ribbon.check_row()

    assert "項目の行が選ばれていません" in said()


def test_a_starter_goes_into_an_empty_evidence_cell_only(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet._put((8, 13), "対策中(1点)")
    sheet._put((8, 14), None)
    sheet._selection = sheet.Range("M8")

    ribbon.insert_starter()

    assert "〔　〕" in sheet._cells[8, 14].value
    ribbon.insert_starter()
    assert "すでに文章があります" in said()


def test_suggestions_are_shown_and_applied_on_agreement(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet._put((8, 13), None)
    sheet._put((8, 14), "情報セキュリティ規程を2023年4月に制定し、全社員に周知して毎年見直している。")

    ribbon.show_suggestions()

    assert "反映しますか" in windows.messages.shown[0][1]
    assert sheet._cells[8, 13].value == "対策完了(2点)"


def test_ours_go_and_the_answers_stay(excel, open_file, sample):
    open_file(sample)
    before = picture(excel._books[0])
    ribbon.run_all()

    ribbon.remove_ours()

    after = picture(excel._books[0])
    assert "外しました" in said()
    assert after["order"] == before["order"]
    for part in ("cells", "lists", "formats", "filter", "merges", "hidden columns"):
        assert after["sheets"][SHEET][part] == before["sheets"][SHEET][part], part
    assert after["notes"] == {}
    assert after["names"] == before["names"]


def test_pdf_settings_help_and_version(excel, open_file, sample):
    open_file(sample)
    ribbon.export_pdf()
    assert "まだありません" in said()
    ribbon.show_summary()
    assert excel.ActiveSheet.Name == "社内用_サマリー"
    excel._books[0]._active = the_sheet(excel)

    ribbon.export_pdf()
    assert (sample.parent / "チェックシート2025_サマリー.pdf").is_file()
    ribbon.open_settings()
    assert excel.ActiveSheet.Name == "社内用_担当者"
    ribbon.open_help()
    assert "はじめる" in said()
    ribbon.show_version()
    assert "xlwings 0.37.8" in said()


def test_the_hand_in_comes_from_the_open_book_and_is_opened(excel, open_file, sample, pristine):
    open_file(sample)
    excel._chosen = str(pristine)

    ribbon.submit_answers()

    made = pristine.with_name("様式_提出用.xlsx")
    assert made.is_file()
    assert str(made) in said()
    assert [book.Name for book in excel._books] == [sample.name, made.name]


def test_no_file_chosen_means_no_hand_in(excel, open_file, sample):
    open_file(sample)

    ribbon.submit_answers()

    assert "取りやめました" in said()


def test_live_from_outside_does_the_same_and_prints_json(excel, open_file, sample, capsys):
    open_file(sample)

    status = main(["live", "run", "--json", "--as-of", "2025-11-20", "--yes"])

    result = json.loads(capsys.readouterr().out)
    assert status == 1
    assert result["book"] == sample.name
    assert result["check"]["counts"]["items"] == 153
    assert Path(result["backup"]).is_file()
    assert main(["live", "undo", "--yes"]) == 0
    assert "取り消しました" in capsys.readouterr().out


def test_live_asks_which_book_where_several_are_open(excel, open_file, sample, pristine, capsys):
    open_file(sample)
    open_file(pristine)

    assert main(["live", "check", "--yes"]) == 2

    told = capsys.readouterr().err
    assert sample.name in told
    assert pristine.name in told
    assert main(["live", "inspect", "--book", sample.name, "--json"]) in (0, 1)


def test_five_backups_are_kept(excel, open_file, sample):
    open_file(sample)
    for _ in range(7):
        ribbon.prepare_lists()
        the_sheet(excel)._put((8, 14), f"規程{_}")

    assert len(list((sample.parent / "控え").glob("*.bak.xlsx"))) == 5


def test_a_book_of_no_place_on_this_pc_is_backed_up_elsewhere(excel, open_file, sample, state_folder):
    open_file(sample)
    excel._books[0]._folder = "https://contoso.sharepoint.com/sites/team/Shared Documents"

    ribbon.run_all()

    assert "確認ポイントは" in said()
    assert len(list((state_folder / "控え").iterdir())) == 1


def test_as_of_is_today(excel, open_file, sample):
    open_file(sample)
    ribbon.open_settings()

    assert f"{date.today():%Y/%m/%d}" in said()
