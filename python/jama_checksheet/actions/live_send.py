"""メール下書き and 催促 from the open workbook: drafts in Outlook, as files where there is no Outlook to reach. Nothing is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jama_checksheet.actions.live_actions import Wishes
from jama_checksheet.actions.live_distribution import distribution_folder
from jama_checksheet.actions.on_open_book import NOTHING_CHANGED, OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.owners_in_book import owners_in
from jama_checksheet.actions.send_mails import OUTLOOK, SendWishes, send_mails
from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.contacts import readdressed
from jama_checksheet.delivery.manifest import Manifest
from jama_checksheet.delivery.posting import DRAFTED_BEFORE, PLANNED
from jama_checksheet.delivery.recipients import domain_of, domains_of, is_address
from jama_checksheet.delivery.template import FILE_NAME
from jama_checksheet.owners import OwnersTable
from jama_checksheet.workbook.live.progress import in_status_bar

NOTHING_MADE = f"取りやめました。下書きは作っていません。{NOTHING_CHANGED}"
_SHOWN = 10
_REFUSED_SHOWN = 6


def draft(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Drafts of the requests. Result: as `send`, with `folder`."""
    return _drafts(opened, wishes, remind=False)


def remind(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Drafts of reminders to the departments that have not answered. Result: as `send`, with `folder`."""
    return _drafts(opened, wishes, remind=True)


def _drafts(opened: OpenBook, wishes: Wishes, *, remind: bool) -> Outcome:
    """Raises Declined, and CheckSheetError as long as no draft is made."""
    folder, manifest = distribution_folder(opened, wishes.folder)
    owners = _owners(opened, wishes)
    if owners is not None:
        manifest = readdressed(manifest, owners.owners)
    wanted = SendWishes(
        OUTLOOK,
        link=wishes.link,
        sender=wishes.sender,
        allow_domains=wishes.allow_domains or _domains(opened, wishes, manifest),
        remind=remind,
        owners=owners,
        now=wishes.now,
    )
    ahead = send_mails(folder, wanted)
    again = _drafted_before(ahead)
    if not _planned(ahead) and again and opened.talk.asks:
        opened.agree(
            f"{len(again)}部門の下書きは、すでに作成しています（{_some(again)}）。\n"
            "前の下書きを送信済みの場合は「いいえ」を選んでください。\n\nもう一度作りますか？",
            NOTHING_MADE,
        )
        wanted = replace(wanted, again=tuple(again))
        ahead = send_mails(folder, wanted)
    if not _planned(ahead):
        lines = ("下書きを作る部門はありません。", *_others(ahead), f"フォルダー: {folder}")
        return replace(ahead, result={**ahead.result, "folder": str(folder)}, lines=lines)
    opened.agree("\n".join(_question(ahead, folder, remind=remind)), NOTHING_MADE)
    with in_status_bar(opened.live.app, "下書きを作っています", len(manifest.parts)) as step:
        made = send_mails(folder, replace(wanted, yes=True), step)
    hints = [line for line in made.lines[1:] if not line.startswith(" ") and "--" not in line]
    lines = (made.lines[0], *_others(made), *hints, f"フォルダー: {folder}")
    return replace(made, result={**made.result, "folder": str(folder)}, lines=lines)


def _owners(opened: OpenBook, wishes: Wishes) -> OwnersTable | None:
    """The table that was named, else the book's own sheet: an address that was corrected there is the one to write to."""
    if wishes.owners is not None:
        from jama_checksheet.workbook.owners_file import load_owners

        return load_owners(wishes.owners)
    return owners_in(opened.book)


def _domains(opened: OpenBook, wishes: Wishes, manifest: Manifest) -> tuple[str, ...]:
    """The domains that a person, who sees the addresses, takes for the company's own; none where nobody is there to look.

    Several are asked about by name: a mistyped address is the likeliest way out of the company.
    """
    if wishes.sender or not opened.talk.asks:
        return ()
    found = domains_of(manifest.parts)
    if len(found) > 1:
        mails = [contact.mail.strip() for part in manifest.parts for contact in (*part.to, *part.cc)]
        counts = Counter(domain_of(mail) for mail in mails if is_address(mail))
        listed = "\n".join(f"・{name}（{count}件）" for name, count in counts.most_common(_SHOWN))
        opened.agree(
            f"宛先と CC に、{len(found)}種類のドメインがあります。\n{listed}\n\n"
            "入力の誤りがないかをご確認ください。すべて送ってよい宛先ですか？",
            NOTHING_MADE,
        )
    return found


def _planned(outcome: Outcome) -> list[dict[str, Any]]:
    return [message for message in outcome.result["messages"] if message["state"] == PLANNED]


def _drafted_before(outcome: Outcome) -> list[str]:
    messages = outcome.result["messages"]
    return [message["department"] for message in messages if message["reason"] == DRAFTED_BEFORE]


def _question(ahead: Outcome, folder: Path, *, remind: bool) -> list[str]:
    planned = _planned(ahead)
    what = "催促メール" if remind else "依頼メール"
    lines = [
        f"{len(planned)}部門への{what}の下書きを Outlook に作ります。送信はしません。",
        "Outlook を使えないときは、下書きのファイル（.eml）を作ります。",
        f"フォルダー: {folder}（文面は「{FILE_NAME}」で変えられます）",
        *(_mail(message) for message in planned[:_SHOWN]),
    ]
    if len(planned) > _SHOWN:
        lines.append(f"  ほか{len(planned) - _SHOWN}部門")
    return [*lines, *_others(ahead), "", "続けますか？"]


def _mail(message: dict[str, Any]) -> str:
    cc = f"、CC {'、'.join(message['cc'])}" if message["cc"] else ""
    attached = f" 添付 {message['attachment']}" if message["attachment"] else ""
    return f"・{one_line(message['department'])}: {'、'.join(message['to'])}{cc}{attached}"


def _others(outcome: Outcome) -> list[str]:
    """Departments that get no draft, with the reason."""
    found = [message for message in outcome.result["messages"] if message["reason"]]
    lines = [
        f"・{one_line(message['department'])}: {message['reason']}" for message in found[:_REFUSED_SHOWN]
    ]
    if len(found) > _REFUSED_SHOWN:
        lines.append(f"  ほか{len(found) - _REFUSED_SHOWN}部門")
    return ["下書きを作らない部門:", *lines] if lines else []


def _some(names: Sequence[str]) -> str:
    more = f" ほか{len(names) - _SHOWN}部門" if len(names) > _SHOWN else ""
    return "、".join(map(one_line, names[:_SHOWN])) + more
