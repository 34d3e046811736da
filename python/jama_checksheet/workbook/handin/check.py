"""One line of the check before handing in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

_SHOWN, _NUMBERS_SHOWN = 15, 60


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at (`name`), whether it can go out as it is, and in plain Japanese what was found."""

    name: str
    ok: bool
    detail: str


def listed(texts: Iterable[object], shown: int = _SHOWN) -> str:
    """ "a、b、c ほか2件", without doubles."""
    every: Sequence[str] = tuple(dict.fromkeys(str(text) for text in texts))
    more = f" ほか{len(every) - shown}件" if len(every) > shown else ""
    return "、".join(every[:shown]) + more


def numbered(numbers: Iterable[object]) -> str:
    """ "No.3、12、40（3件）"."""
    every = tuple(numbers)
    return f"No.{listed(every, _NUMBERS_SHOWN)}（{len(every)}件）"


def found(name: str, places: Sequence[str], *, none: str, some: str) -> Check:
    """A check that is fine when there is nothing to list; `some` holds "{}" for the list."""
    return Check(name, not places, some.format(listed(places)) if places else none)


def text_of(node: etree._Element) -> str:
    """All text inside an element."""
    return "".join(str(text) for text in node.itertext())
