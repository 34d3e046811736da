"""Drafts as files and in Outlook."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from delivery import fake_outlook
from delivery.example import NOW, manifest
from jama_checksheet.actions.send_mails import DRAFTS, SendWishes, send_mails
from jama_checksheet.errors import OutputError
from sending.outcomes import ITO, KATO, SUZUKI, files, states


def test_eml_drafts_are_written_at_once_and_are_the_same_the_second_time(place):
    wishes = SendWishes("eml", sender="sato@example.co.jp", now=NOW)
    outcome = send_mails(place, wishes)
    first = files(place)

    assert set(states(outcome).values()) == {"drafted"}
    assert not outcome.needs_eye
    draft = message_from_bytes(
        (place / DRAFTS / "2025_自工会_総務部_回答用.eml").read_bytes(), policy=policy.default
    )
    assert draft["X-Unsent"] == "1"
    assert str(draft["To"]) == "鈴木 <suzuki@example.co.jp>"
    send_mails(place, wishes)
    assert files(place) == first


def test_eml_drafts_go_where_they_are_wanted(place, tmp_path):
    outcome = send_mails(place, SendWishes("eml", out=tmp_path / "a" / "b", now=NOW))

    assert len(list((tmp_path / "a" / "b").glob("*.eml"))) == 3
    assert not (place / DRAFTS).exists()
    assert all((tmp_path / "a" / "b") in Path(m["draft"]).parents for m in outcome.result["messages"])


def test_a_draft_of_a_department_that_is_refused_now_does_not_stay_among_the_drafts(place):
    wishes = SendWishes("eml", sender="sato@example.co.jp", now=NOW)
    send_mails(place, wishes)
    (place / manifest().parts[1].path).write_bytes(b"swapped")

    outcome = send_mails(place, wishes)

    assert states(outcome)["購買・調達部"] == "refused"
    assert not (place / DRAFTS / "2025_自工会_購買・調達部_回答用.eml").exists()
    assert [path.name for path in (place / DRAFTS / "控え").iterdir()] == [
        "2025_自工会_購買・調達部_回答用.20251201-093000.bak.eml"
    ]
    assert outcome.result["put_aside"] == ["2025_自工会_購買・調達部_回答用.eml"]
    assert any("控え" in line and "購買・調達部" in line for line in outcome.lines)
    assert len(list((place / DRAFTS).glob("*.eml"))) == 2


def test_drafts_of_an_earlier_distribution_go_and_other_files_stay(place):
    drafts = place / DRAFTS
    drafts.mkdir()
    for name in ("2025_自工会_旧営業部_回答用.eml", "2025_自工会_旧営業部_回答用_催促_本文.txt"):
        (drafts / name).write_bytes(b"old")
    (drafts / "わたしのメモ.eml").write_bytes(b"mine")

    send_mails(place, SendWishes("eml", sender="sato@example.co.jp", now=NOW))

    names = {path.name for path in drafts.iterdir()}
    assert not any("旧営業部" in name for name in names)
    assert "わたしのメモ.eml" in names
    assert len(list((drafts / "控え").iterdir())) == 2


def test_a_run_for_one_department_leaves_the_drafts_of_the_others(place):
    wishes = SendWishes("eml", sender="sato@example.co.jp", now=NOW)
    send_mails(place, wishes)
    outcome = send_mails(place, replace(wishes, only=("人事部",)))

    assert outcome.result["put_aside"] == []
    assert len(list((place / DRAFTS).glob("*.eml"))) == 3


def test_a_place_that_cannot_hold_drafts_is_told(place, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="下書きのフォルダー"):
        send_mails(place, SendWishes("eml", out=tmp_path / "file", now=NOW))


def test_outlook_drafts_need_yes_and_are_made_once(place, monkeypatch):
    office = fake_outlook.Outlook()
    fake_outlook.install(monkeypatch, office)
    wishes = SendWishes("outlook", now=NOW)

    assert set(states(send_mails(place, wishes)).values()) == {"planned"}
    assert office.items == []
    outcome = send_mails(place, replace(wishes, yes=True))
    assert set(states(outcome).values()) == {"drafted"}
    assert not outcome.needs_eye
    assert [item.To for item in office.items] == [SUZUKI, ITO, KATO]
    assert set(states(send_mails(place, replace(wishes, yes=True))).values()) == {"skipped"}
    assert len(office.items) == 3


def test_the_domain_of_the_outlook_account_is_the_own_one(place, monkeypatch):
    fake_outlook.install(monkeypatch, fake_outlook.Outlook("sato@other.example"))

    assert set(states(send_mails(place, SendWishes("outlook", now=NOW))).values()) == {"refused"}


def test_one_failing_draft_does_not_keep_the_others_back(place, monkeypatch):
    office = fake_outlook.Outlook()
    office.fails_for = "ito"
    fake_outlook.install(monkeypatch, office)
    wishes = SendWishes("outlook", yes=True, now=NOW)

    outcome = send_mails(place, wishes)
    assert states(outcome) == {"総務部": "drafted", "購買・調達部": "failed", "人事部": "drafted"}
    assert outcome.needs_eye
    office.fails_for = ""
    assert states(send_mails(place, wishes)) == {
        "総務部": "skipped",
        "購買・調達部": "drafted",
        "人事部": "skipped",
    }


def test_with_the_new_outlook_files_and_texts_stand_in(place, monkeypatch):
    fake_outlook.install(monkeypatch, None)
    outcome = send_mails(place, SendWishes("outlook", yes=True, now=NOW))

    assert set(states(outcome).values()) == {"drafted"}
    assert outcome.needs_eye
    assert len(list((place / DRAFTS).glob("*.eml"))) == 3
    text = (place / DRAFTS / "2025_自工会_人事部_回答用_本文.txt").read_bytes().decode("utf-8-sig")
    assert text.startswith("宛先: 加藤 <kato@example.co.jp>\r\n")
    shown = "\n".join(outcome.lines)
    assert "写して使える本文" in shown
    assert f"添付する回答用シート: {place}" in shown


def test_what_was_sent_is_not_drafted_again(place, mail_server, monkeypatch):
    send_mails(place, mail_server.wishes)
    office = fake_outlook.Outlook()
    fake_outlook.install(monkeypatch, office)

    for way in ("eml", "outlook"):
        outcome = send_mails(place, SendWishes(way, sender="sato@example.co.jp", yes=True, now=NOW))
        assert set(states(outcome).values()) == {"skipped"}
    assert office.items == []


def test_a_draft_for_the_rest_leaves_out_who_has_it(place, mail_server):
    mail_server.answer = lambda step, what: "550 no" if what == SUZUKI else ""
    send_mails(place, mail_server.wishes)

    outcome = send_mails(place, SendWishes("eml", sender="sato@example.co.jp", now=NOW))

    assert states(outcome)["総務部"] == "drafted"
    draft = message_from_bytes(
        (place / DRAFTS / "2025_自工会_総務部_回答用.eml").read_bytes(), policy=policy.default
    )
    assert (str(draft["To"]), draft["Cc"]) == ("鈴木 <suzuki@example.co.jp>", None)
