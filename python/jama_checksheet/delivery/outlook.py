"""Drafts in the classic Outlook for Windows, through COM. Nothing is sent: a person looks at each draft and sends it.

Names and numbers are those of Outlook's object model (https://learn.microsoft.com/office/vba/api/overview/outlook). The new
Outlook has no such interface; NoOutlook says so, and the caller makes draft files instead.
"""

from __future__ import annotations

import contextlib
import re
import sys
from html import escape
from importlib import import_module
from typing import Any

from jama_checksheet.delivery.messages import Mail
from jama_checksheet.errors import MailError

OL_MAIL_ITEM, OL_FORMAT_PLAIN = 0, 1
OL_SAVE, OL_DISCARD = 0, 1
LEFT_OPEN = 5
"""Drafts that stay open on the screen; of more than these, each is closed again and waits in the folder 下書き."""

_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_FONT = "font-family:'Yu Gothic','Meiryo',sans-serif;font-size:11pt"


class NoOutlook(MailError):
    """No Outlook with a COM interface can be reached."""


class Outlook:
    """A running classic Outlook."""

    def __init__(self, application: Any) -> None:
        """`application` is the COM object Outlook.Application."""
        self._application = application

    def own_address(self) -> str:
        """The address of the first account; "" where Outlook does not say."""
        with contextlib.suppress(Exception):  # a profile without an account, or one that asks for a password
            accounts = self._application.Session.Accounts
            return str(accounts.Item(1).SmtpAddress) if accounts.Count else ""
        return ""

    def draft(self, mail: Mail, *, keep_open: bool) -> None:
        """Make and save one draft. Raises MailError; what was half made is thrown away.

        The draft is displayed before it is filled: only then Outlook puts the user's signature in.
        """
        item: Any = None
        try:
            item = self._application.CreateItem(OL_MAIL_ITEM)
            item.Display(False)
            item.To = "; ".join(contact.mail for contact in mail.to)
            item.CC = "; ".join(contact.mail for contact in mail.cc)
            item.Subject = mail.subject
            if item.BodyFormat == OL_FORMAT_PLAIN:
                item.Body = mail.body.replace("\n", "\r\n") + item.Body
            else:
                item.HTMLBody = above_signature(mail.body, item.HTMLBody)
            if mail.attachment is not None:
                item.Attachments.Add(str(mail.attachment.resolve()))
            item.Save()
            if not keep_open:
                item.Close(OL_SAVE)
        except Exception as error:
            with contextlib.suppress(Exception):
                item.Close(OL_DISCARD)
            raise MailError(
                f"Outlook で下書きを作れませんでした（{type(error).__name__}）。",
                where=mail.department,
                remedy="Outlook の画面で確認の表示が出ていないかをご確認ください。",
            ) from error


def connect() -> Outlook:
    """The classic Outlook of this PC, started where it is not running. Raises NoOutlook with the reason."""
    if _prefers_new_outlook():
        raise NoOutlook("新しい Outlook をお使いのため、下書きを直接作れません。")
    try:
        client = import_module("win32com.client")
    except ImportError as error:
        raise NoOutlook(
            "この PC では Outlook を操作できません（Windows 版の Outlook が必要です）。"
        ) from error
    try:
        return Outlook(client.Dispatch("Outlook.Application"))
    except (
        Exception
    ) as error:  # pywintypes.com_error: not installed, new Outlook only, or started by another user
        raise NoOutlook("下書きを直接作れる Outlook（従来の Outlook）が見つかりません。") from error


def above_signature(body: str, html: str) -> str:
    """Outlook's HTML with our text put in before the signature."""
    text = "<br>\r\n".join(escape(line).replace("  ", "&nbsp; ") for line in body.rstrip("\n").split("\n"))
    ours = f'<div style="{_FONT}">{text}<br></div>\r\n'
    start = _BODY.search(html)
    return f"{html[: start.end()]}\r\n{ours}{html[start.end() :]}" if start else ours + html


def _prefers_new_outlook() -> bool:
    """Whether the user switched to the new Outlook; starting the classic one would then only open the new one."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        with winreg.OpenKey(
            winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Office\16.0\Outlook\Preferences"
        ) as key:
            return bool(winreg.QueryValueEx(key, "UseNewOutlook")[0])
    except OSError:
        return False
