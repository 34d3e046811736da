"""The decisions of page one as live formulas: the same topics, sentences and order as `summary.decisions`."""

from __future__ import annotations

import re

from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.summary.decisions import (
    MOST,
    NEAR,
    NOTHING_TO_DECIDE,
    NUMBERS_SHOWN,
    TOPICS,
    Topic,
    View,
    concerned,
    level_phrase,
    numbers_phrase,
)
from jama_checksheet.workbook.sheets.formulas import fixed, fixed_range, text
from jama_checksheet.workbook.sheets.summary_data import TARGET_NO, TARGET_PHRASE, TOP, Block, Col

_COUNT, _RANK, _TEXT, _FIRST_NO = Col.DECISION, Col.DECISION + 1, Col.DECISION + 2, Col.DECISION + 3


def decision_cells(block: Block) -> list[tuple[str, str]]:
    """Write the hidden cells of all topics; give back, per line of the page, the formula and its true text ("" where none)."""
    shown = 0
    for place, topic in enumerate(TOPICS):
        shown += _topic(block, place, topic, shown)
    last = TOP + len(TOPICS) - 1
    texts, ranks = fixed_range(TOP, _TEXT, last), fixed_range(TOP, _RANK, last)
    decisions = block.summary.decisions(block.target)
    lines = []
    for number in range(1, MOST + 1):
        nothing = NOTHING_TO_DECIDE if number == 1 else ""
        value = decisions[number - 1].text if number <= len(decisions) else nothing
        lines.append((f"IFERROR(INDEX({texts},MATCH({number},{ranks},0)),{text(nothing)})", value))
    return lines


def _topic(block: Block, place: int, topic: Topic, shown: int) -> bool:
    """Write one topic; True where it has something to decide."""
    summary, row, keys = block.summary, TOP + place, Col.TOPIC + place
    view = View(summary.as_of, summary.up_to(block.target))
    found = concerned(topic, summary.rows, view, summary.levels)
    members = {item.no for item in found}
    for number, item in enumerate(summary.rows, start=1):
        line = TOP + number - 1
        level = cell_name(line, Col.LEVEL)
        key = (summary.levels.index(item.level) + 1) * 10**6 + number
        formula = _concerns(block, topic.key, line, f"{level}*10^6+{number}")
        block.put(line, keys, key if item.no in members else "", formula)
    column, nos = block.column(keys), block.column(Col.NO)
    count = fixed(row, _COUNT)
    is_due = len(found) >= topic.least
    block.put(row, _COUNT, len(found), f"COUNT({column})")
    above = f"{fixed(1, _RANK)}:{cell_name(row - 1, _RANK)}"
    block.put(row, _RANK, shown + 1 if is_due else "", f'IF({count}>={topic.least},MAX({above})+1,"")')
    for number in range(NUMBERS_SHOWN):
        value = str(found[number].no) if number < len(found) else ""
        formula = f'IFERROR(INDEX({nos},MATCH(SMALL({column},{number + 1}),{column},0))&"","")'
        block.put(row, _FIRST_NO + number, value, formula)
    sentence = topic.sentence.format(level=level_phrase(view.target_levels), count=len(found))
    whole = sentence + numbers_phrase([item.no for item in found]) if is_due else ""
    block.put(row, _TEXT, whole, f'IF({count}>={topic.least},{_sentence(topic, row, count)},"")')
    return is_due


def _concerns(block: Block, key: str, line: int, found: str) -> str:
    """The condition of a topic for one item, as `summary.decisions` has it in Python."""
    code, finish, due = (cell_name(line, column) for column in (Col.CODE, Col.FINISH, Col.DUE))
    match key:
        case "unplanned":
            in_target = f"{cell_name(line, Col.LEVEL)}<={fixed(*TARGET_NO)}"
            return f'IF(AND({code}=3,{finish}="",{in_target}),{found},"")'
        case "overdue":
            return f'IF({code}=2,IF(ISNUMBER({finish}),IF({finish}<{block.as_of},{found},""),""),"")'
        case "maybe_high":
            return f'IF({cell_name(line, Col.MAYBE_HIGH)}=1,{found},"")'
        case "unanswered":
            return f'IF(AND({code}=0,{due}=""),{found},"")'
        case "unassigned":
            return f'IF({cell_name(line, Col.DEPARTMENT)}={text(UNASSIGNED)},{found},"")'
        case "urgent":
            near = f"{due}-{NEAR.days}<={block.as_of}"
            return f'IF({code}=0,IF(ISNUMBER({due}),IF({near},{found},""),""),"")'
    raise KeyError(key)


def _sentence(topic: Topic, row: int, count: str) -> str:
    parts = [part for part in re.split(r"(\{level\}|\{count\})", topic.sentence) if part]
    live = {"{level}": fixed(*TARGET_PHRASE), "{count}": count}
    sentence = "&".join(live.get(part, text(part)) for part in parts)
    first, *others = (fixed(row, _FIRST_NO + number) for number in range(NUMBERS_SHOWN))
    listed = "&".join([first, *(f'IF({cell}="","",{text("、")}&{cell})' for cell in others)])
    more = f'IF({count}>{NUMBERS_SHOWN},{text(" ほか")}&({count}-{NUMBERS_SHOWN})&{text("件")},"")'
    return f"{sentence}&{text('（No.')}&{listed}&{more}&{text('）')}"
