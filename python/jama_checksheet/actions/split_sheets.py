"""split: one plain sub-sheet per department, and the manifest that knows who was asked for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from jama_checksheet.actions.split_items import answering, sub_items
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.delivery.contacts import contacts_of
from jama_checksheet.delivery.file_names import sub_sheet_names
from jama_checksheet.delivery.manifest import Manifest, Part, new_key, stamp
from jama_checksheet.delivery.passwords import Passwords
from jama_checksheet.errors import OwnersError, UsageError
from jama_checksheet.evidence.signals.calendar import fiscal_year
from jama_checksheet.model import Assignment, ItemNo
from jama_checksheet.owners import Assignments, assign
from jama_checksheet.workbook.plan import ChangePlan, MarkAsOurs
from jama_checksheet.workbook.subsheet.content import SubItem, SubSheet

TITLE = "部門別シート"
KEY_NOTE = "split"
"""Under this key the master's notes hold the collection key of its last distribution."""
EARLIER_KEYS_NOTE = "split before"
"""Under this one those of the distributions before it, the newest first, one a line: what they gave out still comes back."""

_MOST_KEYS = 10

Assigned: TypeAlias = Mapping[ItemNo, Assignment]


@dataclass(frozen=True, slots=True)
class Request:
    """What a distribution is asked for: by when (None: as the owners table says), who asks, and what is known from last year."""

    made: datetime
    due: date | None = None
    contact: str = ""
    previous: CheckSheet | None = None
    passwords: Passwords | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """One distribution, nothing of it written yet: the manifest, the sub-sheets in its order, and the items that nobody answers."""

    manifest: Manifest
    sheets: tuple[SubSheet, ...]
    unassigned: tuple[ItemNo, ...]


def distribute(bench: Workbench, request: Request) -> Distribution:
    """Who gets which items, by the owners table and what people assigned by hand.

    An item of several departments goes to its lead and to every co-owner, each with answer cells of their own.
    Raises OwnersError where no item has a department, and UsageError where a department has no password.
    """
    assignments = assign(bench.sheet, bench.owners)
    bench.problems += [problem for problem in assignments.problems if problem not in bench.problems]
    shares = _shares(bench.sheet, assignments)
    if not shares:
        raise OwnersError(
            "担当部門の決まった項目がないため、部門別のシートを作れません。",
            where=bench.book.source,
            remedy="--owners で担当者の表を指定するか、先に assign で担当部門を割り当ててください。",
        )
    if request.passwords and (bare := request.passwords.without(shares)):
        raise UsageError(
            f"パスワードのない部門があります: {'、'.join(bare)}。",
            remedy="パスワードのファイルに部門の行を足すか、部門の代わりに * と書いた行を加えてください。",
        )
    key, names = new_key(), sub_sheet_names(fiscal_year(bench.as_of), shares)
    entries = sub_items(bench, assignments, request.previous)
    sheets = tuple(
        _sub_sheet(
            bench,
            request,
            key,
            department,
            tuple(entries[no] for no in numbers),
            _due(bench, department, numbers, assignments.by_no),
        )
        for department, numbers in shares.items()
    )
    manifest = Manifest(
        key=key,
        made=stamp(request.made),
        master=_file_name(bench.book.source),
        sheet=bench.sheet.name,
        year=fiscal_year(bench.as_of),
        parts=tuple(
            _part(bench, sheet, names[sheet.department], encrypted=request.passwords is not None)
            for sheet in sheets
        ),
        contact=request.contact,
    )
    return Distribution(manifest, sheets, assignments.unassigned)


def files_of(
    distribution: Distribution, passwords: Passwords | None, step: Callable[[str], None]
) -> dict[str, bytes]:
    """File name -> content of every sub-sheet; `step` is told the department that comes next."""
    # Only here openpyxl is needed.
    from jama_checksheet.workbook.subsheet.book import sub_sheet_bytes

    files = {}
    for part, sheet in zip(distribution.manifest.parts, distribution.sheets, strict=True):
        step(sheet.department)
        data = sub_sheet_bytes(sheet)
        if passwords:
            from jama_checksheet.delivery.encryption import encrypt

            data = encrypt(data, passwords.of(sheet.department) or "")
        files[part.path] = data
    return files


def key_plan(bench: Workbench, manifest: Manifest) -> ChangePlan:
    """The collection key into the master's notes, and nothing else."""
    notes = {"product": "jama-checksheet", **bench.book.notes, KEY_NOTE: manifest.key}
    if before := keys_in(bench.book.notes)[: _MOST_KEYS - 1]:
        notes[EARLIER_KEYS_NOTE] = "\n".join(before)
    return ChangePlan(TITLE, (MarkAsOurs(notes),))


def keys_in(notes: Mapping[str, str]) -> tuple[str, ...]:
    """The collection keys of the distributions that a master remembers (ten at most), the newest first."""
    return tuple(filter(None, (notes.get(KEY_NOTE, ""), *notes.get(EARLIER_KEYS_NOTE, "").split("\n"))))


def _shares(sheet: CheckSheet, assignments: Assignments) -> dict[str, list[ItemNo]]:
    """Department -> its items in sheet order; departments in the order in which the sheet first names them."""
    shares: dict[str, list[ItemNo]] = {}
    for item in sheet.items:
        for department in answering(assignments.by_no[item.no]):
            shares.setdefault(department, []).append(item.no)
    return shares


def _sub_sheet(
    bench: Workbench,
    request: Request,
    key: str,
    department: str,
    items: tuple[SubItem, ...],
    due: date | None,
) -> SubSheet:
    return SubSheet(
        key=key,
        department=department,
        year=fiscal_year(bench.as_of),
        master_sheet=bench.sheet.name,
        items=items,
        words=bench.sheet.words,
        columns=frozenset(bench.sheet.layout.columns),
        made=request.made,
        due=request.due or due,
        contact=request.contact,
    )


def _due(bench: Workbench, department: str, numbers: Iterable[ItemNo], by_no: Assigned) -> date | None:
    """The earliest 回答期限 of the items that the department leads; of its lines in the owners table where it leads none."""
    found = [by_no[no] for no in numbers]
    led = [assignment.due for assignment in found if assignment.department == department]
    listed = [owner.due for owner in bench.owners if owner.department == department]
    every = [assignment.due for assignment in found]
    for dues in (led, listed, every):
        if known := [due for due in dues if due]:
            return min(known)
    return None


def _part(bench: Workbench, sheet: SubSheet, path: str, *, encrypted: bool) -> Part:
    areas = tuple(dict.fromkeys(area for entry in sheet.items for area in entry.item.areas))
    to, cc = contacts_of(sheet.department, bench.owners, areas)
    carried = [entry.carried for entry in sheet.items]
    return Part(
        department=sheet.department,
        path=path,
        items=tuple(item.no for item in carried),
        lead=tuple(entry.carried.no for entry in sheet.led),
        to=to,
        cc=cc,
        due=sheet.due,
        questions={item.no: item.question for item in carried},
        answers={item.no: item.answer for item in carried},
        encrypted=encrypted,
        areas=areas,
    )


def _file_name(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2]
