"""The connection: encrypted and checked, or none at all."""

import smtplib
import ssl

import pytest

from delivery import mail_server
from delivery.mail_server import PASSWORD, USER, running
from jama_checksheet.delivery.smtp_server import Server, connect
from jama_checksheet.errors import MailError, UsageError

# The test server's own advice; it does not see that its line is encrypted from the first byte on.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def server(port, **changes):
    return Server(
        **{"host": "localhost", "port": port, "user": USER, "password": PASSWORD, "timeout": 5, **changes}
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_logs_in_over_an_encrypted_connection(security, certificate, trusting):
    with running(certificate[1], security=security) as (received, port):
        smtp = connect(server(port, security=security), trusting)
        assert isinstance(smtp.sock, ssl.SSLSocket)
        smtp.quit()

    assert received.logins == [(USER.encode(), PASSWORD.encode())]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_unknown_certificate_ends_it_before_the_password_is_sent(security, certificate):
    with running(certificate[1], security=security) as (received, port):
        with pytest.raises(MailError, match="証明書を確認できませんでした") as caught:
            connect(server(port, security=security))
        assert received.logins == []

    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_so_does_a_certificate_of_another_name(security, tmp_path):
    file, context = mail_server.certificate(tmp_path, "mail.other.example")
    trusting = ssl.create_default_context(cafile=str(file))
    with running(context, security=security) as (received, port):
        with pytest.raises(MailError, match="証明書"):
            connect(server(port, security=security), trusting)
        assert received.logins == []


def test_without_starttls_there_is_no_fall_back_to_plain(trusting):
    with running(None, security="none", login=False) as (received, port):
        with pytest.raises(MailError, match="STARTTLS に対応していません"):
            connect(server(port), trusting)
        assert received.logins == []


def test_a_wrong_password_is_told_without_it(certificate, trusting):
    with (
        running(certificate[1]) as (_, port),
        pytest.raises(MailError, match=r"ログインできませんでした（535）") as caught,
    ):
        connect(server(port, password="chigau-999"), trusting)

    assert "chigau" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_without_login_is_told(certificate, trusting):
    with (
        running(certificate[1], auth_exclude_mechanism=["LOGIN", "PLAIN"]) as (_, port),
        pytest.raises(MailError, match="ログインに対応していません"),
    ):
        connect(server(port), trusting)


def test_nobody_there_and_nobody_answering(trusting):
    with pytest.raises(MailError, match="接続できませんでした"):
        connect(server(1), trusting)
    with pytest.raises(MailError, match="見つかりません"):
        connect(server(1, host="no-such-host.invalid"), trusting)
    with mail_server.silent() as port, pytest.raises(MailError, match="応答がありません"):
        connect(server(port, timeout=0.3), trusting)
    with mail_server.silent() as port, pytest.raises(MailError, match="応答がありません"):
        connect(server(port, timeout=0.3, security="tls"), trusting)


def test_tls_where_the_server_speaks_plainly(trusting):
    with (
        running(None, security="none", login=False) as (_, port),
        pytest.raises(MailError, match="暗号化した接続ができません"),
    ):
        connect(server(port, security="tls"), trusting)


def test_plain_serves_within_this_computer_only():
    with running(None, security="none", login=False) as (_, port):
        assert isinstance(connect(Server("127.0.0.1", port, "none")), smtplib.SMTP)
    with pytest.raises(UsageError, match="--force"):
        Server("192.0.2.1", security="none").refuse_plain()
    Server("192.0.2.1", security="none", forced=True).refuse_plain()


def test_a_password_never_travels_plainly_to_another_computer():
    with pytest.raises(UsageError, match="パスワードを送りません"):
        Server("192.0.2.1", security="none", user=USER, password=PASSWORD, forced=True).refuse_plain()


def test_the_password_does_not_show_in_the_description():
    assert PASSWORD not in repr(Server("host", password=PASSWORD))
    assert PASSWORD not in repr(Server("host").with_password(PASSWORD))
