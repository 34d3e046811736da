"""What goes into one department's sub-sheet, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jama_checksheet.checksheet.dates import full_day_text
from jama_checksheet.model import Answer, CheckItem, Score
from jama_checksheet.workbook.subsheet.payload import Payload, PayloadItem


@dataclass(frozen=True, slots=True)
class SubItem:
    """One item for one department.

    `departments` are all that answer it, the lead first. `carried` travels along for the way back. `points` is what to confirm in the present answer, `last_year` last year's
    answer as a text; "" where there is none.
    """

    item: CheckItem
    answer: Answer
    departments: tuple[str, ...]
    carried: PayloadItem
    points: str = ""
    last_year: str = ""


@dataclass(frozen=True, slots=True)
class SubSheet:
    """One department's sub-sheet.

    `words` are the master's own spellings of the scores. `columns` are the columns that the master has (its keys): a question cell
    that no item could have is not shown. `contact` says who asks and whom to ask; `made` is the local time of the split.
    """

    key: str
    department: str
    year: int
    master_sheet: str
    items: tuple[SubItem, ...]
    words: Mapping[Score, str]
    columns: frozenset[str]
    made: datetime
    due: date | None = None
    contact: str = ""

    @property
    def led(self) -> tuple[SubItem, ...]:
        """The items that this department leads."""
        return tuple(entry for entry in self.items if entry.departments[0] == self.department)

    @property
    def due_text(self) -> str:
        """回答期限 as people read it, such as 2025年12月12日（金）; "" where there is none."""
        return full_day_text(self.due) if self.due else ""

    @property
    def payload(self) -> Payload:
        """What travels in the file for the way back."""
        carried = tuple(entry.carried for entry in self.items)
        return Payload(self.key, self.department, self.year, self.master_sheet, carried)
