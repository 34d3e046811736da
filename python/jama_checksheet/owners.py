"""Who answers which item: from 担当領域 through the owners table to 部門, 担当者, 回答期限.

An assignment that a person made or changed is kept; one that the tool made follows the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jama_checksheet.checksheet.areas import UNASSIGNED, split_areas
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.dates import as_date
from jama_checksheet.checksheet.departments import DepartmentNames
from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.checksheet.memory import Memory, fingerprint
from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.checksheet.sheet import CheckSheet, OwnValues, Problem
from jama_checksheet.checksheet.wording import as_text, header_key
from jama_checksheet.errors import OwnersError
from jama_checksheet.model import Assignment, CheckItem, ItemNo, Owner

TABLE_HEADERS: dict[str, tuple[str, ...]] = {
    "area": ("担当領域", "領域"),
    "department": ("部門", "部署", "担当部門", "担当部署", "部門名", "部署名"),
    "person": ("担当者", "氏名", "担当者名", "お名前"),
    "mail": ("メール", "メールアドレス", "mail", "e-mail", "email"),
    "title": ("役職", "肩書"),
    "cc": ("CC", "CCメール", "CCアドレス"),
    "due": ("回答期限", "期限", "締切", "締切日"),
}
"""Columns of the owners table: key -> header texts. 担当領域 and 部門 must be there."""

_SEARCH_ROWS = 30
_BETWEEN = "／"


@dataclass(frozen=True, slots=True)
class OwnersTable:
    """The owners by area, and what looked odd in the table (with its cells)."""

    owners: tuple[Owner, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Assignments:
    """The result for a whole sheet: every item's assignment, the numbers that nobody answers for, and names spelled in two ways."""

    by_no: Mapping[ItemNo, Assignment]
    unassigned: tuple[ItemNo, ...] = ()
    by_department: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_owners(grid: Grid, source: str) -> OwnersTable:
    """The owners table in a grid (a worksheet or a CSV file); a department spelled in two ways is one, by its first spelling.

    Raises OwnersError where the header row with 担当領域 and 部門 is not found. Lines without a department are passed over.
    """
    columns, header_row = _table_columns(grid, source)
    names = DepartmentNames()
    problems = names.problems
    place = _place(grid, source)
    owners: list[Owner] = []
    last = max((row for row, _ in grid.values), default=0)
    for row in range(header_row + 1, last + 1):
        raw = {key: grid.values.get((row, column)) for key, column in columns.items()}
        texts = {key: as_text(value).strip() for key, value in raw.items()}
        if not texts["area"] or not texts["department"]:
            continue
        department = names.name(texts["department"], place + cell_name(row, columns["department"]))
        if not department:
            continue
        due = as_date(raw.get("due"))
        if texts.get("due") and due is None:
            problems.append(
                Problem(
                    place + cell_name(row, columns["due"]),
                    f"回答期限「{one_line(texts['due'])}」を日付として読み取れません。2025/12/12 の形で入力してください。",
                )
            )
        if texts.get("mail") and "@" not in texts["mail"]:
            problems.append(
                Problem(
                    place + cell_name(row, columns["mail"]),
                    f"「{one_line(texts['mail'])}」はメールアドレスの形ではありません。"
                    "sato@example.co.jp の形で入力してください。",
                )
            )
        details = {key: texts.get(key, "") for key in ("person", "mail", "title", "cc")}
        owners += [
            Owner(area=area, department=department, due=due, **details) for area in split_areas(texts["area"])
        ]
    return OwnersTable(tuple(owners), tuple(problems))


def _place(grid: Grid, source: str) -> str:
    """Where the table stands, before the name of a cell: a cell alone would be looked for in the check sheet."""
    name = source.replace("\\", "/").rpartition("/")[2]
    return f"{name} " if grid.name == name or not grid.name else f"{name}「{grid.name}」"


def _table_columns(grid: Grid, source: str) -> tuple[dict[str, int], int]:
    keys = {header_key(text): key for key, texts in TABLE_HEADERS.items() for text in texts}
    for row in range(1, _SEARCH_ROWS + 1):
        cells = sorted((column, value) for (r, column), value in grid.values.items() if r == row)
        columns: dict[str, int] = {}
        for column, value in cells:
            key = keys.get(header_key(as_text(value)))
            if key:
                columns.setdefault(key, column)
        if {"area", "department"} <= columns.keys():
            return columns, row
    raise OwnersError(
        "担当者の表の見出し「担当領域」と「部門」が見つかりません。",
        where=source,
        remedy="1行目に「担当領域, 部門, 担当者, メール」の見出しがある表をご用意ください。",
    )


def owner_mark(department: str, person: str, co_departments: str) -> str:
    """The fingerprint of an assignment as written, by which a later run knows its own work again."""
    return fingerprint(department, person, co_departments)


def assign(sheet: CheckSheet, owners: Sequence[Owner]) -> Assignments:
    """Assign every item of the sheet by the owners table. Without any table, what stands in the sheet stays.

    The first of an item's areas that has an owner leads; the departments of its other areas are co-owners.
    """
    if not owners:
        return standing(sheet)
    table: dict[str, list[Owner]] = {}
    for owner in owners:
        table.setdefault(owner.area, []).append(owner)
    names = DepartmentNames()
    for owner in owners:
        names.name(owner.department, "担当者の表")
    by_no: dict[ItemNo, Assignment] = {}
    for item in sheet.items:
        own, from_table = sheet.own.get(item.no, OwnValues()), _from_table(item, table)
        stands = _standing(own)
        by_person = stands.assigned and stands.by_hand
        chosen = _named(stands, sheet, item, names) if by_person else from_table
        # A 回答期限 that a person set stays, whoever assigned the row.
        due_by_hand = stands.due is not None and stands.due != Memory.from_text(own.state).due
        by_no[item.no] = replace(chosen, due=stands.due if due_by_hand else from_table.due)
    return _together(by_no, names)


def standing(sheet: CheckSheet) -> Assignments:
    """The assignments as they stand in our columns of the sheet."""
    names = DepartmentNames()
    by_no = {
        item.no: _named(_standing(sheet.own.get(item.no, OwnValues())), sheet, item, names)
        for item in sheet.items
    }
    return _together(by_no, names)


def _named(stands: Assignment, sheet: CheckSheet, item: CheckItem, names: DepartmentNames) -> Assignment:
    """What stands in a row, with every department as it was first spelled."""
    if not stands.assigned:
        return stands

    def name(text: str, key: str) -> str:
        column = sheet.layout.own_columns.get(key)
        return names.name(text, cell_name(item.row, column) if column else f"No.{item.no}")

    lead = name(stands.department, "department")
    others = dict.fromkeys(name(text, "co_departments") for text in stands.co_departments)
    return replace(
        stands, department=lead, co_departments=tuple(other for other in others if other not in ("", lead))
    )


def _together(by_no: dict[ItemNo, Assignment], names: DepartmentNames) -> Assignments:
    by_department: dict[str, int] = {}
    for assignment in by_no.values():
        name = assignment.department or UNASSIGNED
        by_department[name] = by_department.get(name, 0) + 1
    unassigned = tuple(no for no, assignment in by_no.items() if not assignment.assigned)
    return Assignments(by_no, unassigned, by_department, tuple(names.problems))


def _standing(own: OwnValues) -> Assignment:
    due = own.due if isinstance(own.due, date) else None
    if own.department in ("", UNASSIGNED):
        return Assignment(due=due)
    co_departments = tuple(filter(None, own.co_departments.split(_BETWEEN)))
    mark = owner_mark(own.department, own.person, own.co_departments)
    return Assignment(
        own.department, own.person, due, co_departments, by_hand=Memory.from_text(own.state).owner != mark
    )


def _from_table(item: CheckItem, table: Mapping[str, list[Owner]]) -> Assignment:
    found = [owner for area in item.areas for owner in table.get(area, ())]
    if not found:
        return Assignment()
    lead = found[0]
    others = dict.fromkeys(owner.department for owner in found if owner.department != lead.department)
    return Assignment(lead.department, lead.person, lead.due, tuple(others))


def co_departments_text(assignment: Assignment) -> str:
    """The co-owners as one cell's text."""
    return _BETWEEN.join(assignment.co_departments)


def departments(owners: Iterable[Owner]) -> tuple[str, ...]:
    """The departments of the table, each once, in its order."""
    return tuple(dict.fromkeys(owner.department for owner in owners if owner.department))
