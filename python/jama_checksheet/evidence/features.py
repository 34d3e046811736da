"""What the second opinion sees of an answer: names that are there or not.

Words and neighbouring words in dictionary form, and signals that the rules read too. Every feature also exists together
with the score, because the same words speak for a 2 and against a 0. Few are best: the sequence of states, words for parts
and remainders, very short texts, and how far text and criteria overlap made the opinion worse on authors left out (F1 .927
instead of .932), because it learned the authors by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from jama_checksheet.evidence import completeness, promises
from jama_checksheet.evidence.applicable import argues, reason
from jama_checksheet.evidence.case import once
from jama_checksheet.evidence.signals import weakness
from jama_checksheet.evidence.signals.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jama_checksheet.evidence.case import Case
    from jama_checksheet.evidence.morphemes import Word
    from jama_checksheet.evidence.signals.times import Moment

WORD = 0.5
"""Weight of a feature made of words beside the 1.0 of a signal: there are many more of them."""
OF_WORDS = "w:"
"""How the names of features made of words begin."""
AND = "\t"
"""What stands between two neighbours in such a name."""


def tokens_of(words: Iterable[Word]) -> list[str]:
    """The tokens of words; a space has none."""
    return list(filter(None, map(attrgetter("token"), words)))


@once
def tokens(case: Case) -> list[str]:
    """The words of an answer in dictionary form, between ^ and $; numbers become #, marks |, commas and full stops stay."""
    return ["^", *tokens_of(case.words), "$"]


def grams(words: Sequence[str]) -> set[str]:
    """Every word and every two neighbours, as features. Three, or the place of a word, did not help authors left out.

    Two neighbours that are numbers are one number.
    """
    pairs = {
        f"{OF_WORDS}{word}{AND}{after}" for word, after in pairwise(words) if word != "#" or after != "#"
    }
    return pairs.union([OF_WORDS + word for word in words])


def _when(case: Case, moments: Sequence[Moment]) -> str:
    if not moments:
        return ""
    ahead = any(moment.last > case.as_of for moment in moments)
    past = any(moment.last <= case.as_of for moment in moments)
    return ("F" if ahead else "") + ("P" if past else "")


_OF_STATE = {state: f"s:{state}" for state in State}
_CONTRASTED = {state: f"sc:{state}" for state in State}
_LAST = {state: f"last:{state}" for state in State}


def _states(case: Case) -> Iterator[str]:
    for said in case.said:
        state = said.state
        yield _OF_STATE[state]
        if said.clause.contrast:
            yield _CONTRASTED[state]
        if said.moments:
            yield f"st:{state}{_when(case, said.moments)}"
    if case.said:
        yield _LAST[case.said[-1].state]


def _reach(case: Case) -> Iterator[str]:
    for share in case.shares:
        yield "share<1" if share.share < 1 else "share1"
    mended = weakness.mended(case.text)
    if case.weak_spots:
        yield from [f"k:{family}" for family, _ in case.weak_spots]
        yield f"weak{mended}"
        yield f"weak{min(len(case.weak_spots), 3)}"
    if mended:
        yield "mended"


def _judged(case: Case) -> Iterator[str]:
    promised = promises.promise(case)
    yield (
        "promise:none" if not promised else "promise:ahead" if promised.due >= case.as_of else "promise:past"
    )
    yield f"times:{_when(case, case.moments)}"
    if reason(case):
        yield "reason"
    if argues(case):
        yield "argues"
    if completeness.done_without_reservation(case):
        yield "complete"
    if case.names_measure:
        yield "measure"
    if case.rates:
        yield "rate"


def _asked(case: Case) -> Iterator[str]:
    demands = case.demands
    if case.rates and demands.per_year:
        best = max(rate.per_year for rate in case.rates)
        if best < min(demands.per_year):
            yield "rate low"
        if best >= max(demands.per_year):
            yield "rate met"


@once
def signals(case: Case) -> set[str]:
    """The features that are there or not.

    What the rules found is none of them: the rules were written over the training texts and are right there more often
    than on texts by other people, so the opinion would lean on them too much (when measured, F1 .925 instead of .938).
    """
    return {"bias", *_states(case), *_reach(case), *_judged(case), *_asked(case)}


def features(case: Case) -> dict[str, float]:
    """All features of an answer with their values, each alone and together with the score: for training."""
    plain = dict.fromkeys(signals(case), 1.0) | dict.fromkeys(grams(tokens(case)), WORD)
    chosen = case.score.value
    together = {f"{chosen}|{name}": value for name, value in plain.items()} if chosen else {}
    # Sorted, because sets have no order of their own and the last digits of a sum depend on it.
    return dict(sorted((plain | together).items()))
