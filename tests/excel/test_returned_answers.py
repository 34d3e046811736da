"""回答を取り込む, into the book as it is open in Excel."""

from __future__ import annotations

import pytest

from collecting.distribution import JINJI, JOSYS, SOUMU, WORDS, filled_in, fresh
from excel import windows
from excel.departments import HISTORY, SHEET, Reply, asked, said, split_up
from excel.pictures import picture
from jama_checksheet import ribbon
from jama_checksheet.delivery.manifest import load


def test_answers_come_in_after_a_preview_and_the_missing_are_told(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    reply = Reply(place, SOUMU).answers(
        (2, WORDS[0], "規程を2024年に定めた。"), (8, WORDS[1], "-3台を除き完了した。")
    )
    windows.messages.shown.clear()
    excel._answers = [[reply]]

    ribbon.collect_answers()

    (question,) = asked()
    assert "反映する項目: 2件（No.2、8）" in question
    assert f"シート「{HISTORY}」を加えます" in question
    sheet = next(sheet for sheet in excel._books[0]._sheets if sheet._name == SHEET)
    assert (sheet._cells[3, 11].value, sheet._cells[3, 12].value) == (WORDS[0], "規程を2024年に定めた。")
    # A text that Excel would take for a formula stays a text.
    assert (sheet._cells[9, 12].value, sheet._cells[9, 12].formula) == ("-3台を除き完了した。", "")
    assert HISTORY in [sheet._name for sheet in excel._books[0]._sheets]
    assert f"まだ回答のない部門（2部門）: {JOSYS}、{JINJI}" in said()
    assert [part.returned for part in load(place / "manifest.json").parts] == [True, False, False]


def test_undo_takes_the_answers_and_the_record_back(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    before, record = picture(excel._books[0]), (place / "manifest.json").read_bytes()
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]
    ribbon.collect_answers()
    assert (place / "manifest.json").read_bytes() != record

    ribbon.undo_last()

    assert "「回答を取り込む」を取り消しました" in said()
    assert "戻せませんでした" not in said()
    assert picture(excel._books[0]) == before
    assert (place / "manifest.json").read_bytes() == record


def test_undo_leaves_a_record_that_was_written_since(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]
    ribbon.collect_answers()
    text = (place / "manifest.json").read_text(encoding="utf-8") + "\n"
    (place / "manifest.json").write_text(text, encoding="utf-8")

    ribbon.undo_last()

    assert "戻せませんでした" in said()
    assert (place / "manifest.json").read_text(encoding="utf-8") == text


def test_collecting_twice_changes_nothing_the_second_time(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    reply = Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))
    excel._answers = [[reply], [reply]]
    ribbon.collect_answers()
    before, record = picture(excel._books[0]), (place / "manifest.json").read_bytes()
    windows.messages.shown.clear()

    ribbon.collect_answers()

    assert asked() == []
    assert "回答に変更はありません" in said()
    assert picture(excel._books[0]) == before
    assert (place / "manifest.json").read_bytes() == record


@pytest.mark.parametrize("how", ["dialog", "preview"])
def test_cancelled_collecting_changes_neither_book_nor_record(excel, open_file, master, place, how):
    open_file(master)
    split_up(excel, master.parent)
    before, record = picture(excel._books[0]), (place / "manifest.json").read_bytes()
    reply = Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))
    excel._answers = [False] if how == "dialog" else [[reply]]
    windows.messages.answers = ["no"] if how == "preview" else []

    ribbon.collect_answers()

    assert said() == "取りやめました。ブックは変更していません。"
    assert picture(excel._books[0]) == before
    assert (place / "manifest.json").read_bytes() == record


def test_what_is_left_out_is_told_before_and_after(excel, open_file, master, place, tmp_path):
    open_file(master)
    split_up(excel, master.parent)
    stranger = tmp_path / "旅費.xlsx"
    stranger.write_bytes(b"no workbook")
    windows.messages.shown.clear()
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。")), str(stranger)]]

    ribbon.collect_answers()

    for text in (asked()[0], said()):
        assert "反映しないファイルや行が1件" in text
        assert "旅費.xlsx: " in text


def test_a_conflict_with_the_coordinators_own_change_is_told_and_stays(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    sheet = next(sheet for sheet in excel._books[0]._sheets if sheet._name == SHEET)
    sheet._put((3, 11), WORDS[1])
    sheet._put((3, 12), "電話で確認した。")
    windows.messages.shown.clear()
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]

    ribbon.collect_answers()

    assert "ご判断いただきたい項目が1件" in asked()[0]
    assert (sheet._cells[3, 11].value, sheet._cells[3, 12].value) == (WORDS[1], "電話で確認した。")


def test_the_record_is_asked_for_where_it_lies_elsewhere(excel, open_file, tmp_path):
    given = fresh(tmp_path)
    reply = given.reply(SOUMU)
    with filled_in(reply) as form:
        form.answer(2, WORDS[0], "規程を定めた。")
    elsewhere = tmp_path / "受信" / reply.name
    elsewhere.parent.mkdir()
    reply.replace(elsewhere)
    hidden = tmp_path / "保管" / "奥" / "manifest.json"
    hidden.parent.mkdir(parents=True)
    given.manifest.replace(hidden)
    (given.folder / "配布" / "manifest.json").unlink()
    open_file(given.master)
    excel._answers = [[str(elsewhere)], str(hidden)]

    ribbon.collect_answers()

    assert [kind for kind, *_ in excel._shown] == ["files", "file"]
    assert "1項目に反映しました（No.2）" in said()
    assert load(hidden).parts[0].returned


def test_another_distributions_book_is_refused(excel, open_file, tmp_path):
    given, other = fresh(tmp_path / "a"), fresh(tmp_path / "b", title="（別の会社）")
    reply = given.reply(SOUMU)
    open_file(other.master)
    other_manifests = [*other.folder.rglob("manifest.json")]
    for path in other_manifests:
        path.unlink()
    before = picture(excel._books[0])
    excel._answers = [[str(reply)]]

    ribbon.collect_answers()

    assert "別の配布のもの" in said()
    assert picture(excel._books[0]) == before


@pytest.mark.parametrize("obstacle", ["protected", "read only"])
def test_a_book_that_takes_no_answers_is_told_before_files_are_picked(excel, open_file, master, obstacle):
    open_file(master)
    if obstacle == "protected":
        next(sheet for sheet in excel._books[0]._sheets if sheet._name == SHEET)._protected = True
    else:
        excel._books[0].ReadOnly = True
    before = picture(excel._books[0])

    ribbon.collect_answers()

    assert "保護" in said() or "読み取り専用" in said()
    assert excel._shown == []
    assert picture(excel._books[0]) == before


def test_an_error_in_the_middle_leaves_book_and_record_as_they_were(
    excel, open_file, master, place, monkeypatch
):
    from excel.fake import com

    def fails(*_args, **_named):
        raise com.refused("something unforeseen")

    open_file(master)
    split_up(excel, master.parent)
    before, record = picture(excel._books[0]), (place / "manifest.json").read_bytes()
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]
    monkeypatch.setattr("excel.fake.sheet.Sheet.Copy", fails)

    ribbon.collect_answers()

    assert "途中で止めました" in said()
    assert picture(excel._books[0]) == before
    assert (place / "manifest.json").read_bytes() == record
    assert excel.StatusBar is False


def test_a_record_that_cannot_be_written_is_told_and_the_answers_stay(
    excel, open_file, master, place, monkeypatch
):
    from jama_checksheet.errors import OutputError

    def fails(*_args, **_named):
        raise OutputError("書き込めません。")

    open_file(master)
    split_up(excel, master.parent)
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]
    monkeypatch.setattr("jama_checksheet.workbook.storage.write_atomically", fails)

    ribbon.collect_answers()

    assert "1項目に反映しました" in said()
    assert "更新できませんでした" in said()


def encrypted_reply(tmp_path):
    """A distribution with passwords, and the file of 総務部 as it was given out."""
    given = fresh(tmp_path, passwords="*\tKitsune-2025\n")
    return given, given.reply(SOUMU)


def test_for_files_with_passwords_the_list_is_asked_for(excel, open_file, tmp_path):
    given, reply = encrypted_reply(tmp_path)
    open_file(given.master)
    excel._answers = [[str(reply)], str(given.folder / "passwords.tsv")]

    ribbon.collect_answers()

    assert [kind for kind, *_ in excel._shown] == ["files", "file"]
    assert f"配布したときのままのファイルは、取り込んでいません: {reply.name}" in said()
    assert "Kitsune" not in said() + "".join(asked())


def test_without_the_list_such_a_file_is_left_out_and_told(excel, open_file, tmp_path):
    given, reply = encrypted_reply(tmp_path)
    open_file(given.master)
    excel._answers = [[str(reply)], False]

    ribbon.collect_answers()

    assert f"{reply.name}: " in said()
    assert "パスワード" in said()


def test_the_sheet_that_was_distributed_must_be_the_one_on_view(excel, open_file, tmp_path):
    import openpyxl

    given = fresh(tmp_path)
    book = openpyxl.load_workbook(given.master)
    book.copy_worksheet(book[SHEET]).title = "昨年度"
    book.save(given.master)
    open_file(given.master, "昨年度")
    before = picture(excel._books[0])
    excel._answers = [[str(given.reply(SOUMU))]]

    ribbon.collect_answers()

    assert f"配布に使ったのはシート「{SHEET}」です" in said()
    assert picture(excel._books[0]) == before
