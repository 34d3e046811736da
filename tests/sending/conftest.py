"""A distribution, and a running mail server that `send` can reach."""

import pytest

from delivery.example import NOW, folder
from delivery.mail_server import PASSWORD, USER, certificate, running
from jama_checksheet.actions.send_mails import SendWishes


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
