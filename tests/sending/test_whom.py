"""Whom `send` writes to, and whom not."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from delivery.example import (
    NOW,
    folder,
    general_affairs,
    manifest,
    part,
    purchasing,
    returned,
    write_manifest,
)
from jama_checksheet.actions.send_mails import SendWishes, send_mails
from jama_checksheet.checksheet.sheet import Problem
from jama_checksheet.delivery.manifest import FILE_NAME, Contact, load
from jama_checksheet.errors import UsageError
from jama_checksheet.model import Owner
from jama_checksheet.owners import OwnersTable
from sending.outcomes import ITO, KATO, message, states


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


def corrected(*owners):
    return OwnersTable(tuple(Owner("総務", department, *rest) for department, *rest in owners))


def test_a_corrected_owners_table_gives_the_addresses_and_nothing_is_split_again(tmp_path, mail_server):
    place = folder(tmp_path / "配布", manifest(replace(general_affairs(), to=(), cc=()), purchasing()))
    first = send_mails(place, mail_server.wishes)
    assert states(first) == {"総務部": "refused", "購買・調達部": "sent"}
    assert "担当者の表の「メール」" in message(first, "総務部")["reason"]
    key = load(place / FILE_NAME).key

    wishes = replace(mail_server.wishes, owners=corrected(("総務部", "鈴木", "suzuki@example.co.jp")))
    ahead = send_mails(place, replace(wishes, yes=False))
    assert message(ahead, "総務部")["state"] == "planned"
    assert load(place / FILE_NAME).part("総務部").to == ()
    outcome = send_mails(place, wishes)

    assert states(outcome) == {"総務部": "sent", "購買・調達部": "skipped"}
    kept = load(place / FILE_NAME)
    assert kept.part("総務部").to == (Contact("suzuki@example.co.jp", "鈴木"),)
    assert kept.part("購買・調達部") == purchasing()
    assert kept.key == key
    assert states(send_mails(place, mail_server.wishes)) == {"総務部": "skipped", "購買・調達部": "skipped"}


def test_what_is_odd_in_the_corrected_table_is_told(place):
    table = replace(corrected(), problems=(Problem("担当者.csv D2", "ご確認ください。"),))

    outcome = send_mails(place, SendWishes("eml", owners=table, now=NOW))

    assert outcome.needs_eye
    assert "担当者.csv D2: ご確認ください。" in outcome.lines
