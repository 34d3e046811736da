"""send: the mails with the sub-sheets, by mail server, as drafts in Outlook, or as draft files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.send_drafts import DRAFTS, write_drafts
from jama_checksheet.actions.send_report import Report
from jama_checksheet.actions.sheets_to_send import fault_of
from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery import manifest as manifests
from jama_checksheet.delivery import outlook, recipients, template
from jama_checksheet.delivery.contacts import readdressed
from jama_checksheet.delivery.manifest import Contact, Manifest
from jama_checksheet.delivery.messages import checked_link
from jama_checksheet.delivery.posting import PLANNED, Posted, draft_all, plan, send_all
from jama_checksheet.delivery.recipients import Domains
from jama_checksheet.delivery.sent_log import SentLog
from jama_checksheet.delivery.smtp import Post
from jama_checksheet.delivery.smtp_login import password_for
from jama_checksheet.delivery.smtp_server import STARTTLS, Server
from jama_checksheet.errors import OutputError, UsageError
from jama_checksheet.owners import OwnersTable

EML, SMTP, OUTLOOK = "eml", "smtp", "outlook"


@dataclass(frozen=True, slots=True)
class SendWishes:
    """What one call of `send` was asked for. `way` is eml, smtp or outlook; `sender` as a user writes it, may be empty for drafts.

    `again` names departments that get the mail even if the log says that they have it, `only` (if any) those that this run is about.
    `password_file` holds the server's password. `owners` (if any) is a corrected table: its addresses take the place of those in the
    manifest.
    """

    way: str
    out: Path | None = None
    link: str = ""
    sender: str = ""
    allow_domains: tuple[str, ...] = ()
    yes: bool = False
    remind: bool = False
    again: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    host: str = ""
    port: int = 0
    security: str = STARTTLS
    user: str = ""
    password_file: Path | None = None
    forced: bool = False
    owners: OwnersTable | None = None
    now: datetime = field(default_factory=datetime.now)


def send_mails(folder: Path, wishes: SendWishes, step: Callable[[str], None] = lambda _: None) -> Outcome:
    """Plan the mails of the distribution in `folder`, and carry the plan out where that was asked for.

    Without `yes` nothing goes out and nothing is drafted in Outlook; .eml files are written at once. Raises CheckSheetError only
    as long as nothing has gone out.
    """
    manifest = manifests.load(folder / manifests.FILE_NAME)
    _check_names(manifest, wishes)
    acts = wishes.yes or wishes.way == EML
    distributed = manifest
    if wishes.owners is not None:
        manifest = readdressed(manifest, wishes.owners.owners)
    link = checked_link(wishes.link) if wishes.link else ""
    texts = _template(folder)
    sender = _sender(wishes)
    report = Report(folder, wishes.way, acted=acts, reminder=wishes.remind)
    report.problems = wishes.owners.problems if wishes.owners else ()
    office = _outlook(wishes, report)
    allowed = _allowed(manifest, wishes, sender, office, report)
    log = SentLog.read(folder, manifest.key)
    if acts and manifest != distributed:
        _keep(manifest, folder)
    planned = partial(
        plan,
        manifest,
        texts,
        log,
        allowed,
        folder=folder,
        today=wishes.now.date(),
        fault=partial(fault_of, folder, manifest),
        link=link,
        reminder=wishes.remind,
        again=frozenset(wishes.again),
        only=frozenset(wishes.only),
    )
    if wishes.way == EML or (wishes.yes and wishes.way == OUTLOOK and office is None):
        mails = planned()
        report.aside = write_drafts(
            mails, sender, wishes.out or folder / DRAFTS, step, texts=wishes.way == OUTLOOK, now=wishes.now
        )
    elif not wishes.yes:
        mails = planned()
    else:
        mails = _go_out(log, planned, wishes, sender, office, step)
    report.drafts = wishes.out or folder / DRAFTS
    return report.outcome(mails)


def _go_out(
    log: SentLog,
    planned: Callable[[], list[Posted]],
    wishes: SendWishes,
    sender: Contact | None,
    office: outlook.Outlook | None,
    step: Callable[[str], None],
) -> list[Posted]:
    server = _server(wishes) if wishes.way == SMTP else None
    with log.writing() as writer:
        mails = planned()  # here and not before: the log is ours now, and another run may have sent meanwhile
        if not any(posted.state == PLANNED for posted in mails):
            return mails
        if office is not None:
            draft_all(mails, office, writer, wishes.now, step)
        elif server is not None and sender is not None:
            with Post(server) as post:
                send_all(mails, post, writer, sender, wishes.now, step)
    return mails


def _keep(manifest: Manifest, folder: Path) -> None:
    """The new addresses into manifest.json, before anything goes out by them."""
    from jama_checksheet.workbook.storage import write_atomically

    write_atomically(folder / manifests.FILE_NAME, manifests.to_text(manifest).encode("utf-8"))


def _check_names(manifest: Manifest, wishes: SendWishes) -> None:
    for option, names in (("--again", wishes.again), ("--only", wishes.only)):
        if unknown := [name for name in names if manifest.part(name) is None]:
            raise UsageError(
                f"部門「{'、'.join(map(one_line, unknown))}」は、この配布にありません。",
                where=option,
                remedy=f"配布した部門: {'、'.join(one_line(part.department) for part in manifest.parts)}",
            )


def _template(folder: Path) -> template.Template:
    """The user's texts; where there are none, the standard ones, left in the folder for editing."""
    path = folder / template.FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(template.LARGEST)
    except FileNotFoundError:
        from jama_checksheet.workbook.storage import write_atomically

        with suppress(OutputError):  # a folder that may only be read: the standard texts serve all the same
            write_atomically(path, template.file_bytes())
        return template.read_template()
    return template.read_template(template.decoded(data, str(path)), str(path))


def _sender(wishes: SendWishes) -> Contact | None:
    if wishes.sender:
        return recipients.sender(wishes.sender)
    if wishes.way == SMTP and recipients.is_address(wishes.user):
        return Contact(wishes.user)
    if wishes.way == SMTP and wishes.yes:
        raise UsageError(
            "差出人が指定されていません。",
            where="--from",
            remedy="--from にメールアドレスを指定してください。",
        )
    return None


def _outlook(wishes: SendWishes, report: Report) -> outlook.Outlook | None:
    """The classic Outlook where it is needed; where there is none, the report says so and draft files take its place."""
    unknown_sender = not wishes.sender and not wishes.allow_domains
    if wishes.way != OUTLOOK or not (wishes.yes or unknown_sender):
        return None
    try:
        return outlook.connect()
    except outlook.NoOutlook as error:
        report.no_outlook = error.what
        return None


def _allowed(
    manifest: Manifest,
    wishes: SendWishes,
    sender: Contact | None,
    office: outlook.Outlook | None,
    report: Report,
) -> Domains:
    """Where mails may go: the domains that were named, else the sender's own, else the one that all recipients share."""
    if wishes.allow_domains:
        return recipients.allowed_domains(wishes.allow_domains)
    own = sender.mail if sender else office.own_address() if office else ""
    if recipients.is_address(own):
        return Domains((recipients.domain_of(own),))
    found = recipients.domains_of(manifest.parts)
    if len(found) > 1:
        raise UsageError(
            f"宛先のドメインが複数あり（{'、'.join(found[:5])}）、社内のものを判断できません。",
            where=manifests.FILE_NAME,
            remedy="--from で差出人を、または --allow-domain で送ってよいドメインを指定してください。",
        )
    report.common_domain = found[0] if found else ""
    return Domains(found)


def _server(wishes: SendWishes) -> Server:
    if not wishes.host:
        raise UsageError(
            "メールサーバーが指定されていません。",
            where="--host",
            remedy="--host にメールサーバーの名前を指定してください。",
        )
    server = Server(wishes.host, wishes.port, wishes.security, wishes.user, forced=wishes.forced)
    server.refuse_plain()
    return (
        server.with_password(password_for(wishes.user, wishes.host, wishes.password_file))
        if wishes.user
        else server
    )
