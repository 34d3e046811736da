"""The open workbook read as a file: Excel's own copy of it, with everything that is not saved yet.

Distributing and collecting compare questions cell by cell, also with other programs' runs on files. A copy reads as every file does
(merged cells included, for which the open workbook would have to be asked one by one), so both see the same.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from jama_checksheet.actions.judging import RememberedJudging
from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.on_open_book import OpenBook
from jama_checksheet.actions.owners_in_book import owners_in
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.state import judged_path, logger


def bench_on_copy(opened: OpenBook, as_of: date) -> Workbench:
    """A workbench on a copy of the open book, with the owners that the book names.

    A book whose copy cannot be read (such as one with a password) is read as it is open.
    """
    live = opened.live
    try:
        with tempfile.TemporaryDirectory(prefix="jama-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / f"copy{Path(live.name).suffix or '.xlsx'}"
            com.save_copy(live.book, str(copy))
            book = replace(OpenFile.open(copy).book, source=live.name)
    except (CheckSheetError, com.com_error()) as error:
        logger().info("no copy to read: %s", type(error).__name__)
        return opened.bench(as_of)
    bench = Workbench.open(book, as_of, live.chosen)
    bench.judging = RememberedJudging(judged_path(live.fullname))
    table = owners_in(book)
    if table is not None:
        bench.owners = table.owners
        bench.problems += table.problems
    return bench
