"""The file with one password per department. Passwords appear nowhere else: not in messages, not in logs, not in the manifest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jama_checksheet.errors import UnreadableFileError, UsageError

ALL_OTHERS = "*"
"""Stands in the place of a department for all that have no line of their own."""
_LONGEST = 255
"""Characters that Excel accepts as a password to open a file."""
_LARGEST_FILE = 1_000_000
_FORM = "1行に「部門」、タブ、「パスワード」の順で書き、UTF-8 で保存してください。"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Department -> password. Its text form shows the departments only."""

    _by_department: Mapping[str, str] = field(repr=False)

    def of(self, department: str) -> str | None:
        """The password of a department, else that of `*`; None where there is neither."""
        return self._by_department.get(_key(department), self._by_department.get(ALL_OTHERS))

    def without(self, departments: Iterable[str]) -> tuple[str, ...]:
        """Those departments that have no password."""
        return tuple(name for name in departments if self.of(name) is None)

    def unknown(self, departments: Iterable[str]) -> tuple[str, ...]:
        """Names in the file that are none of these departments: perhaps a slip of the pen."""
        known = {_key(name) for name in departments} | {ALL_OTHERS}
        return tuple(name for name in self._by_department if name not in known)


def read_passwords(path: Path) -> Passwords:
    """Read `部門<TAB>password` lines (UTF-8 with or without BOM, or cp932); empty lines are passed over.

    Spaces around the department do not count, those in a password do. Raises UnreadableFileError where the file cannot be read, and
    UsageError where a line cannot be used, naming the line by its number and never quoting it.
    """
    found: dict[str, str] = {}
    for number, ended in enumerate(_text(path).split("\n"), start=1):
        line = ended.rstrip("\r")
        if not line.strip():
            continue
        name, tab, password = line.partition("\t")
        department = _key(name)
        if not tab or not department or not password.strip():
            raise _unusable(path, number, "部門とパスワードの組として読み取れません。", _FORM)
        if len(password) > _LONGEST:
            raise _unusable(
                path,
                number,
                f"パスワードが{_LONGEST}文字を超えています（{len(password)}文字）。",
                "短くしてください。",
            )
        if department in found:
            raise _unusable(
                path, number, f"部門「{department}」が2回出てきます。", "どちらか1行にしてください。"
            )
        found[department] = password
    if not found:
        raise UsageError("パスワードのファイルに1行も書かれていません。", where=str(path), remedy=_FORM)
    return Passwords(found)


def _unusable(path: Path, number: int, what: str, remedy: str) -> UsageError:
    return UsageError(what, where=f"{path} {number}行目", remedy=remedy)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise OSError("too large")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            "パスワードのファイルを開けません。",
            where=str(path),
            remedy="場所と名前、読み取る権限をご確認ください。",
        ) from error
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Without the cause: its text would quote bytes of the file.
    raise UnreadableFileError(
        "パスワードのファイルの文字を読み取れません。", where=str(path), remedy=_FORM
    ) from None


def _key(department: str) -> str:
    return unicodedata.normalize("NFKC", department).strip()
