"""Archives made to do harm are refused from their directory alone: at once, and with little memory."""

from __future__ import annotations

import io
import re
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest

from jama_checksheet.errors import CheckSheetError, UnreadableFileError, UnsafeFileError
from jama_checksheet.workbook.archive import MAX_ENTRIES
from jama_checksheet.workbook.opening import open_package
from workbook.reading_books import by_hand, by_openpyxl, unzipped, zipped

SHEET = "xl/worksheets/sheet1.xml"
GIB = 1024**3


def claiming(data: bytes, name: str, size: int) -> bytes:
    """The archive with another unpacked size in the central directory and the local header of one entry."""
    changed = bytearray(data)
    for signature, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        for found in re.finditer(re.escape(signature), data):
            at = found.start()
            if data[at + name_at : at + name_at + len(name)] == name.encode():
                struct.pack_into("<L", changed, at + size_at, size)
    return bytes(changed)


def refused(path: Path, kind: type[CheckSheetError], *, seconds: float = 1.0, megabytes: float = 20.0) -> str:
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        with pytest.raises(kind) as caught:
            open_package(path)
        assert time.perf_counter() - begun < seconds
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert caught.value.where == str(path)
    assert caught.value.remedy
    return str(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "爆弾.xlsx"


def test_ten_gigabytes_declared_over_several_parts(path: Path) -> None:
    parts = {**unzipped(by_openpyxl()), **{f"xl/media/{n}.png": b"x" for n in range(4)}}
    data = zipped(parts)
    for n in range(4):
        data = claiming(data, f"xl/media/{n}.png", 5 * GIB // 2)
    path.write_bytes(data)
    assert "10,240 MB" in refused(path, UnsafeFileError)


def test_ten_gigabytes_declared_by_one_part(path: Path) -> None:
    """Zip64, as a real archive of that size has it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in unzipped(by_openpyxl()).items():
            archive.writestr(name, data)
        archive.writestr("xl/media/1.bin", b"x")
        archive.getinfo("xl/media/1.bin").file_size = 10 * GIB
    path.write_bytes(out.getvalue())
    assert "10,240 MB" in refused(path, UnsafeFileError)


def test_one_xml_part_that_is_too_large(path: Path) -> None:
    path.write_bytes(claiming(by_openpyxl(), SHEET, 200 * 1024 * 1024))
    assert "200 MB" in refused(path, UnsafeFileError)


def test_a_part_that_holds_more_than_it_declares_is_not_inflated_further(path: Path) -> None:
    packer = zlib.compressobj(9)
    zeros = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(200)) + packer.flush()
    assert len(zeros) < GIB // 1000
    parts = {**unzipped(by_openpyxl()), SHEET: bytes(200 * 1024 * 1024)}
    path.write_bytes(claiming(zipped(parts), SHEET, 1000))
    assert "壊れている" in refused(path, UnreadableFileError)


def test_a_part_that_holds_less_than_it_declares(path: Path) -> None:
    path.write_bytes(claiming(by_openpyxl(), SHEET, 50 * 1024 * 1024))
    assert "壊れている" in refused(path, UnreadableFileError, megabytes=70)


def test_too_many_entries(path: Path) -> None:
    path.write_bytes(zipped({**unzipped(by_hand()), **{f"x/{n}": b"" for n in range(MAX_ENTRIES)}}))
    assert f"{MAX_ENTRIES:,} 個まで" in refused(path, UnsafeFileError)


def test_a_directory_that_hides_its_number_of_entries(path: Path) -> None:
    """Python reads the directory by its size, whatever number of entries the end record claims."""
    data = bytearray(zipped({f"{'長' * 60}{n}": b"" for n in range(40_000)}))
    struct.pack_into("<HH", data, len(data) - 14, 3, 3)
    path.write_bytes(bytes(data))
    refused(path, UnsafeFileError, megabytes=40)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "xl\\worksheets\\sheet9.xml",
        "C:/x.xml",
        "a/../../b.xml",
        "a\nb.xml",
    ],
)
def test_path_tricks(path: Path, name: str) -> None:
    path.write_bytes(zipped({**unzipped(by_openpyxl()), name: "<x/>"}))
    assert "場所を指す名前" in refused(path, UnsafeFileError)


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/Worksheets/SHEET1.xml"])
def test_doubled_entries(path: Path, name: str) -> None:
    path.write_bytes(by_openpyxl())
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "<worksheet/>")
    assert "二つ" in refused(path, UnsafeFileError)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_excel_does_not_use(path: Path, method: int) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in unzipped(by_openpyxl()).items():
            archive.writestr(name, data)
    assert "圧縮方式" in refused(path, UnreadableFileError)


def test_a_checksum_that_does_not_fit(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in unzipped(by_openpyxl()).items():
            archive.writestr(name, data)
    data = path.read_bytes()
    path.write_bytes(data.replace("チェックシート".encode(), "チエックシート".encode()))
    assert "壊れている" in refused(path, UnreadableFileError)


def test_an_encrypted_zip(path: Path) -> None:
    data = bytearray(by_openpyxl())
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    path.write_bytes(bytes(data))
    assert "パスワード付きの zip" in refused(path, UnreadableFileError)
