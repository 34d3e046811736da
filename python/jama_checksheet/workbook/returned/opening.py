"""From a returned file to its package: tighter limits than for the user's own files, no macros, passwords tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree

from jama_checksheet.errors import UnreadableFileError, UnsafeFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.opening import content_of, ending_of, package_of
from jama_checksheet.workbook.package import Package, parse_xml

MAX_FILE = 40 * 1024 * 1024
MAX_TOTAL = 40 * 1024 * 1024
"""Bytes unpacked; pictures that a department pasted are part of it."""
MAX_XML = 8 * 1024 * 1024
"""Bytes of one part; a sub-sheet of 153 items has less than one."""
_MOST = {"mergeCell": 1_000, "col": 200, "dataValidation": 50, "sheet": 50, "c": 100_000}
"""Elements of one part: each makes reading do more work than it takes room."""
_MOST_SHARED = 2_000_000
"""Characters that formulas shared by many cells come to when written out."""

_AGAIN = "部門の方に、配布した回答用シートに記入して送っていただくようお願いしてください。"


@dataclass(frozen=True, slots=True)
class Opened:
    """The package, and the bytes of the file as it came."""

    package: Package
    data: bytes


def open_returned(path: Path, passwords: Sequence[str]) -> Opened:
    """Open a returned file; where it is encrypted, with the first of `passwords` that fits.

    Raises UnreadableFileError or UnsafeFileError, whatever the file holds, and UsageError where the library for encrypted files is
    absent.
    """
    data = content_of(path, MAX_FILE)
    package = package_of(_plain(data, path, passwords), path, most=MAX_TOTAL, most_xml=MAX_XML)
    _refuse_macros(package, path)
    _refuse_laborious(package, path)
    return Opened(package, data)


def _plain(data: bytes, path: Path, passwords: Sequence[str]) -> bytes:
    from jama_checksheet.delivery.encryption import WrongPasswordError, decrypt, is_encrypted

    if not is_encrypted(data):
        return data
    if not passwords:
        raise UnreadableFileError(
            "パスワードが付いています。",
            where=str(path),
            remedy="--password-file でパスワードのファイルを指定してください。",
        )
    for password in passwords:
        try:
            return decrypt(data, password, str(path))
        except WrongPasswordError:
            continue
    raise UnreadableFileError(
        "パスワードが合わないため、開けません。",
        where=str(path),
        remedy="パスワードのファイルの部門名とパスワードをご確認ください。",
    )


def _refuse_macros(package: Package, path: Path) -> None:
    macros = [name for name in package.names if name.lower().endswith("vbaproject.bin")]
    kinds = {relation.kind for relation in package.relations(package.workbook_part)}
    if macros or ending_of(package) == ".xlsm" or kinds & {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}:
        raise UnsafeFileError("マクロが含まれています。", where=str(path), remedy=_AGAIN)


def _refuse_laborious(package: Package, path: Path) -> None:
    """A file that no department writes: so many merged cells, lists or shared formulas that reading it would take minutes."""
    for part in (package.workbook_part, *package.sheet_parts().values()):
        root = package.xml(part)
        for tag, most in _MOST.items():
            for qualified in (names.main(tag), f"{{{names.X14}}}{tag}"):
                if sum(1 for _ in root.iter(qualified)) > most:
                    _refuse(path)
        longest = shared = 0
        for node in root.iter(names.main("f")):
            if node.get("t") == "shared":
                longest, shared = max(longest, len(node.text or "")), shared + 1
        if longest * shared > _MOST_SHARED:
            _refuse(path)


def _refuse(path: Path) -> None:
    raise UnsafeFileError(
        "回答用シートにはない、大量の書式や数式が含まれています。", where=str(path), remedy=_AGAIN
    )


def last_saved(package: Package) -> datetime | None:
    """When the file says it was last saved (dcterms:modified of the core properties), in local time; None where it does not say."""
    for relation in package.relations(""):
        if relation.kind != "core-properties" or relation.target not in package:
            continue
        try:
            root = parse_xml(package.read(relation.target))
        except (ValueError, etree.XMLSyntaxError):
            return None
        text = root.findtext("{http://purl.org/dc/terms/}modified") or ""
        return _local(text.strip())
    return None


def _local(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError, OSError):
        return None
