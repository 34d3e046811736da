"""install and uninstall. Other add-ins and their settings stay as they are; what was there is remembered and put back."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jama_checksheet.errors import OutputError
from jama_checksheet.install import settings_file
from jama_checksheet.install.places import Places
from jama_checksheet.install.record import Record, digest, read_if_there, read_record
from jama_checksheet.install.settings_file import FAST, FROZEN, INTERPRETER

_OWN_STATE = ("install.json", "jama-checksheet.log", "jama-checksheet.old.log", "expressions.bin")


@dataclass(frozen=True, slots=True)
class Installed:
    """What `install` did. `replaced` are settings of somebody else that ours took the place of: key -> their value."""

    values: Mapping[str, str]
    replaced: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Removed:
    """What `uninstall` did: files taken away, settings put back, and keys that somebody changed since and that stay."""

    removed: tuple[Path, ...]
    restored: bool
    kept: tuple[str, ...]


def install(
    places: Places,
    addin: bytes,
    interpreter: str,
    environment: Mapping[str, str],
    *,
    fast: bool = False,
    frozen: bool = False,
) -> Installed:
    """Put the add-in into Excel's start folder and the interpreter into the user's settings.

    With `frozen`, `interpreter` is the one-folder program. `fast` keeps Python loaded between clicks (not with `frozen`). Done twice, it does not forget what stood there before the first time. Raises OutputError; then nothing was changed.
    """
    now = _read(places.settings)
    earlier = read_record(places.record)
    base = _without_ours(now, earlier) if earlier else now
    values = _values(base, settings_file.fitting(interpreter, environment), fast=fast, frozen=frozen)
    written = settings_file.with_values(base, values)
    folders = earlier.folders if earlier else ()
    made: list[Path] = []
    old_addin, old_record = _read(places.addin), _read(places.record)
    try:
        for folder in (places.xlstart, places.settings.parent, places.state):
            made += _make(folder)
        record = Record(base, digest(written), values, (*folders, *map(str, made)))
        with _told(
            places.addin,
            "アドインを置けませんでした。",
            "Excel をすべて閉じてから、もう一度 install を実行してください。",
        ):
            places.addin.write_bytes(addin)
        with _told(
            places.settings,
            "設定ファイルに書き込めませんでした。",
            "読み取り専用を解除してから、もう一度 install を実行してください。",
        ):
            places.record.write_bytes(record.to_json())
            _replace(places.settings, written)
    except BaseException:
        for path, data in ((places.addin, old_addin), (places.record, old_record)):
            _put_back(path, data)
        _remove_empty(made)
        raise
    replaced = {
        key: theirs
        for key, value in values.items()
        if (theirs := settings_file.value_of(base or b"", key)) not in (None, "", value)
    }
    return Installed(values, {key: theirs for key, theirs in replaced.items() if theirs is not None})


def uninstall(places: Places) -> Removed:
    """Take the add-in away and put the settings back as they were. What somebody changed since `install` stays.

    Raises OutputError where Excel holds the add-in; then nothing was changed.
    """
    record = read_record(places.record)
    removed: list[Path] = []
    if _read(places.addin) is not None:
        with _told(
            places.addin,
            "アドインを取り除けませんでした。",
            "Excel をすべて閉じてから、もう一度 uninstall を実行してください。",
        ):
            places.addin.unlink()
        removed.append(places.addin)
    restored, kept = _restore_settings(places, record) if record else (False, ())
    for path in _state_files(places):
        path.unlink(missing_ok=True)
        removed.append(path)
    _remove_empty([*map(Path, record.folders if record else ()), places.state])
    return Removed(tuple(removed), restored, kept)


def _values(base: bytes | None, interpreter: str, *, fast: bool, frozen: bool) -> dict[str, str]:
    """What we write. An empty fast-mode switch stops every button (xlwings reads it as a truth value), so it is set to False."""
    if frozen:
        return {FROZEN: interpreter}
    values = {INTERPRETER: interpreter}
    if fast:
        values[FAST] = "True"
    elif settings_file.value_of(base or b"", FAST) == "":
        values[FAST] = "False"
    return values


def _without_ours(now: bytes | None, record: Record) -> bytes | None:
    """The settings as they would be without us: exactly as before where nobody else has written since."""
    if now is None or digest(now) == record.after:
        return record.before
    rest = settings_file.without_values(now, record.values, record.before)
    return rest if rest.strip() or record.before is not None else None


def _restore_settings(places: Places, record: Record) -> tuple[bool, tuple[str, ...]]:
    now = _read(places.settings)
    if now is None:
        return False, ()
    kept = tuple(
        key for key, value in record.values.items() if settings_file.value_of(now, key) not in (None, value)
    )
    rest = _without_ours(now, record)
    with _told(
        places.settings,
        "設定ファイルを元に戻せませんでした。",
        "読み取り専用を解除してから、もう一度 uninstall を実行してください。",
    ):
        if rest is None:
            places.settings.unlink()
        elif rest != now:
            _replace(places.settings, rest)
    return rest != now, kept


def _read(path: Path) -> bytes | None:
    with _told(path, "ファイルを読み取れませんでした。", "Excel を閉じ、アクセス権をご確認ください。"):
        return read_if_there(path)


def _replace(path: Path, data: bytes) -> None:
    """Write in one step, so that a crash leaves the settings of others whole. The file may be a link."""
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f"{target.name}.jama-tmp")
    try:
        temporary.write_bytes(data)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
            if not os.access(target, os.W_OK):
                raise PermissionError(13, "read-only", str(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if data is None:
            path.unlink(missing_ok=True)
        elif read_if_there(path) != data:
            path.write_bytes(data)


def _state_files(places: Places) -> Iterator[Path]:
    """What this tool keeps on the PC: the record, the log, the journals of the last actions, remembered judgements
    and distributions, compiled expressions; also what was being written when a program was ended."""
    if not places.state.is_dir():
        return
    for path in sorted(places.state.iterdir()):
        if path.name in _OWN_STATE or (
            path.name.startswith(("undo-", "judged-", "asked-", "expressions."))
            and path.suffix in (".json", ".tmp")
        ):
            yield path


def _make(folder: Path) -> list[Path]:
    """Make a folder with those around it; the ones that were missing, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    with _told(folder, "フォルダーを作れませんでした。", "書き込む権限をご確認ください。"):
        folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _remove_empty(folders: list[Path]) -> None:
    """Remove the folders that we made, innermost first, as far as they are empty."""
    for folder in sorted(set(folders), key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def _told(path: Path, what: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(what, where=str(path), remedy=remedy) from error
