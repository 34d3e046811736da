"""Sheets that a formula names."""

from __future__ import annotations

import re
from collections.abc import Collection

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = re.compile(
    r"'((?:[^']|'')+)'!|([^\s'!\"(),;:+\-*/^&=<>{}\[\]#$%@|]+(?::[^\s'!\"(),;:+\-*/^&=<>{}\[\]#$%@|]+)?)!"
)


def named_sheets(formula: str) -> list[str]:
    """The sheets that a formula refers to, in order; other books ("[1]…") and texts are left out."""
    if "!" not in formula:
        return []
    bare = _TEXT.sub('""', formula)
    found: list[str] = []
    for match in _SHEET.finditer(bare):
        before = bare[match.start() - 1] if match.start() else ""
        quoted, plain = match[1], match[2]
        if before == "]" or (quoted and "[" in quoted) or plain == "REF":
            continue
        name = quoted.replace("''", "'") if quoted else plain
        found += name.split(":")
    return found


def missing_sheets(formula: str, titles: Collection[str]) -> list[str]:
    """Those of them that the book does not have; `titles` are its sheet names in casefold."""
    return [name for name in named_sheets(formula) if name.casefold() not in titles]
