"""Who may receive a mail, and what keeps it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.example import part
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.recipients import (
    Domains,
    allowed_domains,
    domains_of,
    is_address,
    recipients_of,
    sender,
)
from jama_checksheet.errors import UsageError

OURS = Domains(("example.co.jp",))


def mails(contacts):
    return [contact.mail for contact in contacts]


@pytest.mark.parametrize(
    "address", ["sato@example.co.jp", "k.sato+jama@ex-ample.com", "o'neil_1@a.b.example"]
)
def test_plain_addresses(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sato",
        "sato@",
        "@example.co.jp",
        "sato@localhost",
        "sato@@example.co.jp",
        "sato@example..jp",
        "sato.@example.co.jp",
        "sa to@example.co.jp",
        "sato@example.co.jp,ito@example.co.jp",
        "sato@example.co.jp;",
        "佐藤@example.co.jp",
        "sato＠example.co.jp",
        "sato@例え.jp",
        "<sato@example.co.jp>",
        '"a b"@example.co.jp',
        "sato@[127.0.0.1]",
        "sato@example.co.jp\r\nBcc: x@evil.example",
        "sato@example.co.jp\n",
        "sato@example.co.jp\0",
        "sato@-example.co.jp",
        "x" * 65 + "@example.co.jp",
        "x@" + "a" * 250 + ".jp",
    ],
)
def test_everything_else_is_none(address):
    assert not is_address(address)


@given(st.text())
def test_an_address_never_breaks_a_header_or_a_command(text):
    if is_address(text):
        assert text.isascii()
        assert text.isprintable()
        assert not set(text) & set(' ,;<>()"\\')


def test_own_domain_only():
    to = recipients_of(part(cc=(Contact("x@example.com"),)), OURS)

    assert to.problems == ("CCの x@example.com は、送信を許可したドメイン（example.co.jp）の外にあります。",)


@pytest.mark.parametrize(
    "near", ["sub.example.co.jp", "myexample.co.jp", "example.co.jp.evil.example", "co.jp"]
)
def test_a_domain_means_itself_alone(near):
    assert recipients_of(part(mail=f"a@{near}"), OURS).problems


def test_a_star_means_what_stands_below():
    below = allowed_domains(["*.example.co.jp"])

    assert below.allow("a@tokyo.example.co.jp")
    assert not below.allow("a@example.co.jp")
    assert not below.allow("a@myexample.co.jp")


def test_domains_are_taken_however_they_are_written():
    assert allowed_domains(["@Example.CO.jp", "example.co.jp", " b.example "]).names == (
        "example.co.jp",
        "b.example",
    )
    assert Domains(("example.co.jp",)).allow("SATO@EXAMPLE.CO.JP")


@pytest.mark.parametrize("wrong", ["", "*", "*.", "jp", "a b.jp", "例え.jp", "*.*.jp", "a@b.jp"])
def test_what_is_no_domain_is_told(wrong):
    with pytest.raises(UsageError, match="--allow-domain"):
        allowed_domains([wrong])


def test_everybody_once_and_to_before_cc():
    made = part(
        to=(
            Contact("a@example.co.jp", "鈴木"),
            Contact("A@Example.co.jp", "鈴木"),
            Contact(" b@example.co.jp "),
        ),
        cc=(Contact("a@example.co.jp"), Contact("c@example.co.jp"), Contact("c@example.co.jp"), Contact("")),
    )

    to = recipients_of(made, OURS)

    assert mails(to.to) == ["a@example.co.jp", "b@example.co.jp"]
    assert mails(to.cc) == ["c@example.co.jp"]
    assert to.problems == ()


def test_nobody_to_write_to_is_a_problem():
    assert "宛先のメールアドレスがありません" in recipients_of(part(to=()), OURS).problems[0]


def test_an_unusable_address_keeps_the_mail_back_and_is_shown_harmlessly():
    (problem,) = recipients_of(part(mail="a@example.co.jp\r\nBcc: x@evil.example"), OURS).problems

    assert problem.startswith("宛先の「a@example.co.jp  Bcc: x@evil.example」")
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("sato@example.co.jp", ""),
        (" 佐藤 <sato@example.co.jp> ", "佐藤"),
        ('"佐藤, 一郎" <sato@example.co.jp>', "佐藤, 一郎"),
        ("<sato@example.co.jp>", ""),
    ],
)
def test_the_sender_with_and_without_a_name(text, person):
    assert sender(text) == Contact("sato@example.co.jp", person)


@pytest.mark.parametrize("wrong", ["", "佐藤", "佐藤 <sato>", "a@b.jp <c@d.jp> e", "x\r\nBcc: y <a@b.jp>\nz"])
def test_what_is_no_sender_is_told(wrong):
    with pytest.raises(UsageError, match="差出人"):
        sender(wrong)


def test_the_domains_of_a_distribution_leave_out_what_is_no_address():
    assert domains_of([part(), part("人事部", "x@b.example", cc=(Contact("誤り"),))]) == (
        "b.example",
        "example.co.jp",
    )
