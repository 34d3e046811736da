"""Dates in cells: real dates, and the spellings that people type as text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

_TYPED = re.compile(
    r"\s*(\d{4})\s*[/.年-]\s*(\d{1,2})\s*[/.月-]\s*(\d{1,2})\s*日?\s*|\s*(\d{4})(\d{2})(\d{2})\s*"
)


_DAYS = "月火水木金土日"


def day_text(day: date) -> str:
    """A day as people read it in a letter: 12月12日（金）."""
    return f"{day.month}月{day.day}日（{_DAYS[day.weekday()]}）"


def full_day_text(day: date) -> str:
    """The same with its year: 2025年12月12日（金）."""
    return f"{day.year}年{day_text(day)}"


def short_day_text(day: date) -> str:
    """The same for a subject line: 12/12(金)."""
    return f"{day.month}/{day.day}({_DAYS[day.weekday()]})"


def as_date(value: object) -> date | None:
    """The day a cell holds: a real date, or a text such as 2025/12/1, 2025-12-01, 2025年12月1日, 20251201; else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str | int):
        return None
    match = _TYPED.fullmatch(unicodedata.normalize("NFKC", str(value)))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
