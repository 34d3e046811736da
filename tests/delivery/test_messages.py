"""The mails as people read them, compared with the texts in golden/ (regenerate by hand: they are the specification)."""

from dataclasses import replace

import pytest

from delivery.example import FOLDER, GOLDEN, KEY, general_affairs, mail, part, personnel
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.messages import checked_link
from jama_checksheet.errors import UsageError


@pytest.mark.parametrize(
    ("name", "made", "changes"),
    [
        ("request", general_affairs(), {}),
        ("request_link", general_affairs(), {"link": r"\\server\共有 フォルダー\自工会"}),
        ("request_password", replace(general_affairs(), encrypted=True), {}),
        ("request_bare", replace(personnel(), to=(Contact("kato@example.co.jp"),)), {"contact": ""}),
        ("reminder", general_affairs(), {"reminder": True}),
        ("reminder_bare", personnel(), {"reminder": True, "link": "https://files.example.co.jp/jama"}),
    ],
)
def test_reads_as_agreed(name, made, changes):
    made = mail(made, **changes)

    assert f"{made.subject}\n\n{made.body}" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_the_subject_is_the_agreed_one():
    assert (
        mail(part()).subject == "【ご依頼：12/12(金)まで】自工会チェックシートご回答のお願い（総務部 8項目）"
    )


def test_the_file_goes_with_it_unless_there_is_a_link():
    assert mail(part()).attachment == FOLDER / "2025_自工会_総務部_回答用.xlsx"
    assert mail(part(), link="https://files.example.co.jp/jama").attachment is None


def test_hostile_names_stay_on_their_line():
    made = mail(part(person="鈴木\r\nBcc: x@evil.example\u2028\u202e", department="総務部\nTo: y"))

    assert "\n" not in made.subject
    assert "\n鈴木  Bcc: x@evil.example様\n" in made.body
    assert "\u202e" not in made.body


def test_lone_surrogates_go():
    made = mail(part(person="鈴\ud800木"), contact="内線\udfff 12")

    assert "鈴木様" in made.body
    made.body.encode("utf-8")


def test_people_are_addressed_politely_once():
    contacts = (
        Contact("a@example.co.jp", "鈴木様", "課長"),
        Contact("b@example.co.jp", "田中"),
        Contact("c@example.co.jp"),
    )

    assert mail(part(to=contacts)).body.startswith("総務部\n課長 鈴木様、田中様\n")


def test_the_same_mail_bears_the_same_mark_and_no_trace_of_the_key():
    marks = {mail(part()).mark, mail(part(), reminder=True).mark, mail(part("人事部")).mark}

    assert len(marks) == 3
    assert mail(part()).mark in marks
    assert not any(KEY in mark for mark in marks)


@pytest.mark.parametrize(
    "link",
    ["https://files.example.co.jp/a?b=c#d", r"\\server\share\自工会 2025", "http://intra.example.co.jp"],
)
def test_links_to_shared_folders(link):
    assert checked_link(f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:secret@files.example.co.jp/",
        "https://files.example.co.jp/a b",
        "https://files.example.co.jp/\r\nBcc: x",
        "https://files.example.co.jp/>",
        r"\\server",
        "共有フォルダー",
    ],
)
def test_what_is_no_link_is_told_without_repeating_it(link):
    with pytest.raises(UsageError, match="--link") as caught:
        checked_link(link)
    assert "secret" not in str(caught.value)


def test_what_is_left_of_a_mail_for_the_rest_of_its_readers():
    made = mail(general_affairs())

    assert made.only_to(["suzuki@example.co.jp"]).cc == ()
    left = made.only_to(["tanaka@example.co.jp"])
    assert left.addresses == ("tanaka@example.co.jp",)
    assert [contact.person for contact in left.to] == ["田中"]
