"""Builds the sample workbook from the package's own texts."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from jama_checksheet.sample.checksheet import SHEET_NAME, write_check_sheet
from jama_checksheet.sample.data import load_answers, load_items, owners_csv_path
from jama_checksheet.sample.front_back import COVER_NAME, HISTORY_NAME, write_cover, write_history
from jama_checksheet.sample.repeatable import save_repeatable

__all__ = ["build_sample", "load_answers", "load_items", "owners_csv_path", "sample_book", "write_sample"]


def build_sample(*, answered: bool = True) -> bytes:
    """The sample as an .xlsx package, the same bytes on every call.

    Args:
        answered: with the answers of サンプル精密株式会社; False gives the empty form, as a company downloads it.
    """
    return save_repeatable(sample_book(answered=answered))


def sample_book(*, answered: bool = True) -> Workbook:
    """The sample as an openpyxl workbook, for a build that adds to it."""
    book = Workbook()
    book.properties.creator = "jama-checksheet"
    book.properties.title = "自己評価チェックシートの見本"
    cover = book.worksheets[0]
    cover.title = COVER_NAME
    write_cover(cover)
    write_check_sheet(book.create_sheet(SHEET_NAME), load_items(), load_answers() if answered else None)
    write_history(book.create_sheet(HISTORY_NAME))
    return book


def write_sample(path: str | Path, answered: bool = True) -> Path:
    """Write `build_sample` to `path` (replacing what is there) and give the path back; OSError as the file system raises it."""
    target = Path(path)
    target.write_bytes(build_sample(answered=answered))
    return target
