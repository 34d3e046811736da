"""The template of the mails: four sections in a text file that the user edits, with places such as {部門} to be filled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jama_checksheet.checksheet.plain_text import lines, one_line
from jama_checksheet.delivery.standard_texts import STANDARD
from jama_checksheet.errors import UnreadableFileError

FILE_NAME = "メール文面.txt"
"""The user's copy stands beside manifest.json."""
LARGEST = 1_000_000
"""Bytes; a longer file is no text of a mail."""

PLACES = (
    "宛名",
    "CC",
    "部門",
    "件数",
    "年度",
    "期限",
    "：期限まで",
    "：期限",
    "本日",
    "回答用シート",
    "返し方",
    "パスワードの案内",
    "問い合わせ先",
)
"""Every name that may stand between { and }."""

_SECTIONS = ("依頼の件名", "依頼の本文", "催促の件名", "催促の本文")
_HEADING = re.compile(r"[［\[]\s*(.+?)\s*[］\]]")
_PLACE = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")
_ENCODINGS = ("utf-8-sig", "cp932")


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and body of one kind of mail, with places."""

    subject: str
    body: str

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body with `values` (by name of the place) put in; what is put in is never looked through for places again.

        A line of the body all of whose places are empty is left out, so that there is no "期限：" without a date.
        """
        known = {_key(name): value for name, value in values.items()}
        body: list[str] = []
        for line in self.body.split("\n"):
            names = _PLACE.findall(line)
            if not names or any(known[_key(name)] for name in names):
                body.append(_put(line, known))
        return one_line(_put(self.subject, known)), _closed_up("\n".join(body))


@dataclass(frozen=True, slots=True)
class Template:
    """The texts of a request and of a reminder."""

    request: Text
    reminder: Text


def file_bytes() -> bytes:
    """The standard texts as a file for the user: with BOM and CRLF, so that every editor of Windows shows it rightly."""
    return STANDARD.replace("\n", "\r\n").encode("utf-8-sig")


def decoded(data: bytes, where: str) -> str:
    """The text of a template file: UTF-8 with or without BOM, UTF-16 with BOM, or cp932. Raises UnreadableFileError."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        "メールの文面を文字として読み取れません。",
        where=where,
        remedy="メモ帳で開き、文字コードを UTF-8 にして保存してください。",
    )


def read_template(text: str = STANDARD, where: str = FILE_NAME) -> Template:
    """The template in a file's text. Raises UnreadableFileError: a section or its text is missing, a place is unknown."""
    sections = _sections(text)
    texts = [sections.get(name, "") for name in _SECTIONS]
    if absent := [f"［{name}］" for name, found in zip(_SECTIONS, texts, strict=True) if not found]:
        raise UnreadableFileError(
            f"メールの文面に {'、'.join(absent)} がないか、空です。",
            where=where,
            remedy="見出しの行とその下の文面を入れてください。ファイルを削除すると、最初の文面に戻ります。",
        )
    known = {_key(name) for name in PLACES}
    found = dict.fromkeys(name for text in texts for name in _PLACE.findall(text))
    if unknown := [f"{{{name}}}" for name in found if _key(name) not in known]:
        raise UnreadableFileError(
            f"メールの文面の {'、'.join(unknown)} は、差し込めない名前です。",
            where=where,
            remedy=f"使える名前は {_listed(PLACES)} です。",
        )
    subject, body, reminder_subject, reminder_body = texts
    return Template(Text(subject, body), Text(reminder_subject, reminder_body))


def _sections(text: str) -> dict[str, str]:
    """The text under each heading, without empty lines at its ends. What stands before the first heading is explanation."""
    found: dict[str, list[str]] = {}
    into: list[str] = []
    for line in lines(text):
        heading = _HEADING.fullmatch(line.strip())
        if heading and heading[1] in _SECTIONS:
            into = found.setdefault(heading[1], [])
        else:
            into.append(line)
    return {name: "\n".join(part).strip("\n") for name, part in found.items()}


def _key(name: str) -> str:
    """A place's name however wide its signs were typed."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _put(text: str, known: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: known[_key(place[1])], text)


def _closed_up(text: str) -> str:
    """Lines left out leave no gap of several empty lines."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)
