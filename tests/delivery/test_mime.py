"""The mails as mail programs read them: opened by Python's own parser."""

from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.example import GOLDEN, NOW, general_affairs, mail, part
from jama_checksheet.delivery import headers
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.mime import as_draft, as_text, to_send

SENDER = Contact("sato@example.co.jp", "佐藤")
CONTENT = b"PK\x03\x04" + bytes(range(256)) * 3


@pytest.fixture
def request_(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "配布").mkdir()
    made = mail(general_affairs())
    made.attachment.write_bytes(CONTENT)
    return made


def parsed(data):
    message = message_from_bytes(data, policy=default)
    assert [part.defects for part in message.walk()] == [[]] * len(list(message.walk()))
    return message


def test_what_goes_over_the_line_reads_back_whole(request_):
    message = parsed(to_send(request_, SENDER, NOW))

    golden = (GOLDEN / "request.txt").read_text(encoding="utf-8")
    body = message.get_body().get_content()
    assert f"{message['Subject']}\n\n{body}".replace("\r\n", "\n") == golden
    assert str(message["From"]) == "佐藤 <sato@example.co.jp>"
    assert str(message["To"]) == "鈴木 <suzuki@example.co.jp>"
    assert str(message["Cc"]) == "田中 <tanaka@example.co.jp>"
    assert message["Date"].datetime == NOW.astimezone()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "2025_自工会_総務部_回答用.xlsx"
    assert attached.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert attached.get_content() == CONTENT


def test_only_seven_bit_lines_of_the_allowed_length_travel(request_):
    data = to_send(request_, SENDER, NOW)

    assert max(data) < 128
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.split(b"\r\n")
    long = [line for line in lines if len(line) > 78]
    assert [line for line in long if b"name*=" not in line and b"spreadsheetml" not in line] == []
    assert max(map(len, lines)) <= 998


def test_names_follow_the_standards(request_):
    raw = message_from_bytes(to_send(request_, SENDER, NOW))

    assert raw["Subject"].startswith("=?UTF-8?B?")
    assert (
        "".join(text.decode(charset) for text, charset in decode_header(raw["Subject"]))
        == "【ご依頼：12/12(金)まで】自工会チェックシートご回答のお願い（総務部 8項目）"
    )
    assert "filename*=utf-8''2025_%E8%87%AA" in raw.get_payload()[1]["Content-Disposition"]


def test_the_same_mail_sent_again_bears_the_same_message_id(request_):
    first, second = (
        parsed(to_send(request_, SENDER, moment)) for moment in (NOW, datetime(2025, 12, 2, 8, 0))
    )

    assert first["Message-ID"] == second["Message-ID"] == f"<{request_.mark}@example.co.jp>"


def test_a_draft_opens_for_editing_and_is_the_same_every_time(request_):
    data = as_draft(request_, None)
    message = parsed(data)

    assert message["X-Unsent"] == "1"
    assert (message["From"], message["Date"], message["Message-ID"], message["Bcc"]) == (None,) * 4
    assert data == as_draft(request_, None)
    assert str(parsed(as_draft(request_, SENDER))["From"]) == "佐藤 <sato@example.co.jp>"


def test_with_a_link_there_is_no_attachment():
    message = parsed(as_draft(mail(part(), link="https://files.example.co.jp/x"), None))

    assert not message.is_multipart()
    assert "https://files.example.co.jp/x" in message.get_content()


def test_the_text_to_copy_names_everything(request_):
    text = as_text(request_, "配布の場所")

    assert text.startswith(
        "宛先: 鈴木 <suzuki@example.co.jp>\r\nCC: 田中 <tanaka@example.co.jp>\r\n件名: 【ご依頼：12/12(金)まで】"
    )
    assert "添付するファイル: 2025_自工会_総務部_回答用.xlsx（配布の場所 にあります）" in text
    assert text.replace("\r\n", "\n").endswith(request_.body)


NAMES = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12), NAMES)
def test_no_name_ever_makes_a_header_or_loses_a_reader(names, department):
    contacts = tuple(Contact(f"reader{n}@example.co.jp", name) for n, name in enumerate(names))
    made = mail(part(department, to=contacts, path="x.xlsx"), link="https://files.example.co.jp/x")

    message = message_from_bytes(as_draft(made, SENDER), policy=default)

    assert sorted(message.keys()) == sorted(
        ["To", "Subject", "From", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    )
    assert [address.addr_spec for address in message["To"].addresses] == [
        contact.mail for contact in contacts
    ]
    raw = message_from_bytes(as_draft(made, SENDER))
    assert str(make_header(decode_header(raw["Subject"]))) == made.subject


@pytest.mark.parametrize(
    ("person", "written"),
    [
        ("", "a@example.co.jp"),
        ("Suzuki Ichiro", "Suzuki Ichiro <a@example.co.jp>"),
        ("鈴木", "=?UTF-8?B?6Yi05pyo?=\r\n <a@example.co.jp>"),
        ('Suzuki, "Ichi"', "=?UTF-8?B?U3V6dWtpLCAiSWNoaSI=?=\r\n <a@example.co.jp>"),
    ],
)
def test_an_addressee_as_it_is_written(person, written):
    assert headers.addresses([Contact("a@example.co.jp", person)]) == written


@pytest.mark.parametrize("length", [1, 40, 80, 250])
def test_file_names_of_every_length_come_back(length, tmp_path):
    name = "表" * length + ".xlsx"
    data = (
        b"MIME-Version: 1.0\r\nContent-Disposition: attachment"
        + headers.file_name("filename", name).encode()
        + b"\r\n\r\n"
    )

    assert message_from_bytes(data, policy=default).get_filename() == name
    assert max(map(len, data.split(b"\r\n"))) <= 998
