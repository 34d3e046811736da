"""The answers of the working copy as changes to the official form: score and evidence, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jama_checksheet.checksheet.score_words import is_prompt
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.checksheet.wording import compact
from jama_checksheet.model import Answer, CheckItem, ItemNo, Score
from jama_checksheet.workbook.handin.forms import Forms, form_texts
from jama_checksheet.workbook.plan import CellValue, WriteBlock


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is written into the official form.

    `answers` are the answers as they will stand there, by number. `written` are the items that get an answer; `leftover` those
    whose answer stood in the official form already; `not_offered` those whose score the official form does not offer.
    """

    changes: tuple[WriteBlock, ...]
    answers: Mapping[ItemNo, Answer]
    written: tuple[ItemNo, ...]
    leftover: tuple[ItemNo, ...]
    not_offered: tuple[ItemNo, ...]


def transfer(working: CheckSheet, official: CheckSheet, forms: Forms) -> Transfer:
    """The changes that bring the answers of the matched items over, in the official form's own spelling of the scores.

    Where the official form holds an answer already, the working copy's state takes its place, so that no old answer is handed
    in by mistake; what the working copy leaves empty is then emptied.
    """
    own_texts = form_texts(official)
    words = _spelling(official)
    after = dict(official.answers)
    changes: list[WriteBlock] = []
    written, not_offered = [], []
    for here, there in forms.pairs:
        answer = working.answers[here.no]
        before = official.answers[there.no]
        given = bool(answer.evidence.strip()) and compact(answer.evidence) not in own_texts
        word = words.get(answer.score, "" if words else answer.score_text)
        if answer.answered and not word:
            not_offered.append(here.no)
        now = _after(answer if word else _unscored(answer), before, word, given, own_texts)
        changes += _cells(official, there, before, now)
        after[there.no] = now
        if (answer.answered and word) or given:
            written.append(here.no)
    leftover = tuple(
        no
        for no, answer in official.answers.items()
        if answer.answered or (answer.evidence.strip() and compact(answer.evidence) not in own_texts)
    )
    return Transfer(tuple(changes), after, tuple(written), leftover, tuple(not_offered))


def _spelling(official: CheckSheet) -> Mapping[Score, str]:
    """The official form's words; empty where it shows none, and then the working copy's words stay as they are."""
    column = official.layout.columns["score"]
    listed = any(
        rule.words and any(rule.covers(item.row, column) for item in official.items)
        for rule in official.lists
    )
    used = any(answer.answered for answer in official.answers.values())
    return official.words if listed or used else {}


def _unscored(answer: Answer) -> Answer:
    prompt = answer.score_text if is_prompt(answer.score_text) else ""
    return Answer(Score.UNANSWERED, answer.evidence, prompt)


def _after(answer: Answer, before: Answer, word: str, given: bool, own_texts: frozenset[str]) -> Answer:
    """The answer as it will stand: the form's own prompts stay where the company says nothing."""
    evidence = answer.evidence if given else before.evidence
    if not given and compact(before.evidence) not in own_texts:
        evidence = ""
    if answer.answered and word:
        return Answer(answer.score, evidence, word)
    kept = answer.score_text if before.answered else before.score_text
    return Answer(Score.UNANSWERED, evidence, kept if is_prompt(kept) or not before.answered else "")


def _cells(official: CheckSheet, item: CheckItem, before: Answer, after: Answer) -> Iterator[WriteBlock]:
    columns = official.layout.columns
    if after.score_text != before.score_text:
        yield WriteBlock(official.name, item.row, columns["score"], ((_stored(after.score_text),),))
    if after.evidence != before.evidence:
        yield WriteBlock(official.name, item.row, columns["evidence"], ((after.evidence or None,),))


def _stored(word: str) -> CellValue:
    """A word as Excel stores what is chosen from a list: a whole number as a number."""
    if not word:
        return None
    return int(word) if word.isascii() and word.isdecimal() and str(int(word)) == word else word
