"""send from the distribution's folder to mails on a real mail server, drafts, and an honest account of failures."""

import json
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from delivery import fake_outlook
from delivery.example import (
    KEY,
    NOW,
    folder,
    general_affairs,
    manifest,
    part,
    personnel,
    purchasing,
    returned,
    sub_sheet,
    write_manifest,
)
from delivery.mail_server import DROP, PASSWORD, USER, certificate, running
from jama_checksheet.actions.send_mails import DRAFTS, SendWishes, send_mails
from jama_checksheet.delivery import sent_log, template
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.sent_log import SENDING, SentLog
from jama_checksheet.errors import CheckSheetError, MailError, OutputError, UnreadableFileError, UsageError

SUZUKI, TANAKA, ITO, KATO = (f"{name}@example.co.jp" for name in ("suzuki", "tanaka", "ito", "kato"))


@pytest.fixture
def place(tmp_path):
    return folder(tmp_path / "配布")


@pytest.fixture(scope="module")
def server_certificate(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def mail_server(server_certificate, monkeypatch, tmp_path):
    """A running server with STARTTLS and a login, which this computer trusts, and what `send` needs to reach it."""
    trusted, context = server_certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    password = tmp_path / "password.txt"
    password.write_text(PASSWORD, encoding="utf-8")
    with running(context) as (received, port):
        received.wishes = SendWishes(
            "smtp",
            sender="佐藤 <sato@example.co.jp>",
            yes=True,
            host="localhost",
            port=port,
            user=USER,
            password_file=password,
            now=NOW,
        )
        yield received


def states(outcome):
    return {message["department"]: message["state"] for message in outcome.result["messages"]}


def message(outcome, department):
    return next(m for m in outcome.result["messages"] if m["department"] == department)


def files(place):
    return {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}


# by mail server -----------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("reply", ["451 4.3.0 Try later", "554 5.7.1 No", DROP])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
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
        patch.setattr("smtplib.SMTP.data", interrupted)
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


# whom it goes to ----------------------------------------------------------------------------------------------------------


def test_an_address_outside_keeps_the_whole_mail_back_and_the_others_go(tmp_path, mail_server):
    outside = replace(general_affairs(), cc=(Contact("boss@gmail.example"),))
    place = folder(tmp_path / "配布", manifest(outside, purchasing()))
    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "refused", "購買・調達部": "sent"}
    assert outcome.needs_eye
    assert "boss@gmail.example" in message(outcome, "総務部")["reason"]
    assert mail_server.addresses == [[ITO]]


def test_named_domains_are_allowed_besides(tmp_path):
    place = folder(tmp_path / "配布", manifest(general_affairs(), part("工場", "mori@plant.example")))
    wishes = SendWishes("smtp", sender="sato@example.co.jp", now=NOW)

    assert states(send_mails(place, wishes)) == {"総務部": "planned", "工場": "refused"}
    both = replace(wishes, allow_domains=("example.co.jp", "plant.example"))
    assert set(states(send_mails(place, both)).values()) == {"planned"}


def test_without_a_sender_the_domain_that_all_share_is_the_own_one(place):
    outcome = send_mails(place, SendWishes("eml", now=NOW))

    assert set(states(outcome).values()) == {"drafted"}
    assert any("example.co.jp を社内のドメインとしました" in line for line in outcome.lines)


def test_without_a_sender_several_domains_are_asked_about(tmp_path):
    place = folder(tmp_path / "配布", manifest(general_affairs(), part("工場", "mori@plant.example")))

    with pytest.raises(UsageError, match=r"example\.co\.jp、plant\.example"):
        send_mails(place, SendWishes("eml", now=NOW))


def test_reminders_go_only_to_those_who_have_not_answered_and_once_a_day(tmp_path, mail_server):
    place = folder(tmp_path / "配布", manifest(returned(general_affairs()), purchasing()))
    reminding = replace(mail_server.wishes, remind=True)

    assert states(send_mails(place, reminding)) == {"総務部": "skipped", "購買・調達部": "sent"}
    assert states(send_mails(place, reminding))["購買・調達部"] == "skipped"
    later = replace(reminding, now=NOW + timedelta(days=1))
    assert states(send_mails(place, later))["購買・調達部"] == "sent"
    write_manifest(place, manifest(returned(general_affairs()), returned(purchasing())))
    assert set(states(send_mails(place, replace(later, now=NOW + timedelta(days=2)))).values()) == {"skipped"}

    assert mail_server.addresses == [[ITO], [ITO]]
    mail = message_from_bytes(mail_server.mails[0].content, policy=policy.default)
    assert mail["Subject"].startswith("【ご確認のお願い：期限12/12(金)】")


def test_who_has_answered_is_not_asked_again(tmp_path, mail_server):
    place = folder(tmp_path / "配布", manifest(returned(general_affairs()), purchasing()))

    assert states(send_mails(place, mail_server.wishes)) == {"総務部": "skipped", "購買・調達部": "sent"}


def test_one_department_alone(place, mail_server):
    outcome = send_mails(place, replace(mail_server.wishes, only=("人事部",)))

    assert states(outcome) == {"総務部": "skipped", "購買・調達部": "skipped", "人事部": "sent"}
    assert mail_server.addresses == [[KATO]]


# what goes with it --------------------------------------------------------------------------------------------------------


def test_a_file_of_another_department_or_distribution_never_goes(place, mail_server):
    swapped, foreign, broken = (one.path for one in manifest().parts)
    sub_sheet(place / swapped, "購買・調達部")
    sub_sheet(place / foreign, "購買・調達部", key="f" * 32)
    (place / broken).write_bytes(b"PK\x03\x04")

    outcome = send_mails(place, mail_server.wishes)

    assert set(states(outcome).values()) == {"refused"}
    assert "総務部への今回の回答用シートではありません" in message(outcome, "総務部")["reason"]
    assert mail_server.mails == []


def test_an_absent_file_and_a_link_to_elsewhere_never_go(place, mail_server, tmp_path):
    first, second, _ = (one.path for one in manifest().parts)
    (place / first).unlink()
    (place / second).rename(tmp_path / "elsewhere.xlsx")
    (place / second).symlink_to(tmp_path / "elsewhere.xlsx")

    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"総務部": "refused", "購買・調達部": "refused", "人事部": "sent"}


def test_a_file_that_lost_its_password_never_goes(tmp_path, mail_server):
    place = folder(tmp_path / "配布", manifest(replace(personnel(), encrypted=True)))

    outcome = send_mails(place, mail_server.wishes)

    assert message(outcome, "人事部")["state"] == "refused"
    assert "パスワードが付いていません" in message(outcome, "人事部")["reason"]


def test_an_encrypted_file_goes_and_its_password_does_not(tmp_path, mail_server):
    pytest.importorskip("msoffcrypto")
    from jama_checksheet.delivery.encryption import encrypt

    made = replace(personnel(), encrypted=True)
    place = folder(tmp_path / "配布", manifest(made))
    (place / made.path).write_bytes(encrypt((place / made.path).read_bytes(), "Tanuki-88"))

    outcome = send_mails(place, mail_server.wishes)

    assert states(outcome) == {"人事部": "sent"}
    mail = message_from_bytes(mail_server.mails[0].content, policy=policy.default)
    text = mail.get_body().get_content()
    assert "別の方法でお知らせします" in text
    assert "Tanuki-88" not in text


def test_a_link_stands_in_for_the_attachment_and_the_file_may_be_gone(place, mail_server):
    for one in manifest().parts:
        (place / one.path).unlink()
    outcome = send_mails(place, replace(mail_server.wishes, link="https://files.example.co.jp/jama"))

    assert set(states(outcome).values()) == {"sent"}
    assert message(outcome, "総務部")["attachment"] is None
    mail = message_from_bytes(mail_server.mails[0].content, policy=policy.default)
    assert not mail.is_multipart()
    assert "<https://files.example.co.jp/jama>" in mail.get_content()


# drafts -------------------------------------------------------------------------------------------------------------------


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


# the texts ----------------------------------------------------------------------------------------------------------------


def test_the_first_run_leaves_the_texts_for_editing_and_later_runs_use_them(place):
    send_mails(place, SendWishes("eml", now=NOW))
    path = place / template.FILE_NAME
    assert path.read_bytes() == template.file_bytes()

    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("お疲れさまです。", "いつもありがとうございます。"),
        encoding="cp932",
    )
    send_mails(place, SendWishes("eml", now=NOW))

    draft = message_from_bytes(
        (place / DRAFTS / "2025_自工会_総務部_回答用.eml").read_bytes(), policy=policy.default
    )
    assert "いつもありがとうございます。" in draft.get_body().get_content()


def test_texts_that_cannot_be_filled_stop_it_before_anything_is_made(place):
    (place / template.FILE_NAME).write_text("［依頼の件名］\nお願い {部署}\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=template.FILE_NAME):
        send_mails(place, SendWishes("eml", now=NOW))
    assert not (place / DRAFTS).exists()


def test_a_folder_without_a_distribution_is_told(tmp_path):
    with pytest.raises(CheckSheetError, match=r"manifest\.json"):
        send_mails(tmp_path, SendWishes("eml", now=NOW))


def test_a_log_of_another_distribution_in_the_same_folder_does_not_count(place, mail_server):
    with SentLog.read(place, KEY[::-1]).writing():
        pass
    send_mails(place, mail_server.wishes)
    write_manifest(place, replace(manifest(), key="e" * 32))
    for one in manifest().parts:
        sub_sheet(place / one.path, one.department, "e" * 32)

    assert set(states(send_mails(place, mail_server.wishes)).values()) == {"sent"}
