"""回収状況: how far every department is, made anew at each collecting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jama_checksheet.actions.collect_decided import Decided
from jama_checksheet.checksheet.wording import and_more
from jama_checksheet.consolidation import Statement
from jama_checksheet.delivery.manifest import Manifest, Part
from jama_checksheet.model import Score
from jama_checksheet.workbook.sheets.history_lines import (
    AWAITED,
    RETURNED,
    Cell,
    History,
    Line,
    Mark,
    key_mark,
)

_NUMBERS_SHOWN = 30


def returns_lines(history: History, manifest: Manifest, decided: Mapping[str, Decided]) -> tuple[Line, ...]:
    """回収状況: one line per department, as it stands now; its メモ stays."""
    before = {line.text("department"): line for line in history.returns}
    answers: dict[str, dict[str, Statement]] = {part.department: {} for part in manifest.parts}
    for no, found in decided.items():
        for value in found.decision.values:
            answers[value.department][no] = value
    replies: dict[str, list[tuple[Line, Mark]]] = {}
    for line, mark in history.of_key(manifest.key):
        replies.setdefault(line.text("department"), []).append((line, mark))
    return tuple(
        _department(
            part,
            manifest,
            answers[part.department],
            decided,
            replies.get(part.department, []),
            before.get(part.department),
        )
        for part in manifest.parts
    )


def _department(
    part: Part,
    manifest: Manifest,
    answers: Mapping[str, Statement],
    decided: Mapping[str, Decided],
    own: Sequence[tuple[Line, Mark]],
    old: Line | None,
) -> Line:
    """One department's line; `own` are its lines in the history, `old` the line as it stood."""
    newest = max(own, key=lambda pair: pair[1].moment, default=None)
    last = newest[0] if newest else None
    left = [no for no in part.items if no not in answers or answers[no].score is Score.UNANSWERED]
    kept = {no for no in answers if no in decided and decided[no].open}
    held = {mark.no for _, mark in own if mark.kind == "h" and mark.no not in answers}
    returned = bool(answers) or any(mark.kind == "s" for _, mark in own)
    idle = returned and not any(mark.new or mark.kind == "h" for _, mark in own)
    contact = part.to[0].person if part.to else ""
    values: dict[str, Cell] = {
        "when": RETURNED if returned else AWAITED,
        "no": len(part.items),
        "department": part.department,
        "person": contact or None,
        "answered_on": f"{part.due:%Y/%m/%d}" if part.due else None,
        "score": f"{len(part.items) - len(left)}／{len(part.items)} 項目",
        "evidence": _numbers(left) or None,
        "outcome": f"{len(kept | held)} 件" if kept or held else None,
        "reason": "配布したときの回答のままです。" if idle else None,
        "file": last.text("file") if last else None,
        "saved": last.text("saved") if last else None,
        "memo": old.values.get("memo") if old else None,
    }
    return Line.of(values, Mark("d", key_mark(manifest.key)), old.extra if old else ())


def _numbers(numbers: Sequence[str]) -> str:
    shown = "、".join(numbers[:_NUMBERS_SHOWN])
    return f"No.{shown}{and_more(numbers, _NUMBERS_SHOWN)}" if numbers else ""
