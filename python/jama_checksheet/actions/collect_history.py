"""What collecting adds to 社内用_回答履歴: a line for every answer received, for every answer put together, for every question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from jama_checksheet.actions.collect_decided import SETTLE, Decided, how, outcome_of
from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT, fits
from jama_checksheet.checksheet.memory import answer_fingerprint, fingerprint
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.consolidation import Result, Statement
from jama_checksheet.delivery.manifest import Manifest, Part
from jama_checksheet.model import Score
from jama_checksheet.workbook.returned.reply import Remark, Returned, ReturnedRow
from jama_checksheet.workbook.sheets.history_lines import (
    Cell,
    History,
    Line,
    Mark,
    key_mark,
)
from jama_checksheet.workbook.sheets.history_sheet import (
    CHOSEN,
    HELD,
    WRITTEN,
)

REPLY = 16
"""Characters of a file's SHA-256 that a line keeps."""


@dataclass(frozen=True)
class Received:
    """One returned file of this run that belongs to the distribution, with the rows as they were admitted."""

    returned: Returned
    part: Part
    rows: tuple[ReturnedRow, ...]
    missing: tuple[str, ...]
    saved: datetime
    moment: str

    @property
    def reply(self) -> str:
        """The file as lines name it."""
        return self.returned.digest[:REPLY]

    @property
    def answers(self) -> int:
        """Rows with an answer that can be taken."""
        return sum(row.says_something for row in self.rows)


@dataclass
class Writer:
    """Makes the new lines of one run. `now` is the time of the run as people read it."""

    history: History
    manifest: Manifest
    now: str
    lines: list[Line] = field(default_factory=list)
    questions: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._key, self._place = key_mark(self.manifest.key), self.history.next_place
        marks = [line.mark for line in self.history.replies if line.mark and line.whole]
        self._known = {(mark.kind, mark.reply, mark.no, mark.text) for mark in marks}
        asked = [line.mark for line in self.history.questions if line.mark]
        self._asked = {(mark.reply, mark.no, mark.text) for mark in asked}

    def receive(self, files: Iterable[Received]) -> None:
        """A line for every row with an answer and every row held back that is filled, unless an earlier run wrote it."""
        for file in files:
            for row in file.rows:
                if row.says_something or (row.held and row.filled):
                    self._add(file, row)
            for remark in file.returned.remarks:
                self._ask(file, remark)

    def _add(self, file: Received, row: ReturnedRow) -> None:
        kind = "h" if row.held else "s"
        label = row.score.label if row.score is not Score.UNANSWERED else row.score_text
        reasons = [row.held, "使えない文字を除きました。" if row.cleaned else ""]
        values: dict[str, Cell] = {
            "when": self.now,
            "no": item_no(row.no) if row.no else None,
            "department": file.part.department,
            "person": row.person or None,
            "answered_on": row.answered_on or None,
            "score": _short(label) or None,
            "evidence": _short(row.evidence) or None,
            "outcome": HELD if row.held else None,
            "reason": " ".join(filter(None, reasons)) or None,
            "file": file.returned.name,
            "saved": clock(file.saved),
        }
        new = ("s" if row.new_score else "") + ("e" if row.new_evidence else "")
        line = Line.of(values, Mark(kind, self._key, file.reply, row.no, 0, file.moment, str(row.score), new))
        self._append(line)

    def _append(self, line: Line) -> None:
        """Number the line, and seal what it says."""
        assert line.mark is not None
        mark = line.mark._replace(text=line.says())
        if (mark.kind, mark.reply, mark.no, mark.text) in self._known and mark.kind != "w":
            return
        self.lines.append(line._replace(mark=mark._replace(place=self._place)))
        self._place += 1

    def _ask(self, file: Received, remark: Remark) -> None:
        words = _short(remark.text)
        mark = Mark("q", self._key, file.reply, remark.no, self._place, text=fingerprint(remark.place, words))
        if (mark.reply, mark.no, mark.text) in self._asked:
            return
        self._asked.add((mark.reply, mark.no, mark.text))
        values: dict[str, Cell] = {
            "when": self.now,
            "no": item_no(remark.no) if remark.no else None,
            "department": file.part.department,
            "person": remark.person or None,
            "score": remark.place,
            "evidence": words,
            "file": file.returned.name,
            "saved": clock(file.saved),
        }
        self.questions.append(Line.of(values, mark))
        self._place += 1

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Everything ever received in this distribution: item number and statement."""
        for line in (*(line for line, _ in self.history.of_key(self.manifest.key)), *self.lines):
            if line.mark and (statement := line.statement()):
                yield line.mark.no, statement

    def written(self) -> dict[str, str]:
        """Item number -> fingerprint of the answer as collecting last left it in the master, where it ever wrote it."""
        marks = (mark for _, mark in self.history.of_key(self.manifest.key))
        return {mark.no: mark.written for mark in marks if mark.written}

    def _last(self) -> dict[tuple[str, str], Line]:
        """Department and item -> the line of its answer that came last."""
        lines = [*(line for line, _ in self.history.of_key(self.manifest.key)), *self.lines]
        return {
            (line.text("department"), line.mark.no): line
            for line in lines
            if line.mark and line.mark.kind == "s"
        }

    def settle(self, decided: Mapping[str, Decided]) -> dict[str, Decided]:
        """The decisions that know what a person closed: a メモ on the last line of every department concerned, until something new comes."""
        last = self._last()
        return {
            no: replace(
                found,
                settled=bool(found.concerned)
                and all(
                    (line := last.get((name, no))) is not None and line.text("memo").strip() != ""
                    for name in found.concerned
                ),
            )
            if found.decision.open
            else found
            for no, found in decided.items()
        }

    def conclude(self, decided: Mapping[str, Decided]) -> None:
        """Tell on every new line what became of it, and add a line for every answer that was put together."""
        exact: set[str] = set()
        last = {key: line.mark for key, line in self._last().items()}
        for place, line in enumerate(self.lines):
            mark = line.mark
            if mark is None or mark.kind != "s":
                continue
            found, statement = decided[mark.no], line.statement()
            assert statement is not None
            outcome, reason = outcome_of(found, statement)
            asked = found.open and last.get((statement.department, mark.no)) == mark
            note = SETTLE if asked and statement.department in found.concerned else ""
            reason = " ".join(filter(None, (reason, line.text("reason"), note)))
            if found.decision.result is Result.MERGED and mark.no not in exact:
                answer = answer_fingerprint(found.decision.answer)
                if outcome == CHOSEN and answer == fingerprint(mark.score, line.text("evidence")):
                    mark = mark._replace(written=answer)
                    exact.add(mark.no)
            self.lines[place] = Line.of({**line.values, "outcome": outcome, "reason": reason or None}, mark)
        for no, found in decided.items():
            if found.decision.result is Result.MERGED and no not in exact:
                self._together(no, found)

    def _together(self, no: str, found: Decided) -> None:
        """The line that says what was put into the master where it is not just one received answer."""
        decision = found.decision
        answer = decision.answer
        values: dict[str, Cell] = {
            "when": self.now,
            "no": item_no(no),
            "department": "、".join(value.department for value in decision.values),
            "score": answer.score.label if answer.answered else None,
            "evidence": answer.evidence or None,
            "outcome": WRITTEN,
            "reason": f"チェックシートに反映した内容です（{how(found)}）。",
        }
        self._append(
            Line.of(
                values,
                Mark("w", self._key, "", no, score=str(answer.score), written=answer_fingerprint(answer)),
            )
        )


def _short(text: str) -> str:
    """The text as far as one cell holds it; what is longer has been held back already."""
    return text if fits(text) else text[: MAX_CELL_TEXT // 2]


def clock(moment: datetime) -> str:
    """A moment as people read it."""
    return f"{moment:%Y/%m/%d %H:%M}"
