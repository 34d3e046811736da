"""Whom a department's sub-sheet goes to, as the owners table names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jama_checksheet.delivery.manifest import Contact
from jama_checksheet.model import Owner

_BETWEEN = re.compile(r"[;,；，、\n\r]+")


def contacts_of(
    department: str, owners: Sequence[Owner], areas: Iterable[str]
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """The addressees and the CC of a department, nobody twice; a person with an address of their own is no CC.

    Lines of the table for the areas concerned come first; where none is for these areas, all lines of the department serve.
    """
    wanted = frozenset(areas)
    lines = [owner for owner in owners if owner.department == department]
    lines = [owner for owner in lines if owner.area in wanted] or lines
    to = _once(Contact(mail, owner.person, owner.title) for owner in lines for mail in _addresses(owner.mail))
    known = {contact.mail.lower() for contact in to}
    cc = _once(Contact(mail) for owner in lines for mail in _addresses(owner.cc))
    return to, tuple(contact for contact in cc if contact.mail.lower() not in known)


def _addresses(cell: str) -> list[str]:
    """A cell may name several; what is no address at all is passed over (reading the table told of it)."""
    return [part.strip() for part in _BETWEEN.split(cell) if "@" in part]


def _once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for contact in contacts:
        found.setdefault(contact.mail.lower(), contact)
    return tuple(found.values())
