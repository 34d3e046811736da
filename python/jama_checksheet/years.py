"""What last year's sheet promised: the items scored 1 (対策中) and the completion dates their texts name."""

from __future__ import annotations

from datetime import date

from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.evidence.promises import due_date
from jama_checksheet.model import Score
from jama_checksheet.summary import Previous, Promise


def promises_of(last_year: CheckSheet, as_of: date) -> Previous:
    """The promises of last year's sheet, in its order.

    Its texts were written about a year before `as_of`, so 「来年3月」 and 「今年度中」 are read from there.
    """
    written = _year_before(as_of)
    promises = [
        Promise(item.no, due_date(answer.evidence, written), answer.evidence)
        for item in last_year.items
        if (answer := last_year.answers[item.no]).score is Score.UNDER_WAY
    ]
    return Previous(promises=tuple(promises))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
