"""Whom a department's sub-sheet goes to, as the owners table names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jama_checksheet.checksheet.departments import department_key
from jama_checksheet.delivery.manifest import Contact, Manifest, Part
from jama_checksheet.model import Owner

_BETWEEN = re.compile(r"[;,；，、\n\r]+")


def contacts_of(
    department: str, owners: Sequence[Owner], areas: Iterable[str]
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """The addressees and the CC of a department, nobody twice; a person with an address of their own is no CC.

    Lines of the table for the areas concerned come first; where none is for these areas, all lines of the department serve.
    """
    wanted = frozenset(areas)
    key = department_key(department)
    lines = [owner for owner in owners if department_key(owner.department) == key]
    lines = [owner for owner in lines if owner.area in wanted] or lines
    seen: set[str] = set()
    to = once(
        (Contact(mail, owner.person, owner.title) for owner in lines for mail in _addresses(owner.mail)), seen
    )
    return to, once((Contact(mail) for owner in lines for mail in _addresses(owner.cc)), seen)


def readdressed(manifest: Manifest, owners: Sequence[Owner]) -> Manifest:
    """The manifest with addressees and CC as an owners table names them now. A department that it has no address for keeps its own."""
    return replace(manifest, parts=tuple(_readdressed(part, owners) for part in manifest.parts))


def _readdressed(part: Part, owners: Sequence[Owner]) -> Part:
    to, cc = contacts_of(part.department, owners, part.areas)
    return replace(part, to=to, cc=cc) if to else part


def once(contacts: Iterable[Contact], seen: set[str]) -> tuple[Contact, ...]:
    """The contacts with an address that is not in `seen` yet (lower case), each once; `seen` then knows them too."""
    kept: list[Contact] = []
    for contact in contacts:
        key = contact.mail.strip().lower()
        if key and key not in seen:
            seen.add(key)
            kept.append(contact)
    return tuple(kept)


def _addresses(cell: str) -> list[str]:
    """A cell may name several; what is no address at all is passed over (reading the table told of it)."""
    return [part.strip() for part in _BETWEEN.split(cell) if "@" in part]
