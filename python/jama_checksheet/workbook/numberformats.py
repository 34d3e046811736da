"""Number formats: which of them show a date or a time, and what a serial number then means.

Excel stores dates as days since 1900 (or 1904); only the cell's number format tells that the number is a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum

from lxml import etree

from jama_checksheet.workbook import names


class Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    """A time of day without a date."""
    BOTH = "both"


_BUILT_IN = {
    # ECMA-376 part 1, 18.8.30: the formats for all languages, then those for Japanese.
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, *range(50, 59)), Shows.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), Shows.TIME),
    22: Shows.BOTH,
}
_SILENT = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|am/pm|a/p|general', re.IGNORECASE | re.DOTALL
)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_EXPONENT = re.compile(r"e[+-]", re.IGNORECASE)
_LAST_SERIAL = 2_958_465
"""9999-12-31 in the 1900 system."""


def shown_by(code: str) -> Shows:
    """What a format code shows: 'yyyy"年"m"月"d"日"', '[$-411]ge.m.d' -> DATE; 'h:mm' -> TIME; '0.0', '[h]:mm' -> NUMBER."""
    plain = _SILENT.sub("", code).split(";", 1)[0].lower()
    if _ELAPSED.search(plain):
        return Shows.NUMBER  # a duration; 30:15 is not a time of day
    plain = _EXPONENT.sub("", plain)
    clock = any(letter in plain for letter in "hs")
    # y year, e g r Japanese era, b Buddhist year, a weekday (aaa), d day; m is the month unless it stands beside a clock.
    day = any(letter in plain for letter in "yegrbad") or ("m" in plain and not clock)
    if day and clock:
        return Shows.BOTH
    return Shows.DATE if day else Shows.TIME if clock else Shows.NUMBER


def shown_by_styles(styles: etree._Element | None) -> tuple[Shows, ...]:
    """What each cell style (index in `cellXfs`) shows."""
    if styles is None:
        return ()
    own = {
        node.get("numFmtId"): shown_by(node.get("formatCode") or "")
        for node in styles.iterfind(f"{names.main('numFmts')}/{names.main('numFmt')}")
    }
    shows = []
    for style in styles.iterfind(f"{names.main('cellXfs')}/{names.main('xf')}"):
        number = style.get("numFmtId") or "0"
        built_in = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
        shows.append(own.get(number) or _BUILT_IN.get(built_in, Shows.NUMBER))
    return tuple(shows)


def moment(serial: float, shows: Shows, *, from_1904: bool) -> date | datetime | time | None:
    """What a serial number means under a date or time format; None where Excel shows no real date (negative, 1900-02-29)."""
    whole, part = divmod(serial, 1)
    if whole == 0 and shows is Shows.TIME:
        return (datetime.min + timedelta(milliseconds=min(_milliseconds(part), 86_399_999))).time()
    if from_1904:
        whole += 1462
    # Excel believes in a 29 February 1900 (serial 60).
    if not 1 <= whole <= _LAST_SERIAL or whole == 60:
        return None
    start = datetime(1899, 12, 30) if whole > 60 else datetime(1899, 12, 31)
    try:
        found = start + timedelta(days=whole, milliseconds=_milliseconds(part))
    except OverflowError:
        return None
    return found.date() if shows is Shows.DATE and found.time() == time() else found


def _milliseconds(part: float) -> int:
    """A part of a day in milliseconds, as finely as Excel shows it."""
    return round(part * 86_400_000)


def shows_of(styles: Sequence[Shows], index: str | None) -> Shows:
    """What the cell style with this index shows; an absent index is style 0, one beyond the table shows a number."""
    number = int(index) if index and index.isascii() and index.isdigit() and len(index) < 9 else 0
    return styles[number] if number < len(styles) else Shows.NUMBER
