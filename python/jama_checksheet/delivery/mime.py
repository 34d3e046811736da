"""A mail in the form that mail programs read (RFC 5322, 2045-2047, 2231): for sending, and as a draft file (.eml)."""

from __future__ import annotations

import hashlib
from base64 import encodebytes
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime

from jama_checksheet.delivery import headers
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.messages import Mail
from jama_checksheet.delivery.recipients import domain_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Headers = list[tuple[str, str]]


def to_send(mail: Mail, sender: Contact, now: datetime) -> bytes:
    """The mail as it goes over the line. Its Message-ID is the same on every attempt, so that a doubled mail is recognised.

    Raises OSError where the attachment cannot be read.
    """
    own = [
        ("From", headers.addresses([sender])),
        ("Date", format_datetime(now.astimezone())),
        ("Message-ID", f"<{mail.mark}@{domain_of(sender.mail)}>"),
    ]
    return _message(own, mail)


def as_draft(mail: Mail, sender: Contact | None) -> bytes:
    """The mail as a draft: X-Unsent makes Outlook open it for editing and sending. The same mail gives the same bytes.

    Raises OSError where the attachment cannot be read.
    """
    own = [("From", headers.addresses([sender]))] if sender else []
    return _message([*own, ("X-Unsent", "1")], mail)


def as_text(mail: Mail, sheet_folder: str) -> str:
    """The mail as text to copy into any mail program, with CRLF line ends. `sheet_folder` holds the file to attach."""
    lines = [
        f"宛先: {_listed(mail.to)}",
        f"CC: {_listed(mail.cc)}" if mail.cc else "",
        f"件名: {mail.subject}",
        f"添付するファイル: {mail.attachment.name}（{sheet_folder} にあります）" if mail.attachment else "",
    ]
    return "\r\n".join([*filter(None, lines), "―" * 20, *mail.body.split("\n")])


def _message(own: Headers, mail: Mail) -> bytes:
    top = [*own, ("To", headers.addresses(mail.to))]
    if mail.cc:
        top.append(("Cc", headers.addresses(mail.cc)))
    top += [("Subject", headers.text(mail.subject)), ("MIME-Version", "1.0")]
    text = _part([("Content-Type", 'text/plain; charset="utf-8"')], mail.body.replace("\n", "\r\n").encode())
    if mail.attachment is None:
        return _lines(top) + text
    # Two hyphens, "=" and "_" in a row never occur in base64.
    boundary = f"--=_jama_{hashlib.sha256(f'{mail.mark}{mail.body}'.encode()).hexdigest()[:24]}"
    top.append(("Content-Type", f'multipart/mixed;\r\n boundary="{boundary}"'))
    name = mail.attachment.name
    file = _part(
        [
            ("Content-Type", _XLSX + headers.file_name("name", name)),
            ("Content-Disposition", "attachment" + headers.file_name("filename", name)),
        ],
        mail.attachment.read_bytes(),
    )
    mark = b"--" + boundary.encode("ascii")
    return b"".join([_lines(top), b"\r\n", mark, b"\r\n", text, mark, b"\r\n", file, mark, b"--\r\n"])


def _part(own: Headers, content: bytes) -> bytes:
    encoded = encodebytes(content).replace(b"\n", b"\r\n")
    return _lines([*own, ("Content-Transfer-Encoding", "base64")]) + b"\r\n" + encoded


def _lines(pairs: Headers) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in pairs).encode("ascii")


def _listed(contacts: Iterable[Contact]) -> str:
    return "; ".join(f"{c.person} <{c.mail}>" if c.person else c.mail for c in contacts)
