"""What the live actions remember in the book's notes, to spare Excel the same questions again.

Everything here can be lost or out of date without harm: it is believed only while the cells that it depends on read the same.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

MEMO = "live"
"""The key among our notes."""


def mark_of(*texts: object) -> str:
    """A short mark that changes with the texts."""
    return hashlib.sha256("\0".join(map(repr, texts)).encode()).hexdigest()[:10]


@dataclass
class Memo:
    """`band` is the mark of the header's texts, `merges` the merged cells found there ("B5:B7 M5:N5"); `rules` the number of
    conditional formats on the check sheet, `done` the marks of lists, colour rules and names that are in place."""

    band: str = ""
    merges: str = ""
    rules: int = -1
    done: list[str] = field(default_factory=list)

    def to_text(self) -> str:
        """For the notes."""
        return json.dumps([self.band, self.merges, self.rules, sorted(self.done)], separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Memo:
        """From the notes; anything unknown or damaged is simply not remembered."""
        try:
            band, merges, rules, done = json.loads(text)
            return cls(str(band), str(merges), int(rules), [str(mark) for mark in done])
        except (ValueError, TypeError):
            return cls()
