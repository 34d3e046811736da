"""Backups: beside the file, named by the second, five of each file, and nothing else is ever deleted."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.storage import BACKUP_FOLDER, backup
from workbook.another_user import as_nobody, open_folder

NOW = datetime(2025, 11, 20, 9, 5, 7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "2025_自工会.回答.xlsx"
    found.write_bytes(b"first")
    return found


def kept(path: Path) -> list[str]:
    return sorted(entry.name for entry in (path.parent / BACKUP_FOLDER).iterdir())


def test_a_backup_stands_in_the_folder_beside_the_file(path: Path) -> None:
    made = backup(path, NOW)
    assert made == path.parent / "控え" / "2025_自工会.回答.20251120-090507.bak.xlsx"
    assert made.read_bytes() == b"first"
    assert path.read_bytes() == b"first"
    assert kept(path) == [made.name]


def test_two_backups_within_one_second(path: Path) -> None:
    first = backup(path, NOW)
    path.write_bytes(b"second")
    second = backup(path, NOW)
    assert second.name == "2025_自工会.回答.20251120-090508.bak.xlsx"
    assert (first.read_bytes(), second.read_bytes()) == (b"first", b"second")


def test_many_processes_within_one_second(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: backup(path, NOW), range(4)))
    assert len(set(made)) == 4
    assert all(entry.read_bytes() == b"first" for entry in made)


def test_the_newest_five_are_kept(path: Path) -> None:
    for minute in range(7):
        path.write_bytes(str(minute).encode())
        backup(path, NOW + timedelta(minutes=minute))
    folder = path.parent / BACKUP_FOLDER
    assert [(folder / name).read_bytes() for name in kept(path)] == [b"2", b"3", b"4", b"5", b"6"]


def test_the_backup_just_made_stays_though_the_clock_was_set_back(path: Path) -> None:
    for minute in range(5):
        backup(path, NOW + timedelta(minutes=minute))
    made = backup(path, NOW - timedelta(days=1))
    assert made.exists()
    assert len(kept(path)) == 5


def test_only_our_own_names_are_ever_deleted(path: Path) -> None:
    folder = path.parent / BACKUP_FOLDER
    folder.mkdir()
    others = [
        "2025_自工会.回答.20200101-000000.bak.xlsm",
        "2025_自工会.回答.20200101-000000.bak.xlsx.txt",
        "2025_自工会.回答.20200101-000000.xlsx",
        "2025_自工会.回答.20200101-0000.bak.xlsx",
        "2025_自工会.回答.２０２００１０１-000000.bak.xlsx",
        "2025_自工会.回答 - コピー.20200101-000000.bak.xlsx",
        "写し 2025_自工会.回答.20200101-000000.bak.xlsx",
        "2025_自工会X回答.20200101-000000.bak.xlsx",
        "2025_自工会.回答.xlsx",
        "メモ.txt",
    ]
    for name in others:
        (folder / name).touch()
    (folder / "2025_自工会.回答.20200102-000000.bak.xlsx").mkdir()
    for minute in range(8):
        backup(path, NOW + timedelta(minutes=minute))
    names = kept(path)
    assert set(others) <= set(names)
    assert len(names) == len(others) + 1 + 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_backup_is_as_private_as_its_file(path: Path) -> None:
    path.chmod(0o600)
    assert stat.S_IMODE(backup(path, NOW).stat().st_mode) == 0o600


def test_without_the_right_to_write_there_is_no_backup_and_a_clear_message() -> None:
    with open_folder() as folder:
        (folder / "回答.xlsx").write_bytes(b"x")
        (folder / "回答.xlsx").chmod(0o666)
        as_nobody(lambda: _assert_refused(folder / "回答.xlsx"))
        assert os.listdir(folder) == ["回答.xlsx"]


def _assert_refused(path: Path) -> None:
    with pytest.raises(OutputError, match="権限"):
        backup(path, NOW)


def test_a_file_that_stands_where_the_folder_should_be(path: Path) -> None:
    (path.parent / BACKUP_FOLDER).touch()
    with pytest.raises(OutputError) as caught:
        backup(path, NOW)
    assert caught.value.remedy


def test_a_source_that_is_gone(path: Path) -> None:
    path.unlink()
    with pytest.raises(OutputError):
        backup(path, NOW)
