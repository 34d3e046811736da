"""Fixtures for all tests: LibreOffice as an independent reader."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[..., Path]
"""`soffice(file, to="xlsx") -> Path` of the converted file."""

_SECONDS = 180


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if _program():
        return
    if os.environ.get("REQUIRE_LIBREOFFICE"):
        raise pytest.UsageError(
            "LibreOffice (soffice) is not installed, and REQUIRE_LIBREOFFICE allows no skips"
        )
    absent = pytest.mark.skip(reason="LibreOffice (soffice) is not installed")
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def soffice_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile folder of our own, so that no running LibreOffice and no user settings play a part."""
    return tmp_path_factory.mktemp("soffice-profile")


@pytest.fixture
def soffice(soffice_profile: Path, tmp_path: Path) -> Convert:
    """Open a file in LibreOffice without a window and save it in another format (`to` may name a filter, as "xlsx:Calc MS…")."""
    program = _program()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def convert(file: Path, to: str = "xlsx") -> Path:
        out = tmp_path / f"converted-{len(list(tmp_path.iterdir()))}"
        out.mkdir()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={soffice_profile.as_uri()}"]
        command += ["--convert-to", to, "--outdir", str(out), str(file)]
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        try:
            said, _ = running.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            pytest.fail(f"LibreOffice did not finish {file.name} within {_SECONDS} s")
        made = out / f"{file.stem}.{to.partition(':')[0]}"
        assert made.is_file(), f"LibreOffice made nothing of {file.name}: {said}"
        return made

    return convert
