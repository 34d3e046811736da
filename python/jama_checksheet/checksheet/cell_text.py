"""What one cell of a workbook can hold: the same limits for the pure core and for the workbook layer."""

from __future__ import annotations

import re

MAX_CELL_TEXT = 32_767
"""Characters (UTF-16 units) that one cell holds (Excel specifications and limits)."""

NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML can hold as it is (XML 1.0, 2.2); a carriage return becomes a line break on reading."""


def utf16_length(text: str) -> int:
    """The length as Excel counts it."""
    if not text or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def fits(text: str) -> bool:
    """Whether one cell can hold the text."""
    return utf16_length(text) <= MAX_CELL_TEXT
