"""What stands in the way of writing is met before anything is changed, and said in plain words."""

from __future__ import annotations

import pytest

from excel import windows
from excel.fake import com
from jama_checksheet import ribbon
from jama_checksheet.workbook.live.com import Busy, patiently

SHEET = "チェックシート"


def said() -> str:
    return windows.messages.shown[-1][1]


def state_of(excel, number=0):
    """Everything in a book that a click could have changed."""
    book = excel._books[number]
    return {
        sheet._name: (
            dict(sheet._cells),
            dict(sheet._validations),
            list(sheet._rules),
            {column: width for column, width in sheet._widths.items() if width != 8.43},
            set(sheet._hidden_rows),
            set(sheet._hidden_columns),
            sheet._filter and sheet._filter._area,
        )
        for sheet in book._sheets
    }


def excel_settings(excel):
    return (excel.ScreenUpdating, excel.EnableEvents, excel.Calculation, excel.StatusBar, excel.DisplayAlerts)


def the_sheet(excel):
    return next(sheet for sheet in excel._books[0]._sheets if sheet._name == SHEET)


def test_a_protected_sheet_gets_its_results_in_a_new_book(excel, open_file, sample):
    open_file(sample)
    the_sheet(excel)._protected = True
    before = state_of(excel)

    ribbon.run_all()

    assert "保護されているため" in windows.messages.shown[0][1]
    assert state_of(excel) == before
    assert {sheet._name for sheet in excel._books[-1]._sheets} == {
        "社内用_サマリー",
        "社内用_確認ポイント",
    }
    assert not any(cell.formula for sheet in excel._books[-1]._sheets for cell in sheet._cells.values())


def test_a_protected_sheet_without_a_result_of_its_own_says_what_to_do(excel, open_file, sample):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet._protected = True
    sheet._selection = sheet.Range("M8")
    sheet._cells.pop((8, 14), None)
    before = state_of(excel)

    ribbon.insert_starter()

    assert "シート保護の解除" in said()
    assert state_of(excel) == before


@pytest.mark.parametrize("button", ["start", "prepare_lists", "remove_ours"])
def test_buttons_that_only_set_up_leave_a_protected_sheet_alone(excel, open_file, sample, button):
    open_file(sample)
    the_sheet(excel)._protected = True
    before = state_of(excel)

    getattr(ribbon, button)()

    assert "保護" in said() or "ありませんでした" in said()
    assert len(excel._books) == 1
    assert state_of(excel) == before


def test_formats_painted_down_to_the_last_row_do_not_slow_a_click(excel, open_file, sample):
    open_file(sample)
    the_sheet(excel)._looks[1_048_576, 14] = {"WrapText": True}

    ribbon.run_all()

    assert "確認ポイントは" in said()


def test_while_a_cell_is_edited_it_waits_and_then_works(excel, open_file, sample):
    open_file(sample)
    com.state.rejections = 3

    ribbon.run_all()

    assert "確認ポイントは" in said()


def test_a_cell_that_stays_in_edit_mode_is_told_and_nothing_is_changed(excel, open_file, sample):
    book = open_file(sample)
    com.state.rejections = 10**6

    with pytest.raises(Busy, match="セルの編集中"):
        patiently(lambda: book.api.FullName, seconds=0.3, pause=0.05)
    com.state.rejections = 0


def test_the_ribbon_tells_in_a_box_of_windows_when_excel_does_not_answer(
    excel, open_file, sample, monkeypatch
):
    def never(*_args, **_named):
        raise Busy(
            "Excel が応答しないため、始められませんでした。", remedy="Enter か Esc で確定してください。"
        )

    open_file(sample)
    monkeypatch.setattr("jama_checksheet.workbook.live.com.patiently", never)

    ribbon.run_all()

    assert "応答しない" in said()


def test_the_active_book_counts_not_the_add_in_that_holds_the_macros(excel, open_file, sample, tmp_path):
    addin = open_file(sample)
    other = tmp_path / "別の会社.xlsx"
    other.write_bytes(sample.read_bytes())
    open_file(other)
    addin.set_mock_caller()

    ribbon.run_all()

    assert len(excel._books[0]._sheets) == 3
    assert len(excel._books[1]._sheets) == 6


def test_autosave_is_switched_off_with_consent_and_on_again(excel, open_file, sample):
    open_file(sample)
    book = excel._books[0]
    book.AutoSaveOn = True
    seen = []
    put = type(book).__setattr__

    def noting(self, name, value):
        if name == "AutoSaveOn":
            seen.append(value)
        put(self, name, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(book), "__setattr__", noting)
        ribbon.run_all()

    assert any("自動保存" in text for _, text in windows.messages.shown)
    assert seen == [False, True]
    assert book.AutoSaveOn is True


def test_autosave_declined_changes_nothing(excel, open_file, sample):
    open_file(sample)
    excel._books[0].AutoSaveOn = True
    windows.messages.answers = ["yes", "no"]
    before = state_of(excel)

    ribbon.run_all()

    assert "変更していません" in said()
    assert state_of(excel) == before


def test_others_in_the_book_stop_the_action(excel, open_file, sample):
    open_file(sample)
    excel._books[0].AutoSaveOn = True
    excel._books[0].UserStatus = (("山田", 0, 1), ("佐藤", 0, 1))
    before = state_of(excel)

    ribbon.run_all()

    assert "ほかの方" in said()
    assert state_of(excel) == before


@pytest.mark.parametrize(
    ("member", "words"),
    [("ReadOnly", "読み取り専用"), ("MultiUserEditing", "共有ブック"), ("ProtectStructure", "ブックの構成")],
)
def test_a_book_that_cannot_be_written_is_left_alone(excel, open_file, sample, member, words):
    open_file(sample)
    setattr(excel._books[0], member, True)
    before = state_of(excel)

    ribbon.run_all()

    assert words in said()
    assert state_of(excel) == before


def test_a_book_that_is_no_check_sheet(excel, open_file, tmp_path):
    from openpyxl import Workbook

    plain = Workbook()
    plain.active["A1"] = "旅費精算書"
    plain.save(tmp_path / "旅費.xlsx")
    open_file(tmp_path / "旅費.xlsx", "Sheet")

    ribbon.run_all()

    assert "チェックシートが見つかりません" in said()


def test_a_sheet_of_the_users_with_our_name_is_never_replaced(excel, open_file, sample):
    open_file(sample)
    excel._books[0]._sheets[2]._name = "社内用_サマリー"
    before = state_of(excel)
    settings = excel_settings(excel)

    ribbon.run_all()

    assert "同じ名前のシート" in said()
    assert state_of(excel) == before
    assert excel_settings(excel) == settings


@pytest.mark.parametrize("failing", ["sheet", "colour", "notes", "list"])
def test_an_error_in_the_middle_leaves_nothing_half_done(excel, open_file, sample, failing, monkeypatch):
    open_file(sample)
    sheet = the_sheet(excel)
    sheet._hidden_rows |= {12, 13}
    before, settings = state_of(excel), excel_settings(excel)
    place = {
        "sheet": ("excel.fake.sheet.Sheet", "Copy"),
        "colour": ("excel.fake.conditional.FormatConditions", "Add"),
        "notes": ("excel.fake.book.CustomXMLParts", "Add"),
        "list": ("excel.fake.validation.Validation", "Add"),
    }[failing]

    def fails(*_, **__):
        raise com.refused("something unforeseen")

    monkeypatch.setattr(f"{place[0]}.{place[1]}", fails)

    ribbon.run_all()

    assert "途中で止めました" in said()
    assert "jama-checksheet.log" in said()
    assert state_of(excel) == before
    assert excel_settings(excel) == settings


def test_a_value_that_excel_swallows_is_noticed_and_taken_back(excel, open_file, sample, monkeypatch):
    from excel.fake.sheet import Sheet

    open_file(sample)
    before = state_of(excel)
    put = Sheet._put

    def swallowing(self, place, value):
        if value != "◆":
            put(self, place, value)

    monkeypatch.setattr(Sheet, "_put", swallowing)

    ribbon.run_all()

    assert "受け付けませんでした" in said()
    assert state_of(excel) == before
