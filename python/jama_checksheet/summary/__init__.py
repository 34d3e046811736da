"""Where the company stands: counts, points and rates, what remains, and what the boss should decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.model import Answer, Assignment, ItemNo, Kind, Verdict
from jama_checksheet.summary.decisions import Decision, View, decide, is_overdue
from jama_checksheet.summary.previous import Previous, Promise
from jama_checksheet.summary.tally import (
    NOT_NAMED,
    REMAINING,
    SummaryRow,
    Tally,
    level_order,
    rounded,
    tally,
)

__all__ = ["Decision", "Previous", "Promise", "Summary", "SummaryRow", "Tally", "summarize"]


@dataclass(frozen=True)
class Summary:
    """The state of one check sheet on the day `as_of`; `rows` are its items in sheet order, `levels` lowest first."""

    as_of: date
    rows: tuple[SummaryRow, ...]
    levels: tuple[str, ...]
    previous: Previous | None = None

    @cached_property
    def default_target(self) -> str:
        """The lowest level that is not complete (all 完了 or 該当なし), the highest where all are; "" without items."""
        open_levels = {row.level for row in self.rows if row.remains}
        return next((level for level in self.levels if level in open_levels), ("", *self.levels)[-1])

    def up_to(self, target: str) -> tuple[str, ...]:
        """The levels up to and including `target`; a name that is no level means the default target."""
        name = target if target in self.levels else self.default_target
        return self.levels[: self.levels.index(name) + 1] if name else ()

    def total(self) -> Tally:
        """All items together."""
        return tally(self.rows)

    def by_level(self) -> dict[str, Tally]:
        """Each level by itself, lowest first."""
        return {level: tally(row for row in self.rows if row.level == level) for level in self.levels}

    def by_category(self) -> dict[str, Tally]:
        """Each 分類, in sheet order."""
        return _grouped((row.category, row) for row in self.rows)

    def by_label(self) -> dict[str, Tally]:
        """Each ラベル, in sheet order."""
        return _grouped((row.label, row) for row in self.rows)

    def by_area(self) -> dict[str, Tally]:
        """Each 担当領域, in sheet order. An item with several areas counts under each, so the sums exceed the items."""
        return _grouped((area, row) for row in self.rows for area in row.areas)

    def by_department(self) -> dict[str, Tally]:
        """Each leading department, in sheet order; 未割当 last."""
        groups = _grouped((row.department, row) for row in self.rows)
        if UNASSIGNED in groups:
            groups[UNASSIGNED] = groups.pop(UNASSIGNED)
        return groups

    def remaining(self, target: str = "") -> tuple[SummaryRow, ...]:
        """What is left up to the target level: lowest level first, then 未実施, 未選択, 対策中, then in sheet order."""
        levels = self.up_to(target)
        left = [row for row in self.rows if row.remains and row.level in levels]
        return tuple(sorted(left, key=lambda row: (levels.index(row.level), REMAINING.index(row.score))))

    def overdue(self) -> tuple[SummaryRow, ...]:
        """対策中 whose 完了予定日 has passed, earliest date first."""
        view = View(self.as_of, self.levels)
        late = [row for row in self.rows if is_overdue(row, view)]
        return tuple(sorted(late, key=lambda row: row.finish or self.as_of))

    def decisions(self, target: str = "") -> tuple[Decision, ...]:
        """Up to three decisions that are needed, most weighty first."""
        return decide(self.rows, View(self.as_of, self.up_to(target)), self.levels)

    def totals(self) -> dict[str, Any]:
        """The figures as the command line prints them.

        `rate` is points ÷ full marks of the items that apply (without 該当なし), `rate_all` points ÷ full marks of all items (該当なし
        as no point); both are fractions 0–1, null where there is nothing to divide by. `flagged` counts rows with an open point to
        confirm.
        """
        total = self.total()
        groups = {
            "by_level": self.by_level(),
            "by_category": self.by_category(),
            "by_label": self.by_label(),
            "by_area": self.by_area(),
            "by_department": self.by_department(),
        }
        return {
            **total.as_json(),
            "rate_all": rounded(total.rate_all),
            **{key: {name: group.as_json() for name, group in groups[key].items()} for key in groups},
        }


def summarize(
    sheet: CheckSheet,
    verdicts: Mapping[ItemNo, Verdict],
    assignments: Mapping[ItemNo, Assignment],
    *,
    as_of: date,
    finish: Mapping[ItemNo, date],
    confirmed: Collection[ItemNo] = (),
    previous: Previous | None = None,
) -> Summary:
    """Put everything known of a check sheet together.

    `finish` holds the 完了予定日 where one is known, `confirmed` the items whose point a person confirmed (they are not flagged).
    """
    rows = []
    for item in sheet.items:
        answer = sheet.answers.get(item.no, Answer())
        verdict = verdicts.get(item.no, Verdict(Kind.OK))
        assignment = assignments.get(item.no, Assignment())
        rows.append(
            SummaryRow(
                no=item.no,
                row=item.row,
                level=item.level or NOT_NAMED,
                category=item.category or NOT_NAMED,
                label=item.label or NOT_NAMED,
                areas=item.areas or (NOT_NAMED,),
                department=assignment.department or UNASSIGNED,
                assigned=assignment.assigned and assignment.department != UNASSIGNED,
                score=answer.score,
                score_text=answer.score_text,
                condition=item.condition,
                kind=verdict.kind,
                flagged=verdict.flagged and item.no not in confirmed,
                confirmed=item.no in confirmed,
                due=assignment.due,
                finish=finish.get(item.no),
            )
        )
    return Summary(as_of, tuple(rows), level_order(row.level for row in rows), previous)


def _grouped(pairs: Iterable[tuple[str, SummaryRow]]) -> dict[str, Tally]:
    groups: dict[str, Tally] = {}
    for name, row in pairs:
        if name not in groups:
            groups[name] = Tally()
        groups[name].add(row)
    return groups
