"""PDF出力: the sheet 社内用_サマリー as a PDF beside the workbook."""

from __future__ import annotations

from pathlib import Path

from jama_checksheet.actions.live_actions import Wishes
from jama_checksheet.actions.on_open_book import OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.errors import OutputError, UsageError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.live.state import state_folder
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "PDF出力"
SUMMARY = "社内用_サマリー"


def export_pdf(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Write the PDF. An existing one is kept; the new one gets a time in its name. Result: `output`."""
    live = opened.live
    if SUMMARY not in live.sheets:
        raise UsageError(
            f"シート「{SUMMARY}」がまだありません。",
            remedy="「点検する」または「サマリー」を選んでから、もう一度実行してください。",
        )
    here = local_path(live.fullname)
    folder = here.parent if here is not None else state_folder()
    path = wishes.out or folder / f"{Path(live.name).stem}_サマリー.pdf"
    if path.exists():
        path = path.with_name(f"{path.stem}_{wishes.now:%Y%m%d-%H%M%S}.pdf")
    try:
        com.export_pdf(live.sheets[SUMMARY], str(path))
    except com.com_error() as error:
        raise OutputError(
            "PDF を作れませんでした。",
            where=str(path),
            remedy="同じ名前の PDF を開いていないか、フォルダーに書き込めるかをご確認ください。",
        ) from error
    return Outcome(ChangePlan(TITLE), {"output": str(path)}, (f"PDF を作りました: {path}",))
