"""How a workbench comes to its judgements: through the evidence package, and where it is allowed, from an earlier time.

The rules and the analyser behind them take longer to load than everything else of a click in Excel; a row whose answer, condition
and criteria are as they were, on the same assessment date and under the same rules, need not be judged again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jama_checksheet.model import Answer, CheckItem, Finding, ItemNo, Kind, Score, Severity, Verdict

Row = tuple[CheckItem, Answer, Verdict]
Across = Mapping[ItemNo, tuple[Finding, ...]]


class Judging:
    """Judges afresh."""

    def __init__(self) -> None:
        self._due: dict[tuple[str, date], date | None] = {}
        """What the judged texts promise, so that they need not be read twice."""

    def verdict(self, item: CheckItem, answer: Answer, as_of: date) -> Verdict:
        """The judgement on one row by itself."""
        return self.verdicts([(item, answer)], as_of)[0]

    def verdicts(self, rows: Iterable[tuple[CheckItem, Answer]], as_of: date) -> list[Verdict]:
        """The judgements on rows, each by itself, in order."""
        from jama_checksheet.evidence.case import Case
        from jama_checksheet.evidence.judge import judged
        from jama_checksheet.evidence.opinion import trained
        from jama_checksheet.evidence.promises import promised_day

        rows = list(rows)
        cases = (
            Case(answer.score, answer.evidence, item.condition, item.criteria, as_of) for item, answer in rows
        )
        verdicts = []
        for (_, answer), (case, verdict) in zip(rows, judged(cases, trained()), strict=True):
            if answer.score is Score.UNDER_WAY:
                self._due[answer.evidence, as_of] = promised_day(case)
            verdicts.append(verdict)
        return verdicts

    def across(self, rows: Sequence[Row]) -> Across:
        """What only shows when rows are compared: advice, by item number."""
        from jama_checksheet.evidence.cross_row import cross_row

        return cross_row(rows)

    def due_date(self, evidence: str, as_of: date) -> date | None:
        """The day by which a text promises to be done."""
        from jama_checksheet.evidence.promises import due_date

        if (evidence, as_of) not in self._due:
            self._due[evidence, as_of] = due_date(evidence, as_of)
        return self._due[evidence, as_of]

    def save(self) -> None:
        """Keep what was judged, where it is kept at all."""


class RememberedJudging(Judging):
    """Judges only what is not in its file. A file that is damaged, or of other rules, is as good as none."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._afresh = False
        self._path, self._rules = path, rules_mark()
        self._known = self._load()
        self._used: dict[str, Any] = {}

    def verdicts(self, rows: Iterable[tuple[CheckItem, Answer]], as_of: date) -> list[Verdict]:
        """The judgements on rows, each by itself, in order."""
        keys, unknown = [], {}
        found: dict[str, Verdict] = {}
        for item, answer in rows:
            key = _row_key(item, answer, as_of)
            keys.append(key)
            with suppress(ValueError, TypeError, KeyError):
                kind, findings = self._known[key]
                found[key] = Verdict(Kind(kind), tuple(_finding(fields) for fields in findings))
                self._used[key] = self._known[key]
                continue
            unknown[key] = item, answer
        if unknown:
            self._begin()
            for key, verdict in zip(unknown, super().verdicts(unknown.values(), as_of), strict=True):
                found[key] = verdict
                self._used[key] = [str(verdict.kind), [astuple(finding) for finding in verdict.findings]]
        return [found[key] for key in keys]

    def across(self, rows: Sequence[Row]) -> Across:
        """What only shows when rows are compared; all rows must be as they were."""
        key = _key("all", *(repr(row) for row in rows))
        numbers = [item.no for item, _, _ in rows]
        with suppress(ValueError, TypeError, KeyError, IndexError):
            known = {
                numbers[int(place)]: tuple(_finding(fields) for fields in findings)
                for place, findings in self._known[key].items()
            }
            self._used[key] = self._known[key]
            return known
        self._begin()
        found = super().across(rows)
        places = {no: place for place, no in enumerate(numbers)}
        self._used[key] = {
            str(places[no]): [astuple(finding) for finding in findings] for no, findings in found.items()
        }
        return found

    def due_date(self, evidence: str, as_of: date) -> date | None:
        """The day by which a text promises to be done."""
        key = _key("due", evidence, str(as_of))
        with suppress(ValueError, TypeError, KeyError):
            known = self._known[key]
            day = date.fromisoformat(known) if known else None
            self._used[key] = known
            return day
        self._begin()
        found = super().due_date(evidence, as_of)
        self._used[key] = found.isoformat() if found else ""
        return found

    def save(self) -> None:
        """Keep what this pass used or judged; what the sheet no longer holds is forgotten."""
        if self._afresh:
            from jama_checksheet.evidence.kept import KEPT

            KEPT.save()
        if self._used == self._known:
            return
        from jama_checksheet.evidence.kept import write_whole

        text = json.dumps({"rules": self._rules, "judged": self._used}, ensure_ascii=False)
        with suppress(OSError):  # next time it is judged again
            write_whole(self._path, text.encode("utf-8", "surrogatepass"))

    def _begin(self) -> None:
        """Judge afresh from here on, with the expressions that earlier clicks compiled."""
        if not self._afresh:
            from jama_checksheet.evidence.kept import FILE_NAME, KEPT

            self._afresh = True
            KEPT.use(self._path.with_name(FILE_NAME))

    def _load(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads(self._path.read_bytes().decode("utf-8", "surrogatepass"))
            if data["rules"] == self._rules and isinstance(data["judged"], dict):
                return data["judged"]
        return {}


def _finding(fields: Sequence[Any]) -> Finding:
    code, kind, severity, title, message, quote, advice, score = fields
    suggested = None if score is None else Score(score)
    return Finding(code, Kind(kind), Severity(severity), title, message, quote, advice, suggested)


def _row_key(item: CheckItem, answer: Answer, as_of: date) -> str:
    return _key("row", str(answer.score), answer.evidence, item.condition, item.criteria, str(as_of))


def _key(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@cache
def rules_mark() -> str:
    """Changes with every change to the rules: name, size and time of all files of the evidence package."""
    import jama_checksheet

    folder = Path(jama_checksheet.__file__).parent / "evidence"
    files = []
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".py", ".json", ".bin")):
                seen = os.stat(os.path.join(place, name))
                files.append(f"{place}/{name} {seen.st_size} {seen.st_mtime_ns}")
    return _key(jama_checksheet.__version__, *sorted(files))
