"""When a text promises to be complete: the date of a plan, for a 1 and for next year's follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.evidence.case import Case, once
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score

if TYPE_CHECKING:
    from datetime import date

    from jama_checksheet.evidence.case import Said
    from jama_checksheet.evidence.signals.times import Moment

_DUE = Phrase(
    r"(?:予定|目標|見込|計画)(?!的|書|に基|より|どおり|通り|していた|だった|であった|にしていた|としていた|は)|完了目標|期限|納期|完工|完了時期|時期[:は]|完了[:は]|(?:展開|完了|切替|移行|カットオーバー|本番|リリース)\s?[=:]|までに"
)
_PAST_STEP = Phrase(
    r"[^、。]{0,3}?(?:に|から|より|で)?[^、。]{0,12}?(?:した|しました|った|りました|んだ|いた|けた|えた|めた|れた|せた)(?!のち|後|うえ|上で)|[^、。]{0,3}?(?:に|から|より|で)?[^、。]{0,12}?(?:(?:制定|改[定訂]|策定|施行|発行|導入|開始|完了|設置|締結|採択|着手|発注|決定|承認|受領|更新|公開)(?:し(?:て|、)|済|[)）]|の(?!予定|上|うえ)|版|$))"
)
_LIFETIME = Phrase(r"(?:まで)?(?:の)?(?:有効|保守|契約満了|満了|期限切れ|に期限)")
_BARE = Phrase(r"\d{1,2}(?:月|/)|[春夏秋冬]|年末|年明け|正月|お?盆")
_REPORT_DAY = Phrase(
    r"(?:時点|現在|[^、。]{0,2}(?:記入|記載|記)[)）。]|分(?!割|科)|度分|版(?!を)|付で|付け|以来|から(?:です|だ|。|$|運用|使|続|実施|開始|順次|進め|手を|始め(?:た|て))|のまま)"
)
_UNDECIDED = Phrase(
    r"(?:完了)?(?:時期|期日|期限|日程|実施日)(?:は|も|が)?未(?:定|調整|確定)|未定|未調整|未確定|決まってい(?:ない|ません)|メド(?:は|が)?(?:立|な|つい)|目途(?:は|が)?(?:立|な|つい)|見通し(?:は|が)?(?:立|な)|いつ(?:まで|に)[^。]{0,80}(?:未|分から|わから|申し上げ|言え)|時期(?:は|も|が)?(?:未|決ま|不|分から)"
)
_SOMEDAY = Phrase(
    r"連休(?:明け|中|に)|次(?:回|の)(?:の)?(?:[^。、]{0,12})?(?:会|改|更新|点検|休|入替|版|号|便|期|取締役|経営|定修|定期修理|棚卸|リース)|更改(?:時|に合わせ)|リース満了|設備停止"
)
_HABIT = Phrase(r"毎年|毎期|毎月|年に?\d回|\d月(?:と|・|、|や)\d{1,2}月(?![^。]{0,80}(?:予定|計画|完了))")


_LIMIT = Phrase(r"(?:の?(?:うち|間)|中|内|末|まで)に")
_STEP_TAKEN = Phrase(
    r"[^、。]{0,16}?(?:した|しました|った|りました|んだ|いた|けた|えた|めた|れた|せた)(?!のち|後|うえ|上で)"
    r"|(?:に|より)?(?:制定|改[定訂]|策定|施行|発行|導入|締結|発注|決定|承認|公開|記)(?:済|[)）]|の(?!予定|上|うえ)|版)"
)
"""In a plan, only what is plainly past is no promise: 2024年6月に結んだ契約, 2020年制定の規程."""
_TO_DO = Phrase(r"(?:終わり|完了|最後|おしまい)に(?:する|します)")
_SPAN = frozenset("0123456789数半")
"""How words for a stretch of time begin: 3年前; not お盆前."""
_BY = Phrase(r"(?:の?(?:末|中|内))?までに")


class Promise(NamedTuple):
    """The promised completion: the words, the last day they allow, and whether the clause plainly speaks of a plan."""

    span: Span
    due: date
    firm: bool


_CARRIERS = (State.PLANNED, State.UNDER_WAY, State.PRESENT, State.NOMINAL, State.HEARSAY)
_SETTLED = (State.DONE, State.PRACTISED, State.NOMINAL)


def _promising(said: Said) -> bool:
    """Whether a clause can carry a promise at all."""
    if said.state in _CARRIERS:
        return True
    return bool(_DUE.search(said.clause.text)) and said.state is not State.CONDITION


def _counts(case: Case, said: Said, moment: Moment) -> bool:
    """Whether a time is one of completion, not of a past step, a frequency, or a report day."""
    after = case.text[moment.end : moment.end + 18]
    before = case.text[max(0, moment.start - 4) : moment.start]
    ahead = moment.first > case.as_of and said.state is State.PLANNED
    if before.endswith(("毎年", "毎期", "毎")) or (_REPORT_DAY.match(after) and not ahead):
        return False
    if (
        moment.words.startswith(("翌", "先", "昨", "去", "前年"))
        and said.state is not State.PLANNED
        and not (said.state is State.PRESENT and _TO_DO.search(said.clause.text))
    ) or (moment.words[:1] in _SPAN and moment.words.endswith(("前", "ぶり"))):
        return False
    if (
        case.rates
        and _BARE.match(moment.words)
        and said.state is not State.PLANNED
        and not _DUE.search(said.clause.text)
    ):
        return False
    if (
        before.endswith(("(", "（"))
        and said.state is State.NOMINAL
        and moment.last < case.as_of
        and not _DUE.match(after)
    ):
        return False
    if moment.first > case.as_of:
        return not _LIFETIME.match(after)
    if said.state is State.PLANNED and not _STEP_TAKEN.match(after):
        return True
    if _BY.match(after) and not any(word.kind == "助動詞-タ" for word in said.clause.words):
        return True
    if said.state in (State.PLANNED, State.PRESENT) and not _PAST_STEP.match(after):
        return True
    if said.state in (State.DONE, State.PRACTISED) and not _DUE.search(said.clause.text):
        return False
    return not (moment.last < case.as_of and _PAST_STEP.match(after))


def _closes(case: Case, said: Said, moment: Moment) -> bool:
    """Whether a plain present names a time of its own for what is to be done: 9月の棚卸日に試す."""
    at_end = said.clause.text[-1:] not in ("、", ",")
    return bool(_LIMIT.match(case.text, moment.end)) or (at_end and not case.habitual(said.clause))


@once
def promise(case: Case) -> Promise | None:
    """The latest completion that the text promises, whether still ahead or already past."""
    found: Promise | None = None
    for said in case.said if case.moments else ():
        if not said.moments or (said.state in _SETTLED and _HABIT.search(said.clause.text)):
            continue
        if not (_promising(said) or any(m.first > case.as_of for m in said.moments)):
            continue
        for moment in said.moments:
            if _counts(case, said, moment) and (found is None or moment.last >= found.due):
                firm = (
                    said.state in (State.PLANNED, State.UNDER_WAY)
                    or bool(_DUE.search(said.clause.text))
                    or (said.state is State.PRESENT and _closes(case, said, moment))
                )
                found = Promise(Span(moment.start, moment.end, moment.words), moment.last, firm)
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
    return promised_day(Case(Score.UNDER_WAY, evidence, "", "", as_of))


def promised_day(case: Case) -> date | None:
    """The same of an answer that was read already."""
    found = promise(case)
    return found.due if found else None
