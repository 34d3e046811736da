"""Mails over a mail server, one after another on one connection, with an exact account of who received each."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType

from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.smtp_server import Server, connect
from jama_checksheet.errors import MailError

_SHOWN = 120
_CLOSING = 421
_GO_ON = 354
_TAKEN, _TEMPORARY, _REFUSING = range(200, 300), range(400, 500), range(400, 600)
_DROPS = 3
"""Mails in a row that may end in a lost connection before the rest is left for the next run: each may take the whole time-out."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address did not get the mail: the server's number ("" where it said nothing), and the reason in Japanese."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one mail: the addresses that the server took it for, and those that it did not.

    `unknown` are those for which the whole mail went over the line and no answer came: the server may have taken it or not
    (RFC 5321, 4.5.3.2.6 and 6.1), so it must not be sent to them again unasked.
    """

    accepted: tuple[str, ...] = ()
    refused: Mapping[str, Failure] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


class _NoAnswer(Exception):
    """The mail was sent to its last byte, and how the server took it is not known."""


class Post:
    """A way to the mail server, as a context. It connects anew when the server drops the line between two mails."""

    def __init__(self, server: Server, context: ssl.SSLContext | None = None) -> None:
        """Keep what is needed for a connection; `context` is for tests, the system's own certificates serve otherwise."""
        self._server, self._context = server, context
        self._smtp: smtplib.SMTP | None = None
        self._drops = 0
        self._lost: Failure | None = None

    def __enter__(self) -> Post:
        """Connect. Raises MailError and UsageError."""
        self._smtp = connect(self._server, self._context)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if kind is None:
                smtp.quit()
        smtp.close()

    def send(self, sender: str, addresses: Sequence[str], data: bytes) -> Delivered:
        """Send one mail to these addresses. Never raises for what the server does: every address comes back in the account."""
        if self._lost is not None:
            return _none(addresses, self._lost)
        try:
            smtp = self._ready()
        except MailError as error:
            self._lost = Failure("", f"{error.what}送っていません。")
            return _none(addresses, self._lost)
        refused: dict[str, Failure] = {}
        accepted: tuple[str, ...] = ()
        try:
            size = [f"SIZE={len(data)}"] if smtp.has_extn("size") else []
            code, text = smtp.mail(sender, size)
            if code != 250:
                return self._gave_up(smtp, _none(addresses, _failure(code, text)), code)
            for address in addresses:
                code, text = smtp.rcpt(address)
                if code == _CLOSING:
                    return self._gave_up(smtp, _none(addresses, _failure(code, text)), code)
                if code not in (250, 251):
                    refused[address] = _failure(code, text)
            accepted = tuple(address for address in addresses if address not in refused)
            if not accepted:
                return self._gave_up(smtp, Delivered((), refused), 0)
            code, text = _hand_over(smtp, data)
            if code not in _TAKEN:
                failed = dict.fromkeys(accepted, _failure(code, text))
                return self._gave_up(smtp, Delivered((), {**refused, **failed}), code)
        except _NoAnswer:
            self._count_drop()
            return self._gave_up(smtp, Delivered((), refused, unknown=accepted), _CLOSING)
        except smtplib.SMTPResponseException as error:
            failure = _failure(error.smtp_code, error.smtp_error)
            return self._gave_up(smtp, _none(addresses, failure), error.smtp_code)
        except (OSError, smtplib.SMTPException):
            self._count_drop()
            return self._gave_up(smtp, _none(addresses, _DROPPED), _CLOSING)
        except BaseException:
            # Interrupted in the middle of a mail: a polite farewell would become part of it.
            smtp.close()
            self._smtp = None
            raise
        self._drops = 0
        return Delivered(accepted, refused)

    def _ready(self) -> smtplib.SMTP:
        if self._smtp is not None and self._smtp.sock is None:
            self._smtp = None
        if self._smtp is None:
            self._smtp = connect(self._server, self._context)
        return self._smtp

    def _count_drop(self) -> None:
        self._drops += 1
        if self._drops >= _DROPS:
            self._lost = Failure("", "接続が続けて切れたため、送っていません。")

    def _gave_up(self, smtp: smtplib.SMTP, account: Delivered, code: int) -> Delivered:
        """Make ready for the next mail: take this one back, or hang up where the server closes."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if code != _CLOSING and smtp.rset()[0] == 250:
                return account
        smtp.close()
        self._smtp = None
        return account


def _hand_over(smtp: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
    """DATA, the mail, and the server's answer. Raises _NoAnswer where none is understood once the mail's last line is on its way."""
    code, text = smtp.docmd("DATA")
    if code != _GO_ON:
        raise smtplib.SMTPDataError(code, text)
    # A line that begins with a full stop would end the mail (RFC 5321, 4.5.2).
    smtp.send(re.sub(rb"(?m)^\.", b"..", data) + (b"" if data.endswith(b"\r\n") else b"\r\n"))
    try:
        smtp.send(b".\r\n")
        code, text = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise _NoAnswer from error
    if code not in _TAKEN and code not in _REFUSING:
        raise _NoAnswer
    return code, text


_DROPPED = Failure("", "送り終える前に接続が切れたか、応答がなくなりました。届いていません。")


def _none(addresses: Sequence[str], failure: Failure) -> Delivered:
    return Delivered((), dict.fromkeys(addresses, failure))


def _failure(code: int, text: bytes | str) -> Failure:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    kind = "いまは受け付けられない" if code in _TEMPORARY else "受け付けられない"
    return Failure(
        str(code), f"サーバーから「{kind}」との返答がありました（{code} {one_line(said)[:_SHOWN]}）。"
    )
