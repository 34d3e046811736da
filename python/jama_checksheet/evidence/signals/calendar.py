"""Japanese calendar words as days: eras, fiscal years from April, halves, quarters, seasons, holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

ERA_BEGINS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
"""Year before the first year of an era."""

Period = tuple[date, date]

SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}
"""First and last month of a season within its calendar year."""

HOLIDAYS = {
    "GW": (5, 6),
    "ゴールデンウィーク": (5, 6),
    "ゴールデンウイーク": (5, 6),
    "盆": (8, 16),
    "夏季": (8, 16),
    "夏期": (8, 16),
    "夏休": (8, 16),
    "正月": (1, 5),
    "年明け": (1, 31),
    "年始": (1, 5),
    "年末": (12, 31),
}
"""Last day (month, day) of what companies call the long holidays; 年明け is the month of January."""


def month(year: int, number: int) -> Period:
    """A whole month; a `number` outside 1-12 runs into the next or previous years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Period:
    """From the first day of one month to the last day of another, counted from January of `year`."""
    return month(year, first)[0], month(year, last)[1]


def part_of_month(period: Period, part: str) -> Period:
    """上旬, 中旬, 下旬/末, 頭/初 of a month."""
    first, last = period
    if part in ("上旬", "初旬", "初め", "初頭", "頭", "頃"):
        return first, first.replace(day=10) if part != "頃" else last
    if part in ("中旬", "半ば"):
        return first.replace(day=11), first.replace(day=20)
    if part in ("下旬", "末"):
        return first.replace(day=21), last
    return period


def fiscal_year(day: date) -> int:
    """The fiscal year (from April) that `day` lies in."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_part(year: int, part: str) -> Period:
    """A fiscal year, or its half (上, 下), quarter (1-4) or end (末)."""
    if part in ("上", "前半"):
        return months(year, 4, 9)
    if part in ("下", "後半"):
        return months(year, 10, 15)
    if part in ("1", "2", "3", "4"):
        first = 4 + 3 * (int(part) - 1)
        return months(year, first, first + 2)
    if part == "末":
        return months(year, 15, 15)
    if part in ("初", "頭", "当初"):
        return months(year, 4, 4)
    return months(year, 4, 15)


def era_year(era: str, year: str) -> int:
    """令和7 -> 2025; 元 is the first year."""
    return ERA_BEGINS[era] + (1 if year == "元" else int(year))


def nearest_year(number: int, day: date) -> int:
    """The year a bare month means in a text written on `day`: this one, or the next when it lies well behind."""
    if number >= day.month or day.month - number <= 4:
        return day.year
    return day.year + 1
