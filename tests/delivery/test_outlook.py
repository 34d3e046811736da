"""Drafts in the classic Outlook, through a stand-in for its COM object."""

import sys

import pytest

from delivery import fake_outlook
from delivery.example import general_affairs, mail, part
from jama_checksheet.delivery import outlook
from jama_checksheet.delivery.outlook import NoOutlook, above_signature
from jama_checksheet.errors import MailError


@pytest.fixture
def office(monkeypatch):
    made = fake_outlook.Outlook()
    fake_outlook.install(monkeypatch, made)
    return made


def test_a_draft_is_displayed_first_so_that_the_signature_stays(office):
    made = mail(general_affairs())
    outlook.connect().draft(made, keep_open=True)

    (item,) = office.items
    assert item.calls == ["Display", "Save"]
    assert (item.To, item.CC, item.BCC) == ("suzuki@example.co.jp", "tanaka@example.co.jp", "")
    assert item.Subject == made.subject
    assert item.HTMLBody.index("総務課長 鈴木様") < item.HTMLBody.index("佐藤（情報システム課）")
    assert item.HTMLBody.startswith('<html><head></head><body lang="JA">')
    assert item.Attachments.added == [str(made.attachment.resolve())]


def test_many_drafts_are_closed_again(office):
    outlook.connect().draft(mail(part()), keep_open=False)

    assert office.items[0].calls == ["Display", "Save", "Close 0"]


def test_plain_text_mails_stay_plain(office):
    office.body_format = 1
    outlook.connect().draft(mail(part()), keep_open=True)

    assert office.items[0].Body.startswith("総務部\r\n鈴木様\r\n")
    assert office.items[0].Body.endswith("佐藤（情報システム課）")
    assert office.items[0].HTMLBody == fake_outlook.SIGNATURE


def test_a_draft_that_fails_is_thrown_away(office):
    office.fails_for = "suzuki"

    with pytest.raises(MailError, match="ComError"):
        outlook.connect().draft(mail(part()), keep_open=True)
    assert office.items[0].calls == ["Display", "Close 1"]


def test_texts_are_no_html():
    html = above_signature("<b>A & B</b>\n  x\n", "<BODY style='a'>sig")

    assert html.startswith("<BODY style='a'>\r\n<div")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;<br>\r\n&nbsp; x<br></div>" in html
    assert above_signature("x", "sig").endswith("sig")


def test_the_own_address(monkeypatch):
    fake_outlook.install(monkeypatch, fake_outlook.Outlook("sato@example.co.jp"))
    assert outlook.connect().own_address() == "sato@example.co.jp"
    fake_outlook.install(monkeypatch, fake_outlook.Outlook(""))
    assert outlook.connect().own_address() == ""


def test_the_new_outlook_alone_is_recognised(monkeypatch):
    fake_outlook.install(monkeypatch, None)
    with pytest.raises(NoOutlook, match="従来の Outlook"):
        outlook.connect()


def test_so_is_a_user_who_switched_to_it(monkeypatch, office):
    monkeypatch.setattr(outlook, "_prefers_new_outlook", lambda: True)
    with pytest.raises(NoOutlook, match="新しい Outlook"):
        outlook.connect()


def test_so_is_a_computer_without_pywin32(monkeypatch):
    monkeypatch.setitem(sys.modules, "win32com", None)
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    with pytest.raises(NoOutlook, match="Windows 版"):
        outlook.connect()
