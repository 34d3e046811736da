"""Whether a text describes the whole thing as done, or as at least begun: for a 1 or a 0 that may be too low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence import criteria, promises
from jama_checksheet.evidence.case import once
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.signals import coverage, gaps, measures, vagueness
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score

if TYPE_CHECKING:
    from jama_checksheet.evidence.case import Case, Said

_ASKED = Phrase(
    r"こと(?:に|と)(?:した|しました|決め|なった)|上申|見送|見積|依頼した|申請した|検討|議論|提案|打診|相談|聞[いか]|勧め|断[っら]|感染した|発生した|起き|受けた|なった|あった|いた。|上げた|頼ん|まとま|流れ|困っ|(?:に|く)なって|知って|知ってる|作ったきり|程度|出た|出された|指摘|申し入れ|要望|持ち込|話し(?:て|た|ま)|話を(?:し|持)|案を[^、。]{0,10}(?:出し|提出|持)|もらってき"
)
_CONCRETE = Phrase(r"[A-Za-z0-9『「⇒]|[ァ-ヶー]{2}")
_BRIEF = 50
_LONG = 24
"""Characters from which on a text that names a measure says enough of it."""
_COMMON = 5
"""Neighbouring characters that a text without content may share with the item by chance."""
_HALFWAY = Phrase(r"半ば|途中まで|道半ば|少しずつ|ぼちぼち|徐々に|着々|半分")
_REASON = Phrase(r"(?:ので|から|ため|につき)、?$")
_BEARABLE = frozenset(State) - {State.UNDER_WAY, State.HEARSAY}
"""Clauses in these states do not by themselves leave anything open."""


@once
def done_without_reservation(case: Case) -> Said | None:
    """The clause that best shows that everything is done; `None` where any gap is named."""
    if not case.names_measure or case.weak_spots or gaps.any_gap(case):
        return None
    if not case.states <= _BEARABLE or (case.score is Score.NOT_DONE and State.PLANNED in case.states):
        return None
    shown = case.having(State.DONE, State.PRACTISED, State.CLEAN, State.BLOCKED)
    if not shown and (
        len(case.text) >= _LONG or case.rates or coverage.whole(case.text) or measures.any_document(case.text)
    ):
        shown = case.having(State.PRESENT, State.NOMINAL)
    return shown[0] if shown else None


@once
def nothing_concrete(case: Case) -> bool:
    """Whether a text names no measure, no number and no name, and hardly repeats a word of the item."""
    return (
        bool(case.text)
        and not (case.names_measure or case.rates or case.moments)
        and not _CONCRETE.search(case.text)
        and len(criteria.pairs(case.text) & case.demands.pairs) <= _COMMON
        and not case.having(State.ABSENT, State.UNDER_WAY, State.PLANNED)
        and bool(not case.weak_spots or vagueness.praise(case.text))
    )


@once
def repeats_the_item(case: Case) -> bool:
    """Whether a text only assures what the item asks, in the item's own nouns: 必要な教育は適切に行っている."""
    if not vagueness.praise(case.text) or _CONCRETE.search(case.text) or len(case.text) > _BRIEF:
        return False
    nouns = [w for w in case.words if w.kind.startswith("名詞-普通")]
    own = [w for w in nouns if not vagueness.hollow(w)]
    return bool(own) and all(w.surface in case.demands.text for w in own)


@once
def begun(case: Case) -> Said | None:
    """The clause that shows work really under way or partly done; not a bad habit, not a mere request for budget."""
    weak = {span.start for _, span in case.weak_spots}
    partly = any(0 < share.share < 1 for share in case.shares)
    promised = promises.promise(case)
    if promised and promised.firm and promised.due < case.as_of:
        return None
    lacking = (
        bool(_HALFWAY.search(case.text)) or bool(case.having(State.ABSENT)) or gaps.leftover(case) is not None
    )
    planned = bool(case.having(State.PLANNED))
    for said in case.said:
        text = said.clause.text
        if (
            _ASKED.search(text)
            or (planned and _REASON.search(text))
            or any(said.clause.start <= start < said.clause.end for start in weak)
        ):
            continue
        if said.state in (State.UNDER_WAY, State.DONE) or (
            said.state is State.NOMINAL and partly and said.clause.text
        ):
            return said
        if (
            said.state is State.PRACTISED
            and lacking
            and not planned
            and (measures.any_measure(text) or case.rates)
        ):
            return said
    return None
