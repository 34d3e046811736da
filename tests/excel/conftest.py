"""The stand-in for Excel: pywin32 is replaced before anything of the fake is imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from excel import windows

windows.install()

from excel.fake import com  # noqa: E402
from excel.fake.app import Application  # noqa: E402

windows.put_away()


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pywin32 is there for these tests, and their log and journal stay in their own folder."""
    for name, stub in windows.stubs.items():
        monkeypatch.setitem(sys.modules, name, stub)
    folder = tmp_path / "state"
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    return folder / "jama-checksheet"


@pytest.fixture
def excel() -> Iterator[Application]:
    """A running Excel without a book."""
    application = Application()
    windows.use(application)
    windows.messages.shown.clear()
    windows.messages.answers.clear()
    com.state.rejections = 0
    yield application
    windows.use(None)


@pytest.fixture
def open_file(excel: Application) -> Callable[[Path], Any]:
    """Open a file as the user would, and look at its check sheet. Gives the xlwings Book."""
    import xlwings

    def opened(path: Path, sheet: str = "チェックシート") -> Any:
        book = excel.Workbooks.Open(str(path))
        for tab in book._sheets:
            if tab._name == sheet:
                book._active = tab
        found = xlwings.books[book.Name]
        found.set_mock_caller()
        return found

    return opened


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample check sheet."""
    from jama_checksheet.sample.build import build_sample

    return build_sample()


@pytest.fixture
def sample(tmp_path: Path, sample_bytes: bytes) -> Path:
    """The sample check sheet as a file of the user's."""
    path = tmp_path / "チェックシート2025.xlsx"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """A small check sheet whose items have departments, before anything was distributed."""
    from excel.departments import write_assigned

    return write_assigned(tmp_path)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder that a distribution makes."""
    today = date.today()
    return tmp_path / f"{today.year - (today.month < 4)}_自工会_配布"
