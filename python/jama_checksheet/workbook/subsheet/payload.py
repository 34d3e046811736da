"""What travels in a sub-sheet for the way back: plain texts on a very hidden sheet, which Excel and LibreOffice keep on saving.

LibreOffice turns a very hidden sheet into a hidden one and changes line breaks; the fingerprints do not see either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jama_checksheet.checksheet.grid import Book, Grid
from jama_checksheet.checksheet.memory import QUESTION_CELLS, fingerprint
from jama_checksheet.checksheet.wording import as_text
from jama_checksheet.model import Score

SHEET_NAME = "照合用"
ITEMS_SHEET_NAME = "回答シート"
"""The worksheet with the department's items, itself a check sheet. A department may have renamed it."""

REPLY_HEADERS = {"question": "質問・連絡欄", "person": "回答者", "answered_on": "回答日"}
"""Columns of a sub-sheet beside those of the check sheet: key -> header text. All three may be empty; 回答日 is a date or a text."""

GIVEN_HEADERS = {
    "last_year": "昨年の回答",
    "points": "ご確認いただきたい点",
    "state": "記入状況",
    "departments": "回答部門",
}
"""Columns of a sub-sheet that only inform: key -> header text. Each may be absent; 記入状況 holds formulas."""

_MARK = "jama-checksheet sub-sheet"
_VERSION = "1"
_HEAD = ("key", "department", "year", "sheet", "items")
_FIRST_ITEM = len(_HEAD) + 3
_COLUMNS = ("no", *QUESTION_CELLS, "score", "evidence")
WORDS_COLUMN = len(_COLUMNS) + 2
"""Where the words of the drop-down stand if they do not fit into the validation itself; from row 1 down."""
_MOST_ITEMS = 100_000


@dataclass(frozen=True, slots=True)
class PayloadItem:
    """One item as it was given out.

    `cells` are the fingerprints of the question cells in the order of `QUESTION_CELLS`; `score` and `evidence` the answer at
    the time of the split.
    """

    no: str
    cells: tuple[str, ...]
    score: Score
    evidence: str

    @property
    def question(self) -> str:
        """The fingerprint of the whole question, equal to `question_fingerprint` of the item and to `Part.questions`."""
        return fingerprint(*self.cells)

    @property
    def answer(self) -> str:
        """The fingerprint of the answer at the split, equal to `answer_fingerprint` and to `Part.answers`."""
        return fingerprint(str(self.score), self.evidence)


@dataclass(frozen=True, slots=True)
class Payload:
    """What a sub-sheet says of itself: the collection key, whose it is, the fiscal year, the master's worksheet, the items in order."""

    key: str
    department: str
    year: int
    sheet: str
    items: tuple[PayloadItem, ...]

    def item(self, no: str) -> PayloadItem | None:
        """The item of that number (as text)."""
        return next((item for item in self.items if item.no == no), None)


def payload_cells(payload: Payload) -> Mapping[tuple[int, int], str]:
    """The texts of the sheet by (row, column), 1-based; empty ones are left out."""
    head = (payload.key, payload.department, str(payload.year), payload.sheet, str(len(payload.items)))
    lines: list[tuple[str, ...]] = [
        (_MARK, _VERSION),
        *zip(_HEAD, head, strict=True),
        _COLUMNS,
        *((item.no, *item.cells, str(item.score), item.evidence) for item in payload.items),
    ]
    return {
        (row, column): text
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }


def read_payload(book: Book) -> Payload | None:
    """The payload of a returned sub-sheet; None where the book has none, several, or one that is damaged or of another version."""
    found = [grid for grid in book.grids if as_text(grid.values.get((1, 1))) == _MARK]
    if len(found) != 1:
        return None
    try:
        return _payload(found[0])
    except ValueError:
        return None


def _payload(grid: Grid) -> Payload:
    def text(row: int, column: int) -> str:
        return as_text(grid.values.get((row, column)))

    if grid.formulas or text(1, 2) != _VERSION:
        raise ValueError("another version, or formulas where only texts stand")
    head = {text(row, 1): text(row, 2) for row in range(2, 2 + len(_HEAD))}
    count = int(head.get("items", ""))
    if tuple(head) != _HEAD or not 0 < count <= _MOST_ITEMS or not head["key"] or not head["department"]:
        raise ValueError("the head is not whole")
    if tuple(text(_FIRST_ITEM - 1, column) for column in range(1, len(_COLUMNS) + 1)) != _COLUMNS:
        raise ValueError("the columns are not those that were written")
    items = tuple(
        _item([text(row, column) for column in range(1, len(_COLUMNS) + 1)])
        for row in range(_FIRST_ITEM, _FIRST_ITEM + count)
    )
    if len({item.no for item in items}) != count or text(_FIRST_ITEM + count, 1):
        raise ValueError("items are missing, doubled or too many")
    return Payload(head["key"], head["department"], int(head["year"]), head["sheet"], items)


def _item(line: list[str]) -> PayloadItem:
    no, *cells, score, evidence = line
    if not no or not all(cells):
        raise ValueError("an item is not whole")
    return PayloadItem(no, tuple(cells), Score(score), evidence)
