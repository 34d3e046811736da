"""Draft files (.eml, and texts to copy): written, and those of earlier runs put aside so that nobody sends them by mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jama_checksheet.delivery import mime
from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.delivery.posting import PLANNED, Posted
from jama_checksheet.delivery.sent_log import DRAFTED, FAILED
from jama_checksheet.errors import CheckSheetError, OutputError

DRAFTS = "メール下書き"
"""The folder of the draft files, beside the manifest."""

_TEXT = "_本文.txt"
_OURS = re.compile(r"\d{4}_自工会_.+_回答用(?:_催促)?(?:\.eml|_本文\.txt)", re.DOTALL)
"""Names of our drafts: a folder that was named with --out may hold mails of other kinds, which stay."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """Drafts of earlier runs, by file name: those that went into the folder 控え, and those that could not be moved."""

    moved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def write_drafts(
    mails: Sequence[Posted],
    sender: Contact | None,
    out: Path,
    step: Callable[[str], None],
    *,
    texts: bool,
    now: datetime,
) -> PutAside:
    """The .eml files, and with `texts` the same mails as text to copy. Raises OutputError where the folder cannot be made.

    Drafts that this run did not write (a department that is refused now, or of an earlier distribution) leave the folder, except
    those of departments that this run is not about.
    """
    from jama_checksheet.workbook.storage import write_atomically

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "下書きのフォルダーを作れません。",
            where=str(out),
            remedy="書き込む権限と、同じ名前のファイルがないかをご確認ください。",
        ) from error
    written: set[str] = set()
    for posted in mails:
        if posted.state != PLANNED:
            continue
        step(posted.part.department)
        mail = posted.mail.only_to(posted.open)
        posted.draft = out / f"{posted.mail.name}.eml"
        try:
            write_atomically(posted.draft, mime.as_draft(mail, sender))
            written.add(posted.draft.name)
            if texts:
                folder = str(mail.attachment.parent.resolve()) if mail.attachment else ""
                text = out / f"{posted.mail.name}{_TEXT}"
                write_atomically(text, mime.as_text(mail, folder).encode("utf-8-sig"))
                written.add(text.name)
        except (CheckSheetError, OSError) as error:
            what = error.what if isinstance(error, CheckSheetError) else "添付するファイルを読み取れません。"
            posted.draft = None
            posted.ended(FAILED, what)
        else:
            posted.ended(DRAFTED)
    waiting = {Path(posted.part.path).stem for posted in mails if posted.left_out}
    return _put_aside(out, written, waiting, now)


def _put_aside(out: Path, written: set[str], waiting: set[str], now: datetime) -> PutAside:
    from jama_checksheet.workbook.storage import backup
    from jama_checksheet.workbook.temporary import discard

    moved: list[str] = []
    left: list[str] = []
    for path in sorted(out.iterdir()):
        name = path.name
        sheet = name.removesuffix(_TEXT).removesuffix(".eml").removesuffix("_催促")
        if name in written or sheet in waiting or _OURS.fullmatch(name) is None or not path.is_file():
            continue
        try:
            backup(path, now)
            discard(path)
        except (OutputError, OSError):
            pass
        (left if path.exists() else moved).append(name)
    return PutAside(tuple(moved), tuple(left))
