"""What `send` tells: the JSON document and the lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.send_drafts import PutAside
from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.checksheet.sheet import Problem
from jama_checksheet.delivery import sent_log, template
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.posting import PLANNED, REFUSED, SKIPPED, Posted
from jama_checksheet.delivery.sent_log import DRAFTED, FAILED, SENT
from jama_checksheet.workbook.plan import ChangePlan

_SHOWN = 5
_HELD = "held"
_WORDS = {
    PLANNED: "送信の予定",
    SENT: "送信しました",
    DRAFTED: "下書きを作りました",
    FAILED: "送れませんでした",
    REFUSED: "送りません",
    _HELD: "届いたかどうかが分かりません",
    SKIPPED: "今回は送りません",
}
"""States in the words of users, in the order of telling."""


@dataclass
class Report:
    """What is known beside the mails. `acted`: it was more than a look ahead. `no_outlook`: why draft files stand in for Outlook."""

    folder: Path
    way: str
    acted: bool
    reminder: bool
    drafts: Path = Path()
    no_outlook: str = ""
    common_domain: str = ""
    problems: Sequence[Problem] = ()
    aside: PutAside = field(default_factory=PutAside)

    def outcome(self, mails: Sequence[Posted]) -> Outcome:
        """The outcome: a person is needed where a mail was refused, failed or is unclear, or where Outlook was wanted in vain."""
        result = {
            "as": self.way,
            "remind": self.reminder,
            "messages": [_to_json(posted) for posted in mails],
            "put_aside": list(self.aside.moved),
            "problems": [{"cell": problem.cell, "message": problem.message} for problem in self.problems],
            "template": str(self.folder / template.FILE_NAME),
        }
        in_vain = bool(self.no_outlook) and self.acted
        needs_eye = (
            in_vain or bool(self.aside.left or self.problems) or any(posted.needs_eye for posted in mails)
        )
        return Outcome(ChangePlan("send"), result, tuple(self._lines(mails)), needs_eye)

    def _lines(self, mails: Sequence[Posted]) -> list[str]:
        counts = Counter(map(_kind, mails))
        parts = [f"{word} {counts[state]}件" for state, word in _WORDS.items() if counts[state]]
        lines = ["、".join(parts) or "対象の部門がありません。"]
        for posted in mails:
            lines += _about(posted)
        return [*lines, *self._hints(mails, counts)]

    def _hints(self, mails: Sequence[Posted], counts: Counter[str]) -> list[str]:
        lines: list[str] = []
        if self.common_domain:
            lines.append(
                f"差出人の指定がないため、宛先に共通の {self.common_domain} を社内のドメインとしました。"
            )
        if self.no_outlook and self.acted:
            lines.append(
                f"{self.no_outlook}代わりに、下書きのファイル（.eml）と、写して使える本文（.txt）を作りました。"
            )
            lines.append(f"  添付する回答用シート: {self.folder}")
        lines += [f"{problem.cell}: {problem.message}" for problem in self.problems]
        if counts[DRAFTED] and any(posted.draft for posted in mails):
            lines.append(
                f"下書きのフォルダー: {self.drafts}（.eml を開き、宛先と添付を確認して送信してください）"
            )
        elif counts[DRAFTED]:
            lines.append("下書きは Outlook の「下書き」にあります。内容を確認して送信してください。")
        if self.aside.moved:
            lines.append(
                f"前に作った下書きのうち、今回作っていない{len(self.aside.moved)}件は「控え」フォルダーへ移しました: {_some(self.aside.moved)}"
            )
        if self.aside.left:
            lines.append(
                f"前に作った下書きが残っています。送信しないよう、フォルダーの外へ移してください: {_some(self.aside.left)}"
            )
        if counts[PLANNED]:
            lines.append(
                f"まだ送っていません。よろしければ、同じ指定に --yes を付けて実行してください。文面は {template.FILE_NAME} で変更できます。"
            )
        if counts[FAILED]:
            lines.append("もう一度実行すると、届いていない分だけを送ります。")
        if any(posted.held for posted in mails):
            lines.append(
                f"届いたかどうかが分からない部門は、先方か送信済みメールで確認し、届いていないときだけ --again 部門名 を付けて実行してください（記録: {sent_log.FILE_NAME}）。"
            )
        return lines


def _kind(posted: Posted) -> str:
    """Its state, or that nobody knows whether it arrived."""
    return _HELD if posted.held and posted.state != SENT else posted.state


def _about(posted: Posted) -> list[str]:
    mail = posted.mail
    lines = [
        f"  {one_line(mail.department)}: {_WORDS[_kind(posted)]}"
        + (f"（{posted.reason}）" if posted.reason else "")
    ]
    if posted.state == SKIPPED:
        return lines
    lines.append(f"    宛先: {_listed(mail.to)}")
    if mail.cc:
        lines.append(f"    CC: {_listed(mail.cc)}")
    lines.append(f"    件名: {mail.subject}")
    if mail.attachment:
        lines.append(f"    添付: {one_line(mail.attachment.name)}")
    if posted.missed:
        if posted.delivered:
            lines.append(f"    届いた方: {'、'.join(posted.delivered)}")
        lines += [f"    届いていない方: {address} {reason}" for address, reason in posted.missed.items()]
    if posted.unknown:
        lines.append(f"    届いたかどうかが分からない方: {'、'.join(posted.unknown)}")
    if not posted.missed and posted.state in (PLANNED, SENT) and len(posted.open) < len(mail.addresses):
        lines.append(f"    今回の送り先（まだ届いていない方）: {'、'.join(posted.open)}")
    return lines


def _listed(contacts: Sequence[Contact]) -> str:
    return "、".join(f"{c.person} <{c.mail}>" if c.person else c.mail for c in contacts) or "なし"


def _some(names: Sequence[str]) -> str:
    more = f" ほか{len(names) - _SHOWN}件" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def _to_json(posted: Posted) -> dict[str, Any]:
    mail = posted.mail
    return {
        "department": mail.department,
        "to": [contact.mail for contact in mail.to],
        "cc": [contact.mail for contact in mail.cc],
        "subject": mail.subject,
        "attachment": mail.attachment.name if mail.attachment else None,
        "state": posted.state,
        "reason": posted.reason,
        "delivered": list(posted.delivered),
        "undelivered": dict(posted.missed),
        "unknown": list(posted.unknown),
        "draft": str(posted.draft) if posted.draft else None,
    }
