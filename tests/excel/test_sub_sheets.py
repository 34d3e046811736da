"""部門別シートを作る, from the book as it is open in Excel."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from collecting.distribution import JINJI, JOSYS, SOUMU, WORDS, write_master
from excel import windows
from excel.departments import SHEET, Reply, asked, notes, said, split_up
from excel.pictures import picture
from jama_checksheet import ribbon
from jama_checksheet.cli import main
from jama_checksheet.delivery.manifest import load


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
