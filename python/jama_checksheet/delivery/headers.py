"""Header lines of a mail with Japanese in them: encoded words (RFC 2047) and parameters (RFC 2231), folded at 78 characters.

Written here because the standard library's folding of address headers can lose a whole addressee: a name that holds no-break
spaces swallows the comma behind it (Python 3.11).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import quote

from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.manifest import Contact

_FOLD = "\r\n "
_CHUNK = 42
"""Bytes of UTF-8 in one encoded word: 68 characters, of 75 allowed, so that "Subject: " still fits before the first."""
_PLAIN = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*", re.ASCII)
_PLAIN_LONGEST = 60
_VALUE = 600
"""Characters of a parameter in one piece; longer ones are numbered pieces, which fewer programs read."""


def text(value: str) -> str:
    """A free text such as a subject or a person's name; plain where it is a few plain words, else encoded."""
    line = one_line(value)
    if len(line) <= _PLAIN_LONGEST and _PLAIN.fullmatch(line):
        return line
    return _FOLD.join(_words(line))


def addresses(contacts: Iterable[Contact]) -> str:
    """A list of addressees, one to a line."""
    return f",{_FOLD}".join(_address(contact) for contact in contacts)


def file_name(parameter: str, name: str) -> str:
    """A file's name as a parameter to follow a header's value, beginning with ";"."""
    line = one_line(name)
    if re.fullmatch(r"[A-Za-z0-9._-]+", line, re.ASCII):
        return f';{_FOLD}{parameter}="{line}"'
    value = f"utf-8''{quote(line, safe='')}"
    if len(value) <= _VALUE:
        return f";{_FOLD}{parameter}*={value}"
    pieces = re.findall(r"(?:%..|.){1,60}", value)
    return "".join(f";{_FOLD}{parameter}*{n}*={piece}" for n, piece in enumerate(pieces))


def _address(contact: Contact) -> str:
    name = one_line(contact.person)
    if not name:
        return contact.mail
    return f"{text(name)}{' ' if _PLAIN.fullmatch(name) else _FOLD}<{contact.mail}>"


def _words(line: str) -> Iterable[str]:
    """The text as encoded words, none of which cuts a character in two."""
    chunk = b""
    for char in line:
        encoded = char.encode("utf-8")
        if len(chunk) + len(encoded) > _CHUNK:
            yield _word(chunk)
            chunk = b""
        chunk += encoded
    if chunk:
        yield _word(chunk)


def _word(chunk: bytes) -> str:
    return f"=?UTF-8?B?{b64encode(chunk).decode('ascii')}?="
