"""Is this file a zip archive that is safe to unpack? Decided from its directory alone, before anything is inflated."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import NoReturn

from jama_checksheet.errors import UnreadableFileError, UnsafeFileError

MAX_ENTRIES = 10_000
"""A rich workbook has a few hundred parts."""
MAX_TOTAL = 300 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MAX_XML = 64 * 1024 * 1024
"""Bytes of one XML part, unpacked; as a tree it takes up to thirty times as much memory. About 50,000 rows of a check sheet."""
_MAX_DIRECTORY = 8 * 1024 * 1024
"""Bytes of the zip directory itself, which Python reads whole, whatever number of entries it claims."""

_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What the Open Packaging Conventions allow (ECMA-376 part 2, annex B)."""
_TRICK = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_GET_AGAIN = "元のファイルを入手し直すか、Excel で開いて保存し直してください。"


def check_archive(data: bytes, where: str, *, most: int = MAX_TOTAL, most_xml: int = MAX_XML) -> None:
    """Raise UnsafeFileError for a zip bomb, doubled entries and path tricks, UnreadableFileError for a damaged or locked zip.

    The memory used does not depend on what the archive claims to hold. `most` bytes may all parts have together when unpacked,
    `most_xml` one XML part.
    """
    _check_directory(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        _damaged(where, error)
    total = sum(info.file_size for info in infos)
    if total > most:
        _too_large(f"展開すると {_megabytes(total)} になる", f"{_megabytes(most)} まで", where)
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if _TRICK.search(name):
            raise UnsafeFileError(
                f"ファイルの中に、通常の Excel ブックにはない場所を指す名前（{name[:60]!r}）があります。",
                where=where,
                remedy=_GET_AGAIN,
            )
        # Part names are the same whatever their case (ECMA-376 part 2, 6.2.2.3).
        if name.lower() in seen:
            raise UnsafeFileError(
                f"ファイルの中に同じ名前の内容（{name[:60]}）が二つあり、どちらが正しいか決められません。",
                where=where,
                remedy=_GET_AGAIN,
            )
        seen.add(name.lower())
        _check_entry(info, where, most_xml)


def _check_entry(info: zipfile.ZipInfo, where: str, most_xml: int) -> None:
    if info.flag_bits & 0x1:
        raise UnreadableFileError(
            "パスワード付きの zip ファイルのため、読み取れません。",
            where=where,
            remedy="zip を展開し、中の Excel ブックを指定してください。",
        )
    if info.compress_type not in _METHODS:
        raise UnreadableFileError(
            f"Excel ブックでは使われない圧縮方式（{info.compress_type}）のため、読み取れません。",
            where=where,
            remedy=_GET_AGAIN,
        )
    if info.file_size > most_xml and info.filename.lower().endswith((".xml", ".rels", ".vml")):
        _too_large(
            f"中の {info.filename[:60]} が {_megabytes(info.file_size)} ある",
            f"{_megabytes(most_xml)} まで",
            where,
        )


def _check_directory(data: bytes, where: str) -> None:
    """The end record tells how large the directory is: checked before `zipfile` builds one object per entry."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise UnreadableFileError(
            "ファイルが途中で切れているため、読み取れません。",
            where=where,
            remedy="コピーやダウンロードをやり直してください。",
        )
    entries, size = struct.unpack_from("<HL", data, at + 10)
    if data[max(0, at - 20) : at].startswith(_LOCATOR_64) and data[max(0, at - 76) :].startswith(_END_64):
        entries, size = struct.unpack_from("<QQ", data, at - 76 + 32)
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY:
        _too_large(f"中に {entries:,} 個の内容がある", f"{MAX_ENTRIES:,} 個まで", where)


def _too_large(what: str, limit: str, where: str) -> NoReturn:
    raise UnsafeFileError(
        f"{what}ため、安全のため開きません（{limit}）。",
        where=where,
        remedy="チェックシートのファイルかどうか、ご確認ください。",
    )


def _damaged(where: str, cause: Exception) -> NoReturn:
    raise UnreadableFileError(
        "ファイルが壊れているため、読み取れません。", where=where, remedy=_GET_AGAIN
    ) from cause


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"
