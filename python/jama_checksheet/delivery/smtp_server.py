"""The connection to a mail server: encrypted, with its certificate checked, logged in; unencrypted only within this computer."""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl
from dataclasses import dataclass, field, replace

from jama_checksheet.errors import MailError, UsageError

STARTTLS, TLS, NONE = "starttls", "tls", "none"
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
TIMEOUT = 60.0
"""Seconds that one answer of the server may take."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to connect. `port` 0 is the usual one. `forced` allows an unencrypted connection to another computer."""

    host: str
    port: int = 0
    security: str = STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    forced: bool = False
    timeout: float = TIMEOUT

    @property
    def place(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port or PORTS[self.security]}"

    def with_password(self, password: str) -> Server:
        """The same server with the password of its user."""
        return replace(self, password=password)

    def refuse_plain(self) -> None:
        """Raise UsageError where mails or the password would travel unencrypted to another computer."""
        if self.security != NONE or _within_this_computer(self.host):
            return
        if not self.forced:
            raise UsageError(
                "暗号化しない接続（--security none）は、この PC の中のサーバーにだけ使えます。",
                where=self.place,
                remedy="--security starttls か tls を指定してください。社内の中継サーバーなど、承知のうえで使う場合は --force を付けてください。",
            )
        if self.user:
            raise UsageError(
                "暗号化しない接続では、パスワードを送りません。",
                where=self.place,
                remedy="--security starttls か tls を指定するか、--user を外してください。",
            )


def connect(server: Server, context: ssl.SSLContext | None = None) -> smtplib.SMTP:
    """A connection ready for mails. Raises MailError and UsageError with what went wrong; nothing has been sent then.

    Where the server offers no STARTTLS, or its certificate does not hold, there is no fall-back to anything weaker.
    """
    server.refuse_plain()
    context = context or ssl.create_default_context()
    port, name = server.port or PORTS[server.security], _own_name()
    try:
        smtp = (
            smtplib.SMTP_SSL(server.host, port, name, timeout=server.timeout, context=context)
            if server.security == TLS
            else smtplib.SMTP(server.host, port, name, timeout=server.timeout)
        )
        try:
            smtp.ehlo_or_helo_if_needed()
            if server.security == STARTTLS:
                smtp.starttls(context=context)
                smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # "from None": an error of the login may carry what was sent.
        raise _told(error, server) from None
    return smtp


def _told(error: Exception, server: Server) -> MailError:
    what, remedy = _reason(error, server)
    return MailError(what, where=server.place, remedy=remedy)


def _reason(error: Exception, server: Server) -> tuple[str, str]:
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                f"メールサーバーにログインできませんでした（{error.smtp_code}）。",
                "ユーザー名とパスワードをご確認ください。ログインの方式が合わない場合は、--as eml か outlook をお使いください。",
            )
        case smtplib.SMTPNotSupportedError() if server.security == STARTTLS and "STARTTLS" in str(error):
            return (
                "メールサーバーが STARTTLS に対応していません。",
                "--security tls とポート番号（多くは 465）をお試しください。暗号化なしでは接続しません。",
            )
        case (
            smtplib.SMTPNotSupportedError()
            | smtplib.SMTPException(args=("No suitable authentication method found.",))
        ):
            return (
                "メールサーバーが、ユーザー名とパスワードでのログインに対応していません。",
                "--user を外すか、--as eml か outlook をお使いください。",
            )
        case ssl.SSLCertVerificationError():
            return (
                f"メールサーバーの証明書を確認できませんでした（{error.verify_message}）。",
                "--host が証明書の名前と同じかどうか、社内の認証局がこの PC に登録されているかをご確認ください。",
            )
        case ssl.SSLError():
            return (
                "メールサーバーと暗号化した接続ができませんでした。",
                "--security（starttls / tls）とポート番号の組み合わせをご確認ください。",
            )
        case socket.gaierror():
            return "メールサーバーが見つかりません。", "--host の名前をご確認ください。"
        case TimeoutError():
            return (
                "メールサーバーから応答がありません。",
                "--host、--port と --security の組み合わせ、社内ネットワークへの接続をご確認ください。",
            )
        case smtplib.SMTPServerDisconnected() if "timed out" in str(error):
            return (
                "メールサーバーから応答がありません。",
                "--host、--port と --security の組み合わせ、社内ネットワークへの接続をご確認ください。",
            )
        case smtplib.SMTPResponseException():
            return (
                f"メールサーバーに接続を断られました（{error.smtp_code}）。",
                "しばらく待ってから、もう一度実行してください。続く場合は、サーバーの管理者にご確認ください。",
            )
        case _:
            return (
                "メールサーバーに接続できませんでした。",
                "--host、--port、--security をご確認ください。",
            )


def _within_this_computer(host: str) -> bool:
    try:
        found = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(address).is_loopback for address in found)


def _own_name() -> str:
    """How we name ourselves to the server. A PC's name may be Japanese, which the protocol cannot say."""
    name = socket.getfqdn()
    return name if name.isascii() and "." in name and " " not in name else "[127.0.0.1]"
