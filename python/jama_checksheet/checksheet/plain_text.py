"""Texts that come from a table or from a file, made fit for one line: no control characters, nothing that hides or turns the text."""

from __future__ import annotations

import unicodedata

_TO_SPACE = ("Cc", "Zl", "Zp")
_AWAY = ("Cf", "Cs")
"""Format characters turn the direction of reading or hide; lone surrogates cannot be encoded."""


def one_line(text: str) -> str:
    """The text on one line: what breaks a line becomes a space, what cannot be seen goes, spaces at the ends go too.

    A header built from it cannot hold a second header.
    """
    return _visible(text).strip()


def lines(text: str) -> list[str]:
    """The text's lines (CRLF, CR or LF between them), each cleaned as by `one_line` but with its leading spaces."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_visible(line).rstrip() for line in found]


def _visible(text: str) -> str:
    return "".join(
        " " if kind in _TO_SPACE else char
        for char in text
        if (kind := unicodedata.category(char)) not in _AWAY
    )
