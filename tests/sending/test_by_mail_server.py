"""send over a real mail server, and an honest account of every failure."""

import json
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from delivery.example import (
    NOW,
    manifest,
)
from delivery.mail_server import DROP, KEEP_AND_DROP
from jama_checksheet.actions.send_mails import SendWishes, send_mails
from jama_checksheet.delivery import sent_log
from jama_checksheet.delivery.sent_log import SENDING
from jama_checksheet.errors import MailError, OutputError, UsageError
from sending.outcomes import ITO, KATO, SUZUKI, TANAKA, message, states


def test_without_yes_it_only_shows_what_would_go_out(place, mail_server):
    outcome = send_mails(place, replace(mail_server.wishes, yes=False))

    assert set(states(outcome).values()) == {"planned"}
    assert not outcome.needs_eye
    assert mail_server.mails == []
    assert mail_server.logins == []
    assert not (place / sent_log.FILE_NAME).exists()
    shown = "\n".join(outcome.lines)
    assert "宛先: 鈴木 <suzuki@example.co.jp>" in shown
    assert "CC: 田中 <tanaka@example.co.jp>" in shown
    assert "添付: 2025_自工会_購買・調達部_回答用.xlsx" in shown
    assert "--yes" in shown


def test_every_department_gets_its_own_sheet_and_nobody_elses(place, mail_server):
    outcome = send_mails(place, mail_server.wishes)

    assert set(states(outcome).values()) == {"sent"}
    assert not outcome.needs_eye
    assert mail_server.addresses == [[SUZUKI, TANAKA], [ITO], [KATO]]
    assert mail_server.encrypted == [True] * 3
    for envelope, made in zip(mail_server.mails, manifest().parts, strict=True):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        (attached,) = mail.iter_attachments()
        assert attached.get_filename() == made.path
        assert attached.get_content() == (place / made.path).read_bytes()
        assert f"（{made.department} {len(made.items)}項目）" in mail["Subject"]
        assert envelope.mail_from == "sato@example.co.jp"


def test_a_second_run_sends_nothing(place, mail_server):
    send_mails(place, mail_server.wishes)
    outcome = send_mails(place, replace(mail_server.wishes, now=NOW + timedelta(days=3)))

    assert set(states(outcome).values()) == {"skipped"}
    assert not outcome.needs_eye
    assert len(mail_server.mails) == 3


def test_a_partial_failure_says_who_got_it_and_the_next_run_sends_the_rest(place, mail_server):
    mail_server.answer = lambda step, what: "550 5.1.1 User unknown" if what == TANAKA else ""
    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "failed", "購買・調達部": "sent", "人事部": "sent"}
    assert outcome.needs_eye
    assert message(outcome, "総務部")["delivered"] == [SUZUKI]
    assert list(message(outcome, "総務部")["undelivered"]) == [TANAKA]
    shown = "\n".join(outcome.lines)
    assert f"届いた方: {SUZUKI}" in shown
    assert f"届いていない方: {TANAKA} " in shown
    assert "550" in shown

    mail_server.answer = lambda step, what: ""
    again = send_mails(place, mail_server.wishes)

    assert states(again) == {"総務部": "sent", "購買・調達部": "skipped", "人事部": "skipped"}
    assert mail_server.addresses[3:] == [[TANAKA]]
    first, last = (message_from_bytes(mail_server.mails[n].content) for n in (0, -1))
    assert first["Message-ID"] == last["Message-ID"]


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        *((step, no) for step in ("MAIL", "RCPT", "DATA") for no in ("451 4.3.0 Try later", "554 5.7.1 No")),
        ("MAIL", DROP),
        ("RCPT", DROP),
    ],
)
def test_after_any_failure_the_next_run_sends_exactly_the_rest(step, reply, place, mail_server):
    failing = iter(["", reply])
    mail_server.answer = lambda seen, what: next(failing, "") if seen == step else ""
    outcome = send_mails(place, mail_server.wishes)
    missing = [name for name, state in states(outcome).items() if state == "failed"]

    assert len(missing) == 1
    assert outcome.needs_eye

    mail_server.answer = lambda seen, what: ""
    assert states(send_mails(place, mail_server.wishes))[missing[0]] == "sent"
    everybody = [address for addresses in mail_server.addresses for address in addresses]
    assert sorted(everybody) == sorted([SUZUKI, TANAKA, ITO, KATO])


@pytest.mark.parametrize("what", [DROP, KEEP_AND_DROP])
def test_a_line_lost_after_the_end_of_the_mail_is_held_back_until_asked_for(what, place, mail_server):
    answers = iter([what])
    mail_server.answer = lambda step, _: next(answers, "") if step == "DATA" else ""
    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "failed", "購買・調達部": "sent", "人事部": "sent"}
    assert outcome.needs_eye
    assert message(outcome, "総務部")["unknown"] == [SUZUKI, TANAKA]
    assert message(outcome, "総務部")["undelivered"] == {}
    shown = "\n".join(outcome.lines)
    assert "総務部: 届いたかどうかが分かりません" in shown
    assert "--again" in shown
    assert "もう一度実行すると" not in shown
    received = len(mail_server.mails)

    later = send_mails(place, mail_server.wishes)
    assert states(later)["総務部"] == "skipped"
    assert later.needs_eye
    assert "届いたかどうかが分かりません" in "\n".join(later.lines)
    assert len(mail_server.mails) == received

    again = send_mails(place, replace(mail_server.wishes, again=("総務部",)))
    assert states(again)["総務部"] == "sent"
    assert mail_server.addresses[received:] == [[SUZUKI, TANAKA]]


def test_no_connection_is_told_and_nothing_is_noted(place, mail_server):
    with pytest.raises(MailError, match="接続できません"):
        send_mails(place, replace(mail_server.wishes, port=1))

    assert (place / sent_log.FILE_NAME).read_bytes() == b""


def test_a_crash_between_sending_and_noting_holds_the_mail_back(place, mail_server, monkeypatch):
    note = sent_log.Writer.note

    def crash(self, mail, addresses, state, *rest):
        if state != SENDING:
            raise SystemError("the power went")
        note(self, mail, addresses, state, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(sent_log.Writer, "note", crash)
        with pytest.raises(SystemError):
            send_mails(place, mail_server.wishes)
    assert mail_server.addresses == [[SUZUKI, TANAKA]]

    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "skipped", "購買・調達部": "sent", "人事部": "sent"}
    assert outcome.needs_eye
    assert "--again" in "\n".join(outcome.lines)
    assert mail_server.addresses == [[SUZUKI, TANAKA], [ITO], [KATO]]

    outcome = send_mails(place, replace(mail_server.wishes, again=("総務部",)))
    assert states(outcome)["総務部"] == "sent"
    assert mail_server.addresses[3:] == [[SUZUKI, TANAKA]]
    assert not send_mails(place, mail_server.wishes).needs_eye


def test_where_the_log_cannot_be_kept_no_further_mail_goes_out(place, mail_server, monkeypatch):
    note = sent_log.Writer.note

    def full(self, mail, addresses, state, *rest):
        if mail.department == "購買・調達部":
            raise OutputError("送信記録に書き込めません。")
        note(self, mail, addresses, state, *rest)

    monkeypatch.setattr(sent_log.Writer, "note", full)
    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "sent", "購買・調達部": "failed", "人事部": "failed"}
    assert mail_server.addresses == [[SUZUKI, TANAKA]]


def test_a_mail_that_went_out_and_could_not_be_noted_is_told_as_such(place, mail_server, monkeypatch):
    note = sent_log.Writer.note

    def full(self, mail, addresses, state, *rest):
        if state != SENDING:
            raise OutputError("送信記録に書き込めません。")
        note(self, mail, addresses, state, *rest)

    monkeypatch.setattr(sent_log.Writer, "note", full)
    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "sent", "購買・調達部": "failed", "人事部": "failed"}
    assert "記録に残せませんでした" in message(outcome, "総務部")["reason"]
    assert mail_server.addresses == [[SUZUKI, TANAKA]]


def test_an_interruption_stops_after_the_mail_and_tells_what_is_known(place, mail_server):
    def interrupted(department):
        if department == "購買・調達部":
            raise KeyboardInterrupt

    outcome = send_mails(place, mail_server.wishes, interrupted)

    assert states(outcome) == {"総務部": "sent", "購買・調達部": "failed", "人事部": "failed"}
    assert outcome.needs_eye
    assert states(send_mails(place, mail_server.wishes)) == {
        "総務部": "skipped",
        "購買・調達部": "sent",
        "人事部": "sent",
    }


def test_an_interruption_in_the_middle_of_a_mail_leaves_it_unknown(place, mail_server, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("jama_checksheet.delivery.smtp._hand_over", interrupted)
        outcome = send_mails(place, mail_server.wishes)

    assert set(states(outcome).values()) == {"failed"}
    assert "届いたかどうかが分かりません" in message(outcome, "総務部")["reason"]
    assert "送っていません" in message(outcome, "人事部")["reason"]
    assert states(send_mails(place, mail_server.wishes)) == {
        "総務部": "skipped",
        "購買・調達部": "sent",
        "人事部": "sent",
    }


def test_the_log_knows_every_step_and_nothing_more(place, mail_server):
    send_mails(place, mail_server.wishes)
    lines = [
        json.loads(line) for line in (place / sent_log.FILE_NAME).read_text(encoding="utf-8").splitlines()
    ]

    assert [(line["address"], line["state"]) for line in lines[:4]] == [
        (SUZUKI, "sending"),
        (TANAKA, "sending"),
        (SUZUKI, "sent"),
        (TANAKA, "sent"),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"host": ""}, "--host"),
        ({"sender": "", "user": ""}, "--from"),
        ({"sender": "佐藤"}, "--from"),
        ({"link": "共有"}, "--link"),
        ({"allow_domains": ("?",)}, "--allow-domain"),
        ({"again": ("営業部",)}, "営業部"),
        ({"only": ("営業部",)}, "営業部"),
        ({"host": "192.0.2.1", "security": "none"}, "--force"),
    ],
)
def test_wrong_wishes_are_told_before_anything_goes_out(changes, said, place, mail_server):
    with pytest.raises(UsageError, match=said):
        send_mails(place, replace(mail_server.wishes, **changes))
    assert mail_server.logins == []


def test_a_user_that_is_an_address_is_the_sender(place):
    outcome = send_mails(place, SendWishes("smtp", user="sato@other.example", now=NOW))

    assert set(states(outcome).values()) == {"refused"}
