"""集約ルール on 社内用_担当者: for which items several departments' answers become one in another way than usual.

Right of the lists, from column P on. What a person wrote there survives every new version of the sheet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jama_checksheet.checksheet.cells import cell_name, column_letter
from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.checksheet.sheet import Problem
from jama_checksheet.checksheet.wording import as_text, compact, header_key
from jama_checksheet.consolidation import Rule
from jama_checksheet.workbook.plan import CellValue, OwnList
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.standing import as_it_stands

FIRST_COLUMN = 16
HEADERS: tuple[tuple[str, float], ...] = (("No.", 10), ("集約ルール", 16), ("メモ", 26))
"""Header and width (characters) of each column of the table."""
SPARE_LINES = 12

_WORDS = {
    Rule.LOWEST: ("最も低い評価", "最低", "最も低い", "一番低い評価", "低い方", "lowest"),
    Rule.LEAD: ("主担当の回答", "主担当", "主担当部門", "主担当優先", "lead"),
}
_MEANING = {compact(word).lower(): rule for rule, words in _WORDS.items() for word in words}
_BETWEEN = re.compile(r"[、,;/・\s]+")
_RANGE = re.compile(r"\s*(?:[-~～〜‐‑–—―−ー]|から)\s*")
_LONGEST_RANGE = 1_000
_NOTE = "複数の部門が答える項目のまとめ方です。ご記入のない項目は、取り込みのときの指定（通常は「最も低い評価」）に従います。"


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The table as it stands: its lines (values of the three columns), the rule by item number (as text), and what looked odd."""

    lines: tuple[tuple[CellValue, ...], ...] = ()
    by_no: Mapping[str, Rule] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_rules(grid: Grid | None, known: Sequence[str] = ()) -> RuleTable:
    """The table on a sheet 社内用_担当者, found by its headers; empty where there is none.

    One cell may name several numbers and ranges such as 8-11. `known` are the numbers of the check sheet in its order, by which
    ranges are understood; where they are not given, nothing is said about numbers that are not in the sheet.
    """
    place = _header(grid) if grid else None
    if grid is None or place is None:
        return RuleTable()
    header_row, column = place
    columns = range(column, column + len(HEADERS))
    rows = sorted({row for row, at in grid.values if row > header_row and at in columns})
    lines: list[tuple[CellValue, ...]] = []
    by_no: dict[str, Rule] = {}
    problems: list[Problem] = []
    for row in range(header_row + 1, (rows[-1] if rows else header_row) + 1):
        values = [grid.values.get((row, at)) for at in columns]
        lines.append(tuple(as_it_stands(value) for value in values))
        numbers, word = as_text(values[0]), as_text(values[1])
        if not numbers.strip() and not word.strip():
            continue
        problems += _take(by_no, numbers, word, f"社内用_担当者 {cell_name(row, column)}", known)
    return RuleTable(tuple(lines), by_no, tuple(problems))


def _take(
    by_no: dict[str, Rule], numbers: str, word: str, cell: str, known: Sequence[str]
) -> Iterator[Problem]:
    """One line's rules into `by_no`; what could not be understood."""
    rule = _MEANING.get(compact(word).lower())
    if rule is None:
        words = "」か「".join(rule.label for rule in Rule)
        yield Problem(cell, f"集約ルール「{word}」は「{words}」としてご記入ください。")
        return
    if not numbers.strip():
        yield Problem(cell, f"集約ルール「{word}」の番号（No.）が空欄のため、使っていません。")
        return
    for piece in filter(None, _BETWEEN.split(_RANGE.sub("-", unicodedata.normalize("NFKC", numbers)))):
        found = _numbers(piece, known)
        if not found:
            reason = "がチェックシートにありません" if item_no(piece) is not None else "を読み取れません"
            yield Problem(cell, f"集約ルールの番号「{piece}」{reason}。")
        for no in found:
            if by_no.setdefault(no, rule) is not rule:
                yield Problem(cell, f"No.{no} の集約ルールが複数あるため、上の行に従います。")


def _numbers(piece: str, known: Sequence[str]) -> list[str]:
    """The items that a number or a range means; an item that is itself called 8-11 comes first."""
    no = item_no(piece)
    if no is not None and str(no) in known:
        return [str(no)]
    first, sign, last = piece.partition("-")
    low, high = item_no(first), item_no(last)
    if sign and isinstance(low, int) and isinstance(high, int) and high - low < _LONGEST_RANGE:
        every = [str(number) for number in range(low, high + 1)]
        return [number for number in every if number in known] if known else every
    return [] if no is None or known else [str(no)]


def _header(grid: Grid) -> tuple[int, int] | None:
    """Row and first column of the table."""
    wanted = header_key(HEADERS[1][0])
    for (row, column), value in sorted(grid.values.items()):
        if header_key(as_text(value)) == wanted:
            left = grid.values.get((row, column - 1))
            return (row, column - 1) if header_key(as_text(left)) == "no" else None
    return None


def put_rules(canvas: Canvas, header_row: int, lines: Sequence[Sequence[CellValue]]) -> OwnList:
    """Put the table with these lines and some empty ones; the drop-down of its rules."""
    canvas.put(header_row - 2, FIRST_COLUMN, _NOTE, looks.NOTE_LINE)
    for column, (header, _) in enumerate(HEADERS, start=FIRST_COLUMN):
        canvas.put(header_row, column, header, looks.HEADER)
    last = header_row + len(lines) + SPARE_LINES
    for row in range(header_row + 1, last + 1):
        line = lines[row - header_row - 1] if row - header_row <= len(lines) else (None,) * len(HEADERS)
        for column, value in enumerate(line, start=FIRST_COLUMN):
            canvas.put(row, column, value, looks.FIELD_DAY if isinstance(value, date) else looks.FIELD)
    letter = column_letter(FIRST_COLUMN + 1)
    return OwnList(
        range=f"{letter}{header_row + 1}:{letter}{last}",
        choices=tuple(rule.label for rule in Rule),
        prompt_title="集約ルール",
        prompt="「最も低い評価」は一番低い評価を採り、すべての部門の根拠を残します。「主担当の回答」は主担当の部門の回答だけを採ります。",
    )
