"""What the actions on one check sheet share: the sheet, our columns' values as they will stand, and the changes so far.

An action is a step on the workbench; several steps make one plan, so that `run` touches every cell once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from jama_checksheet.actions.judging import Judging
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.memory import Memory, answer_fingerprint
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.score_words import choice_value
from jama_checksheet.checksheet.sheet import CheckSheet, OwnValues, Problem
from jama_checksheet.checksheet.wording import compact
from jama_checksheet.model import Answer, CheckItem, Finding, ItemNo, Owner, Score, Verdict
from jama_checksheet.workbook.own_columns import OwnColumns
from jama_checksheet.workbook.plan import Change, ChangePlan, MarkAsOurs, PutSheet, WriteBlock
from jama_checksheet.workbook.removal import FILTER_NOTE

_TOLD = 10
"""Odd things told to people in full; the rest is counted."""


@dataclass
class Workbench:
    """One check sheet on which actions work. `rows` are our columns' values by item number, to be replaced step by step.

    `owners` is the owners table in use; `new_owners` says that it came from outside the book and belongs into it.
    `confirmed` are the items whose points a person set to 済 and whose answer is still the confirmed one, `changed` those whose
    answer is another one by now.
    """

    book: Book
    sheet: CheckSheet
    as_of: date
    owners: tuple[Owner, ...] = ()
    new_owners: bool = False
    rows: dict[ItemNo, OwnValues] = field(default_factory=dict)
    memories: dict[ItemNo, Memory] = field(default_factory=dict)
    confirmed: frozenset[ItemNo] = frozenset()
    changed: frozenset[ItemNo] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    judging: Judging = field(default_factory=Judging)

    @classmethod
    def open(cls, book: Book, as_of: date, sheet: str = "") -> Workbench:
        """Recognise the check sheet of a book. Raises LayoutError and AnswerCellError."""
        seen = recognise(book, sheet)
        bench = cls(book, seen, as_of, problems=list(seen.problems))
        for item in seen.items:
            values = seen.own.get(item.no, OwnValues())
            memory = Memory.from_text(values.state)
            if memory.no not in ("", str(item.no)):
                bench.problems.append(_moved(seen, item.row, memory.no))
                values = OwnValues(reviewer=values.reviewer, storage=values.storage)
                memory = Memory()
            bench.rows[item.no], bench.memories[item.no] = values, memory
        done = {no for no, values in bench.rows.items() if is_confirmed(values.mark)}
        bench.changed = frozenset(
            no
            for no in done
            if bench.memories[no].confirmed not in ("", answer_fingerprint(seen.answers[no]))
        )
        bench.confirmed = frozenset(done) - bench.changed
        return bench

    @cached_property
    def columns(self) -> OwnColumns:
        """Our columns, present or to come."""
        return OwnColumns.of(self.sheet)

    @cached_property
    def verdicts(self) -> Mapping[ItemNo, Verdict]:
        """The judgement on every row by itself."""
        rows = [(item, self.sheet.answers[item.no]) for item in self.sheet.items]
        verdicts = self.judging.verdicts(rows, self.as_of)
        return {item.no: verdict for (item, _), verdict in zip(rows, verdicts, strict=True)}

    @cached_property
    def across(self) -> Mapping[ItemNo, tuple[Finding, ...]]:
        """What only shows when rows are compared: advice, by item number."""
        return self.judging.across(
            [(item, self.sheet.answers[item.no], self.verdicts[item.no]) for item in self.sheet.items]
        )

    def findings(self, no: ItemNo) -> tuple[Finding, ...]:
        """All findings on one row, its own first."""
        return (*self.verdicts[no].findings, *self.across.get(no, ()))

    @cached_property
    def _items(self) -> dict[ItemNo, CheckItem]:
        return {item.no: item for item in self.sheet.items}

    @property
    def flagged(self) -> tuple[ItemNo, ...]:
        """Items with points to confirm that nobody has confirmed yet."""
        return tuple(no for no, v in self.verdicts.items() if v.flagged and no not in self.confirmed)

    def remember(self, no: ItemNo, **changes: Any) -> None:
        """Change what the hidden column says of a row."""
        self.memories[no] = self.memories[no]._replace(**changes)

    def fill(self, no: ItemNo, **changes: Any) -> None:
        """Change values of our columns in a row."""
        self.rows[no] = self.rows[no]._replace(**changes)

    def choose(self, scores: Mapping[ItemNo, Score]) -> None:
        """Write scores into the sheet's own answer cells, in its own words."""
        answers = dict(self.sheet.answers)
        column = self.sheet.layout.columns["score"]
        for no, score in scores.items():
            word = self.sheet.words[score]
            answers[no] = Answer(score, answers[no].evidence, word)
            block = ((choice_value(word),),)
            self.changes.append(WriteBlock(self.sheet.name, self._items[no].row, column, block))
        self.sheet = replace(self.sheet, answers=answers)
        self.__dict__.pop("verdicts", None)
        self.__dict__.pop("across", None)

    def sheet_after(self) -> CheckSheet:
        """The check sheet as it will stand when the plan is carried out."""
        layout = replace(self.sheet.layout, own_columns=dict(self.columns.columns))
        return replace(self.sheet, layout=layout, own=dict(self.rows))

    def plan(self, title: str, sheets: Sequence[Change] = ()) -> ChangePlan:
        """All changes: our columns, what the steps asked for, and last our own sheets."""
        rows = {
            no: values._replace(state=self.memories[no]._replace(no=str(no)).to_text())
            for no, values in self.rows.items()
        }
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

    def outcome(
        self, plan: ChangePlan, result: Mapping[str, Any], lines: Sequence[str], *, needs_eye: bool = False
    ) -> Outcome:
        """An action's outcome; what reading found odd is told with every action, never swallowed."""
        problems = [{"cell": problem.cell, "message": problem.message} for problem in self.problems]
        told = [f"  ・{problem.cell}: {problem.message}" for problem in self.problems[:_TOLD]]
        if len(self.problems) > _TOLD:
            told.append(f"  ほか{len(self.problems) - _TOLD}件（inspect ですべて表示します）")
        heading = ["ご確認いただきたい点:"] if told else []
        text = (*lines, *heading, *told)
        return Outcome(plan, {**result, "problems": problems}, text, needs_eye or bool(problems))


def is_confirmed(mark: str) -> bool:
    """Whether a person's entry in 確認 says that the point is settled: 済, or what people write for it."""
    return compact(mark).rstrip("。.").lower() in ("済", "済み", "確認済", "確認済み", "ok")


def _moved(sheet: CheckSheet, row: int, no: str) -> Problem:
    cell = cell_name(row, sheet.layout.own_columns["state"])
    return Problem(
        cell,
        f"この行の社内用の列は No.{no} のもののようです（並べ替えなどで行がずれた可能性があります）。"
        "「確認者・理由」と「証跡の保管場所」の行をご確認ください。",
    )


def _tabs() -> tuple[str, ...]:
    """Our sheets in the order of their tabs: what a reader wants first stands first."""
    from jama_checksheet.workbook.sheets import findings_sheet, history_lines, owners_sheet, summary_sheet

    return (summary_sheet.NAME, findings_sheet.NAME, owners_sheet.NAME, history_lines.NAME)
