"""配布・回収: sub-sheets, mail drafts, returned answers and reminders, from the book as it is open in Excel."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from collecting.distribution import JINJI, JOSYS, SOUMU, WORDS, filled_in, fresh, write_master
from delivery import fake_outlook
from excel import windows
from excel.pictures import picture
from jama_checksheet import ribbon
from jama_checksheet.cli import main
from jama_checksheet.delivery.manifest import load

SHEET = "チェックシート"
HISTORY = "社内用_回答履歴"


def said() -> str:
    return windows.messages.shown[-1][1]


def asked() -> list[str]:
    return [text for _, text in windows.messages.shown[:-1]]


def notes(excel) -> dict[str, str]:
    return picture(excel._books[0])["notes"]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """The small check sheet with an owners table of its own, before anything was distributed."""
    path, owners = tmp_path / "チェックシート.xlsx", tmp_path / "担当者.csv"
    write_master(tmp_path / "元.xlsx")
    owners.write_text(
        f"担当領域,部門,担当者,メール\n総務,{SOUMU},木村,k@example.co.jp\nIT,{JOSYS},井上,i@example.co.jp\n"
        f"人事,{JINJI},小川,o@example.co.jp\n",
        encoding="utf-8",
    )
    assert main(["assign", str(tmp_path / "元.xlsx"), "--owners", str(owners), "-o", str(path)]) in (0, 1)
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder that a distribution makes."""
    today = date.today()
    return tmp_path / f"{today.year - (today.month < 4)}_自工会_配布"


def split_up(excel, tmp_path: Path) -> None:
    """The button, every question answered."""
    excel._answers = [str(tmp_path), "2099/12/12", "情報システム課 佐藤"]
    ribbon.split_sheets()


class Reply:
    """A department fills its sheet in."""

    def __init__(self, place: Path, department: str) -> None:
        self.path = next(place.glob(f"*_{department}_*.xlsx"))

    def answers(self, *answers: tuple[int, str, str]) -> str:
        with filled_in(self.path) as form:
            for no, score, evidence in answers:
                form.answer(no, score, evidence)
        return str(self.path)


def test_sub_sheets_are_previewed_and_made_and_the_key_stays_in_the_book(excel, open_file, master, place):
    open_file(master)
    before = picture(excel._books[0])

    split_up(excel, master.parent)

    (question,) = asked()
    assert f"・{SOUMU}: 5項目（k@example.co.jp）" in question
    assert "回答期限: 2099/12/12" in question
    assert str(place) in question
    manifest = load(place / "manifest.json")
    assert [part.department for part in manifest.parts] == [SOUMU, JOSYS, JINJI]
    assert {path.name for path in place.iterdir()} == {p.path for p in manifest.parts} | {"manifest.json"}
    assert (manifest.master, manifest.contact) == (master.name, "情報システム課 佐藤")
    assert notes(excel)["split"] == manifest.key
    after = picture(excel._books[0])
    assert (after["sheets"], after["order"]) == (before["sheets"], before["order"])
    assert "上書き保存" in said()
    assert manifest.key not in "".join(asked()) + said()


def test_undo_takes_the_key_out_and_says_that_the_folder_stays(excel, open_file, master, place):
    open_file(master)
    before = picture(excel._books[0])
    split_up(excel, master.parent)

    ribbon.undo_last()

    assert picture(excel._books[0]) == before
    assert f"そのまま残っています: {place}" in said()
    assert "戻せませんでした" not in said()
    assert (place / "manifest.json").is_file()


def test_a_second_distribution_gets_a_folder_of_its_own(excel, open_file, master, place):
    open_file(master)
    split_up(excel, master.parent)
    first = (place / "manifest.json").read_bytes()

    split_up(excel, master.parent)

    second = place.with_name(f"{place.name}_2")
    assert (place / "manifest.json").read_bytes() == first
    assert notes(excel)["split"] == load(second / "manifest.json").key


@pytest.mark.parametrize(
    "answers", [[], ["FOLDER"], ["FOLDER", "2099/12/12"]], ids=["folder", "due", "contact"]
)
def test_a_cancelled_dialog_makes_nothing(excel, open_file, master, place, answers):
    open_file(master)
    before = picture(excel._books[0])
    excel._answers = [str(master.parent) if answer == "FOLDER" else answer for answer in answers]

    ribbon.split_sheets()

    assert said() == "取りやめました。フォルダーは作っていません。ブックは変更していません。"
    assert not place.exists()
    assert picture(excel._books[0]) == before


def test_a_declined_preview_makes_nothing(excel, open_file, master, place):
    open_file(master)
    windows.messages.answers = ["no"]

    split_up(excel, master.parent)

    assert "フォルダーは作っていません" in said()
    assert not place.exists()
    assert "split" not in notes(excel)


def test_a_due_date_that_is_none_is_asked_again(excel, open_file, master, place):
    open_file(master)
    excel._answers = [str(master.parent), "来週の金曜", "2099年12月12日", "佐藤"]

    ribbon.split_sheets()

    assert "日付として読み取れません" in asked()[0]
    assert load(place / "manifest.json").parts[0].due == date(2099, 12, 12)


def test_the_one_who_asks_is_offered_again_the_next_time(excel, open_file, master):
    open_file(master)
    split_up(excel, master.parent)
    assert ("text", "山田") in [(kind, more) for kind, _, more in excel._shown]

    ribbon.split_sheets()
    excel._answers = [str(master.parent), "", True]
    ribbon.split_sheets()

    assert excel._shown[-1][2] == "情報システム課 佐藤"


def test_without_owners_nothing_is_asked(excel, open_file, tmp_path):
    open_file(write_master(tmp_path / "元.xlsx"))

    ribbon.split_sheets()

    assert "担当部門の決まった項目がない" in said()
    assert "--" not in said()
    assert excel._shown == []


@pytest.mark.parametrize("member", ["ReadOnly", "protected"])
def test_where_the_key_cannot_be_written_the_sheets_are_made_all_the_same(
    excel, open_file, master, place, member
):
    open_file(master)
    if member == "protected":
        next(sheet for sheet in excel._books[0]._sheets if sheet._name == SHEET)._protected = True
    else:
        excel._books[0].ReadOnly = True
    before = picture(excel._books[0])

    split_up(excel, master.parent)

    assert "番号は記録しません" in asked()[0]
    assert (place / "manifest.json").is_file()
    assert picture(excel._books[0]) == before


def test_a_failure_while_the_key_is_written_takes_the_folder_away_again(
    excel, open_file, master, place, monkeypatch
):
    from excel.fake import com

    def fails(*_args, **_named):
        raise com.refused("something unforeseen")

    open_file(master)
    before = picture(excel._books[0])
    monkeypatch.setattr("excel.fake.book.CustomXMLParts.Add", fails)

    split_up(excel, master.parent)

    assert "途中で止めました" in said()
    assert not place.exists()
    monkeypatch.undo()
    assert picture(excel._books[0])["sheets"] == before["sheets"]


def test_a_book_in_the_web_or_never_saved_begins_in_the_users_documents(
    excel, open_file, master, tmp_path, monkeypatch
):
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    for folder in ("https://contoso.sharepoint.com/sites/team/Shared Documents", ""):
        open_file(master)
        excel._books[-1]._folder = folder
        excel._shown.clear()

        split_up(excel, tmp_path)

        assert excel._shown[0][2] == f"{home / 'Documents'}/"
        assert "部門の回答用シートを作りました" in said()
        excel._books.clear()


def test_drafts_are_shown_first_and_then_made_in_outlook(excel, open_file, master, place, monkeypatch):
    office = fake_outlook.Outlook()
    open_file(master)
    split_up(excel, master.parent)
    windows.messages.shown.clear()
    use_outlook(monkeypatch, office)

    ribbon.draft_mails()

    (question,) = asked()
    assert f"・{SOUMU}: k@example.co.jp 添付 {Reply(place, SOUMU).path.name}" in question
    assert "送信はしません" in question
    assert [item.To for item in office.items] == ["k@example.co.jp", "i@example.co.jp", "o@example.co.jp"]
    assert all("Send" not in item.calls for item in office.items)
    assert "下書きを作りました 3件" in said()


def use_outlook(monkeypatch, office: fake_outlook.Outlook | None) -> None:
    """Outlook beside Excel, without taking Excel's own way of being reached away."""

    def connect():
        from jama_checksheet.delivery import outlook

        if office is None:
            raise outlook.NoOutlook("新しい Outlook をお使いのため、下書きを直接作れません。")
        return outlook.Outlook(office)

    monkeypatch.setattr("jama_checksheet.delivery.outlook.connect", connect)


def test_drafts_exist_already_and_are_made_again_only_on_demand(excel, open_file, master, monkeypatch):
    office = fake_outlook.Outlook()
    open_file(master)
    split_up(excel, master.parent)
    use_outlook(monkeypatch, office)
    ribbon.draft_mails()
    windows.messages.answers = ["no"]

    ribbon.draft_mails()
    assert "下書きは作っていません" in said()
    assert len(office.items) == 3
    ribbon.draft_mails()

    assert len(office.items) == 6


def test_declined_drafts_are_not_made(excel, open_file, master, place, monkeypatch):
    office = fake_outlook.Outlook()
    open_file(master)
    split_up(excel, master.parent)
    use_outlook(monkeypatch, office)
    windows.messages.answers = ["no"]

    ribbon.draft_mails()

    assert said() == "取りやめました。下書きは作っていません。ブックは変更していません。"
    assert office.items == []
    assert not (place / "メール下書き").exists()


def test_without_outlook_the_drafts_are_files(excel, open_file, master, place, monkeypatch):
    open_file(master)
    split_up(excel, master.parent)
    use_outlook(monkeypatch, None)

    ribbon.draft_mails()

    assert len(list((place / "メール下書き").glob("*.eml"))) == 3
    assert "新しい Outlook" in said()
    assert str(place) in said()


def test_several_domains_are_asked_about_by_name(excel, open_file, tmp_path, monkeypatch):
    office = fake_outlook.Outlook()
    master = write_master(tmp_path / "元.xlsx")
    owners = tmp_path / "担当者.csv"
    owners.write_text(
        f"担当領域,部門,担当者,メール\n総務,{SOUMU},木村,k@example.co.jp\nIT,{JOSYS},井上,i@exampel.co.jp\n"
        f"人事,{JINJI},小川,o@example.co.jp\n",
        encoding="utf-8",
    )
    main(["assign", str(master), "--owners", str(owners), "--in-place"])
    open_file(master)
    split_up(excel, tmp_path)
    use_outlook(monkeypatch, office)
    windows.messages.shown.clear()
    windows.messages.answers = ["no"]

    ribbon.draft_mails()

    assert "・exampel.co.jp（1件）" in asked()[0]
    assert office.items == []


def test_without_a_key_the_folder_is_asked_for_and_cancelling_changes_nothing(
    excel, open_file, master, place
):
    open_file(master)
    excel._answers = []

    ribbon.draft_mails()

    assert excel._shown[-1][0] == "folder"
    assert "取りやめました" in said()


def test_a_folder_without_a_distribution_is_told(excel, open_file, master, tmp_path):
    open_file(master)
    excel._answers = [str(tmp_path)]

    ribbon.remind_departments()

    assert "manifest.json" in said()


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


def test_reminders_go_to_the_missing_only(excel, open_file, master, place, monkeypatch):
    office = fake_outlook.Outlook()
    open_file(master)
    split_up(excel, master.parent)
    excel._answers = [[Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))]]
    ribbon.collect_answers()
    use_outlook(monkeypatch, office)
    windows.messages.shown.clear()

    ribbon.remind_departments()

    assert "催促メールの下書き" in asked()[0]
    assert f"・{SOUMU}: 回答をいただいています。" in asked()[0]
    assert [item.To for item in office.items] == ["i@example.co.jp", "o@example.co.jp"]


def test_live_from_outside_distributes_and_collects_without_a_question(
    excel, open_file, master, tmp_path, capsys
):
    open_file(master)
    place = tmp_path / "配る"
    capsys.readouterr()

    assert main(["live", "split", "--to", str(place), "--due", "2099-12-12", "--yes", "--json"]) in (0, 1)
    assert [file["items"] for file in json.loads(capsys.readouterr().out)["files"]] == [5, 4, 1]
    Reply(place, SOUMU).answers((2, WORDS[0], "規程を定めた。"))
    status = main(["live", "collect", "--returned", str(place), "--yes", "--json"])
    result = json.loads(capsys.readouterr().out)

    assert (status, result["merged"], result["missing"]) == (1, [2], [JOSYS, JINJI])
    assert len(result["untouched"]) == 2
    assert excel._shown == []
    assert main(["live", "collect", "--yes"]) == 2
    assert "--returned" in capsys.readouterr().err
