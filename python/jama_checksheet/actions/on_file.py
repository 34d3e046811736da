"""Actions on a file: open it, work, apply the plan to its package, write it safely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.errors import CheckSheetError, OutputError, UsageError
from jama_checksheet.workbook.opening import ending_of, open_package, refuse_editing
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan
from jama_checksheet.workbook.reading import read_book

if TYPE_CHECKING:
    from jama_checksheet.actions.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Target:
    """Where the result goes: a new file `out`, or the source itself (`in_place`, after a backup), or nowhere."""

    source: Path
    out: Path | None = None
    in_place: bool = False
    force: bool = False

    @property
    def writes(self) -> bool:
        """Whether a result is written at all."""
        return self.in_place or self.out is not None

    def check(self, *, needed: bool) -> None:
        """Refuse early what could not be written later. Raises UsageError and OutputError."""
        if self.in_place and self.out is not None:
            raise UsageError(
                "-o と --in-place は同時に指定できません。", remedy="どちらか一方を指定してください。"
            )
        if needed and not self.writes:
            raise UsageError(
                "保存先が指定されていません。",
                where=str(self.source),
                remedy="-o で新しいファイル名を指定するか、--in-place で上書き（控えを残します）を指定してください。",
            )
        if self.out is not None:
            from jama_checksheet.workbook.storage import check_output

            check_output(self.source, self.out, self.force)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that was opened: its package and its book."""

    path: Path
    package: Package
    book: Book
    seen: tuple[int, int]
    """Time of the last change and size when it was opened."""

    @classmethod
    def open(cls, path: Path, *, editing: bool = False) -> OpenFile:
        """Open and read. With `editing`, refuse at once what must not be changed."""
        seen = _state(path)
        package = open_package(path)
        if editing:
            refuse_editing(package, path)
        return cls(path, package, read_book(package, str(path)), seen)

    def bench(self, as_of: date, sheet: str = "") -> Workbench:
        """A workbench on the file's check sheet."""
        from jama_checksheet.actions.workbench import Workbench

        return Workbench.open(self.book, as_of, sheet)


def write(opened: OpenFile, plan: ChangePlan, target: Target, now: datetime) -> dict[str, str | None]:
    """Apply the plan and write the result. Returns the JSON keys `output` and `backup`.

    Nothing is written when the edited package fails the invariant check; the old file stays whole at any moment.
    """
    from jama_checksheet.workbook.file import apply_plan
    from jama_checksheet.workbook.storage import backup, check_output, write_atomically

    if target.out is not None:
        check_output(opened.path, target.out, target.force, ending_of(opened.package))
    try:
        apply_plan(opened.package, plan)
    except CheckSheetError as error:
        raise type(error)(error.what, where=f"{opened.path} {error.where}", remedy=error.remedy) from error
    data = opened.package.to_bytes()
    if target.in_place and _state(opened.path) != opened.seen:
        raise OutputError(
            "作業中に、ほかの操作でファイルが変わりました。",
            where=str(opened.path),
            remedy="上書きはしていません。もう一度実行してください。",
        )
    kept = backup(opened.path, now) if target.in_place else None
    destination = target.out or opened.path
    write_atomically(destination, data)
    return {"output": str(destination), "backup": str(kept) if kept else None}


def _state(path: Path) -> tuple[int, int]:
    """Time of the last change (ns) and size; zeros where there is no such file, which opening then reports."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
