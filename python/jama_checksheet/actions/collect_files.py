"""The returned files of one run: which belong to the distribution, and why the others do not."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jama_checksheet.actions.collect_history import Received
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.checksheet.wording import and_more
from jama_checksheet.delivery.manifest import FILE_NAME, Manifest
from jama_checksheet.delivery.passwords import Passwords
from jama_checksheet.errors import CheckSheetError, UnreadableFileError, UsageError
from jama_checksheet.workbook.returned.admission import Admission, refusal
from jama_checksheet.workbook.returned.reading import read_returned
from jama_checksheet.workbook.returned.reply import Returned

_ENDINGS = (".xlsx", ".xlsm")
_LOCKS = ("~$", ".~lock.")
_OURS = frozenset({FILE_NAME, "送信記録.jsonl", "控え", "メール下書き", "desktop.ini", "thumbs.db"})
"""What lies in a folder of ours, or comes from the file manager."""
_SHOWN = 5
_OTHER_EXCEL = "この形式のファイルは読み取りません。Excel ブック（.xlsx）として保存し直してください。"
_MAIL = "メールのファイルは読み取りません。添付の回答用シートを取り出して、フォルダーに入れてください。"
_ARCHIVE = "圧縮されたファイルは読み取りません。中の回答用シートを取り出して、フォルダーに入れてください。"
_REASONS = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".csv", ".xlt", ".xltx", ".xltm", ".numbers"), _OTHER_EXCEL),
    **dict.fromkeys((".eml", ".msg", ".mht"), _MAIL),
    **dict.fromkeys((".zip", ".7z", ".lzh", ".rar", ".gz"), _ARCHIVE),
}
_NOT_OURS = "Excel ブック（.xlsx）ではないため、読み取りません。"
_FOLDER = (
    "フォルダーの中は読み取りません。中の回答用シートも取り込む場合は、このフォルダーも指定してください。"
)


@dataclass(frozen=True)
class Sorted:
    """`received` belong to the distribution, oldest first; `quarantined` [{file, row, no, reason}] and `untouched` (names) do not count.

    `unread` counts the files that could not be read at all; `passed_over` [{file, reason}] are what a folder holds beside workbooks.
    """

    received: tuple[Received, ...]
    quarantined: list[dict[str, Any]] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    unread: int = 0
    passed_over: list[dict[str, Any]] = field(default_factory=list)


def expanded(paths: Sequence[Path], master: Path) -> tuple[Path, ...]:
    """The files that were meant, each once: a folder stands for the workbooks in it without the master, a name with * for those that fit."""
    found: dict[str, Path] = {}
    for path in paths:
        for file in _files(path):
            real = os.path.realpath(file)
            if file == path or real != os.path.realpath(master):
                found.setdefault(real, file)
    return tuple(found.values())


def passed_over(paths: Sequence[Path], known: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """What the folders hold beside workbooks, each with the reason. `known` are files that have another part in the run."""
    used = {os.path.realpath(path) for path in (*paths, *known)}
    return [
        {"file": str(Path(folder.name) / entry.name), "reason": _passed(entry)}
        for folder in paths
        if folder.is_dir()
        for entry in sorted(folder.iterdir())
        if entry.name.casefold() not in _OURS
        and not entry.name.startswith((*_LOCKS, "."))
        and os.path.realpath(entry) not in used
        and (entry.is_dir() or entry.suffix.lower() not in _ENDINGS)
    ]


def _passed(entry: Path) -> str:
    return _FOLDER if entry.is_dir() else _REASONS.get(entry.suffix.lower(), _NOT_OURS)


def refuse_unread(files: Sequence[Path], found: Sorted) -> None:
    """Raise UnreadableFileError where not one of the files could be read (a mistyped name, damaged files): nothing is written then."""
    if found.unread < len(files):
        return
    told = [f"{entry['file']}: {entry['reason']}" for entry in found.quarantined]
    raise UnreadableFileError(
        f"回答用シートとして読み取れるファイルがありませんでした。{' '.join(told[:_SHOWN])}{and_more(told, _SHOWN)}",
        where=files[0].name if len(files) == 1 else str(files[0].parent),
        remedy="ファイルの名前と内容をご確認ください。チェックシートは変更していません。",
    )


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [
            file
            for file in sorted(path.iterdir())
            if file.suffix.lower() in _ENDINGS and not file.name.startswith(_LOCKS)
        ]
    if "*" in path.name and not path.exists():  # a shell that leaves wildcards to the program
        return [file for file in sorted(path.parent.glob(path.name)) if not file.name.startswith(_LOCKS)]
    return [path]


def sort_out(
    files: Sequence[Path],
    sheet: CheckSheet,
    manifest: Manifest,
    passwords: Passwords | None,
    step: Callable[[str], None],
) -> Sorted:
    """Read every file and judge it; `step` is told the name of the file that comes next.

    One bad file never stops the others. Raises UsageError where the library for encrypted files is absent.
    """
    made = datetime.fromisoformat(manifest.made)
    admission = Admission.to(sheet, manifest)
    result = Sorted((), [], [])
    found: dict[str, Received] = {}
    seen: set[str] = set()
    unread = 0
    for path in files:
        step(path.name)
        unread += 1
        try:
            returned = read_returned(path, _tried(path, manifest, passwords, seen))
        except UsageError:
            raise
        except CheckSheetError as error:
            result.quarantined.append(_quarantined(path.name, f"{error.what} {error.remedy}".strip()))
            continue
        except Exception:  # whatever a foreign file does to the reader, the other files go on
            reason = "内容を読み取れませんでした。部門の方に、送り直しをお願いしてください。"
            result.quarantined.append(_quarantined(path.name, reason))
            continue
        unread -= 1
        seen.add(returned.payload.department)
        if reason := refusal(returned, manifest):
            result.quarantined.append(_quarantined(path.name, reason))
        elif returned.as_given_out(made):
            result.untouched.append(path.name)
        else:
            known = found.get(returned.digest)
            if known is None or returned.written < known.returned.written:
                found[returned.digest] = _received(returned, manifest, admission, made)
    received = sorted(found.values(), key=lambda file: (file.moment, file.returned.digest))
    for file in received:
        result.quarantined.extend(_rows(file))
    return Sorted(tuple(received), result.quarantined, result.untouched, unread)


def _received(returned: Returned, manifest: Manifest, admission: Admission, made: datetime) -> Received:
    part = manifest.part(returned.payload.department)
    assert part is not None
    return Received(
        returned,
        part,
        admission.rows(returned, part),
        admission.missing(returned, part),
        returned.saved(made),
        returned.moment(made),
    )


def _tried(
    path: Path, manifest: Manifest, passwords: Passwords | None, seen: Container[str] = ()
) -> list[str]:
    """The passwords to try, each once: that of the department whose file has this name, those it is named after, those not `seen` yet."""
    if passwords is None:
        return []
    parts = sorted(
        manifest.parts,
        key=lambda part: (part.path != path.name, part.department not in path.name, part.department in seen),
    )
    words = (passwords.of(part.department) for part in parts)
    return list(dict.fromkeys(word for word in words if word))


def _rows(file: Received) -> list[dict[str, Any]]:
    name = file.returned.name
    rows = [_quarantined(name, row.held, row.row, row.no) for row in file.rows if row.held]
    gone = [_quarantined(name, f"No.{no} の行がありません。", None, no) for no in file.missing]
    return rows + gone


def _quarantined(file: str, reason: str, row: int | None = None, no: str = "") -> dict[str, Any]:
    return {"file": file, "row": row, "no": no or None, "reason": reason}
