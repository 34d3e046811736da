"""The sheet, the link or nothing: what `send` attaches, and what it never does."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from delivery.example import (
    folder,
    manifest,
    personnel,
    sub_sheet,
)
from jama_checksheet.actions.send_mails import send_mails
from sending.outcomes import message, states


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


def test_no_reason_and_no_line_holds_a_line_break(tmp_path, mail_server):
    odd = replace(personnel(), department="人事部\r\n総務課", path="x\ny.xlsx")
    place = folder(tmp_path / "配布", manifest(odd))
    sub_sheet(place / odd.path, "総務部")

    outcome = send_mails(place, mail_server.wishes)

    assert "人事部  総務課への今回の回答用シートではありません" in outcome.result["messages"][0]["reason"]
    assert not [line for line in outcome.lines if "\n" in line or "\r" in line]
