"""Who may receive a mail: addresses of a strict form, in the allowed domains only, nobody twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.contacts import once
from jama_checksheet.delivery.manifest import Contact, Part
from jama_checksheet.errors import UsageError

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})*"
_ADDRESS = re.compile(rf"{_LOCAL}@{_DOMAIN}", re.ASCII)
"""The dot-atom form of RFC 5321; quoted local parts and address literals do not occur in an office."""
_NAMED = re.compile(r"(.*?)\s*<([^<>]*)>")
MISSING = "宛先のメールアドレスがありません。担当者の表の「メール」に記入すると送れます（回答用シートの作り直しは不要です）。"
_LONGEST, _LONGEST_LOCAL = 254, 64


@dataclass(frozen=True, slots=True)
class Domains:
    """The allowed domains, lower case. "example.co.jp" allows this domain alone, "*.example.co.jp" what stands below it."""

    names: tuple[str, ...]

    def allow(self, address: str) -> bool:
        """Whether a valid address lies in one of them."""
        domain = domain_of(address)
        return any(
            domain.endswith(name[1:]) if name.startswith("*.") else domain == name for name in self.names
        )


@dataclass(frozen=True, slots=True)
class Recipients:
    """The addressees of one mail. Where `problems` (in Japanese) is not empty, the mail must not go out."""

    to: tuple[Contact, ...]
    cc: tuple[Contact, ...]
    problems: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Whether the text is a plain mail address and nothing else."""
    return (
        len(text) <= _LONGEST
        and text.find("@") <= _LONGEST_LOCAL
        and _ADDRESS.fullmatch(text) is not None
        and "." in domain_of(text)
    )


def domain_of(address: str) -> str:
    """The part after @, lower case."""
    return address.rpartition("@")[2].lower()


def allowed_domains(given: Iterable[str]) -> Domains:
    """The domains that a user named, with or without @. Raises UsageError for what is no domain."""
    names: list[str] = []
    for text in given:
        name = text.strip().removeprefix("@").lower()
        if re.fullmatch(rf"(\*\.)?{_LABEL}(\.{_LABEL})+", name, re.ASCII) is None:
            raise UsageError(
                f"--allow-domain の「{one_line(text)}」はドメインとして読み取れません。",
                remedy="example.co.jp または *.example.co.jp の形で指定してください。",
            )
        names.append(name)
    return Domains(tuple(dict.fromkeys(names)))


def sender(text: str) -> Contact:
    """The sender from `sato@example.co.jp` or `佐藤 <sato@example.co.jp>`. Raises UsageError."""
    named = _NAMED.fullmatch(text.strip())
    person, mail = (named[1], named[2]) if named else ("", text)
    if not is_address(mail.strip()):
        raise UsageError(
            f"差出人「{one_line(text)}」をメールアドレスとして読み取れません。",
            where="--from",
            remedy="sato@example.co.jp または 佐藤 <sato@example.co.jp> の形で指定してください。",
        )
    return Contact(mail.strip(), one_line(person.strip().strip('"')))


def recipients_of(part: Part, allowed: Domains) -> Recipients:
    """The addressees of a department's mail, each address once (To goes before CC), and why it must not go out, if so."""
    seen: set[str] = set()
    to, cc = once(map(_cleaned, part.to), seen), once(map(_cleaned, part.cc), seen)
    problems = [
        f"{role}の「{one_line(contact.mail)}」は、メールアドレスとして使えません。"
        for role, contacts in (("宛先", to), ("CC", cc))
        for contact in contacts
        if not is_address(contact.mail)
    ]
    problems += [
        f"{role}の {contact.mail} は、送信を許可したドメイン（{'、'.join(allowed.names)}）の外にあります。"
        for role, contacts in (("宛先", to), ("CC", cc))
        for contact in contacts
        if is_address(contact.mail) and not allowed.allow(contact.mail)
    ]
    if not to:
        problems.insert(0, MISSING)
    return Recipients(to, cc, tuple(problems))


def domains_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """The domains of all usable addresses, in alphabetical order."""
    contacts = [contact for part in parts for contact in (*part.to, *part.cc)]
    return tuple(sorted({domain_of(c.mail.strip()) for c in contacts if is_address(c.mail.strip())}))


def _cleaned(contact: Contact) -> Contact:
    return Contact(contact.mail.strip(), one_line(contact.person), one_line(contact.title))
