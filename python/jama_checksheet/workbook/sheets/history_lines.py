"""What stands on 社内用_回答履歴, as data: its three tables read back, whoever sorted or annotated them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from jama_checksheet.checksheet.grid import Grid, GridValue
from jama_checksheet.checksheet.memory import fingerprint
from jama_checksheet.checksheet.wording import as_text, header_key
from jama_checksheet.consolidation import Statement
from jama_checksheet.model import Score
from jama_checksheet.workbook.plan import CellValue
from jama_checksheet.workbook.sheets.standing import as_it_stands

NAME = "社内用_回答履歴"

KEYS = (
    "when",
    "no",
    "department",
    "person",
    "answered_on",
    "score",
    "evidence",
    "outcome",
    "reason",
    "file",
    "saved",
    "memo",
    "mark",
)
"""The columns that the three tables share, in their order."""

RETURNS, QUESTIONS, REPLIES = "回収状況", "質問・連絡", "回答の履歴"
"""The titles of the tables, in their order on the sheet."""

HEADERS: dict[str, tuple[str, ...]] = {
    RETURNS: (
        "状況", "項目数", "部門", "担当者", "回答期限", "回答あり", "まだ回答のない項目", "ご確認待ち", "補足",
        "ファイル", "保存日時", "メモ", "照合用",
    ),
    QUESTIONS: (
        "受付日時", "No.", "部門", "回答者", "回答日", "記入された場所", "内容", "対応", "対応の内容",
        "ファイル", "保存日時", "メモ", "照合用",
    ),
    REPLIES: (
        "受付日時", "No.", "部門", "回答者", "回答日", "評価", "根拠", "取扱い", "理由・補足",
        "ファイル", "保存日時", "メモ", "照合用",
    ),
}  # fmt: skip
"""Table -> the header of each of `KEYS`."""

RETURNED, AWAITED = "回収済み", "お待ちしています"
"""What 状況 says."""

Cell = CellValue


class Mark(NamedTuple):
    """What the hidden column says of a line, so that a later run knows it again.

    `kind`: "s" a statement, "h" an answer that was held back, "w" an answer put together from several, "q" a question, "d" a
    department's returns, "-" a line that only says that there is nothing yet. `key` is the fingerprint of the collection key,
    `reply` the beginning of the file's SHA-256, `place` counts the lines as they came, `moment` orders a department's files,
    `score` the score code, `new` which cells differ from the split ("s", "e"), `text` the fingerprint of what the line says,
    `written` that of the answer which the run left in the master, "" where it left it alone.
    """

    kind: str
    key: str = ""
    reply: str = ""
    no: str = ""
    place: int = 0
    moment: str = ""
    score: str = ""
    new: str = ""
    text: str = ""
    written: str = ""

    def to_text(self) -> str:
        """The text for the hidden column."""
        values = {name: str(getattr(self, name) or "") for name in _MARK}
        return " ".join([_VERSION, *(f"{_MARK[name]}={value}" for name, value in values.items() if value)])

    @classmethod
    def from_text(cls, text: str) -> Mark | None:
        """Read it back; None for anything that we did not write."""
        version, *parts = text.split() or [""]
        found = dict(part.split("=", 1) for part in parts if "=" in part)
        values = {name: found.get(letter, "") for name, letter in _MARK.items()}
        place = values.pop("place")
        if version != _VERSION or not values["kind"] or not (place or "0").isdecimal():
            return None
        return cls(**values, place=int(place or 0))


_VERSION = "v1"
_MARK = {
    "kind": "t", "key": "k", "reply": "r", "no": "n", "place": "q", "moment": "m", "score": "s", "new": "c",
    "text": "a", "written": "w",
}  # fmt: skip


class Line(NamedTuple):
    """One line of a table: values by key of `KEYS` (those that are not empty), what people put into columns of their own, the mark."""

    values: Mapping[str, Cell]
    mark: Mark | None
    extra: tuple[Cell, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Cell], mark: Mark | None, extra: tuple[Cell, ...] = ()) -> Line:
        """A line without its empty values, as it is read back."""
        return cls({key: value for key, value in values.items() if value not in (None, "")}, mark, extra)

    def text(self, key: str) -> str:
        """One value as text."""
        value = self.values.get(key)
        return "" if value is None else as_text(value)

    def says(self) -> str:
        """The fingerprint of what the line says of an item; a line whose texts a person changed no longer has the one it was given."""
        score = self.mark.score if self.mark else ""
        return fingerprint(self.text("no"), self.text("department"), score, self.text("evidence"))

    @property
    def whole(self) -> bool:
        """Whether the line says what it said when it was written."""
        return self.mark is not None and self.mark.text == self.says()

    def statement(self) -> Statement | None:
        """The statement that the line keeps, if it keeps one and is whole."""
        mark = self.mark
        if mark is None or mark.kind != "s" or not self.whole or mark.score not in set(Score):
            return None
        return Statement(
            self.text("department"),
            Score(mark.score),
            self.text("evidence"),
            mark.moment,
            new_score="s" in mark.new,
            new_evidence="e" in mark.new,
        )


class LastRule(NamedTuple):
    """The rule by which the last run put answers together ("lowest", "lead"), and the distribution it was for (`key_mark`)."""

    key: str
    rule: str

    def to_text(self) -> str:
        """The text for the hidden column of the head."""
        return f"{_RULE} {self.key} {self.rule}"

    @classmethod
    def from_text(cls, text: str) -> LastRule | None:
        """Read it back; None for anything else."""
        match text.split():
            case [kind, key, rule] if kind == _RULE:
                return cls(key, rule)
        return None


_RULE = "rule-v1"


@dataclass(frozen=True)
class History:
    """The three tables, the headers of columns that people added to each, and the rule of the last run."""

    returns: tuple[Line, ...] = ()
    questions: tuple[Line, ...] = ()
    replies: tuple[Line, ...] = ()
    extra_headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule: LastRule | None = None

    def rule_of(self, key: str) -> str:
        """The rule of the last run for one distribution; "" where there was none."""
        return self.rule.rule if self.rule and self.rule.key == key_mark(key) else ""

    def lines(self, table: str) -> tuple[Line, ...]:
        """The lines of one table."""
        return {RETURNS: self.returns, QUESTIONS: self.questions, REPLIES: self.replies}[table]

    @property
    def next_place(self) -> int:
        """The number of the next line."""
        marks = [line.mark for table in HEADERS for line in self.lines(table)]
        return max((mark.place for mark in marks if mark), default=0) + 1

    def of_key(self, key: str) -> list[tuple[Line, Mark]]:
        """The replies of one distribution, in the order in which they came."""
        found = [(line, line.mark) for line in self.replies if line.mark and line.mark.key == key_mark(key)]
        return sorted(found, key=lambda pair: pair[1].place)

    @property
    def asked(self) -> tuple[str, ...]:
        """Departments that were asked."""
        return tuple(line.text("department") for line in self.returns if line.mark)

    @property
    def returned(self) -> tuple[str, ...]:
        """Those of them that have answered."""
        return tuple(
            line.text("department") for line in self.returns if line.mark and line.text("when") == RETURNED
        )

    def plus(self, questions: tuple[Line, ...], replies: tuple[Line, ...]) -> History:
        """New lines below the standing ones."""
        return replace(self, questions=(*self.questions, *questions), replies=(*self.replies, *replies))


def key_mark(key: str) -> str:
    """The collection key as lines name it: it can be compared, not read."""
    return fingerprint(key)


def read_history(grid: Grid) -> History:
    """The tables on the sheet. Rows above the first table, titles and empty rows are left out; so are our "nothing yet" lines."""
    rows: dict[int, dict[int, GridValue]] = {}
    for (row, column), value in grid.values.items():
        rows.setdefault(row, {})[column] = value
    found: dict[str, tuple[dict[str, int], list[dict[int, GridValue]]]] = {}
    table, heads = "", dict[str, dict[int, GridValue]]()
    rule: LastRule | None = None
    for row in sorted(rows):
        cells = rows[row]
        if header := _table(cells):
            table, columns = header
            found.setdefault(table, (columns, []))
            heads.setdefault(table, cells)
        elif len(cells) < 3 and as_text(cells[min(cells)]) in HEADERS:
            table = ""
        elif not found:
            rule = rule or next(filter(None, (LastRule.from_text(as_text(v)) for v in cells.values())), None)
        elif table:
            found[table][1].append(cells)
    extra = _extra_columns(found)
    tables = {
        table: tuple(line for cells in lines if (line := _line(cells, columns, extra)))
        for table, (columns, lines) in found.items()
    }
    headers = {
        table: tuple(as_text(cells.get(column)) for column in extra)
        for table, cells in heads.items()
        if extra
    }
    return History(tables.get(RETURNS, ()), tables.get(QUESTIONS, ()), tables.get(REPLIES, ()), headers, rule)


def _extra_columns(found: Mapping[str, tuple[dict[str, int], list[dict[int, GridValue]]]]) -> list[int]:
    """Columns that people use beside ours, in any of the tables."""
    ours = {column for columns, _ in found.values() for column in columns.values()}
    used = {column for _, lines in found.values() for cells in lines for column in cells}
    return sorted(used - ours)


def _table(cells: Mapping[int, GridValue]) -> tuple[str, dict[str, int]] | None:
    """The table whose header the row is, and the columns by key."""
    if len(cells) < _HEADER_CELLS:
        return None
    columns: dict[str, int] = {}
    for column, value in sorted(cells.items()):
        columns.setdefault(header_key(as_text(value)), column)
    for table, texts in HEADERS.items():
        wanted = {key: header_key(text) for key, text in zip(KEYS, texts, strict=True)}
        present = {key: columns[text] for key, text in wanted.items() if text in columns}
        if "mark" in present and len(present) >= _HEADER_CELLS:
            return table, present
    return None


_HEADER_CELLS = len(KEYS) - 2
"""So many of a table's headers must be there; two tables share nine."""


def _line(cells: Mapping[int, GridValue], columns: Mapping[str, int], extra: list[int]) -> Line | None:
    values = {key: as_it_stands(cells.get(column)) for key, column in columns.items() if key != "mark"}
    mark = Mark.from_text(as_text(cells.get(columns["mark"])))
    if mark is not None and mark.kind == "-":
        return None
    return Line.of(values, mark, tuple(as_it_stands(cells.get(column)) for column in extra))
