"""The folder of a distribution: sub-sheets first, the manifest last, all of it or nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from jama_checksheet.delivery.manifest import FILE_NAME, load
from jama_checksheet.errors import CheckSheetError, OutputError
from jama_checksheet.workbook.storage import backup, write_atomically
from jama_checksheet.workbook.temporary import discard


def refuse_folder(folder: Path, *, force: bool, hint: str = "") -> None:
    """Raise OutputError unless a distribution may go into the folder. One that is there already stays, unless `force`.

    Returned files may lie beside an earlier manifest, so a second distribution wants a folder of its own. `hint` is what else can be
    done, in the words of the command line or the ribbon.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(
            "作成先はフォルダーではありません。",
            where=str(folder),
            remedy="フォルダーの名前を指定してください。",
        )
    if (folder / FILE_NAME).exists() and not force:
        raise OutputError(
            "このフォルダーには、すでに配布の記録（manifest.json）があります。",
            where=str(folder),
            remedy=f"別のフォルダーを指定してください。{hint}",
        )


def refuse_files(
    folder: Path, names: Iterable[str], used: Collection[Path], *, force: bool, hint: str = ""
) -> None:
    """Raise OutputError where a name is taken: by a file of this very call (`used`), or, unless `force`, by any other."""
    for name in names:
        path = folder / name
        if any(_same(path, other) for other in used):
            raise OutputError(
                "作成するファイルの名前が、指定されたファイルと同じになります。",
                where=str(path),
                remedy="別のフォルダーを指定してください。",
            )
        if path.exists() and not force:
            raise OutputError(
                "同じ名前のファイルがすでにあります。",
                where=str(path),
                remedy=f"空のフォルダーを指定してください。{hint}",
            )


def earlier_files(folder: Path) -> tuple[str, ...]:
    """The sub-sheets of the distribution that the folder holds already; none where there is no manifest that can be read."""
    try:
        return tuple(part.path for part in load(folder / FILE_NAME).parts)
    except CheckSheetError:
        return ()


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


@contextlib.contextmanager
def written(folder: Path, files: Mapping[str, bytes], manifest: str, now: datetime) -> Iterator[None]:
    """Write everything, then run what belongs to it; if that or the writing fails, what was written goes away again.

    A file that would be replaced is first copied into the folder 控え; after a failure the copy goes back to its place. Sub-sheets of
    the earlier distribution that have no successor go there too: nobody is to send or fill in one of them by mistake.
    """
    made_folders = _make(folder)
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for name in earlier_files(folder):
            path = folder / name
            if name not in files and path.is_file():
                undo.append((path, path.read_bytes()))
                backup(path, now)
                discard(path)
                if path.exists():
                    raise OutputError(
                        "前に作った回答用シートを「控え」フォルダーへ移せません。",
                        where=str(path),
                        remedy="ファイルを開いていれば閉じてから、もう一度実行してください。",
                    )
        for name, data in {**files, FILE_NAME: manifest.encode("utf-8")}.items():
            path = folder / name
            before = None
            if path.exists():
                before = path.read_bytes()
                backup(path, now)
            undo.append((path, before))
            write_atomically(path, data)
        yield
    except BaseException:
        for path, before in reversed(undo):
            with contextlib.suppress(OSError, OutputError):
                if before is None:
                    discard(path)
                else:
                    write_atomically(path, before)
        for made in reversed(made_folders):
            with contextlib.suppress(OSError):
                made.rmdir()
        raise


def _make(folder: Path) -> list[Path]:
    """Make the folder and those above it that are missing; returns what was made, outermost first."""
    missing = []
    place = folder
    while not place.exists() and place != place.parent:
        missing.append(place)
        place = place.parent
    missing.reverse()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(
            "フォルダーを作成できません。",
            where=str(folder),
            remedy="場所と名前、書き込む権限をご確認ください。",
        ) from error
    return missing
