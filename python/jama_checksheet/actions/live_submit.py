"""提出用を作る from the open workbook: its answers, as they stand, into a copy of the untouched official download."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from jama_checksheet.actions.live_actions import Wishes
from jama_checksheet.actions.on_file import OpenFile, Target, write
from jama_checksheet.actions.on_open_book import CALLED_OFF, Declined, OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.submit_answers import refuse_output, submit_answers
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.opening import ending_of, refuse_editing
from jama_checksheet.workbook.storage import check_output

ENDING = "_提出用"


def submit(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Build the hand-in beside the official download and open it for a last look. The open book stays as it is.

    The official file comes from `wishes.official`, else from a file dialog.
    """
    live = opened.live
    chosen = wishes.official or Path(
        com.pick_file(live.app, "公式サイトから取得したままのファイルを選んでください")
    )
    if chosen == Path():
        raise Declined(CALLED_OFF)
    with tempfile.TemporaryDirectory(prefix="jama-", ignore_cleanup_errors=True) as folder:
        # Excel's own copy holds what is not saved yet, and reads as every file does.
        working = Path(folder) / f"作業用{Path(live.name).suffix or '.xlsx'}"
        com.save_copy(live.book, str(working))
        bench = OpenFile.open(working).bench(wishes.as_of, live.chosen)
    official = OpenFile.open(chosen)
    refuse_editing(official.package, chosen, as_model=True)
    ending = ending_of(official.package)
    out = wishes.out or _free(chosen.with_name(f"{chosen.stem}{ENDING}{ending}"))
    here = local_path(live.fullname)
    refuse_output(out, here or chosen, chosen)
    check_output(chosen, out, False, ending)
    outcome = submit_answers(bench, official)
    paths = write(official, outcome.plan, Target(chosen, out), wishes.now)
    live.app.books.open(str(out))
    told = f"提出用のファイルを作り、開きました: {out}"
    return replace(outcome, result={**outcome.result, **paths}, lines=(told, *outcome.lines))


def _free(path: Path) -> Path:
    """The path, or the first of path_2, path_3 … that is not taken."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_name(f"{path.stem}_{number}{path.suffix}"), number + 1
    return free
