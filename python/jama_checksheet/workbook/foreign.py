"""Files that are not a workbook package at all, told apart by their first bytes, so that the user learns what to do."""

from __future__ import annotations

from pathlib import Path

from jama_checksheet.errors import UnreadableFileError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Compound File Binary (MS-CFB 2.2): old .xls files, and the envelope of encrypted ones."""
_CHOOSE = "チェックシートの Excel ブック（.xlsx または .xlsm）を指定してください。"
_SAVE_AS = "Excel の「名前を付けて保存」で「Excel ブック（*.xlsx）」を選んで保存し直してください。"


def refuse_foreign(data: bytes, path: Path) -> None:
    """Raise UnreadableFileError unless the bytes begin as a zip package does and are no OpenDocument file."""
    what, remedy = "", _CHOOSE
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        what, remedy = _compound(data)
    elif data.startswith(b"%PDF"):
        what = "PDF ファイルのため、読み取れません。"
    elif head.startswith((b"<html", b"<!doctype html", b"<table")):
        what, remedy = "Web ページ（HTML）の内容のため、読み取れません。", _SAVE_AS
    elif head.startswith(b"<"):
        what, remedy = "XML ファイルで、Excel ブックではないため、読み取れません。", _SAVE_AS
    elif data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        what = "中身のない zip ファイルで、Excel ブックではありません。"
    elif not data.startswith(b"PK\x03\x04"):
        csv = path.suffix.lower() in (".csv", ".tsv", ".txt")
        what = (
            "テキスト（CSV など）のため、読み取れません。"
            if csv
            else "Excel ブックではないため、読み取れません。"
        )
    elif b"application/vnd.oasis.opendocument" in data[:200]:
        what, remedy = "OpenDocument 形式（.ods など）のため、読み取れません。", _SAVE_AS
    if what:
        raise UnreadableFileError(what, where=str(path), remedy=remedy)


def _compound(data: bytes) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            "パスワード付き（または秘密度ラベルなどで暗号化された）ブックのため、読み取れません。",
            "Excel で開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを空にして保存してからやり直してください。",
        )
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "古い形式の Excel ブック（.xls）のため、読み取れません。", _SAVE_AS
    return "Excel ブックではないため、読み取れません。", _CHOOSE
