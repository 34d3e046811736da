"""The manifest of one distribution: which department was asked for which items, and who has returned what.

It stands as manifest.json beside the sub-sheets. It holds no answer, no evidence and no password: answers are remembered as
fingerprints only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jama_checksheet.errors import UnreadableFileError

FILE_NAME = "manifest.json"
VERSION = 1

_LARGEST = 16_000_000


@dataclass(frozen=True, slots=True)
class Contact:
    """One addressee: `mail` alone is certain, name and 役職 where the owners table has them."""

    mail: str
    person: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One returned file that was merged: its name, the SHA-256 of its content, when it was last saved and when it was collected.

    Both times are ISO 8601 texts without a zone, to the second.
    """

    file: str
    digest: str
    saved: str
    collected: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one department received.

    `path` is the sub-sheet's file name inside the folder of the manifest. `items` are the numbers as text, in sheet order; `lead`
    those of them that this department leads. `questions` and `answers` map a number to the fingerprint of its question cells and
    of its answer at the time of the split. `encrypted` says whether the file needs the department's password. `areas` are
    the 担当領域 of the items, by which the owners table names the addressees (empty in manifests of earlier versions).
    """

    department: str
    path: str
    items: tuple[str, ...]
    lead: tuple[str, ...]
    to: tuple[Contact, ...] = ()
    cc: tuple[Contact, ...] = ()
    due: date | None = None
    questions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    encrypted: bool = False
    replies: tuple[Reply, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def returned(self) -> bool:
        """Whether the department has answered."""
        return bool(self.replies)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One distribution. `key` is random: a returned file without it belongs to another year, company or distribution.

    `master` is the name of the check sheet's file, `sheet` of its worksheet, `year` the fiscal year, `contact` who asks and
    answers questions (free text, may be empty).
    """

    key: str
    made: str
    master: str
    sheet: str
    year: int
    parts: tuple[Part, ...]
    contact: str = ""

    def part(self, department: str) -> Part | None:
        """The part of one department."""
        return next((part for part in self.parts if part.department == department), None)

    def with_reply(self, department: str, reply: Reply) -> Manifest:
        """The manifest that knows of this reply too; the same content twice is one reply."""
        parts = tuple(
            replace(part, replies=(*part.replies, reply))
            if part.department == department and reply.digest not in {known.digest for known in part.replies}
            else part
            for part in self.parts
        )
        return replace(self, parts=parts)


def new_key() -> str:
    """A collection key that nobody can guess: 128 random bits."""
    return secrets.token_hex(16)


def stamp(moment: datetime) -> str:
    """A moment as the manifest writes it: local time to the second."""
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def to_text(manifest: Manifest) -> str:
    """The manifest as the JSON text of its file."""
    document = {"version": VERSION, **asdict(manifest)}
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n"


def from_text(text: str, where: str) -> Manifest:
    """Read it back. Raises UnreadableFileError where it is no manifest that this version understands."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise ValueError(document["version"])
        return _manifest(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFileError(
            "配布の記録（manifest.json）として読み取れません。",
            where=where,
            remedy="部門別シートを作ったフォルダーの manifest.json を、手を加えずにお使いください。",
        ) from error


def load(path: Path) -> Manifest:
    """Read manifest.json. Raises UnreadableFileError where it is absent, too large or no manifest."""
    try:
        if path.stat().st_size > _LARGEST:
            raise OSError("too large")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            "配布の記録（manifest.json）を開けません。",
            where=str(path),
            remedy="部門別シートを作ったフォルダーにあるかどうか、読み取る権限があるかをご確認ください。",
        ) from error
    return from_text(text, str(path))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _manifest(document: Mapping[str, Any]) -> Manifest:
    return Manifest(
        key=_text(document["key"]),
        made=_text(document["made"]),
        master=_text(document["master"]),
        sheet=_text(document["sheet"]),
        year=int(document["year"]),
        contact=_text(document["contact"]),
        parts=tuple(_part(part) for part in document["parts"]),
    )


def _part(part: Mapping[str, Any]) -> Part:
    return Part(
        department=_text(part["department"]),
        path=_file_name(part["path"]),
        items=_texts(part["items"]),
        lead=_texts(part["lead"]),
        to=tuple(_contact(contact) for contact in part["to"]),
        cc=tuple(_contact(contact) for contact in part["cc"]),
        due=date.fromisoformat(part["due"]) if part["due"] else None,
        questions={_text(no): _text(mark) for no, mark in part["questions"].items()},
        answers={_text(no): _text(mark) for no, mark in part["answers"].items()},
        encrypted=bool(part["encrypted"]),
        replies=tuple(Reply(**{key: _text(value) for key, value in r.items()}) for r in part["replies"]),
        areas=_texts(part.get("areas", [])),
    )


def _contact(contact: Mapping[str, Any]) -> Contact:
    return Contact(**{key: _text(value) for key, value in contact.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(type(values).__name__)
    return tuple(_text(value) for value in values)


def _file_name(value: object) -> str:
    """A plain file name: a manifest must never lead out of its own folder."""
    name = _text(value)
    if not name or name in (".", "..") or any(sign in name for sign in "/\\:\0"):
        raise ValueError(name)
    return name
