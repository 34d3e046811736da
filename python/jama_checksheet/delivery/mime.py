"""A mail in the form that mail programs read (RFC 5322, 2045-2047, 2231): for sending, and as a draft file (.eml)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.messages import Mail
from jama_checksheet.delivery.recipients import domain_of

_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def to_send(mail: Mail, sender: Contact, now: datetime) -> bytes:
    """The mail as it goes over the line. Its Message-ID is the same on every attempt, so that a doubled mail is recognised."""
    message = _message(mail)
    message["From"] = _addresses([sender])
    message["Date"] = format_datetime(now.astimezone())
    message["Message-ID"] = f"<{mail.mark}@{domain_of(sender.mail)}>"
    return _bytes(message, mail)


def as_draft(mail: Mail, sender: Contact | None) -> bytes:
    """The mail as a draft: X-Unsent makes Outlook open it for editing and sending. The same mail gives the same bytes."""
    message = _message(mail)
    if sender is not None:
        message["From"] = _addresses([sender])
    message["X-Unsent"] = "1"
    return _bytes(message, mail)


def as_text(mail: Mail, sheet_folder: str) -> str:
    """The mail as text to copy into any mail program, with CRLF line ends. `sheet_folder` holds the file to attach."""
    lines = [
        f"宛先: {_listed(mail.to)}",
        f"CC: {_listed(mail.cc)}" if mail.cc else "",
        f"件名: {mail.subject}",
        f"添付するファイル: {mail.attachment.name}（{sheet_folder} にあります）" if mail.attachment else "",
    ]
    return "\r\n".join([*filter(None, lines), "―" * 20, *mail.body.split("\n")])


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = _addresses(mail.to)
    if mail.cc:
        message["Cc"] = _addresses(mail.cc)
    message["Subject"] = mail.subject
    message.set_content(mail.body, charset="utf-8", cte="base64")
    if mail.attachment is not None:
        main, sub = _XLSX
        message.add_attachment(
            mail.attachment.read_bytes(), maintype=main, subtype=sub, filename=mail.attachment.name
        )
    return message


def _addresses(contacts: Iterable[Contact]) -> list[Address]:
    return [Address(contact.person, addr_spec=contact.mail) for contact in contacts]


def _bytes(message: EmailMessage, mail: Mail) -> bytes:
    if message.is_multipart():
        # The library's own boundary is random; ours cannot occur in base64 either.
        digest = hashlib.sha256(f"{mail.mark}{mail.subject}{mail.body}".encode()).hexdigest()[:24]
        message.set_boundary(f"=_jama_{digest}")
    return message.as_bytes()


def _listed(contacts: Iterable[Contact]) -> str:
    return "; ".join(f"{c.person} <{c.mail}>" if c.person else c.mail for c in contacts)
