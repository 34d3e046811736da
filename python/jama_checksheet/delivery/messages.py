"""The mail for one department, as plain data: addressees, subject, body, and the sub-sheet or the folder where it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jama_checksheet.checksheet.dates import day_text, full_day_text, short_day_text
from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.manifest import Contact, Manifest, Part
from jama_checksheet.delivery.recipients import Recipients
from jama_checksheet.delivery.template import Template
from jama_checksheet.errors import UsageError

_POLITE = re.compile(r"(様|さま|さん|殿|先生|各位|御中)$")
_LINK = re.compile(r"(https?://[^\s/@]+(/\S*)?|\\\\[^\\/:*?\"<>|@]+\\.+)", re.IGNORECASE)
_BY_REPLY = "このメールにご返信ください"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `attachment` is the file that goes with it, None where the body names a shared folder instead.

    `name` is a plain file name without ending, for drafts. `mark` is the same whenever the same mail is made again, so that a
    mail system which receives it twice can tell; it cannot be traced back to the collection key.
    """

    department: str
    to: tuple[Contact, ...]
    cc: tuple[Contact, ...]
    subject: str
    body: str
    attachment: Path | None
    name: str
    mark: str
    reminder: bool = False

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that receives it."""
        return tuple(contact.mail for contact in (*self.to, *self.cc))

    def only_to(self, addresses: Collection[str]) -> Mail:
        """The same mail to these of its addressees; where only CC are left, they become To."""
        to = tuple(contact for contact in self.to if contact.mail in addresses)
        cc = tuple(contact for contact in self.cc if contact.mail in addresses)
        return replace(self, to=to, cc=cc) if to else replace(self, to=cc, cc=())


def checked_link(link: str) -> str:
    """A shared folder's address, fit to stand in a mail: http(s) or \\\\server\\folder. Raises UsageError.

    An address with a name or password in it is refused: no password travels in a mail.
    """
    text = link.strip()
    if one_line(text) != text or _LINK.fullmatch(text) is None or set(text) & set('<>"'):
        raise UsageError(
            "共有フォルダーの場所として使えません。",
            where="--link",
            remedy="https:// または \\\\サーバー名\\フォルダー の形で指定してください（名前やパスワードを含む場所は使えません）。",
        )
    return text


def compose(
    manifest: Manifest,
    part: Part,
    recipients: Recipients,
    template: Template,
    *,
    folder: Path,
    today: date,
    link: str = "",
    reminder: bool = False,
) -> Mail:
    """The mail to the department of `part`; `folder` holds its sub-sheet, `link` (if any) goes in the place of the attachment."""
    text = template.reminder if reminder else template.request
    subject, body = text.filled(_values(manifest, part, recipients, today, link))
    round_ = f"reminder {today.isoformat()}" if reminder else "request"
    mark = hashlib.sha256(f"{manifest.key}\n{part.department}\n{round_}".encode("utf-8", "replace"))
    return Mail(
        department=part.department,
        to=recipients.to,
        cc=recipients.cc,
        subject=subject,
        body=body,
        attachment=None if link else folder / part.path,
        name=Path(part.path).stem + ("_催促" if reminder else ""),
        mark=mark.hexdigest()[:32],
        reminder=reminder,
    )


def _values(manifest: Manifest, part: Part, to: Recipients, today: date, link: str) -> dict[str, str]:
    """What goes into the places of the template."""
    due, department, name = part.due, one_line(part.department), one_line(part.path)
    return {
        "宛名": _addressees(department, to.to),
        "CC": f"（CC：{'、'.join(map(_called, to.cc))}）" if to.cc else "",
        "部門": department,
        "件数": str(len(part.items)),
        "年度": f"{manifest.year}年度",
        "期限": full_day_text(due) if due else "",
        "：期限まで": f"：{short_day_text(due)}まで" if due else "",
        "：期限": f"：期限{short_day_text(due)}" if due else "",
        "本日": day_text(today),
        "回答用シート": f"次の共有フォルダーの「{name}」\n　<{link}>" if link else f"添付の「{name}」",
        "返し方": "ご記入後は同じ場所に上書き保存し、このメールへの返信でお知らせください。"
        if link
        else "ご記入後は上書き保存し、このメールへの返信に添付してお送りください。",
        "パスワードの案内": "開くためのパスワードは、このメールとは別の方法でお知らせします。"
        if part.encrypted
        else "",
        "問い合わせ先": one_line(manifest.contact) or _BY_REPLY,
    }


def _addressees(department: str, contacts: tuple[Contact, ...]) -> str:
    named = [" ".join(filter(None, (c.title, _polite(c.person)))) for c in contacts if c.person]
    return f"{department}\n{'、'.join(named) or 'ご担当者様'}"


def _called(contact: Contact) -> str:
    return _polite(contact.person) if contact.person else contact.mail


def _polite(person: str) -> str:
    return person if _POLITE.search(person) else f"{person}様"
