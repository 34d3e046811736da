"""What Excel makes of an entry (numbers, dates, truth values, formulas, text), and what it gives back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from excel.fake.com import refused

MAX_TEXT, MAX_FORMULA = 32_767, 8_192
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_DAY = re.compile(r"(?:(\d{4})[-/])?(\d{1,2})[-/](\d{1,2})")
_ZERO = dt.datetime(1899, 12, 30)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `value` is a str, a float, a bool or None; a formula cell has its last result there.

    `prefix` says that a leading apostrophe marks the text.
    """

    value: Any = None
    formula: str = ""
    prefix: bool = False


def entered(what: Any, number_format: str, *, this_year: int = 2025) -> tuple[Cell | None, str]:
    """The cell that an entry makes, and the number format that the entry brings along ("" for none)."""
    if what is None or what == "":
        return None, ""
    if isinstance(what, bool):
        return Cell(what), ""
    if isinstance(what, (int, float)):
        return Cell(float(what)), ""
    if isinstance(what, (dt.datetime, dt.date)):
        return Cell(serial(what)), "" if shows_date(number_format) else "yyyy/m/d"
    if not isinstance(what, str):
        raise refused(f"a {type(what).__name__} is no value for a cell")
    if len(what.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise refused("more than 32,767 characters")
    if number_format == "@":
        return Cell(what), ""
    if what.startswith("'"):
        return Cell(what[1:], prefix=True), ""
    if what.startswith("=") and len(what) > 1:
        if len(what) > MAX_FORMULA:
            raise refused("a formula over 8,192 characters")
        return Cell(None, formula=what), ""
    return _coerced(what, this_year)


def _coerced(what: str, this_year: int) -> tuple[Cell, str]:
    text = what.strip()
    if what.startswith(("+", "-", "@")) and not _NUMBER.fullmatch(text):
        raise refused("this is no formula")
    if text.upper() in ("TRUE", "FALSE"):
        return Cell(text.upper() == "TRUE"), ""
    if _NUMBER.fullmatch(text):
        return Cell(float(text)), ""
    if found := _PERCENT.fullmatch(text):
        return Cell(float(found[1]) / 100), "0%"
    if found := _DAY.fullmatch(text):
        try:
            day = dt.datetime(int(found[1] or this_year), int(found[2]), int(found[3]))
        except ValueError:
            return Cell(what), ""
        return Cell(serial(day)), "yyyy/m/d" if found[1] else 'm"月"d"日"'
    return Cell(what), ""


def given_back(cell: Cell | None, number_format: str) -> Any:
    """Range.Value: dates as dates where the number format shows one, every other number as a float."""
    if cell is None or cell.value in (None, ""):
        return None
    if isinstance(cell.value, float) and shows_date(number_format):
        return _ZERO + dt.timedelta(days=cell.value)
    return cell.value


def formula_of(cell: Cell | None) -> str:
    """Range.Formula: the formula, or the constant as text."""
    if cell is None:
        return ""
    if cell.formula:
        return cell.formula
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    if isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return cell.value or ""


def serial(day: dt.date | dt.time) -> float:
    """A date or a time of day as its day number."""
    if isinstance(day, dt.time):
        return (day.hour * 3600 + day.minute * 60 + day.second) / 86400
    moment = day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)
    days = (moment.replace(tzinfo=None) - _ZERO) / dt.timedelta(days=1)
    return days if days >= 61 else days - 1  # Excel counts a 29 February 1900


def shows_date(number_format: str) -> bool:
    """Whether the format shows a date."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format).lower()
    return plain not in ("general", "@") and any(letter in plain for letter in "ymd")


def with_result(cell: Cell, value: Any) -> Cell:
    """The formula cell with its result."""
    return replace(cell, value=value)
