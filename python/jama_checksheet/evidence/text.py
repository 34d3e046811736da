"""One spelling for every text, and the way back to the writer's own words.

Rules read the normalised text (NFKC, so half-width katakana and full-width digits are one thing; one space; `\\n` for
every line break). A finding quotes what the writer typed, so every normalised character remembers where it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jama_checksheet.evidence.wording import plain_wording

LONGEST = 32_767
"""Characters that are read: what an Excel cell can hold at most (Excel specifications and limits)."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SAME = str.maketrans(
    {
        "〜": "~",
        "∼": "~",
        "―": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "→": "⇒",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # halves of a sign, which no other program takes
_MANY = "\0"
"""Stands for a character that is not simply replaced by one other."""


class _OneForOne(dict[int, str]):
    """Characters that have one normalised character whatever stands beside them, found as texts bring them up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        piece = _piece(char)
        alone = len(piece) == 1 and not _joins(char) and piece not in _INVISIBLE
        self[code] = found = (" " if piece != "\n" and piece.isspace() else piece) if alone else _MANY
        return found


_ONE_FOR_ONE = _OneForOne()


def _piece(cluster: str) -> str:
    """The normalised form of one written sign."""
    return unicodedata.normalize("NFKC", cluster.translate(_SAME)).translate(_SAME)


def _joins(char: str) -> bool:
    """Whether a character belongs to the sign before it."""
    return bool(unicodedata.combining(char)) or char in "ﾞﾟ゙゚" or char in _INVISIBLE


class Text(NamedTuple):
    """A writer's text and its normalised form.

    `origins[i]` is the index in `raw` where normalised character `i` begins; empty when nothing was changed.
    """

    raw: str
    norm: str
    origins: Sequence[int] = ()

    def quote(self, start: int, end: int) -> str:
        """The writer's own characters behind `norm[start:end]`."""
        if not self.norm or start >= end:
            return ""
        if not self.origins:
            return self.raw[start:end].strip()
        first = self.origins[max(0, min(start, len(self.origins) - 1))]
        last = self.origins[end] if end < len(self.origins) else len(self.raw)
        return self.raw[first:last].strip()


def _clusters(raw: str) -> list[tuple[int, str]]:
    """Cut before every character that starts a new written sign (voicing marks stay with their kana)."""
    starts = [i for i, char in enumerate(raw) if i == 0 or not _joins(char)]
    return [(a, raw[a:b]) for a, b in zip(starts, [*starts[1:], len(raw)], strict=True)]


def normalise(raw: str) -> Text:
    """Normalise spelling and wording of `raw` (at most `LONGEST` characters of it) and keep the way back."""
    text = _spelling(raw)
    if (worded := plain_wording(text.norm)) is None:
        return text
    norm, places = worded
    return Text(text.raw, norm, [text.origins[at] for at in places] if text.origins else places)


def _spelling(raw: str) -> Text:
    """One spelling: NFKC, one space, one line break."""
    raw = raw[:LONGEST].replace("\r\n", "\n")
    simple = raw.translate(_ONE_FOR_ONE)
    loose = "  " in simple or " \n" in simple or "\n " in simple or "\n\n" in simple
    if not loose and _MANY not in simple and simple == simple.strip():
        return Text(raw, simple, range(len(simple)))
    chars: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(raw):
        for char in _piece(cluster):
            if char in _INVISIBLE:
                continue
            if char != "\n" and char.isspace():
                char = " "
            if char in " \n" and (not chars or chars[-1] == "\n" or (char == " " and chars[-1] == " ")):
                continue
            if char == "\n":
                while chars and chars[-1] == " ":
                    chars.pop()
                    origins.pop()
            chars.append(char)
            origins.append(start)
    while chars and chars[-1] in " \n":
        chars.pop()
        origins.pop()
    return Text(raw, "".join(chars), tuple(origins))


@lru_cache(maxsize=4096)
def plain(raw: str) -> str:
    """The normalised form alone, remembered: for the sheet's own texts, which repeat from answer to answer."""
    return normalise(raw).norm
