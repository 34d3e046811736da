"""A stretch of the normalised text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` (included) to `end` (excluded) of the normalised text, and what stands there."""

    start: int
    end: int
    words: str
