"""The command `send` as scripts and people use it: statuses, JSON, one line on stderr, and no secret anywhere."""

import base64
import json
import logging
from dataclasses import replace

import pytest

from delivery.example import EVIDENCE, KEY, folder, general_affairs, manifest, part
from delivery.mail_server import DROP, PASSWORD, USER, certificate, running
from jama_checksheet.cli import main
from jama_checksheet.delivery.manifest import Contact

KEYS = {"department", "to", "cc", "subject", "attachment", "state"}
WRONG = "Chigau#0815"


@pytest.fixture
def place(tmp_path):
    return folder(tmp_path / "配布")


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password.txt"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    return path


@pytest.fixture
def mail_server(tmp_path, monkeypatch):
    trusted, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with running(context) as (received, port):
        received.port = port
        yield received


@pytest.fixture
def run(capsys):
    def call(*arguments):
        capsys.readouterr()
        status = main(["send", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def smtp(place, mail_server, password_file, *more):
    return [
        place, "--as", "smtp", "--from", "sato@example.co.jp", "--host", "localhost", "--port", mail_server.port,
        "--user", USER, "--smtp-password-file", password_file, *more,
    ]  # fmt: skip


def test_a_look_ahead_is_fine_and_sends_nothing(place, mail_server, password_file, run):
    status, out, err = run(*smtp(place, mail_server, password_file))

    assert (status, err) == (0, "")
    assert out.startswith("送信の予定 3件\n")
    assert "--yes" in out
    assert mail_server.mails == []


def test_json_alone_stands_on_stdout_with_the_agreed_keys(place, mail_server, password_file, run):
    status, out, err = run(*smtp(place, mail_server, password_file, "--yes", "--json"))

    messages = json.loads(out)["messages"]
    assert (status, err) == (0, "")
    assert all(set(message) >= KEYS for message in messages)
    assert messages[0]["to"] == ["suzuki@example.co.jp"]
    assert messages[0]["cc"] == ["tanaka@example.co.jp"]
    assert messages[0]["attachment"] == "2025_自工会_総務部_回答用.xlsx"
    assert [message["state"] for message in messages] == ["sent"] * 3
    assert len(mail_server.mails) == 3


def test_a_partial_send_is_exit_one_and_the_next_run_exit_zero(place, mail_server, password_file, run):
    mail_server.answer = lambda step, what: "550 5.1.1 Unknown" if what == "ito@example.co.jp" else ""
    status, out, _ = run(*smtp(place, mail_server, password_file, "--yes"))

    assert status == 1
    assert "送信しました 2件、送れませんでした 1件" in out
    assert "ito@example.co.jp" in out
    mail_server.answer = lambda step, what: ""
    assert run(*smtp(place, mail_server, password_file, "--yes"))[0] == 0
    assert run(*smtp(place, mail_server, password_file, "--yes"))[0] == 0
    assert len(mail_server.mails) == 3


def test_a_refused_recipient_is_exit_one(tmp_path, run):
    place = folder(tmp_path / "配布", manifest(general_affairs(), part("工場", "mori@plant.example")))

    status, out, _ = run(place, "--as", "eml", "--from", "sato@example.co.jp", "--json")

    assert status == 1
    assert [message["state"] for message in json.loads(out)["messages"]] == ["drafted", "refused"]
    assert (
        run(place, "--as", "eml", "--allow-domain", "example.co.jp", "--allow-domain", "plant.example")[0]
        == 0
    )


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--as", "fax"],
        ["--as", "smtp", "--yes"],
        ["--as", "smtp", "--yes", "--from", "sato@example.co.jp"],
        ["--as", "smtp", "--yes", "--from", "sato@example.co.jp", "--host", "localhost", "--port", "1"],
        [
            "--as",
            "smtp",
            "--yes",
            "--from",
            "sato@example.co.jp",
            "--host",
            "192.0.2.1",
            "--security",
            "none",
        ],
        ["--as", "eml", "--port", "0"],
        ["--as", "eml", "--port", "x"],
        ["--as", "eml", "--link", "javascript:x"],
        ["--as", "eml", "--from", "佐藤"],
        ["--as", "eml", "--again", "営業部"],
        ["--as", "eml", "--password", "x"],
    ],
)
def test_what_cannot_be_done_is_exit_two_with_one_line(wrong, place, run):
    status, out, err = run(place, *wrong, "--json")

    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert any("ぁ" <= char <= "ん" for char in err)
    assert not list(place.rglob("*.eml"))


def test_a_wrong_folder_is_exit_two(tmp_path, run):
    status, out, err = run(tmp_path, "--as", "eml")

    assert (status, out) == (2, "")
    assert "manifest.json" in err


def test_reminders(tmp_path, run):
    place = folder(tmp_path / "配布")
    status, out, _ = run(place, "--as", "eml", "--remind", "--json")

    assert status == 0
    assert json.loads(out)["messages"][0]["subject"].startswith("【ご確認のお願い")
    assert (place / "メール下書き" / "2025_自工会_総務部_回答用_催促.eml").exists()


def test_a_hostile_manifest_makes_no_header_and_no_line(tmp_path, run):
    evil = part("総務部\nBcc: x@evil.example", person="鈴木\r\nBcc: y@evil.example", path="x.xlsx")
    evil = replace(evil, cc=(Contact("tanaka@example.co.jp", "田中\x00\u2028Bcc: z@evil.example"),))
    place = folder(tmp_path / "配布", manifest(evil))

    status, out, _ = run(place, "--as", "eml", "--allow-domain", "example.co.jp")

    assert status == 0
    head = (place / "メール下書き" / "x.eml").read_bytes().split(b"\r\n\r\n")[0]
    assert b"evil" not in head
    assert b"\nBcc" not in head
    assert "\nBcc" not in out


def spellings(secret):
    """A password as it stands, and as the protocol carries it."""
    plain = base64.b64encode(f"\0{USER}\0{secret}".encode()).decode()
    return [secret, base64.b64encode(secret.encode()).decode(), plain]


def test_no_secret_in_any_output_log_or_file(
    place, mail_server, password_file, run, tmp_path, caplog, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logging.Formatter("%(message)s"))
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(WRONG, encoding="utf-8")
    said = []

    def keep(arguments):
        status, out, err = run(*arguments)
        said.append(out + err)
        return status

    for shown in ((), ("--json",)):
        assert keep(smtp(place, mail_server, wrong, "--yes", *shown)) == 2
    mail_server.answer = lambda step, what: DROP if step == "DATA" else ""
    assert keep(smtp(place, mail_server, password_file, "--yes", "--json")) == 1
    every = [text for name in ("総務部", "購買・調達部", "人事部") for text in ("--again", name)]
    mail_server.answer = lambda step, what: f"554 {what}"
    assert keep(smtp(place, mail_server, password_file, "--yes", *every)) == 1
    mail_server.answer = lambda step, what: ""
    assert keep(smtp(place, mail_server, password_file, "--yes", "--json")) == 0
    assert keep([place, "--as", "eml", "--from", "sato@example.co.jp", "--again", "総務部"]) == 0

    written = {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in place.rglob("*")
        if path.is_file() and path.suffix not in (".xlsx", ".eml")
    }
    logged = "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("mail")  # the test server's own
    )
    everywhere = [*said, logged, *written.values()]
    for secret in (*spellings(PASSWORD), *spellings(WRONG), EVIDENCE):
        assert not [text for text in everywhere if secret in text], secret
    assert not [name for name, text in written.items() if KEY in text and name != "manifest.json"]
    body = "お忙しいところ恐れ入りますが"
    assert not [text for name, text in written.items() if body in text and name != "メール文面.txt"]
    assert not [text for text in (*said, logged) if body in text or KEY in text]
    for draft in place.rglob("*.eml"):
        assert KEY.encode() not in draft.read_bytes()


def test_an_unexpected_failure_shows_no_secret_either(place, mail_server, password_file, run, monkeypatch):
    def broken(*_, **__):
        raise UnicodeEncodeError("ascii", PASSWORD, 0, 3, "broken")

    monkeypatch.setattr("smtplib.SMTP.login", broken)
    status, out, err = run(*smtp(place, mail_server, password_file, "--yes"))

    assert (status, out) == (2, "")
    assert PASSWORD not in err
    assert "接続できませんでした" in err
