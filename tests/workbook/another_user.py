"""Runs a check as a user without rights: root may do everything, so a permission test as root proves nothing."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach (pytest's own ones are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="jama-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(folder)


def as_nobody(check: Callable[[], None]) -> None:
    """Run `check` in a child process of the user nobody; where we are no root, we have no rights beyond a user's anyway."""
    if sys.platform == "win32":
        pytest.skip("permissions of another user cannot be tried on Windows")
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        pytest.skip("there is no user nobody on this machine")
    if os.getuid() != 0:
        check()
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            check()
        except BaseException:
            os.write(writing, traceback.format_exc().encode()[:60_000])
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as report:
        told = report.read()
    assert os.waitpid(child, 0)[1] == 0, told
