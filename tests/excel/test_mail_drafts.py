"""メール下書き and 催促, from the book as it is open in Excel."""

from __future__ import annotations

import json

from collecting.distribution import JINJI, JOSYS, SOUMU, WORDS
from delivery import fake_outlook
from excel import windows
from excel.departments import Reply, asked, said, split_up, use_outlook, write_assigned
from jama_checksheet import ribbon
from jama_checksheet.cli import main


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


def test_addresses_that_were_corrected_in_the_book_count(excel, open_file, master, place, monkeypatch):
    office = fake_outlook.Outlook()
    open_file(master)
    split_up(excel, master.parent)
    use_outlook(monkeypatch, office)
    manifest = place / "manifest.json"
    text = manifest.read_text(encoding="utf-8").replace("k@example.co.jp", "old@example.co.jp")
    manifest.write_text(text, encoding="utf-8")

    ribbon.draft_mails()

    assert office.items[0].To == "k@example.co.jp"
    assert "old@" not in manifest.read_text(encoding="utf-8")


def test_several_domains_are_asked_about_by_name(excel, open_file, tmp_path, monkeypatch):
    office = fake_outlook.Outlook()
    master = write_assigned(tmp_path, "i@exampel.co.jp")
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


def test_from_outside_without_a_known_folder_the_option_is_named(excel, open_file, master, capsys):
    open_file(master)
    capsys.readouterr()

    assert main(["live", "remind", "--yes"]) == 2

    assert "--to" in capsys.readouterr().err
    assert excel._shown == []


def test_from_outside_the_drafts_stay_in_the_accounts_own_domain(
    excel, open_file, tmp_path, monkeypatch, capsys
):
    office = fake_outlook.Outlook("sato@example.co.jp")
    open_file(write_assigned(tmp_path, "i@exampel.co.jp"))
    split_up(excel, tmp_path)
    use_outlook(monkeypatch, office)
    capsys.readouterr()

    status = main(["live", "send", "--yes", "--json"])

    states = {m["department"]: m["state"] for m in json.loads(capsys.readouterr().out)["messages"]}
    assert (status, states) == (1, {SOUMU: "drafted", JOSYS: "refused", JINJI: "drafted"})
    assert len(office.items) == 2
