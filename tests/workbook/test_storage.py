"""Back to disk: the new file whole or the old file whole, and one clear message where it cannot be written."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.storage import check_output, write_atomically
from workbook.another_user import as_nobody, open_folder

OLD, NEW = b"old" * 1000, b"new" * 2000


def refusal(path: Path, data: bytes = NEW) -> str:
    with pytest.raises(OutputError) as caught:
        write_atomically(path, data)
    assert caught.value.where
    assert caught.value.remedy
    return str(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "回答.xlsx"
    found.write_bytes(OLD)
    return found


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old_one_and_nothing_else_stays(path: Path) -> None:
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert names_in(path.parent) == ["回答.xlsx"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "ふつう").touch()
    write_atomically(tmp_path / "新規.xlsx", NEW)
    assert (tmp_path / "新規.xlsx").stat().st_mode == (tmp_path / "ふつう").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_are_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give files away")
def test_the_owner_is_kept(path: Path) -> None:
    os.chown(path, 12345, 23456)
    write_atomically(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_is_followed(path: Path) -> None:
    link = path.with_name("近道.xlsx")
    link.symlink_to(path.name)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    name = "長" * 83 + ".xlsx"
    write_atomically(tmp_path / name, NEW)
    assert (tmp_path / name).read_bytes() == NEW


def test_where_nothing_can_be_written(path: Path) -> None:
    assert "ありません" in refusal(path.parent / "ない" / "回答.xlsx")
    assert "フォルダーです" in refusal(path.parent)
    assert "書き込めませんでした" in refusal(path.parent / ("長" * 300 + ".xlsx"))
    assert "書き込めませんでした" in refusal(path.parent / "a\0b.xlsx")
    assert names_in(path.parent) == ["回答.xlsx"]


@pytest.mark.parametrize("lock", ["~$回答.xlsx", ".~lock.回答.xlsx#"])
def test_a_target_that_is_open_elsewhere(path: Path, lock: str) -> None:
    (path.parent / lock).touch()
    message = refusal(path)
    assert "開かれています" in message
    assert lock in message
    assert path.read_bytes() == OLD


def test_a_folder_without_the_right_to_write() -> None:
    with open_folder() as folder:
        (folder / "回答.xlsx").write_bytes(OLD)
        (folder / "回答.xlsx").chmod(0o666)
        as_nobody(lambda: _assert_says(folder / "回答.xlsx", "権限"))
        assert (folder / "回答.xlsx").read_bytes() == OLD
        assert names_in(folder) == ["回答.xlsx"]


def test_a_read_only_file_is_not_replaced_though_its_folder_would_allow_it() -> None:
    with open_folder() as folder:
        folder.chmod(0o777)
        (folder / "回答.xlsx").write_bytes(OLD)
        (folder / "回答.xlsx").chmod(0o444)
        as_nobody(lambda: _assert_says(folder / "回答.xlsx", "読み取り専用"))
        assert (folder / "回答.xlsx").read_bytes() == OLD


def _assert_says(path: Path, words: str) -> None:
    assert words in refusal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the file size on Windows")
def test_a_disk_that_is_full_leaves_the_old_file_whole(path: Path) -> None:
    """The system itself refuses in the middle of writing: for a moment no file may be larger than 64 KB."""
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, usual[1]))
    try:
        message = refusal(path, bytes(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert "空き容量" in message
    assert path.read_bytes() == OLD
    assert names_in(path.parent) == ["回答.xlsx"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "No space left"), "空き容量"),
        (OSError(errno.EIO, "I/O error"), "書き込めませんでした"),
        (PermissionError(errno.EACCES, "held"), "使用中"),
    ],
)
def test_a_fault_at_any_step_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: OSError, words: str
) -> None:
    def fails(*_: object) -> None:
        raise fault

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    monkeypatch.setattr("jama_checksheet.workbook.temporary._PAUSE", 0)
    assert words in refusal(path)
    assert path.read_bytes() == OLD
    assert names_in(path.parent) == ["回答.xlsx"]


def test_ctrl_c_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, NEW)
    assert names_in(path.parent) == ["回答.xlsx"]


def test_a_file_that_a_scanner_holds_for_a_moment_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[[Path, Path], Path] = Path.replace
    tries = []

    def held_twice(temporary: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "held")
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr("jama_checksheet.workbook.temporary._PAUSE", 0)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert len(tries) == 3


def test_what_a_killed_process_left_long_ago_is_swept_away_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        patch.setattr(Path, "unlink", lambda *_: None)
        with pytest.raises(SystemError):
            write_atomically(path, NEW)
    (left,) = [entry for entry in path.parent.iterdir() if entry != path]
    alike = [
        left.with_name(name) for name in (left.name + "x", ".jama-0123456789ab-0123456789ab.tmp", "メモ.tmp")
    ]
    for entry in alike:
        entry.touch()
        os.utime(entry, (0, 0))
    write_atomically(path, NEW)
    assert left.exists(), "it may be another process at work"
    os.utime(left, (0, 0))
    write_atomically(path, NEW)
    assert not left.exists()
    assert all(entry.exists() for entry in alike)


def checked(source: Path, out: Path, *, force: bool = False, ending: str = "") -> str:
    with pytest.raises(OutputError) as caught:
        check_output(source, out, force, ending)
    assert caught.value.where == str(out)
    assert caught.value.remedy
    return str(caught.value)


def test_an_output_that_exists_needs_force(path: Path) -> None:
    out = path.with_name("結果.xlsx")
    check_output(path, out, force=False)
    out.write_bytes(OLD)
    assert "--force" in checked(path, out)
    check_output(path, out, force=True)
    assert out.read_bytes() == OLD


def test_an_output_is_never_the_source(path: Path) -> None:
    for out in (path, path.parent / "." / "回答.xlsx", path.parent / "控え" / ".." / "回答.xlsx"):
        (path.parent / "控え").mkdir(exist_ok=True)
        assert "--in-place" in checked(path, out, force=True)
    if sys.platform != "win32":
        link = path.with_name("近道.xlsx")
        link.symlink_to(path.name)
        assert "--in-place" in checked(path, link, force=True)


@pytest.mark.parametrize(
    ("source", "out", "ending", "fits"),
    [
        ("a.xlsx", "b.xlsx", "", True),
        ("a.xlsx", "b.XLSX", "", True),
        ("a.xlsm", "b.xlsm", "", True),
        ("a.xlsx", "b.xlsm", "", False),
        ("a.xlsm", "b.xlsx", "", False),
        ("a.xlsx", "b.csv", "", False),
        ("a.xlsx", "b", "", False),
        ("a.dat", "b.xlsx", "", True),
        ("a.dat", "b.csv", "", False),
        ("a.xlsx", "b.xlsm", ".xlsm", True),
        ("a.xlsx", "b.xlsx", ".xlsm", False),
    ],
)
def test_the_ending_fits_the_content(tmp_path: Path, source: str, out: str, ending: str, fits: bool) -> None:
    if fits:
        check_output(tmp_path / source, tmp_path / out, False, ending)
    else:
        assert "拡張子" in checked(tmp_path / source, tmp_path / out, ending=ending)


def test_an_output_that_cannot_be_written_is_refused_before_the_work(path: Path) -> None:
    with pytest.raises(OutputError, match="書き込めませんでした"):
        check_output(path, path.with_name("a\0b.xlsx"), force=True)
    assert "ありません" in checked(path, path.parent / "ない" / "結果.xlsx")
    (path.parent / "結果.xlsx").mkdir()
    assert "フォルダーです" in checked(path, path.parent / "結果.xlsx", force=True)
    out = path.with_name("開いている.xlsx")
    out.write_bytes(OLD)
    out.with_name("~$開いている.xlsx").touch()
    assert "開かれています" in checked(path, out, force=True)
