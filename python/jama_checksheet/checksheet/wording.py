"""How texts of a sheet are compared: width, case, spaces and a few spelling pairs do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sized
from datetime import date, datetime

from jama_checksheet.checksheet.grid import GridValue

_SPACE = re.compile(r"\s+")
_PAIRS = str.maketrans({"順": "遵", "‐": "-", "–": "-", "—": "-", "−": "-"})


def compact(text: str) -> str:
    """The text in one width (NFKC) without any white space; the key for comparing what people typed."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def header_key(text: str) -> str:
    """The comparison form of a header text: `compact`, lower case, 順守 read as 遵守, "No." as "no"."""
    key = compact(text).lower().translate(_PAIRS)
    return "no" if key in ("no.", "no", "no:", "#no") else key


def and_more(entries: Sized, shown: int, unit: str = "件") -> str:
    """ほかN件 for what a message with `shown` of the entries leaves out; "" where it shows them all."""
    rest = len(entries) - shown
    return f" ほか{rest}{unit}" if rest > 0 else ""


def as_text(value: GridValue | None) -> str:
    """A cell's value the way a person reads it; whole numbers without ".0", dates as 2025/4/1."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        return f"{value.year}/{value.month}/{value.day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)
