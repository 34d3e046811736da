"""From a path on disk to a package that is safe to read; and whether it may be edited."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from jama_checksheet.errors import CheckSheetError, UnreadableFileError, UnsafeFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.archive import MAX_TOTAL, MAX_XML, check_archive
from jama_checksheet.workbook.foreign import refuse_foreign
from jama_checksheet.workbook.package import TYPES_PART, Package

MAX_FILE = 200 * 1024 * 1024
"""Bytes of a file that we read at all."""

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_GET_AGAIN = "元のファイルを入手し直すか、Excel で開いて保存し直してください。"
_NO_BOOK = "Excel ブックではないため、読み取れません。"
_CHOOSE = "チェックシートの Excel ブック（.xlsx または .xlsm）を指定してください。"


def open_package(path: Path) -> Package:
    """Open a workbook file (.xlsx or .xlsm by content, whatever its name).

    Sizes are checked before anything is inflated, and every part that reading needs is parsed once here.
    Raises UnreadableFileError or UnsafeFileError, whatever bytes the file holds.
    """
    return package_of(content_of(path), path)


def package_of(data: bytes, path: Path, *, most: int = MAX_TOTAL, most_xml: int = MAX_XML) -> Package:
    """The package in the content of a file, as `open_package`; `path` names the file in messages, the limits are bytes unpacked."""
    where = str(path)
    refuse_foreign(data, path)
    check_archive(data, where, most=most, most_xml=most_xml)
    try:
        package = Package.from_bytes(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
        raise UnreadableFileError(
            "ファイルが壊れているため、読み取れません。", where=where, remedy=_GET_AGAIN
        ) from error
    try:
        _check_parts(package)
    except CheckSheetError as error:
        raise type(error)(error.what, where=where, remedy=error.remedy) from error
    return package


def ending_of(package: Package) -> str:
    """The file ending that fits the content: ".xlsm" for a workbook with macros, else ".xlsx"."""
    return names.WORKBOOK_TYPES[package.content_type(package.workbook_part)]


def refuse_editing(package: Package, path: Path, *, as_model: bool = False) -> None:
    """Raise UnsafeFileError for a book that must not be changed: signed, shared, or open in Excel or LibreOffice.

    With `as_model` the file itself stays and only serves as the model of another one; then it may be open.

    Read-only recommended, marked as final and protected sheets are no obstacle here.
    """
    where = str(path)
    if any(name.startswith("_xmlsignatures/") for name in package.names) or any(
        relation.type.endswith("digital-signature/origin") for relation in package.relations("")
    ):
        raise UnsafeFileError(
            "デジタル署名が付いたブックです。変更すると署名が無効になるため、変更しません。",
            where=where,
            remedy="署名のないブックを指定するか、署名を削除したコピーをお使いください。",
        )
    shared = {"revisionHeaders", "usernames"}
    if any(relation.kind in shared for relation in package.relations(package.workbook_part)):
        raise UnsafeFileError(
            "「ブックの共有」が有効なブックです。変更の記録が壊れるおそれがあるため、変更しません。",
            where=where,
            remedy="Excel で「ブックの共有（レガシ）」を解除し、保存してからやり直してください。",
        )
    if not as_model and (lock := open_elsewhere(path)):
        raise UnsafeFileError(
            "ほかのアプリ（Excel など）で開かれているため、変更しません。",
            where=where,
            remedy=f"ブックを閉じてからやり直してください。開いていないのに表示される場合は、同じフォルダーの「{lock.name}」を削除してください。",
        )


def open_elsewhere(path: Path) -> Path | None:
    """The owner file that Excel (`~$NAME`) or LibreOffice (`.~lock.NAME#`) keeps beside a book while it is open there."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        try:
            if lock.exists():
                return lock
        except OSError:
            continue  # a name that is too long cannot exist
    return None


def content_of(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a file, at most `most` of them. Raises UnreadableFileError, and UnsafeFileError for a file that is too large."""
    where = str(path)
    try:
        mode, size = path.stat().st_mode, path.stat().st_size
        if stat.S_ISDIR(mode):
            raise UnreadableFileError("ファイルではなくフォルダーです。", where=where, remedy=_CHOOSE)
        if not stat.S_ISREG(mode):
            raise UnreadableFileError("通常のファイルではありません。", where=where, remedy=_CHOOSE)
        if size > most:
            raise UnsafeFileError(
                f"大きすぎるため開きません（{size / 1024 / 1024:,.0f} MB、上限は {most // 1024 // 1024} MB）。",
                where=where,
                remedy="チェックシートのファイルかどうか、ご確認ください。",
            )
        with path.open("rb") as file:
            data = file.read(size + 1)  # no more than stat told; a buffer of that size is taken at once
    except FileNotFoundError as error:
        raise UnreadableFileError(
            "ファイルが見つかりません。",
            where=where,
            remedy="場所と名前（拡張子まで）をご確認ください。",
        ) from error
    except PermissionError as error:
        raise UnreadableFileError(
            "ファイルを読む権限がないか、ほかのアプリが使用中です。",
            where=where,
            remedy="ファイルを閉じるか、アクセス権をご確認ください。",
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            "ファイルを読み取れませんでした。",
            where=where.replace("\0", "?"),
            remedy="場所と名前をご確認ください。OneDrive などのファイルは、いったんこの PC に保存してください。",
        ) from error
    if not data:
        raise UnreadableFileError(
            "ファイルの中身が空（0 バイト）です。",
            where=where,
            remedy="コピーやダウンロードをやり直してください。",
        )
    return data


def _check_parts(package: Package) -> None:
    """Everything that reading a workbook needs is there and well-formed."""
    if TYPES_PART not in package:
        raise UnreadableFileError(f"zip ファイルですが、{_NO_BOOK}", remedy=_CHOOSE)
    try:
        workbook = package.workbook_part
    except KeyError as error:
        raise UnreadableFileError(f"中にブックの本体がなく、{_NO_BOOK}", remedy=_CHOOSE) from error
    content_type = package.content_type(workbook)
    if content_type not in names.WORKBOOK_TYPES:
        raise UnreadableFileError(_other_type(content_type), remedy=_CHOOSE)
    root = package.xml(workbook)
    if root.tag == f"{{{_STRICT}}}workbook":
        raise UnreadableFileError(
            "「Strict Open XML ブック」の形式のため、読み取れません。",
            remedy="Excel の「名前を付けて保存」で「Excel ブック（*.xlsx）」を選んで保存し直してください。",
        )
    if root.tag != names.main("workbook"):
        raise UnreadableFileError(f"ブックの本体（{workbook}）が壊れています。", remedy=_GET_AGAIN)
    _check_sheets(package, workbook)
    for relation in package.relations(workbook):
        if relation.kind in ("sharedStrings", "styles") and not relation.external:
            _present(package, relation.target)


def _check_sheets(package: Package, workbook: str) -> None:
    targets = {relation.id: relation for relation in package.relations(workbook)}
    seen: set[str] = set()
    for name, identity in _declared_sheets(package, workbook):
        relation = targets.get(identity)
        if relation is None or name.casefold() in seen:
            raise UnreadableFileError(
                f"シート「{name}」の情報が壊れているため、読み取れません。", remedy=_GET_AGAIN
            )
        seen.add(name.casefold())
        if relation.kind == "worksheet":
            _present(package, relation.target, names.main("worksheet"))
    if not package.sheet_parts():
        raise UnreadableFileError("ワークシートがひとつもありません。", remedy=_CHOOSE)


def _declared_sheets(package: Package, workbook: str) -> Iterator[tuple[str, str]]:
    for node in package.xml(workbook).iter(names.main("sheet")):
        yield node.get("name") or "", node.get(f"{{{names.DOC_REL}}}id") or ""


def _present(package: Package, part: str, tag: str = "") -> None:
    if part not in package:
        raise UnreadableFileError(f"ファイルの中に必要な内容（{part}）がありません。", remedy=_GET_AGAIN)
    root = package.xml(part)
    if tag and root.tag != tag:
        raise UnreadableFileError(f"ファイルの中の {part} が壊れていて読み取れません。", remedy=_GET_AGAIN)


def _other_type(content_type: str) -> str:
    kinds = {
        "wordprocessingml": "Word の文書のため、読み取れません。",
        "presentationml": "PowerPoint の資料のため、読み取れません。",
        "ms-excel.sheet.binary": "Excel バイナリ ブック（.xlsb）のため、読み取れません。",
        "spreadsheetml.template": "Excel テンプレート（.xltx）のため、読み取れません。",
        "ms-excel.template": "Excel テンプレート（.xltm）のため、読み取れません。",
        "ms-excel.addin": "Excel アドイン（.xlam）のため、読み取れません。",
    }
    return next((text for key, text in kinds.items() if key in content_type), _NO_BOOK)
