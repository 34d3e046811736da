"""When a text promises to be complete: the date of a plan, for a 1 and for next year's follow-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score

if TYPE_CHECKING:
    from datetime import date

    from jama_checksheet.evidence.case import Said
    from jama_checksheet.evidence.signals.times import Moment

_DUE = re.compile(r"まで|中に|内に|めど|目途|予定|目標|完了|見込|計画|にて?完|以降|から|より|に(?:は)?")
_PAST_EVENT = re.compile(
    r"(?:時点|現在|版|制定|改[定訂]|発行|策定|締結|導入済|に(?:開始|着手|始め|発注|決定|承認|受領|完了し|実施し|終わ|終え|納品され)|から(?:開始|着手|手を|始め|順次|進め|使)|以来|付で|付け)"
)
_UNDECIDED = re.compile(
    r"(?:完了)?(?:時期|期日|期限|日程|実施日)(?:は|も|が)?未(?:定|調整|確定)|未定|未調整|未確定|決まってい(?:ない|ません)|メド(?:は|が)?(?:立|な|つい)|目途(?:は|が)?(?:立|な|つい)|見通し(?:は|が)?(?:立|な)|いつ(?:まで|に)[^。]*(?:未|分から|わから|申し上げ|言え)|時期(?:は|も|が)?(?:未|決ま|不|分から)"
)
_SOMEDAY = re.compile(
    r"連休(?:明け|中|に)|次(?:回|の)(?:の)?(?:[^。、]{0,12})?(?:会|改|更新|点検|休|入替|版|号|便|期|取締役|経営|定修|定期修理|棚卸|リース)|更改(?:時|に合わせ)|リース満了|設備停止"
)


class Promise(NamedTuple):
    """The promised completion: the words and the last day they allow."""

    span: Span
    due: date


def _promising(case: Case, said: Said) -> bool:
    if said.state in (State.PLANNED, State.UNDER_WAY, State.PRESENT):
        return True
    return bool(
        re.search(r"予定|完了目標|目標|見込|計画|期限|まで(?:に|で)?", said.clause.text)
    ) and said.state in (
        State.NOMINAL,
        State.PRACTISED,
        State.ABSENT,
    )


def _counts(case: Case, said: Said, moment: Moment) -> bool:
    """Whether a time is one of completion, not of a past step, a frequency, or a report day."""
    after = case.text[moment.end : moment.end + 10]
    before = case.text[max(0, moment.start - 3) : moment.start]
    if before.endswith(("毎年", "毎期", "毎")) or re.match(r"(?:時点|現在|分(?!割)|版|度分)", after):
        return False
    if moment.last < case.as_of:
        if re.match(
            r"[^、。]{0,6}(?:に|から|より|、)?[^、。]{0,14}?(?:した|った|んだ|いた|けた|えた|めた|制定|改[定訂]|済|着手し|開始し|始めた)",
            after,
        ):
            return False
        if _PAST_EVENT.match(after):
            return False
    return True


def promise(case: Case) -> Promise | None:
    """The latest completion that the text promises, whether still ahead or already past."""
    found: Promise | None = None
    for said in case.said:
        if not _promising(case, said):
            continue
        for moment in said.moments:
            if not _counts(case, said, moment):
                continue
            if found is None or moment.last >= found.due:
                found = Promise(Span(moment.start, moment.end, moment.words), moment.last)
    if found is None:
        for said in case.said:
            for moment in said.moments:
                if moment.last > case.as_of and _counts(case, said, moment):
                    found = Promise(Span(moment.start, moment.end, moment.words), moment.last)
    return found


def loosely_dated(case: Case) -> Span | None:
    """Words that tie completion to an event without a calendar date: 連休明け, 次の取締役会."""
    match = _SOMEDAY.search(case.text)
    return Span(match.start(), match.end(), match.group()) if match else None


def undecided(case: Case) -> Span | None:
    """Words that leave the time open: 未定, 目途が立たない."""
    match = _UNDECIDED.search(case.text)
    return Span(match.start(), match.end(), match.group()) if match else None


def due_date(evidence: str, as_of: date) -> date | None:
    """The completion date that the text of a 1 promises, as a real day.

    The end of the named month, quarter, half or year; `None` where the text names none.
    """
    found = promise(Case(Score.UNDER_WAY, evidence, "", "", as_of))
    return found.due if found else None
