"""How high a row must be for its wrapped texts: Excel fits merged cells never, and others only when something is typed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

HIGHEST = 409.0
"""Points that a row of Excel can have."""


@lru_cache(maxsize=8192)
def wrapped_height(text: str, width: float, size: float) -> float:
    """Points for a text of `size` points in a column of `width` characters (of Excel's default font, 5.25 points each).

    Wide characters are taken as square, which is what a fallback font needs; Meiryo UI needs a little less.
    """
    line = max(1.0, width * 5.25 / size)
    lines = sum(max(1, ceil(_ems(part) / line)) for part in text.split("\n"))
    return min(HIGHEST, lines * size * 1.42 + 3)


def _ems(text: str) -> float:
    """Width in ems: a wide character is one, another a little over half."""
    if text.isascii():
        return 0.56 * len(text)
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.56 for sign in text)
