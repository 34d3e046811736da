"""A stand-in for the classic Outlook: strict about names, keeps the order of calls, puts the signature in on display."""

from __future__ import annotations

import sys
import types
from typing import Any

SIGNATURE = '<html><head></head><body lang="JA"><p>&nbsp;</p><p>佐藤（情報システム課）</p></body></html>'


class ComError(Exception):
    """pywintypes.com_error"""


class Attachments:
    def __init__(self) -> None:
        self.added: list[str] = []

    def Add(self, path: str) -> None:
        self.added.append(path)


class MailItem:
    """Only the members that Outlook has; anything else raises AttributeError."""

    __slots__ = ("BCC", "Body", "CC", "HTMLBody", "Subject", "To", "_attachments", "_outlook", "calls")

    def __init__(self, outlook: Outlook) -> None:
        self._outlook, self.calls, self._attachments = outlook, [], Attachments()
        self.To = self.CC = self.BCC = self.Subject = self.Body = self.HTMLBody = ""

    @property
    def BodyFormat(self) -> int:
        return self._outlook.body_format

    @property
    def Attachments(self) -> Attachments:
        return self._attachments

    def Display(self, modal: bool) -> None:
        assert modal is False, "a modal window would stop the program"
        self.calls.append("Display")
        self.HTMLBody, self.Body = SIGNATURE, "佐藤（情報システム課）"

    def Save(self) -> None:
        if self._outlook.fails_for and self._outlook.fails_for in self.To:
            raise ComError(-2147467259, "操作に失敗しました。", None, None)
        self.calls.append("Save")

    def Close(self, mode: int) -> None:
        self.calls.append(f"Close {mode}")


class Outlook:
    def __init__(self, address: str = "sato@example.co.jp") -> None:
        self.items: list[MailItem] = []
        self.body_format, self.fails_for = 2, ""
        account = types.SimpleNamespace(SmtpAddress=address)
        accounts = types.SimpleNamespace(Count=1 if address else 0, Item=lambda number: [account][number - 1])
        self.Session = types.SimpleNamespace(Accounts=accounts)

    def CreateItem(self, kind: int) -> MailItem:
        assert kind == 0
        self.items.append(MailItem(self))
        return self.items[-1]


def install(monkeypatch: Any, outlook: Outlook | None) -> None:
    """Make `win32com.client` give this Outlook, or say that no such class is registered."""

    def dispatch(name: str) -> Outlook:
        assert name == "Outlook.Application"
        if outlook is None:
            raise ComError(-2147221005, "クラス文字列が無効です", None, None)
        return outlook

    client = types.ModuleType("win32com.client")
    client.Dispatch = dispatch
    package = types.ModuleType("win32com")
    package.client = client
    monkeypatch.setitem(sys.modules, "win32com", package)
    monkeypatch.setitem(sys.modules, "win32com.client", client)
