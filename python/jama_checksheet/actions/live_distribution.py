"""The distribution that belongs to the open workbook: where its folder lies, as this PC remembers it or as it lies beside the book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jama_checksheet.actions.on_open_book import CALLED_OFF, NOTHING_CHANGED, Declined, OpenBook
from jama_checksheet.actions.split_sheets import keys_in
from jama_checksheet.delivery.manifest import FILE_NAME, Manifest, load
from jama_checksheet.errors import CheckSheetError, UsageError
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.live.state import asked_path


@dataclass(frozen=True, slots=True)
class Asked:
    """What this PC remembers of the book's last distribution: its folder (None where nothing is known) and who asked."""

    folder: Path | None = None
    contact: str = ""


def remembered(opened: OpenBook) -> Asked:
    """From the user's own profile, not from the book: a path is nothing to hand on."""
    try:
        data = json.loads(asked_path(opened.live.fullname).read_text(encoding="utf-8"))
        return Asked(Path(str(data["folder"])), str(data["contact"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Asked()


def remember(opened: OpenBook, folder: Path, contact: str) -> None:
    """Keep it for the next click. That it cannot be kept stops nothing."""
    text = json.dumps({"folder": str(folder), "contact": contact}, ensure_ascii=False)
    with suppress(OSError):
        asked_path(opened.live.fullname).write_text(text, encoding="utf-8")


def folder_beside(opened: OpenBook) -> Path | None:
    """The folder of the book's file; None where it lies only in the web or was never saved."""
    here = local_path(opened.live.fullname)
    return here.parent if here is not None else None


def start_folder(opened: OpenBook) -> Path:
    """Where a dialog begins."""
    beside = folder_beside(opened)
    if beside is not None:
        return beside
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def own_manifest(opened: OpenBook, more: Iterable[Path] = ()) -> Path | None:
    """The manifest of the book's last distribution: in the folders `more`, in the remembered one, or in one beside the book.

    In the folders `more` (of returned files) that of an earlier distribution serves too: its files lie there.
    """
    keys, more = keys_in(opened.book.notes), tuple(more)
    if not keys:
        return None
    for key in keys:
        for folder in more:
            if (path := _with_key(folder / FILE_NAME, key)) is not None:
                return path
    return next((path for path in _places(opened, more) if _with_key(path, keys[0])), None)


def _with_key(path: Path, key: str) -> Path | None:
    with suppress(CheckSheetError):
        return path if load(path).key == key else None
    return None


def distribution_folder(opened: OpenBook, wanted: Path | None) -> tuple[Path, Manifest]:
    """The folder to send from: the one that was named, the book's own, or the one that the user picks.

    Raises Declined, UsageError where nobody can be asked, and UnreadableFileError where the folder holds no manifest.
    """
    if wanted is not None:
        return wanted, load(wanted / FILE_NAME)
    own = own_manifest(opened)
    if own is not None:
        return own.parent, load(own)
    if not opened.talk.asks:
        raise UsageError(
            f"部門別シートのフォルダーが分かりません。{NOTHING_CHANGED}",
            where=opened.live.name,
            remedy="--to で、部門別シートを作ったフォルダーを指定してください。",
        )
    last = remembered(opened).folder
    start = last if last is not None and last.is_dir() else start_folder(opened)
    folder = opened.talk.folder("部門別シートを作ったフォルダーを選んでください", start)
    if folder is None:
        raise Declined(CALLED_OFF)
    return folder, load(folder / FILE_NAME)


def _places(opened: OpenBook, more: Iterable[Path]) -> Iterator[Path]:
    """Every manifest.json that may be the book's own, the likeliest first."""
    last, beside = remembered(opened).folder, folder_beside(opened)
    folders = [*more, *([last] if last is not None else [])]
    if beside is not None:
        with suppress(OSError):
            folders += [beside, *sorted(path for path in beside.iterdir() if path.is_dir())]
    for folder in dict.fromkeys(folders):
        path = folder / FILE_NAME
        with suppress(OSError):
            if path.is_file():
                yield path
