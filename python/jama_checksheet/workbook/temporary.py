"""A temporary file beside its target, which takes the target's place in one step."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import time
from pathlib import Path

_TRIES, _PAUSE = 5, 0.2
"""Virus scanners and OneDrive hold a fresh file for a moment; seconds between two tries."""
_STALE = 3600.0
"""Seconds after which a temporary file was surely left behind by a process that was killed."""


def written_beside(target: Path, data: bytes, like: Path) -> Path:
    """A complete temporary file in the folder of `target`, safely on disk, with the permissions of `like` where that exists."""
    temporary = target.with_name(_temporary_prefix(target) + secrets.token_hex(6) + ".tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_permissions(temporary, like)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def put_in_place(temporary: Path, target: Path) -> None:
    """Let the temporary file take the place of `target`, and see that this too is on disk. Raises OSError."""
    for left in reversed(range(_TRIES)):
        try:
            temporary.replace(target)
            break
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
    if os.name == "posix":
        with contextlib.suppress(OSError):  # some network drives cannot; the file itself is on disk
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def sweep(target: Path) -> None:
    """Remove what a killed process left of an earlier try to write this very file."""
    pattern = re.compile(re.escape(_temporary_prefix(target)) + r"[0-9a-f]{12}\.tmp")
    with contextlib.suppress(OSError):
        for entry in os.scandir(target.parent):
            if pattern.fullmatch(entry.name) and entry.stat().st_mtime < time.time() - _STALE:
                discard(Path(entry.path))


def discard(path: Path) -> None:
    """Remove a file of ours; one that is gone already, or held, is no trouble."""
    with contextlib.suppress(OSError):
        path.unlink()


def _temporary_prefix(target: Path) -> str:
    """Short whatever the length of the name, and told apart by it."""
    return f".jama-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _take_permissions(temporary: Path, like: Path) -> None:
    try:
        found = like.stat()
    except FileNotFoundError:
        return  # a new file has what the system gives new files
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, found.st_uid, found.st_gid)
    with contextlib.suppress(OSError):  # a drive without permissions has none to keep
        temporary.chmod(found.st_mode & 0o777)
