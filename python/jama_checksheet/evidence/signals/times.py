"""Points and stretches of time in a text, resolved against the day of the assessment."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.signals import calendar

_PART = r"(?P<{0}>上旬|初旬|初め|初頭|頭|中旬|半ば|下旬|末)?"
_HALF = r"(?:の)?(?:第)?(?:(?P<{0}>[1-4一二三四])(?:/4|四)?(?:四半期|Q(?![A-Za-z]))|(?P<{0}h>上|下)(?:半)?期|Q(?P<{0}q>[1-4])|(?P<{0}e>末|初頭|初め|当初|初|期首|期末))"

TIMES = "|".join(
    (
        # 令和7年度下期, 2025年度, FY2025, R6年度末
        r"(?:(?P<fera>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<feray>\d{1,2}|元)|(?P<fy>(?:19|20)\d\d|(?<!\d)['’]?\d\d))\s?(?:年?度|年(?=の?(?:第?[1-4一二三四]四半期|[上下]半?期)))(?:"
        + _HALF.format("fp")
        + ")?",
        r"FY\s?(?P<fy2>(?:20)?\d\d)(?:" + _HALF.format("fp2") + ")?",
        # 2024Q4
        r"(?<![\d.])(?P<fy3>20\d\d)\s?[-/]?Q(?P<fq3>[1-4])(?!\d)",
        # 2025年8月上旬, 令和7年8月1日, R7.8, 2025/8/1, 25/8
        r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<eray>\d{1,2}|元)|(?<!\d)(?P<y>(?:19|20)\d\d)|(?<![\d./])['’]?(?P<y2>[12]\d(?=年\s?\d)|(?:1[3-9]|2\d)(?=/\d{1,2}(?![\d台社名件])))(?!/\d\d台))"
        r"(?:\s?年(?!度)\s?|[/.\-])(?P<m>1[0-2]|0?[1-9])(?![\d台社件名人])(?:\s?月"
        + _PART.format("mp")
        + r"|)(?:[/.\-]?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)日?)?",
        r"(?:(?P<era3>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<eray3>\d{1,2}|元)|(?<!\d)(?P<y3>(?:19|20)\d\d|[12]\d(?=年)))\s?年?(?:の)?(?P<sea3>[春夏秋冬]|GW|ゴールデンウ[ィイ]ーク|お?盆|夏[季期]休[業暇]|夏休み|年末|年明け|年始|正月|末)",
        r"(?:(?P<era2>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<eray2>\d{1,2}|元)\s?年(?!間)|(?<![\d.,-])(?P<y4>(?:19|20)\d\d)(?:年(?!間)|(?=[)）制改導版~、。\s]|$)))",
        # 来年度上期, 今期末, 次期
        r"(?P<ry>再来|一昨|来|次|翌|今|本|当|昨|前|同)(?:年度|期)(?![間限待])(?:" + _HALF.format("rp") + ")?",
        # 来年4月, 今年の秋, 昨年末
        r"(?P<cy>再来年|一昨年|来年|翌年|明年|今年|本年|同年|昨年|去年|おととし|前年)(?:の)?(?:(?P<cm>1[0-2]|0?[1-9])月"
        + _PART.format("cmp")
        + r"(?:(?P<cd>3[01]|[12]\d|0?[1-9])日)?|(?P<cs>[春夏秋冬]|末|GW|ゴールデンウ[ィイ]ーク|お?盆|夏[季期]休[業暇]|夏休み|暮れ))?",
        r"(?P<rs>来|今|昨|去る)(?P<rss>[春夏秋冬])",
        r"(?P<rm>再来月|来月|翌月|今月|本月|先月|先々月|来週|再来週|今週|先週|明日|昨日|先日|このたび)(?P<rmp>上旬|初旬|中旬|下旬|末|頭)?",
        # 上期, 下期末, 第3四半期, 年度末, 期末, 年内
        r"(?<![\d今来次本当前昨])(?:第(?P<q>[1-4一二三四])四半期|(?<![A-Za-z0-9])(?P<qq>[1-4])Q|(?<![A-Za-z0-9])Q(?P<qr>[1-4])(?!\d)|(?P<h>上|下)(?:半)?期)",
        r"(?P<w>年度末|年度内|年度中|年度明け|期末|期中|年内|年末|年明け|月末|月内|月初|今後)",
        # 8月, 8月末, 8月1日, 8/1
        r"(?<![\d/年.])(?P<bm>1[0-2]|0?[1-9])月(?!次|間|毎|例|報|ごと)"
        + _PART.format("bmp")
        + r"(?:(?P<bd>3[01]|[12]\d|0?[1-9])日)?",
        r"(?<![\d/.a-zA-Z])(?P<sm>1[0-2]|0?[1-9])/(?P<sd>3[01]|[12]\d|0?[1-9])(?![\d/台社名件人拠]|\s?の[台社]|以上|以下|程度|ほど)",
        r"(?P<hol>(?<![A-Za-z-])GW|ゴールデンウ[ィイ]ーク|お?盆(?:休み|前|明け|の連休)?|夏[季期]休[業暇]|夏休み|正月休み|正月|年末年始|連休)(?P<holafter>明け)?",
        r"(?P<sea>(?<![一-龥])[春夏秋冬](?=[にのまを先頃季口から、。]|$))",
        r"(?P<half>半年|[1-9]\d?(?:か|ヶ|カ|ケ|箇)?月|[1-9]\d?週間?|[1-9]\d?年|数(?:か|ヶ|カ)月)(?P<hw>後|以内|先|前|ほど前|ぶり)",
    )
)
"""Every way to name a time."""
_LOOK = (
    # a number, unless what follows it can belong to no time: 30台
    r"(?!\d{1,3}[^\d\s年度月/Qかヶカケ箇週])"
    # the first two signs of the words
    r"(?=[\d'’RHSFQG令平昭ゴ数半再第盆]|お[とっ盆]|[来次翌今本当昨前同][年期月日週春夏秋冬後]|一昨|明[年日]|去[年る]|先[月々週日]|この"
    r"|[上下][期半]|年[度内末明]|期[末中]|月[末内初]|[春夏秋冬][季期休にのまを先頃口から、。]|[春夏秋冬]$|正月|連休)"
)
"""Passes over most places of a text before the many ways are tried."""
_TIME = Phrase(f"{_LOOK}(?:{TIMES})")

_SEASONAL = Phrase(r"年末|年内|年度末|[春夏秋冬]|GW|ゴールデン|お?盆|夏[季期]|正月")
_NUMBER = Phrase(r"\d{1,9}")
_YEARLY = Phrase(r"(?:20\d\d|令和|R\d)")
_NUM = {"一": "1", "二": "2", "三": "3", "四": "4"}
_REL = {
    "再来": 2,
    "来": 1,
    "次": 1,
    "翌": 1,
    "今": 0,
    "本": 0,
    "当": 0,
    "同": 0,
    "昨": -1,
    "前": -1,
    "一昨": -2,
}
_YEAR = {"再来年": 2, "来年": 1, "翌年": 1, "明年": 1, "今年": 0, "本年": 0, "同年": 0}
_YEAR |= {"昨年": -1, "去年": -1, "前年": -1, "一昨年": -2, "おととし": -2}


class Moment(NamedTuple):
    """A time named in the text: its place, and the first and last day it can mean."""

    start: int
    end: int
    words: str
    first: date
    last: date


def _part(groups: dict[str, str | None], name: str) -> str:
    if quarter := groups.get(name) or groups.get(name + "q"):
        return _NUM.get(quarter, quarter)
    return groups.get(name + "h") or (groups.get(name + "e") or "").replace("期末", "末")[:1].replace(
        "期", "初"
    ).replace("当", "初")


def _named(year: int, word: str) -> calendar.Period:
    """A season, a holiday or the end of a calendar year."""
    if word in calendar.SEASONS:
        return calendar.months(year, *calendar.SEASONS[word])
    if word in ("末", "暮れ"):
        return calendar.month(year, 12)
    for name, (number, day) in calendar.HOLIDAYS.items():
        if name in word:
            return date(year, number, 1), date(year, number, day)
    return calendar.months(year, 1, 12)


def _year_of(groups: dict[str, str | None], era: str, era_year: str, year: str) -> int | None:
    if groups.get(era):
        return calendar.era_year(groups[era] or "", groups[era_year] or "1")
    if value := groups.get(year):
        return int(value) if len(value) == 4 else 2000 + int(value)
    return None


def _relative(g: dict[str, str | None], day: date) -> calendar.Period | None:
    fiscal = calendar.fiscal_year(day)
    if g["ry"]:
        return calendar.fiscal_part(fiscal + _REL[g["ry"]], _part(g, "rp"))
    if g["cy"]:
        year = day.year + _YEAR[g["cy"]]
        if g["cm"]:
            if g["cd"]:
                return _day(year, int(g["cm"]), int(g["cd"]))
            return calendar.part_of_month(calendar.month(year, int(g["cm"])), g["cmp"] or "")
        return _named(year, g["cs"] or "")
    if g["rs"]:
        year = day.year + (1 if g["rs"] == "来" else -1 if g["rs"] == "昨" else 0)
        return _named(year, g["rss"] or "")
    if g["rm"]:
        word = g["rm"]
        if "月" in word:
            shift = {"再来月": 2, "来月": 1, "翌月": 1, "先月": -1, "先々月": -2}.get(word, 0)
            return calendar.part_of_month(calendar.month(day.year, day.month + shift), g["rmp"] or "")
        shift = {"来週": 7, "再来週": 14, "今週": 0, "明日": 1, "先週": -7, "昨日": -1}.get(word, -7)
        return day + timedelta(days=shift), day + timedelta(days=shift + (6 if "週" in word else 0))
    if g["half"]:
        number = 6 if g["half"] == "半年" else int((_NUMBER.match(g["half"]) or ["3"])[0])
        span = 7 if "週" in g["half"] else 365 if g["half"].endswith("年") and g["half"] != "半年" else 30
        shift = span * number * (1 if g["hw"] in ("後", "以内", "先") else -1)
        return day + timedelta(days=shift), day + timedelta(days=shift)
    return None


def _bare(g: dict[str, str | None], day: date) -> calendar.Period | None:
    fiscal = calendar.fiscal_year(day)
    if quarter := g["q"] or g["qq"] or g["qr"]:
        return calendar.fiscal_part(fiscal, _NUM.get(quarter, quarter))
    if g["h"]:
        return calendar.fiscal_part(fiscal, g["h"])
    if word := g["w"]:
        if word == "今後":
            return None
        if word in ("年内", "年末"):
            return calendar.month(day.year, 12)
        if word == "年明け":
            return calendar.month(day.year + (day.month > 1), 1)
        if word in ("月末", "月内", "月初"):
            return calendar.month(day.year, day.month)
        return calendar.fiscal_part(fiscal, "末")
    if g["bm"]:
        number = int(g["bm"])
        year = calendar.nearest_year(number, day)
        if g["bd"]:
            return _day(year, number, int(g["bd"]))
        return calendar.part_of_month(calendar.month(year, number), g["bmp"] or "")
    if g["sm"]:
        number = int(g["sm"])
        return _day(calendar.nearest_year(number, day), number, int(g["sd"] or 1))
    if g["hol"]:
        if g["hol"].startswith("連休"):
            return None
        first, last = _named(day.year, g["hol"].replace("年末年始", "年末"))
        if last < day - timedelta(days=100):
            first, last = _named(day.year + 1, g["hol"].replace("年末年始", "年末"))
        return first, last + timedelta(days=14 if g["holafter"] or "明け" in g["hol"] else 0)
    if g["sea"]:
        first, last = _named(day.year, g["sea"])
        return (first, last) if last >= day - timedelta(days=45) else _named(day.year + 1, g["sea"])
    return None


def _day(year: int, number: int, day: int) -> calendar.Period:
    first, last = calendar.month(year, number)
    exact = first.replace(day=min(day, last.day))
    return exact, exact


def _resolve(match: re.Match[str], day: date) -> calendar.Period | None:
    g = match.groupdict()
    year = _year_of(g, "fera", "feray", "fy")
    if year is not None:
        return calendar.fiscal_part(year, _part(g, "fp"))
    year = _year_of(g, "-", "-", "fy2")
    if year is not None:
        return calendar.fiscal_part(year, _part(g, "fp2"))
    if g["fy3"]:
        return calendar.fiscal_part(int(g["fy3"]), g["fq3"] or "4")
    if g["m"]:
        year = _year_of(g, "era", "eray", "y") or _year_of(g, "-", "-", "y2") or day.year
        if g["d"]:
            return _day(year, int(g["m"]), int(g["d"]))
        return calendar.part_of_month(calendar.month(year, int(g["m"])), g["mp"] or "")
    if g["sea3"]:
        return _named(_year_of(g, "era3", "eray3", "y3") or day.year, g["sea3"])
    year = _year_of(g, "era2", "eray2", "y4")
    if year is not None:
        return calendar.months(year, 1, 12)
    return _relative(g, day) or _bare(g, day)


def moments(text: str, as_of: date) -> tuple[Moment, ...]:
    """Every time named in a normalised text, in reading order."""
    found: list[Moment] = []
    for match in _TIME.finditer(text):
        base = found[-1].last if found and match.group().startswith("同") else as_of
        if period := _resolve(match, base):
            found.append(Moment(match.start(), match.end(), match.group(), *period))
    return tuple(m for i, m in enumerate(found) if not _doubled(found, i))


def _doubled(found: list[Moment], i: int) -> bool:
    """A holiday or season beside an explicit year is the same time said twice: 夏季休業(2024年8月)."""
    moment = found[i]
    if not _SEASONAL.match(moment.words):
        return False
    near = [m for m in found[max(0, i - 1) : i + 2] if m is not moment and _YEARLY.match(m.words)]
    return any(moment.start - m.end in range(5) or m.start - moment.end in range(5) for m in near)
