"""The backup before an action on the open workbook: Excel's own copy of it, as it stands, in the folder 控え."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.live.state import state_folder
from jama_checksheet.workbook.storage import BACKUP_FOLDER, free_backup_name, prune_backups


def backup_open_book(live: LiveBook, now: datetime) -> Path:
    """Save a copy of the open workbook, with everything that is not saved yet, and keep the newest five.

    It goes beside the file; where that lies only in the web or was never saved, into a folder on this PC. Raises OutputError.
    """
    beside, name = local_path(live.fullname), live.name
    if beside is None:
        beside = state_folder() / (name if Path(name).suffix else f"{name}.xlsx")
    made = free_backup_name(beside, now)
    try:
        com.save_copy(live.book, str(made))
    except com.com_error() as error:
        made.unlink(missing_ok=True)
        raise OutputError(
            "控えを保存できなかったため、始めませんでした。ブックは変更していません。",
            where=str(beside.parent / BACKUP_FOLDER),
            remedy="フォルダーに書き込めるか、空き容量があるかをご確認ください。",
        ) from error
    prune_backups(beside, made)
    return made
