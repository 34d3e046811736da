"""What the actions on one check sheet share: the sheet, our columns' values as they will stand, and the changes so far.

An action is a step on the workbench; several steps make one plan, so that `run` touches every cell once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.memory import Memory, answer_fingerprint
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import CONFIRMED, CheckSheet, OwnValues, Problem
from jama_checksheet.evidence import judge
from jama_checksheet.evidence.cross_row import cross_row
from jama_checksheet.model import Answer, Finding, ItemNo, Owner, Score, Verdict
from jama_checksheet.workbook.own_columns import OwnColumns
from jama_checksheet.workbook.plan import Change, ChangePlan, MarkAsOurs, PutSheet, WriteBlock
from jama_checksheet.workbook.removal import FILTER_NOTE


@dataclass
class Workbench:
    """One check sheet on which actions work. `rows` are our columns' values by item number, to be replaced step by step.

    `owners` is the owners table in use; `new_owners` says that it came from outside the book and belongs into it.
    """

    book: Book
    sheet: CheckSheet
    as_of: date
    owners: tuple[Owner, ...] = ()
    new_owners: bool = False
    rows: dict[ItemNo, OwnValues] = field(default_factory=dict)
    memories: dict[ItemNo, Memory] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def open(cls, book: Book, as_of: date, sheet: str = "") -> Workbench:
        """Recognise the check sheet of a book. Raises LayoutError and AnswerCellError."""
        seen = recognise(book, sheet)
        rows = {item.no: seen.own.get(item.no, OwnValues()) for item in seen.items}
        memories = {no: Memory.from_text(values.state) for no, values in rows.items()}
        return cls(book, seen, as_of, rows=rows, memories=memories, problems=list(seen.problems))

    @cached_property
    def columns(self) -> OwnColumns:
        """Our columns, present or to come."""
        return OwnColumns.of(self.sheet)

    @cached_property
    def verdicts(self) -> Mapping[ItemNo, Verdict]:
        """The judgement on every row by itself."""
        return {item.no: self._judge(item.no) for item in self.sheet.items}

    @cached_property
    def across(self) -> Mapping[ItemNo, tuple[Finding, ...]]:
        """What only shows when rows are compared: advice, by item number."""
        return cross_row(
            [(item, self.sheet.answers[item.no], self.verdicts[item.no]) for item in self.sheet.items]
        )

    def findings(self, no: ItemNo) -> tuple[Finding, ...]:
        """All findings on one row, its own first."""
        return (*self.verdicts[no].findings, *self.across.get(no, ()))

    def _judge(self, no: ItemNo) -> Verdict:
        item, answer = self._items[no], self.sheet.answers[no]
        return judge(
            score=str(answer.score),
            evidence=answer.evidence,
            condition=item.condition,
            criteria=item.criteria,
            examples=item.examples,
            as_of=self.as_of,
        )

    @cached_property
    def _items(self) -> dict[ItemNo, Any]:
        return {item.no: item for item in self.sheet.items}

    @cached_property
    def confirmed(self) -> frozenset[ItemNo]:
        """Items whose points a person set to 済, as long as score and text are those that were confirmed."""
        return frozenset(
            no
            for no, values in self.rows.items()
            if values.mark == CONFIRMED
            and self.memories[no].answer in ("", answer_fingerprint(self.sheet.answers[no]))
        )

    @property
    def flagged(self) -> tuple[ItemNo, ...]:
        """Items with points to confirm that nobody has confirmed yet."""
        return tuple(no for no, v in self.verdicts.items() if v.flagged and no not in self.confirmed)

    def remember(self, no: ItemNo, **changes: Any) -> None:
        """Change what the hidden column says of a row."""
        self.memories[no] = replace(self.memories[no], **changes)

    def fill(self, no: ItemNo, **changes: Any) -> None:
        """Change values of our columns in a row."""
        self.rows[no] = replace(self.rows[no], **changes)

    def choose(self, scores: Mapping[ItemNo, Score]) -> None:
        """Write scores into the sheet's own answer cells, in its own words."""
        answers = dict(self.sheet.answers)
        column = self.sheet.layout.columns["score"]
        for no, score in scores.items():
            word = self.sheet.words[score]
            answers[no] = Answer(score, answers[no].evidence, word)
            # Excel stores a choice such as "2" as a number, so do we.
            value = int(word) if word.isdecimal() else word
            self.changes.append(WriteBlock(self.sheet.name, self._items[no].row, column, ((value,),)))
        self.sheet = replace(self.sheet, answers=answers)
        self.__dict__.pop("verdicts", None)
        self.__dict__.pop("across", None)

    def sheet_after(self) -> CheckSheet:
        """The check sheet as it will stand when the plan is carried out."""
        layout = replace(self.sheet.layout, own_columns=dict(self.columns.columns))
        return replace(self.sheet, layout=layout, own=dict(self.rows))

    def plan(self, title: str, sheets: Sequence[Change] = ()) -> ChangePlan:
        """All changes: our columns, what the steps asked for, and last our own sheets."""
        rows = {no: replace(values, state=self.memories[no].to_text()) for no, values in self.rows.items()}
        own = (*self.columns.frame(), *self.columns.values(rows))
        puts = [change for change in (*sheets, *self.changes) if isinstance(change, PutSheet)]
        puts.sort(key=lambda put: _tabs().index(put.content.name))
        # Sheets come before the lists that refer to their cells: Excel refuses a list on a sheet that is not there.
        changes = (*own, *puts, *(change for change in self.changes if not isinstance(change, PutSheet)))
        return ChangePlan(title, (*changes, MarkAsOurs(self._notes(changes))))

    def _notes(self, changes: Sequence[Change]) -> dict[str, str]:
        """What the book shall remember: which columns and sheets are ours. No copy is to leave the company by accident."""
        put = [change.content.name for change in changes if isinstance(change, PutSheet)]
        before = self.book.notes.get("sheets", "").split("\n")
        present = [name for name in before if self.book.grid(name)]
        return {
            **self.book.notes,
            **self._filter_before(),
            "product": "jama-checksheet",
            "columns": self.sheet.name,
            "sheets": "\n".join(dict.fromkeys([*present, *put])),
        }

    def _filter_before(self) -> dict[str, str]:
        """How far right the sheet's filter reaches before our columns come, so that it can go back to there."""
        grid = self.book.grid(self.sheet.name)
        if not self.columns.new or grid is None or grid.filter is None:
            return {}
        return {FILTER_NOTE: str(grid.filter.right)}

    def problem_lines(self) -> tuple[str, ...]:
        """What reading found odd, for people."""
        return tuple(f"  ・{problem.cell}: {problem.message}" for problem in self.problems)


def _tabs() -> tuple[str, ...]:
    """Our sheets in the order of their tabs: what a reader wants first stands first."""
    from jama_checksheet.workbook.sheets import findings_sheet, owners_sheet, summary_sheet

    return (summary_sheet.NAME, findings_sheet.NAME, owners_sheet.NAME)
