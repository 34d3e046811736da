"""Reads an owners table that a person keeps outside the book: .xlsx, .xlsm or .csv."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.errors import OwnersError, UnreadableFileError
from jama_checksheet.owners import OwnersTable, read_owners
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.reading import read_book

_MAX_CSV = 5_000_000
"""Bytes; an owners table has some dozen lines."""


def load_owners(path: Path) -> OwnersTable:
    """The owners in a file. CSV may be UTF-8 (with or without BOM) or cp932, separated by commas, tabs or semicolons.

    Raises UnreadableFileError and OwnersError.
    """
    if path.is_dir():
        raise OwnersError(
            "担当者の表ではなくフォルダーが指定されています。",
            where=str(path),
            remedy="表のファイル（.xlsx または .csv）を指定してください。",
        )
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return read_owners(_csv_grid(path), str(path))
    book = read_book(open_package(path), str(path))
    failure: OwnersError | None = None
    for grid in book.grids:
        try:
            return read_owners(grid, str(path))
        except OwnersError as error:
            failure = failure or error
    raise failure or OwnersError("シートが1枚もありません。", where=str(path))


def _csv_grid(path: Path) -> Grid:
    text = _decoded(path)
    header = next((line for line in text.splitlines() if "領域" in line), "")
    delimiter = max(",\t;", key=header.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise OwnersError(
            "CSV として読み取れません。",
            where=str(path),
            remedy="Excel で開き、CSV（UTF-8）で保存し直してください。",
        ) from error
    values = {
        (row, column): cell.strip()
        for row, line in enumerate(lines, 1)
        for column, cell in enumerate(line, 1)
        if cell.strip()
    }
    return Grid(path.name, values)


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MAX_CSV else b""
    except OSError as error:
        raise UnreadableFileError(
            "担当者の表を開けません。", where=str(path), remedy="ファイルの場所とアクセス権をご確認ください。"
        ) from error
    if size > _MAX_CSV:
        raise OwnersError(
            "担当者の表としては大きすぎます。", where=str(path), remedy="ファイルをご確認ください。"
        )
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OwnersError(
        "文字コードを読み取れません。",
        where=str(path),
        remedy="UTF-8 または Shift_JIS（cp932）で保存してください。",
    )
