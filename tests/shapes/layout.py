"""What a check sheet of some shape holds and where: plain data, written into workbooks by the builders.

A layout knows its own facts (header rows, columns, words), so that a reader's findings can be compared with the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby

from openpyxl.utils import get_column_letter

from jama_checksheet.model import Score
from jama_checksheet.sample.build import load_answers, load_items
from jama_checksheet.sample.checksheet import PROMPT, SCORE_WORDS
from jama_checksheet.sample.data import SampleAnswer, SampleItem

Value = str | int
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right; 1-based, both ends included."""


@dataclass(frozen=True)
class Head:
    """One column: what it holds and how its header is spelled. `key` "" is a column that no reader looks for."""

    key: str
    text: str
    filler: Value | None = None


OFFICIAL_HEADS = (
    Head("category", "分類"),
    Head("label", "ラベル"),
    Head("purpose", "目的"),
    Head("requirement", "要求事項"),
    Head("no", "No."),
    Head("level", "レベル"),
    Head("condition", "達成条件"),
    Head("criteria", "達成基準"),
    Head("examples", "他社事例"),
    Head("area", "担当領域"),
    Head("score", "達成条件評価"),
    Head("evidence", "評価の根拠記入欄"),
)
MERGED_KEYS = ("category", "label", "purpose", "requirement")
RESULT_KEYS = ("score", "evidence")


@cache
def sample_rows() -> tuple[tuple[SampleItem, SampleAnswer], ...]:
    return tuple(zip(load_items(), load_answers(), strict=True))


@dataclass(frozen=True)
class Layout:
    """One shape of the check sheet; the defaults are the plain official one."""

    sheet: str = "チェックシート"
    heads: tuple[Head, ...] = OFFICIAL_HEADS
    left: int = 1
    top: int = 4
    header_rows: int = 3
    titles: tuple[str, ...] = ("セキュリティ自己評価（試験用の見本）", "文章はこの試験のためのものです")
    numbers: tuple[int, ...] = tuple(range(1, 154))
    words: dict[Score, Value] = field(default_factory=lambda: dict(SCORE_WORDS))
    prompt: str = PROMPT
    merged: bool = True
    label_words: dict[str, str] = field(default_factory=dict)
    """Replacements in the labels: spellings differ between editions."""

    @property
    def first_row(self) -> int:
        return self.top + self.header_rows

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.numbers) - 1

    @property
    def header_bottom(self) -> int:
        return self.first_row - 1

    @property
    def right(self) -> int:
        return self.left + len(self.heads) - 1

    @cached_property
    def columns(self) -> dict[str, int]:
        """Key -> column number of everything a reader should find."""
        return {head.key: column for column, head in enumerate(self.heads, self.left) if head.key}

    def column_letters(self) -> dict[str, str]:
        return {key: get_column_letter(column) for key, column in self.columns.items()}

    def area_of(self, key: str) -> str:
        """The item rows of one column, as in "M8:M160"."""
        letter = get_column_letter(self.columns[key])
        return f"{letter}{self.first_row}:{letter}{self.last_row}"

    def with_texts(self, **texts: str) -> Layout:
        """The same layout with other header spellings, by key."""
        heads = tuple(replace(head, text=texts.get(head.key, head.text)) for head in self.heads)
        return replace(self, heads=heads)

    def rows(self) -> list[tuple[SampleItem, SampleAnswer]]:
        wanted = set(self.numbers)
        return [(item, answer) for item, answer in sample_rows() if item.no in wanted]

    def cells(self) -> dict[tuple[int, int], Value]:
        """Every cell with a value: (row, column) -> value."""
        cells: dict[tuple[int, int], Value] = {
            (row, self.left): text for row, text in enumerate(self.titles, 1)
        }
        cells |= self._header_cells()
        for row, (item, answer) in enumerate(self.rows(), self.first_row):
            for column, head in enumerate(self.heads, self.left):
                value = self._value(head, item, answer)
                if value not in ("", None):
                    cells[row, column] = value
        if self.merged:
            for top, left, bottom, _ in self._row_merges():
                for row in range(top + 1, bottom + 1):
                    cells.pop((row, left), None)
        return cells

    def merges(self) -> list[Merge]:
        return [*self._header_merges(), *(self._row_merges() if self.merged else ())]

    def _value(self, head: Head, item: SampleItem, answer: SampleAnswer) -> Value | None:
        if head.key == "":
            return head.filler
        if head.key == "score":
            return self.words.get(answer.score, self.prompt)
        if head.key == "evidence":
            return answer.evidence
        value: Value = getattr(item, head.key)
        if head.key == "label":
            for old, new in self.label_words.items():
                value = str(value).replace(old, new)
        return value

    def _header_cells(self) -> dict[tuple[int, int], Value]:
        cells: dict[tuple[int, int], Value] = {}
        for column, head in enumerate(self.heads, self.left):
            below = self.header_rows > 1 and head.key in RESULT_KEYS
            if head.text:
                cells[self.top + below, column] = head.text
        if self.header_rows > 1:
            cells[self.top, self.columns["score"]] = "評価結果"
        return cells

    def _header_merges(self) -> Iterator[Merge]:
        if self.header_rows == 1:
            return
        for column, head in enumerate(self.heads, self.left):
            top = self.top + (head.key in RESULT_KEYS)
            if top < self.header_bottom:
                yield top, column, self.header_bottom, column
        yield self.top, self.columns["score"], self.top, self.columns["evidence"]

    def _row_merges(self) -> Iterator[Merge]:
        rows = list(enumerate(self.rows(), self.first_row))
        for key in MERGED_KEYS:
            if key not in self.columns:
                continue
            keyed = [
                ((item.label if key != "category" else "", getattr(item, key)), row)
                for row, (item, _) in rows
            ]
            for _, group in groupby(keyed, key=lambda pair: pair[0]):
                members = [row for _, row in group]
                if len(members) > 1:
                    yield members[0], self.columns[key], members[-1], self.columns[key]
