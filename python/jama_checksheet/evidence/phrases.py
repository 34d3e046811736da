"""Turns of speech as regular expressions that cost nothing until a text could hold them.

An answer holds few of the thousands of turns that the rules look for. `triggers.json` lists, for every expression, short
strings (one to three characters) of which each match must contain at least one; one pass over a text tells which
expressions can match at all, and the others are neither run nor even compiled. The lists only ever save time: an
expression without a list, or with a changed source, is always run. `triggers.py` derives them, and a test proves each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import add, or_
from pathlib import Path
from zlib import crc32


def key_of(source: str) -> str:
    """The name of an expression in `triggers.json`: it changes with the source."""
    return f"{crc32(source.encode()):08x}"


def _load() -> tuple[dict[str, int], dict[str, int]]:
    """Expression -> its bit; trigger -> the bits of all expressions that it may wake."""
    stored = json.loads(Path(__file__).with_name("triggers.json").read_text(encoding="utf-8"))
    bits: dict[str, int] = {}
    index: dict[str, int] = {}
    for number, (name, triggers) in enumerate(stored.items()):
        bits[name] = bit = 1 << number
        for trigger in triggers:
            index[trigger] = index.get(trigger, 0) | bit
    return bits, index


_BITS, _INDEX = _load()
_ONE = frozenset(trigger for trigger in _INDEX if len(trigger) == 1)
_TWO = frozenset(trigger for trigger in _INDEX if len(trigger) == 2)
_THREE = frozenset(_INDEX) - _ONE - _TWO
_HEADS = frozenset(trigger[:2] for trigger in _THREE)

SOURCES: list[str] = []
"""The sources of all expressions made so far, in order."""


LONGEST = 3
"""Characters of a trigger at most."""


def _awake(text: str) -> int:
    """The bits of all expressions that can match somewhere in a text."""
    pairs = list(map(add, text, text[1:]))
    held = _ONE.intersection(text) | _TWO.intersection(pairs)
    held |= _THREE.intersection(
        [pair + last for pair, last in zip(pairs, text[2:], strict=False) if pair in _HEADS]
    )
    return reduce(or_, map(_INDEX.__getitem__, held), 0)


class Passage(str):
    """A text, or a part of one, that knows which expressions can match in it: none that cannot match in the whole."""

    __slots__ = ("awake",)

    awake: int

    @classmethod
    def whole(cls, text: str) -> Passage:
        """A whole text."""
        passage = cls(text)
        passage.awake = _awake(text)
        return passage

    def part(self, start: int, end: int | None) -> Passage:
        """The characters from `start` to `end`."""
        passage = Passage(self[start:end])
        passage.awake = self.awake
        return passage


_whole = lru_cache(maxsize=64)(Passage.whole)
"""For texts that come by themselves: a part of a criterion, a few words."""


class Phrase:
    """A regular expression, compiled when a text first asks for it. `search`, `finditer` and `match` are those of `re`."""

    __slots__ = ("_bit", "_compiled", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._bit = _BITS.get(key_of(source), 0)
        self._compiled: re.Pattern[str] | None = None
        SOURCES.append(source)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere in a text."""
        if self._bit and not (text if type(text) is Passage else _whole(text)).awake & self._bit:
            return None
        return (self._compiled or self.pattern).search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, in order."""
        if self._bit and not (text if type(text) is Passage else _whole(text)).awake & self._bit:
            return iter(())
        return (self._compiled or self.pattern).finditer(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`: cheap by itself, so nothing is asked before."""
        return (self._compiled or self.pattern).match(text, start)
