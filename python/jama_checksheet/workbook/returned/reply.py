"""One returned file as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jama_checksheet.model import Score
from jama_checksheet.workbook.subsheet.payload import Payload

_AHEAD = timedelta(days=1)
"""A clock may be wrong by some hours; a file from further ahead has a senseless date."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row of the answer sheet.

    `no` is the item's number as text, "" in a row without one. `score_text` is the cell as it stands; `new_score` and
    `new_evidence` say whether the cell is filled and differs from the split. `held` is the reason why the row is left to a person, ""
    where there is none; `cleaned` says that characters were taken out which no workbook can hold.
    """

    no: str
    row: int
    score: Score = Score.UNANSWERED
    score_text: str = ""
    evidence: str = ""
    person: str = ""
    answered_on: str = ""
    new_score: bool = False
    new_evidence: bool = False
    held: str = ""
    cleaned: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything stands in the two answer cells."""
        return bool(self.score_text.strip() or self.evidence.strip())

    @property
    def says_something(self) -> bool:
        """Whether the row holds an answer that can be taken."""
        return not self.held and (self.score is not Score.UNANSWERED or bool(self.evidence.strip()))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a department wrote beside the answers: where, the item's number ("" where it concerns none), and its words."""

    place: str
    no: str
    text: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class GivenText:
    """A text that a sub-sheet is given out with, as it stands now: `key` of the column, or "cover" or "head" (above the table)."""

    key: str
    place: str
    no: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file that is one of our sub-sheets.

    `digest` is the SHA-256 of the file. `modified` is what the file itself says about its last save, `written` what the file system
    says; both local time. `missing` are items that were given out and are not there. `given` are texts of ours beside the questions,
    to be compared with what was given out.
    """

    name: str
    digest: str
    modified: datetime | None
    written: datetime
    payload: Payload
    rows: tuple[ReturnedRow, ...]
    missing: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    given: tuple[GivenText, ...] = ()

    def saved(self, made: datetime) -> datetime:
        """When the file was last saved: by its own account, unless that is the time of the split itself or lies in the future."""
        own = self.modified
        if own is not None and made + timedelta(seconds=1) < own <= self.written + _AHEAD:
            return own
        return self.written

    def moment(self, made: datetime) -> str:
        """What orders the files of one department, the newest last."""
        return f"{self.saved(made).isoformat(timespec='seconds')}/{self.written.isoformat(timespec='microseconds')}"

    @property
    def changed(self) -> bool:
        """Whether anybody wrote anything into it since the split."""
        return bool(self.remarks or self.missing or any(_touched(row) for row in self.rows))

    def as_given_out(self, made: datetime) -> bool:
        """Whether nobody wrote into it or saved it since the split: then it lies there, and is no reply."""
        return not self.changed and (self.modified is None or self.modified <= made + timedelta(seconds=1))


def _touched(row: ReturnedRow) -> bool:
    return bool(row.new_score or row.new_evidence or row.held or row.person or row.answered_on)
