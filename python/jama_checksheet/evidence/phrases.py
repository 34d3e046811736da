"""Turns of speech as regular expressions that cost nothing until a text could hold them.

An answer holds few of the thousands of turns that the rules look for. `triggers.json` lists, for every expression, short
strings (one to three characters) of which each match must contain at least one; one pass over a text tells which
expressions can match at all, and the others are neither run nor even compiled. It also lists the characters that a match
can begin with, so that all other places of a text are passed over at once. The lists only ever save time: an expression
without a list, or with a changed source, is always run. `triggers.py` derives them, and tests prove them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from zlib import crc32

from jama_checksheet.evidence.kept import KEPT

if TYPE_CHECKING:
    import re


def key_of(source: str) -> str:
    """The name of an expression in `triggers.json`: it changes with the source."""
    return f"{crc32(source.encode()):08x}"


_ALWAYS = 1
"""Every text has this bit: it wakes the expressions without triggers."""
LONGEST = 3
"""Characters of a trigger at most."""
_FIRST_BY, _SECOND_BY = (0, 16) if sys.byteorder == "little" else (16, 0)
"""Where the two characters of a pair stand when it is read from memory as one number."""

_BITS: dict[str, int] = {}
"""Expression -> its bit."""
_SINGLE: dict[str, int] = {}
"""Trigger of one character -> the bits of all expressions that it may wake."""
_BY_PAIR: dict[int, tuple[int, tuple[tuple[str, int], ...]]] = {}
"""Two neighbours as one number -> the bits that they wake by themselves, and the triggers of three characters that they
are a part of, with their bits."""
_FIRST: dict[str, str] = {}
"""Expression -> the characters that a match can begin with, as the inside of a class."""


def _pair(two: str) -> int:
    return ord(two[0]) << _FIRST_BY | ord(two[1]) << _SECOND_BY


def _load() -> None:
    """Fill the tables above."""
    stored = json.loads(Path(__file__).with_name("triggers.json").read_text(encoding="utf-8"))
    bits_of: dict[str, int] = {}
    for number, (name, triggers) in enumerate(stored["triggers"].items(), 1):
        _BITS[name] = bit = 1 << number
        for trigger in triggers:
            bits_of[trigger] = bits_of.get(trigger, 0) | bit
    by_end = frozenset(stored["by_end"].split())
    pairs: dict[int, int] = {}
    longer: dict[int, list[tuple[str, int]]] = {}
    for trigger, bits in bits_of.items():
        if len(trigger) == 1:
            _SINGLE[trigger] = bits
        elif len(trigger) == 2:
            pairs[_pair(trigger)] = bits
        else:
            longer.setdefault(_pair(trigger[1:] if trigger in by_end else trigger[:2]), []).append(
                (trigger, bits)
            )
    for pair in pairs.keys() | longer.keys():
        _BY_PAIR[pair] = pairs.get(pair, 0), tuple(longer.get(pair, ()))
    _FIRST.update(stored["first"])


_load()
_ONES, _PAIRS = frozenset(_SINGLE), frozenset(_BY_PAIR)

SOURCES: list[str] = []
"""The sources of all expressions made so far, in order."""


def _awake(text: str) -> int:
    """The bits of all expressions that can match somewhere in a text."""
    awake = _ALWAYS
    for char in _ONES.intersection(text):
        awake |= _SINGLE[char]
    # Neighbours are looked up as numbers: cheaper than to make a string of each two.
    units = memoryview(text.encode("utf-16", "surrogatepass"))[2:]  # without the mark for the order of bytes
    size = len(units)
    pairs = chain(units[: size & -4].cast("I"), units[2 : 2 + (size - 2 & -4)].cast("I")) if size > 2 else ()
    for pair in _PAIRS.intersection(pairs):
        bits, longer = _BY_PAIR[pair]
        awake |= bits
        for trigger, more in longer:
            if trigger in text:
                awake |= more
    return awake


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

CLASSES = {
    "[一-龥]": r"[^\W\dA-zぁ-ー]",
    "[一-龥ァ-ヶーA-Za-z]": r"[^\W\d_ぁ-ん]",
    "[一-龥ァ-ヶーA-Za-z0-9]": r"[^\W_ぁ-ん]",
    "[一-龥ぁ-んァ-ヶー]": r"[^\W\dA-z]",
}
"""Classes of kanji by what they are not, which takes in 々 and 〇 too. Python 3.11 walks through every character of a range
when it compiles a class: 1.4 ms for the kanji."""


def quick(source: str) -> str:
    """The expression with classes that compile quickly."""
    for slow, fast in CLASSES.items():
        source = source.replace(slow, fast)
    return source


def compiled_form(source: str) -> str:
    """The expression as it is compiled: before all else it looks whether the next character can begin a match.

    `re` does so by itself only where every alternative begins with a plain character; elsewhere it tries them all at every
    place of a text.
    """
    first = _FIRST.get(key_of(source))
    return f"(?=[{first}])(?:{quick(source)})" if first else quick(source)


class Phrase:
    """A regular expression, compiled when a text first asks for it. `search`, `finditer` and `match` are those of `re`."""

    __slots__ = ("_compiled", "bit", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.bit = _BITS.get(key_of(source), _ALWAYS)
        self._compiled: re.Pattern[str] | None = None
        SOURCES.append(source)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = KEPT.pattern(compiled_form(self.source))
        return self._compiled

    def can_match(self, text: str) -> bool:
        """Whether a text holds anything that a match needs; a match in a part of it is then possible as well."""
        return bool((text if type(text) is Passage else _whole(text)).awake & self.bit)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere in a text."""
        # As `can_match`, without the call: most searches end here, two dozen in an answer.
        try:
            awake: int = text.awake  # type: ignore[attr-defined]
        except AttributeError:
            awake = _whole(text).awake
        if not awake & self.bit:
            return None
        return (self._compiled or self.pattern).search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, in order."""
        if not self.can_match(text):
            return iter(())
        return (self._compiled or self.pattern).finditer(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`: cheap by itself, so nothing is asked before."""
        return (self._compiled or self.pattern).match(text, start)


Label = TypeVar("Label")


class Phrases(Generic[Label]):
    """Labelled expressions that are asked together: one look tells which of them can match in a text."""

    __slots__ = ("_bits", "_found", "_members")

    def __init__(self, members: Iterable[tuple[Label, Phrase]]) -> None:
        self._members = tuple(members)
        self._bits = reduce(or_, [phrase.bit for _, phrase in self._members])
        self._found: dict[int, tuple[tuple[Label, Phrase], ...]] = {}

    @property
    def phrases(self) -> list[Phrase]:
        """All of them, in order."""
        return [phrase for _, phrase in self._members]

    def awake(self, text: str) -> tuple[tuple[Label, Phrase], ...]:
        """Those that can match in a text, in order."""
        try:
            bits: int = text.awake & self._bits  # type: ignore[attr-defined]
        except AttributeError:
            bits = _whole(text).awake & self._bits
        if (found := self._found.get(bits)) is None:
            found = tuple([(label, phrase) for label, phrase in self._members if phrase.bit & bits])
            self._found[bits] = found
        return found
