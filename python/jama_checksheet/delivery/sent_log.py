"""What went out to whom: an append-only file beside the manifest that keeps a mail from going out twice.

One line of JSON per address and step. Before a mail goes over the line, "sending" is written and forced to disk, afterwards how it
ended. So a crash in between leaves "sending" alone: nobody knows whether the mail arrived, and it is not sent again unasked.
No subject, no body, no answer and no password stands in it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from jama_checksheet.checksheet.memory import fingerprint
from jama_checksheet.delivery.manifest import stamp
from jama_checksheet.delivery.messages import Mail
from jama_checksheet.errors import OutputError, UnreadableFileError

FILE_NAME = "送信記録.jsonl"
SENDING, SENT, FAILED, DRAFTED = "sending", "sent", "failed", "drafted"

_STATES = (SENDING, SENT, FAILED, DRAFTED)
_TORN = b"\t# cut short\n"
"""Closes a line that a crash cut short. What it would have said was not yet done, or its "sending" stands above."""
_LOCKED_BYTE = 1 << 40
"""Far beyond any content: Windows locks bytes against reading too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step for one address. `key` is the distribution's mark; in lines of earlier versions its key itself. `code` is the mail server's number where it refused; `day` only tells reminders apart."""

    time: str
    key: str
    department: str
    kind: str
    day: str
    way: str
    address: str
    state: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one mail stands by the log, by lower-case address: who has it, for whom it is unknown, who has a draft in Outlook."""

    reached: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    drafted: frozenset[str] = frozenset()


@dataclass
class SentLog:
    """The log of a folder as read, for the distribution with this key."""

    path: Path
    key: str
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, key: str) -> SentLog:
        """Read the log; an absent one is empty. Raises UnreadableFileError where a line cannot be read: it may tell of a mail."""
        path = folder / FILE_NAME
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls(path, key)
        except OSError as error:
            raise _unreadable(path, 0) from error
        lines = data.split(b"\n")
        found: list[Entry] = []
        for number, line in enumerate(
            lines[:-1], 1
        ):  # behind the last line end stands nothing, or a line cut short
            if not line.strip() or line.endswith(_TORN.rstrip(b"\n")):
                continue
            try:
                entry = Entry(**json.loads(line))
                if entry.state not in _STATES or not all(isinstance(v, str) for v in asdict(entry).values()):
                    raise ValueError(entry.state)
            except (ValueError, TypeError) as error:
                raise _unreadable(path, number) from error
            found.append(entry)
        return cls(path, key, found)

    def standing(self, mail: Mail, today: date) -> Standing:
        """How this mail stands. A reminder is the same mail on the same day only."""
        reached: set[str] = set()
        unknown: set[str] = set()
        drafted: set[str] = set()
        own = (self.key, key_mark(self.key))
        for entry in self.entries:
            if entry.key not in own or (entry.department, entry.kind) != (mail.department, _kind(mail)):
                continue
            if mail.reminder and entry.day != today.isoformat():
                continue
            address = entry.address.lower()
            unknown.discard(address)
            into = {SENDING: unknown, SENT: reached, DRAFTED: drafted}.get(entry.state)
            if into is not None:
                into.add(address)
        return Standing(frozenset(reached), frozenset(unknown - reached), frozenset(drafted))

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the log for writing, for one program at a time. Raises OutputError: not writable, or another one is sending."""
        try:
            file = self.path.open("ab+")
        except OSError as error:
            raise _unwritable(self.path) from error
        with file:
            _lock(file, self.path)
            try:
                # Whoever held the lock before may have sent meanwhile.
                self.entries = self.read(self.path.parent, self.key).entries
                _close_torn_line(file)
                yield Writer(self, file)
            finally:
                _unlock(file)


@dataclass
class Writer:
    """The open log."""

    log: SentLog
    file: BinaryIO

    def note(
        self, mail: Mail, addresses: Iterable[str], state: str, way: str, now: datetime, code: str = ""
    ) -> None:
        """Write one line per address and wait until they are on disk. Raises OutputError."""
        made = [
            Entry(
                time=stamp(now),
                key=key_mark(self.log.key),
                department=mail.department,
                kind=_kind(mail),
                day=now.date().isoformat(),
                way=way,
                address=address,
                state=state,
                code=code,
            )
            for address in addresses
        ]
        text = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in made)
        try:
            self.file.write(text.encode("utf-8", "backslashreplace"))
            self.file.flush()
            os.fsync(self.file.fileno())
        except OSError as error:
            raise _unwritable(self.log.path) from error
        self.log.entries += made


def key_mark(key: str) -> str:
    """The collection key as the log names it: it can be compared, not read."""
    return fingerprint(key)


def _kind(mail: Mail) -> str:
    return "reminder" if mail.reminder else "request"


def _close_torn_line(file: BinaryIO) -> None:
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(_TORN)


def _lock(file: BinaryIO, path: Path) -> None:
    """An own lock of the system, which ends with the program however that ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(
            "ほかの画面から送信の途中です。",
            where=str(path),
            remedy="終わってから、もう一度実行してください。",
        ) from error


def _unlock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)


def _unreadable(path: Path, number: int) -> UnreadableFileError:
    line = f"の{number}行目" if number else ""
    return UnreadableFileError(
        f"送信記録{line}を読み取れません。二重に送らないよう、中止しました。",
        where=str(path),
        remedy="行を元に戻すか、どなたにも送っていない場合は、このファイルを別の場所へ移してください。",
    )


def _unwritable(path: Path) -> OutputError:
    return OutputError(
        "送信記録に書き込めません。記録が残せないため、送信はしていません。",
        where=str(path),
        remedy="このフォルダーに書き込めるかどうかをご確認ください。",
    )
