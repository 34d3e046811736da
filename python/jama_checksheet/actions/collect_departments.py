"""What collecting knows of the departments beside their answers: who was asked, what they left open, what belongs elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jama_checksheet.actions.collect_decided import Decided
from jama_checksheet.actions.collect_files import Sorted
from jama_checksheet.actions.collect_history import REPLY, Received
from jama_checksheet.checksheet.department_blocks import blocks_of
from jama_checksheet.checksheet.memory import fingerprint
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.consolidation import Result
from jama_checksheet.delivery.manifest import Manifest
from jama_checksheet.model import Score
from jama_checksheet.workbook.returned.reply import Remark
from jama_checksheet.workbook.sheets.history_lines import History


def asked_for(manifest: Manifest) -> Mapping[str, tuple[str, ...]]:
    """Item number -> the departments that were asked for it, in the manifest's order."""
    asked: dict[str, tuple[str, ...]] = {}
    for part in manifest.parts:
        for no in part.items:
            asked[no] = (*asked.get(no, ()), part.department)
    return asked


def others_blocks(file: Received, asked: Mapping[str, tuple[str, ...]]) -> Iterator[Remark]:
    """What a department wrote into the blocks of other departments in a joined text: it is told, the other's own words stay."""
    for row in file.rows:
        given = file.returned.payload.item(row.no)
        names = asked.get(row.no, ())
        now = blocks_of(row.evidence, names)
        if given is None or now is None or not row.new_evidence:
            continue
        before = blocks_of(given.evidence, names)
        for name, words in now.by_department.items():
            was = before.by_department.get(name, "") if before else ""
            if name != file.part.department and words and fingerprint(words) != fingerprint(was):
                yield Remark(f"根拠の【{name}】の部分", row.no, words, row.person)


def elsewhere(manifest: Manifest, history: History) -> list[dict[str, Any]]:
    """Replies that the manifest knows and this check sheet does not: they were collected into another file."""
    here = {mark.reply for _, mark in history.of_key(manifest.key)}
    return [
        {"department": part.department, "file": reply.file}
        for part in manifest.parts
        for reply in part.replies
        if reply.digest[:REPLY] not in here
    ]


def waiting(decided: Mapping[str, Decided], history: History) -> list[dict[str, Any]]:
    """Items whose leading department has not answered while others have; `returned` says whether its file is in."""
    return [
        {"no": item_no(no), "lead": found.lead, "returned": found.lead in history.returned}
        for no, found in decided.items()
        if found.decision.result is Result.WAITING
    ]


def blanks(
    decided: Mapping[str, Decided], files: Sorted, manifest: Manifest, history: History
) -> list[dict[str, Any]]:
    """The items that departments whose file is in left without a score; rows that were held back are told by themselves."""
    held = {(file.part.department, row.no) for file in files.received for row in file.rows if row.held}
    held |= {(file.part.department, no) for file in files.received for no in file.missing}
    held |= {
        (line.text("department"), mark.no) for line, mark in history.of_key(manifest.key) if mark.kind == "h"
    }
    scored = {
        (value.department, no)
        for no, found in decided.items()
        for value in found.decision.values
        if value.score is not Score.UNANSWERED
    }
    entries = [
        (part.department, [no for no in part.items if (part.department, no) not in scored | held])
        for part in manifest.parts
        if part.department in history.returned
    ]
    return [
        {"department": name, "items": [item_no(no) for no in numbers]} for name, numbers in entries if numbers
    ]
