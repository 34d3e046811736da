"""Back to disk: atomic writing, checks of the output path, backups.

A crash or a kill at any moment leaves the old file whole: everything is written to a temporary file in the same folder, which
then takes the old file's place in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.opening import open_elsewhere
from jama_checksheet.workbook.temporary import discard, put_in_place, sweep, written_beside

BACKUP_FOLDER = "控え"
KEPT = 5
"""Backups kept of one file."""

_CONTENT = {".xlsx": "マクロを含まないブック", ".xlsm": "マクロを含むブック"}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_output(source: Path, out: Path, force: bool, ending: str = "") -> None:
    """Raise OutputError unless a result made from `source` may be written to `out`. Nothing is written.

    An existing `out` is refused unless `force`; `out` must not be `source`; its ending must be `ending`, what fits the content
    (".xlsx", ".xlsm"; default: the ending of `source`; where that is neither, `out` may have either).
    """
    wanted = (ending or source.suffix).lower()
    fitting = (wanted,) if wanted in _CONTENT else tuple(_CONTENT)
    if out.suffix.lower() not in fitting:
        content = _CONTENT.get(wanted, "Excel ブック")
        raise OutputError(
            f"拡張子「{out.suffix or 'なし'}」では保存できません。このファイル（{content}）は「{' か '.join(fitting)}」で保存します。",
            where=str(out),
            remedy="出力先の名前を直してください。",
        )
    check_folder(out)
    with _told(out):
        same = _same(source, out)
    if same:
        raise OutputError(
            "出力先が元のファイルと同じです。",
            where=str(out),
            remedy="別の名前を指定するか、元のファイルを変更する場合は --in-place を指定してください。",
        )
    _check_target(out)
    if _exists(out) and not force:
        raise OutputError(
            "出力先のファイルがすでにあります。",
            where=str(out),
            remedy="別の名前を指定するか、置き換えてよい場合は --force を指定してください。",
        )


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there in one step. Permissions (and, where possible, the owner) are kept.

    A link is followed. Raises OutputError: folder missing or not writable, target a folder, read-only or open in Excel, disk full.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
    check_folder(target)
    _check_target(target)
    sweep(target)
    with _told(path):
        temporary = written_beside(target, data, like=target)
        try:
            put_in_place(temporary, target)
        except BaseException:
            discard(temporary)
            raise


def backup(path: Path, now: datetime) -> Path:
    """Copy `path` into the folder 控え beside it, as STEM.YYYYMMDD-HHMMSS.bak.EXT, and keep the newest five of this file.

    Where that second is taken already, the next free second is used. Only files of exactly this pattern are ever deleted.
    Raises OutputError where the backup cannot be made: then nothing may be changed.
    """
    folder = path.parent / BACKUP_FOLDER
    with _told(folder):
        folder.mkdir(exist_ok=True)
        data = path.read_bytes()
        temporary = written_beside(folder / path.name, data, like=path)
        try:
            made = _reserved(folder, path, now)
            try:
                put_in_place(temporary, made)
            except BaseException:
                discard(made)
                raise
        except BaseException:
            discard(temporary)
            raise
    prune_backups(path, made)
    return made


def free_backup_name(path: Path, now: datetime) -> Path:
    """The place for a backup of `path` that another program writes: an empty file in 控え, the folder made where it is missing.

    Raises OutputError where nothing can be written there.
    """
    folder = path.parent / BACKUP_FOLDER
    with _told(folder):
        folder.mkdir(exist_ok=True)
        return _reserved(folder, path, now)


def prune_backups(path: Path, made: Path) -> None:
    """Keep `made` and the four newest other backups of `path`."""
    with contextlib.suppress(OSError):  # an old backup that cannot go may stay
        _prune(path, made)


def _prune(path: Path, made: Path) -> None:
    pattern = re.compile(
        rf"{re.escape(path.stem)}\.[0-9]{{8}}-[0-9]{{6}}\.bak{re.escape(path.suffix)}", re.DOTALL
    )
    others = sorted(
        entry.name
        for entry in os.scandir(made.parent)
        if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False) and entry.name != made.name
    )
    for name in others[: -(KEPT - 1)]:
        discard(made.parent / name)


def _reserved(folder: Path, path: Path, now: datetime) -> Path:
    """An empty file of a free backup name, created so that no other process can take the name too."""
    while True:
        name = folder / f"{path.stem}.{now:%Y%m%d-%H%M%S}.bak{path.suffix}"
        try:
            name.open("xb").close()
        except FileExistsError:
            now += timedelta(seconds=1)
        else:
            return name


def check_folder(path: Path) -> None:
    """Raise OutputError unless the folder that `path` would stand in is there."""
    folder = path.parent
    with _told(path):
        if folder.is_dir():
            return
    raise OutputError(
        f"出力先のフォルダー「{folder}」がありません。",
        where=str(path),
        remedy="フォルダーを作成するか、別の場所を指定してください。",
    )


def _check_target(path: Path) -> None:
    with _told(path):
        is_folder, exists = path.is_dir(), path.exists()
    if is_folder:
        raise OutputError(
            "出力先はフォルダーです。", where=str(path), remedy="ファイル名まで指定してください。"
        )
    if exists and not path.is_file():
        raise OutputError(
            "出力先は通常のファイルではありません。", where=str(path), remedy="別の名前を指定してください。"
        )
    if lock := open_elsewhere(path):
        raise OutputError(
            "出力先がほかのアプリ（Excel など）で開かれています。",
            where=str(path),
            remedy=f"ブックを閉じてからやり直してください。開いていないのに表示される場合は、同じフォルダーの「{lock.name}」を削除してください。",
        )
    if exists and not os.access(path, os.W_OK):
        raise OutputError(
            "出力先のファイルは読み取り専用で、書き込めません。",
            where=str(path),
            remedy="読み取り専用を解除するか、別の名前を指定してください。",
        )


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _same(source: Path, out: Path) -> bool:
    try:
        return os.path.samefile(source, out)
    except OSError:
        return os.path.realpath(source) == os.path.realpath(out)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an OutputError about `path`."""
    try:
        yield
    except PermissionError as error:
        raise OutputError(
            "書き込む権限がないか、ほかのアプリが使用中です。",
            where=str(path),
            remedy="ファイルを閉じるか、書き込める場所を指定してください。",
        ) from error
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in _FULL
        raise OutputError(
            "空き容量が足りないため、書き込めませんでした。" if full else "書き込めませんでした。",
            where=str(path).replace("\0", "?"),
            remedy="空き容量を増やすか、別の場所を指定してください。"
            if full
            else "出力先の場所と名前（長さ、使える文字）をご確認ください。",
        ) from error
