"""The check sheet as recognised: where everything stands, the items, the answers, the sheet's own score words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jama_checksheet.model import Answer, CheckItem, ItemNo, Score

if TYPE_CHECKING:
    import pandas

    from jama_checksheet.checksheet.grid import ListRule


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the check sheet stands in its worksheet; rows and columns are 1-based.

    `columns` maps the sheet's own columns (no, level, category, label, purpose, requirement, condition, criteria, examples,
    area, score, evidence) to column numbers; a column that the sheet lacks is absent. `own_columns` maps our columns (see
    `OWN_HEADERS`) that stand in the sheet already. `free_column` is the first column right of everything that stands beside the
    header and the items, our own columns included: there new columns of ours begin.
    """

    sheet: str
    header_top: int
    header_bottom: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    own_columns: Mapping[str, int]
    free_column: int


OWN_HEADERS: dict[str, str] = {
    "mark": "確認",
    "points": "確認内容",
    "reviewer": "確認者・理由",
    "department": "担当部門",
    "person": "担当者",
    "co_departments": "関係部門",
    "due": "回答期限",
    "finish": "完了予定日",
    "storage": "証跡の保管場所",
    "state": "照合用",
}
"""Our columns in display order: key -> header text. `state` is hidden; it remembers what the tool saw and wrote."""

OWN_RANGE = "社内用_列"
"""The defined name that covers our columns."""

MARK_MISMATCH, MARK_MISSING, MARK_SUGGESTED = "◆", "◇", "案"
MARKS = (MARK_MISMATCH, MARK_MISSING, MARK_SUGGESTED)
"""What the tool itself writes into 確認: score and text disagree, something is to be added, a suggested score."""

CONFIRMED = "済"
"""What a person puts into the column 確認 to keep a point silent until the answer changes."""


class OwnValues(NamedTuple):
    """What stands in our columns in one row, as text ("" where nothing). `due` and `finish` are dates, or the text a person typed."""

    mark: str = ""
    points: str = ""
    reviewer: str = ""
    department: str = ""
    person: str = ""
    co_departments: str = ""
    due: date | str | None = None
    finish: date | str | None = None
    storage: str = ""
    state: str = ""


class Problem(NamedTuple):
    """Something in the sheet that a person should look at, with its cell ("M12")."""

    cell: str
    message: str


@dataclass(frozen=True)
class CheckSheet:
    """One check sheet. `items` are in sheet order; `answers` and `own` are keyed by item number.

    `words` are the sheet's own spellings of the scores: every score that can be chosen -> the text to write. `lists` are the
    drop-downs of the sheet; `problems` what reading found odd.
    """

    source: str
    layout: Layout
    items: tuple[CheckItem, ...]
    answers: Mapping[ItemNo, Answer]
    words: Mapping[Score, str]
    own: Mapping[ItemNo, OwnValues] = field(default_factory=dict)
    lists: tuple[ListRule, ...] = ()
    protected: bool = False
    filtered: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The worksheet's name."""
        return self.layout.sheet

    @cached_property
    def frame(self) -> pandas.DataFrame:
        """One row per item, indexed by No.; question, answer and our columns. Imports pandas on first use."""
        import pandas

        from jama_checksheet.checksheet.frame import rows

        return pandas.DataFrame.from_records(rows(self)).set_index("no", drop=False)
