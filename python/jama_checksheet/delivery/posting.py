"""From a distribution to its mails: what is planned for every department, and what became of it.

One state per department: planned, sent, drafted, refused (must not go out), failed (could not go out), skipped (needs not go out).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from jama_checksheet.delivery.manifest import Contact, Manifest, Part
from jama_checksheet.delivery.messages import Mail, compose
from jama_checksheet.delivery.mime import to_send
from jama_checksheet.delivery.outlook import LEFT_OPEN, Outlook
from jama_checksheet.delivery.recipients import Domains, recipients_of
from jama_checksheet.delivery.sent_log import DRAFTED, FAILED, SENDING, SENT, SentLog, Writer
from jama_checksheet.delivery.smtp import Delivered
from jama_checksheet.delivery.template import Template
from jama_checksheet.errors import MailError, OutputError

Step = Callable[[str], None]
"""Told the department whose turn it is."""

PLANNED, REFUSED, SKIPPED = "planned", "refused", "skipped"
DRAFTED_BEFORE = "Outlook の下書きを作成済みです。"
"""The reason of what was skipped because a draft was made earlier."""
_UNKNOWN = "送信の途中で中断したため、届いたかどうかが分かりません。"
_NO_ANSWER = "本文を送り終えたあとで接続が切れたか、応答がなくなったため、届いたかどうかが分かりません。"


class Carrier(Protocol):
    """What takes mails away: a connection to a mail server."""

    def send(self, sender: str, addresses: Sequence[str], data: bytes) -> Delivered:
        """Send one mail to these addresses and account for each."""


@dataclass
class Posted:
    """One department's mail and what became of it.

    `open` are the addresses that still need it; `delivered` and `missed` (address -> reason) what this run did with them.
    `held` says that a person must find out whether this or an earlier run reached the department, `unknown` whom of this run. `left_out` says that
    this run is not about the department. `draft` is the .eml file, if one was made.
    """

    part: Part
    mail: Mail
    state: str = PLANNED
    reason: str = ""
    open: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    missed: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    left_out: bool = False
    held: bool = False
    draft: Path | None = None

    def ended(self, state: str, reason: str = "") -> None:
        """Set how it ended."""
        self.state, self.reason = state, reason

    @property
    def needs_eye(self) -> bool:
        """Whether a person should look at it."""
        return self.held or self.state in (FAILED, REFUSED)


def plan(
    manifest: Manifest,
    template: Template,
    log: SentLog,
    allowed: Domains,
    *,
    folder: Path,
    today: date,
    fault: Callable[[Part], str],
    link: str = "",
    reminder: bool = False,
    again: Collection[str] = (),
    only: Collection[str] = (),
) -> list[Posted]:
    """The mails of a distribution in its order, with those set aside that must not or need not go out.

    `fault` says (in Japanese) why a part's file must not be attached, "" where it may. `again` names departments for which the log
    does not count, `only` (if any) those that this run is about.
    """
    made: list[Posted] = []
    for part in manifest.parts:
        recipients = recipients_of(part, allowed)
        mail = compose(
            manifest, part, recipients, template, folder=folder, today=today, link=link, reminder=reminder
        )
        posted = Posted(part, mail, open=mail.addresses)
        made.append(posted)
        if only and part.department not in only:
            posted.ended(SKIPPED, "今回の対象に指定されていません。")
            posted.left_out = True
        elif part.department not in again:
            _skip_what_is_done(posted, log, today)
        if posted.state == PLANNED and recipients.problems:
            posted.ended(REFUSED, "".join(recipients.problems))
        if posted.state == PLANNED and not link and (reason := fault(part)):
            posted.ended(REFUSED, reason)
    return made


def _skip_what_is_done(posted: Posted, log: SentLog, today: date) -> None:
    standing = log.standing(posted.mail, today)
    left = tuple(address for address in posted.open if address.lower() not in standing.reached)
    if posted.part.returned:
        posted.ended(SKIPPED, "回答をいただいています。")
    elif posted.open and not left:
        posted.ended(SKIPPED, "送信済みです。")
    elif any(address.lower() in standing.unknown for address in left):
        posted.ended(SKIPPED, "前回、送信の途中で止まったため、届いたかどうかが分かりません。")
        posted.held = True
    elif any(address.lower() in standing.drafted for address in left):
        posted.ended(SKIPPED, DRAFTED_BEFORE)
    else:
        posted.open = left


def send_all(
    mails: Sequence[Posted], carrier: Carrier, writer: Writer, sender: Contact, now: datetime, step: Step
) -> None:
    """Send what is planned, one after another. Every step is in the log before and after, so that a re-run sends only the rest."""
    stopped = ""
    for posted in mails:
        if posted.state != PLANNED:
            continue
        if stopped:
            posted.ended(FAILED, stopped)
            continue
        try:
            step(posted.part.department)
            _send(posted, carrier, writer, sender, now)
        except OutputError as error:  # the log cannot be written: nothing more goes out
            stopped = error.what
            if posted.state == PLANNED:
                posted.ended(FAILED, stopped)
            else:
                done = "送信しましたが、" if posted.state == SENT else posted.reason
                posted.reason, posted.held = f"{done}記録に残せませんでした。", True
        except OSError:
            posted.ended(FAILED, "添付するファイルを読み取れません。送っていません。")
        except KeyboardInterrupt:
            stopped = "中断したため、送っていません。"
            if posted.state == PLANNED:
                posted.ended(FAILED, _UNKNOWN if posted.held else stopped)


def _send(posted: Posted, carrier: Carrier, writer: Writer, sender: Contact, now: datetime) -> None:
    mail = posted.mail
    data = to_send(mail, sender, now)
    writer.note(mail, posted.open, SENDING, "smtp", now)
    posted.held = True
    account = carrier.send(sender.mail, posted.open, data)
    posted.held = bool(account.unknown)
    posted.delivered, posted.unknown = account.accepted, account.unknown
    posted.missed = {address: failure.reason for address, failure in account.refused.items()}
    if account.unknown:  # "sending" stays the last word of the log, so that no later run sends it unasked
        posted.ended(FAILED, _NO_ANSWER)
    elif not account.refused:
        posted.ended(SENT)
    elif account.accepted:
        posted.ended(FAILED, "一部の方に届いていません。もう一度実行すると、届いていない方にだけ送ります。")
    else:
        posted.ended(FAILED, next(iter(posted.missed.values())))
    writer.note(mail, account.accepted, SENT, "smtp", now)
    for address, failure in account.refused.items():
        writer.note(mail, [address], FAILED, "smtp", now, failure.code)


def draft_all(mails: Sequence[Posted], outlook: Outlook, writer: Writer, now: datetime, step: Step) -> None:
    """Make drafts in Outlook of what is planned; the few stay open on the screen, many are closed and saved."""
    planned = [posted for posted in mails if posted.state == PLANNED]
    stopped = ""
    for posted in planned:
        if stopped:
            posted.ended(FAILED, stopped)
            continue
        step(posted.part.department)
        try:
            outlook.draft(posted.mail.only_to(posted.open), keep_open=len(planned) <= LEFT_OPEN)
            posted.ended(DRAFTED)
            writer.note(posted.mail, posted.open, DRAFTED, "outlook", now)
        except MailError as error:
            posted.ended(FAILED, f"{error.what}{error.remedy}")
        except OutputError as error:
            stopped = error.what
