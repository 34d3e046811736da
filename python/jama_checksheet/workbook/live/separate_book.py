"""Results in a new, unsaved book, for a check sheet that cannot be written to."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.own_sheet import rendered, without_formulas
from jama_checksheet.workbook.plan import OwnSheet


def separate_book(app: Any, contents: Sequence[OwnSheet]) -> str:
    """Put the sheets, with results in the place of formulas, into a new book. Returns its name."""
    from jama_checksheet.workbook.sheets.render import render

    with tempfile.TemporaryDirectory(prefix="jama-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "確認結果.xlsx"
        path.write_bytes(render(without_formulas(contents[0])))
        book = com.new_book_from(app, str(path))
    last = book.sheets[0]
    for content in contents[1:]:
        with rendered(app, without_formulas(content)) as source:
            last = com.copy_after(source, last, book)
    return str(book.name)
