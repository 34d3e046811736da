"""One answer, read once: everything that the rules ask about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jama_checksheet.evidence import criteria
from jama_checksheet.evidence.clauses import Clause, Sentence, clauses, sentences
from jama_checksheet.evidence.lazy import lazy
from jama_checksheet.evidence.morphemes import Word, words
from jama_checksheet.evidence.phrases import Passage, Phrase
from jama_checksheet.evidence.signals import coverage, frequency, measures, state, times, vagueness, weakness
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.evidence.text import Text, normalise

if TYPE_CHECKING:
    from datetime import date

    from jama_checksheet.model import Score

_RUNNING = Phrase(
    r"(?:使用|稼[働動]|運用|監視|保管|施錠|常駐|継続|掲示|公開|契約|適用|利用|録画|施行|記録|勤務|徹底|励行|出張|休業|営業|操業|停止|移動|通信|会議|作業時間|平日|夜間|外出|通勤|在籍|電話|訪問|入場|滞在|不在|離席)中"
)
_PAST_WORDS = Phrase(r"(?:昨|去|前回|先日|既に|すでに|済|完了|終わ|終え|した|った|んだ|直近)")
_ADVERB_PLAN = Phrase(
    r"今後|これから|将来|いずれ(?!も|の|か)|近く|近々|追って|順次|おいおい|ゆくゆく|次回|来年|来期|次年度|翌年度|来月|来春|別途|そのうち|段階的に"
)
_BARE_MONTH = Phrase(r"\d{1,2}(?:月|/)|年末|年明け|[春夏秋冬]|GW|お?盆|正月|夏")
_PROCEDURAL = Phrase(r"翌|\d{1,9}(?:日|週間?|(?:か|ヶ|カ|ケ)月)(?:以内|後)")
_TWICE = Phrase(r"\d月(?:と|・|、|や)\d{1,2}月|春と秋|夏と冬|月ごと|の都度|たび")
_LIMIT = Phrase(r"(?:の?(?:うち|間)に|中|内|末|まで|を目)")
_FULFILLED = Phrase(r"(?:計画|予定|目標と|目指)し、$")
"""A plan that the same sentence tells to be done: 分離を計画し、2025年5月に終えた."""
_DECIDED = Phrase(r"ことに(?:なって|決まって|決めて)(?:い|お)")
"""With a time beside it a plan: 10月の改組で置くことになっている; without one a rule: 申請することになっている."""
_OPEN = (State.PRESENT, State.DONE, State.NOMINAL)
"""The states that a time to come turns into a plan."""
_CARRIED_OVER = (State.PLANNED, State.DONE, State.UNDER_WAY)
"""The states that a clause hands back to the one before, which left its own open: 規程を作り、配布した."""

_Result = TypeVar("_Result")


def once(read: Callable[[Case], _Result]) -> Callable[[Case], _Result]:
    """A reading of a whole answer that several rules ask for: made once per case.

    The case keeps it as an attribute under the full name of the function, and what comes back is the getter of that
    attribute: asking again then costs no call of Python.
    """
    name = f"{read.__module__}.{read.__qualname__}".replace(".", "_")
    kept = lazy(read)
    kept.__set_name__(Case, name)
    setattr(Case, name, kept)
    return attrgetter(name)


class Said(NamedTuple):
    """One clause with its state in context, and the times it names."""

    clause: Clause
    state: State
    moments: tuple[times.Moment, ...]
    raw_state: State
    """The state by the clause's own words alone, as `state` is in context."""
    carried: bool = False
    """Whether the state is that of the clause that follows, because this one leaves its own open."""


class Case:
    """An answer as the rules see it. Each reading is made at most once, on demand."""

    def __init__(self, score: Score, evidence: str, condition: str, wanted: str, as_of: date) -> None:
        self.score = score
        self.as_of = as_of
        self.source: Text = normalise(evidence)
        self.text = Passage.whole(self.source.norm)
        self._condition, self._wanted = condition, wanted

    @lazy
    def demands(self) -> criteria.Demands:
        """What the item asks."""
        return criteria.demands(self._condition, self._wanted)

    @lazy
    def analysed(self) -> list[Word]:
        """All words of the text; together they are the whole of it."""
        return words(self.text)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text."""
        return sentences(self.text)

    @lazy
    def moments(self) -> tuple[times.Moment, ...]:
        """Every time that the text names."""
        return times.moments(self.text, self.as_of)

    @lazy
    def shares(self) -> tuple[coverage.Share, ...]:
        """Every ratio that the text states."""
        return coverage.shares(self.text)

    @lazy
    def rates(self) -> tuple[frequency.Rate, ...]:
        """Every frequency that the text states."""
        return frequency.rates(self.text)

    @lazy
    def weak_spots(self) -> tuple[tuple[str, Span], ...]:
        """Turns of speech that give a weak measure away, with their families."""
        return weakness.weak_spots(self)

    @lazy
    def names_measure(self) -> bool:
        """Whether the text names anything concrete."""
        return measures.any_measure(self.text)

    @lazy
    def said(self) -> tuple[Said, ...]:
        """The clauses with their states, seen in context."""
        found = [self._say(clause) for clause in clauses(self.text, self.analysed, self.sentences)]
        for i in range(len(found) - 2, -1, -1):
            here, after = found[i], found[i + 1]
            if here.clause.sentence != after.clause.sentence:
                continue
            if (
                here.raw_state is State.PRESENT
                and after.state in _CARRIED_OVER
                and not after.clause.contrast
                and here.clause.words[-1].surface in "、,"
            ):
                found[i] = here._replace(state=after.state, carried=True)
            elif (
                here.state is State.PLANNED
                and after.state is State.DONE
                and _FULFILLED.search(here.clause.text)
            ):
                found[i] = here._replace(state=State.DONE)
        return tuple(found)

    @lazy
    def words(self) -> list[Word]:
        """The words of all clauses."""
        return list(chain.from_iterable([said.clause.words for said in self.said]))

    @lazy
    def empty(self) -> bool:
        """Whether nothing but marks stands there."""
        return vagueness.empty(self.text)

    @lazy
    def states(self) -> frozenset[State]:
        """The states of all clauses."""
        return frozenset([said.state for said in self.said])

    def _say(self, clause: Clause) -> Said:
        read = result = state.read(clause)
        inside = self.moments and self._moments_in(clause)
        if read in _OPEN:
            if self._to_come(clause, inside, read):
                result = State.PLANNED
        elif read is State.UNDER_WAY:
            if _RUNNING.search(clause.text.part(-12, None)):
                result = State.PRACTISED
        elif inside and read is State.PRACTISED and _DECIDED.search(clause.text):
            result = State.PLANNED
        return Said(clause, result, inside, read)

    def _to_come(self, clause: Clause, inside: tuple[times.Moment, ...], result: State) -> bool:
        """Whether a clause that leaves the time open speaks of something ahead."""
        adverb = _ADVERB_PLAN.search(clause.text) if result is State.PRESENT else None
        if not (adverb or inside) or self._rated(clause.start, clause.end) or _TWICE.search(clause.text):
            return False
        return bool(adverb) or (
            not any(word.kind == "助動詞-タ" for word in clause.words[-4:])
            and not _PAST_WORDS.search(clause.text.part(-8, None))
            and self._ahead(inside, self.habitual(clause))
        )

    def _moments_in(self, clause: Clause) -> tuple[times.Moment, ...]:
        starts = self._moment_starts
        first = bisect_left(starts, clause.start)
        return self.moments[first : bisect_left(starts, clause.end, first)]

    @lazy
    def _moment_starts(self) -> list[int]:
        return [moment.start for moment in self.moments]

    @lazy
    def _rate_starts(self) -> list[int]:
        return [rate.span.start for rate in self.rates]

    def _rated(self, start: int, end: int) -> bool:
        """Whether a frequency begins within a stretch of the text."""
        return bool(self.rates) and bisect_left(self._rate_starts, start) < bisect_left(
            self._rate_starts, end
        )

    def habitual(self, clause: Clause) -> bool:
        """Whether the sentence of a clause states a frequency."""
        sentence = self.sentences[clause.sentence]
        return self._rated(sentence.start, sentence.end)

    def _ahead(self, inside: tuple[times.Moment, ...], habitual: bool) -> bool:
        """Whether the times named in a clause lie ahead: all to come, or a running period with a limit set in it."""
        inside = tuple(m for m in inside if not _PROCEDURAL.match(m.words))
        if not inside or any(m.last <= self.as_of for m in inside):
            return False
        if any(m.first > self.as_of and not (habitual and _BARE_MONTH.match(m.words)) for m in inside):
            return True
        return any(m.first <= self.as_of and _LIMIT.match(self.text[m.end : m.end + 4]) for m in inside)

    @property
    def whole(self) -> Span:
        """The whole text."""
        return Span(0, len(self.text), self.text)

    @property
    def last_sentence(self) -> Span:
        """The last sentence, or the whole text where it has none."""
        if not self.sentences:
            return self.whole
        last = self.sentences[-1]
        return Span(last.start, last.end, last.text)

    def having(self, *states: State) -> tuple[Said, ...]:
        """The clauses in any of the given states."""
        if self.states.isdisjoint(states):
            return ()
        return tuple([said for said in self.said if said.state in states])

    def around(self, span: Span) -> Span:
        """The whole clause that holds a span, so that a quotation can be understood; the span itself in a long one."""
        for said in self.said:
            if said.clause.start <= span.start < said.clause.end:
                words = self.text[said.clause.start : max(said.clause.end, span.end)].rstrip("、。, ")
                return (
                    Span(said.clause.start, said.clause.start + len(words), words)
                    if len(words) <= 60
                    else span
                )
        return span

    def quote(self, span: Span) -> str:
        """The writer's own words behind a span."""
        return self.source.quote(span.start, span.end)
