"""Are the working copy and the official download the same form? Items matched by No., their questions compared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from jama_checksheet.checksheet.score_words import is_prompt
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.checksheet.wording import compact
from jama_checksheet.model import CheckItem, ItemNo

QUESTION = ("level", "category", "label", "purpose", "requirement", "condition", "criteria")
"""What makes a question. 他社事例 and 担当領域 do not: companies adapt them in their copy."""
_CORE = ("condition", "criteria")
ALIKE = 65.0
"""Two questions under one number that are less alike than this (percent of 達成条件 and 達成基準) are two different questions:
among the 153 items of the sample no two come nearer than 64.8; a changed number or an added sentence stays above 80."""

_GUIDANCE = re.compile(
    r"(?:記入|記載|入力|選択|回答|評価)(?:を(?:お願い)?|して|願)?.{0,4}(?:くだ|下)さい|(?:ここに|こちらに).{0,8}(?:記入|入力|記載)|^[(\[【〈<※]*記入例"
)
_GUIDANCE_LENGTH = 80
_SAME_TEXT = 3


@dataclass(frozen=True, slots=True)
class Forms:
    """How two forms fit together. `pairs` are the items whose answer can be carried over: (working, official).

    `reworded` are numbers among them whose question differs in its wording; `other` are numbers that mean another question in
    the official form (nothing is carried over); the rest stand in one form only.
    """

    pairs: tuple[tuple[CheckItem, CheckItem], ...]
    reworded: tuple[ItemNo, ...]
    other: tuple[ItemNo, ...]
    only_working: tuple[ItemNo, ...]
    only_official: tuple[ItemNo, ...]


def compare_forms(working: CheckSheet, official: CheckSheet) -> Forms:
    """Match the items by number and compare their questions: widths, spaces and line breaks do not count."""
    here = {item.no: item for item in working.items}
    there = {item.no: item for item in official.items}
    columns = working.layout.columns.keys() & official.layout.columns.keys()
    shared = [key for key in QUESTION if key in columns]
    cores = {_text(item, _CORE): item.no for item in official.items}
    pairs, reworded, other = [], [], []
    for no, item in here.items():
        if no not in there:
            continue
        if any(compact(getattr(item, key)) != compact(getattr(there[no], key)) for key in shared):
            if _another_question(item, there[no], cores):
                other.append(no)
                continue
            reworded.append(no)
        pairs.append((item, there[no]))
    return Forms(
        tuple(pairs),
        tuple(reworded),
        tuple(other),
        tuple(no for no in here if no not in there),
        tuple(no for no in there if no not in here),
    )


def _another_question(here: CheckItem, there: CheckItem, cores: dict[str, ItemNo]) -> bool:
    mine = _text(here, _CORE)
    if cores.get(mine, there.no) != there.no:
        return True  # word for word the question of another number: the form was renumbered
    return fuzz.ratio(mine, _text(there, _CORE)) < ALIKE


def _text(item: CheckItem, keys: tuple[str, ...]) -> str:
    return "\n".join(compact(getattr(item, key)) for key in keys)


def is_guidance(text: str) -> bool:
    """Whether a text in the evidence column is the form's own request to write something there, and no answer."""
    short = compact(text)
    return bool(short) and len(short) <= _GUIDANCE_LENGTH and (_GUIDANCE.search(short) is not None)


def form_texts(official: CheckSheet) -> frozenset[str]:
    """What the evidence column of the official form says by itself (compared with `compact`): guidance, and texts that recur."""
    texts = [
        compact(answer.evidence)
        for answer in official.answers.values()
        if not answer.answered and answer.evidence.strip()
    ]
    counts = Counter(texts)
    return frozenset(
        text for text in texts if counts[text] >= _SAME_TEXT or is_guidance(text) or is_prompt(text)
    )
