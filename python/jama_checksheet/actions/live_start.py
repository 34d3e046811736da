"""はじめる: the working copy where the official download itself is open, then drop-downs and owners."""

from __future__ import annotations

from pathlib import Path

from jama_checksheet.actions.assign_owners import assign_owners
from jama_checksheet.actions.assign_owners import lines as owner_lines
from jama_checksheet.actions.inspect import inspect
from jama_checksheet.actions.live_actions import Wishes, written
from jama_checksheet.actions.on_open_book import CALLED_OFF, NOTHING_CHANGED, Declined, OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.prepare import lines as list_lines
from jama_checksheet.actions.prepare import prepare
from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.live.state import state_folder
from jama_checksheet.workbook.plan import ChangePlan

TITLE = "はじめる"
SUFFIX = "_社内用"


def start(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Prepare the book for working in it, and say what was recognised. Result: as `inspect`, with `working_copy`, `prepare`, `assign`."""
    bench = opened.bench(wishes.as_of)
    seen = inspect(bench.sheet)
    lines = [*seen.lines, ""]
    if opened.protected:
        lines += [
            f"このシートは保護されているため、プルダウンや社内用の列は設定していません。{NOTHING_CHANGED}",
            "作業用の写しを作り、「校閲」→「シート保護の解除」をしてから、もう一度「はじめる」を選んでください。",
            "保護したままでも「点検する」を選ぶと、結果を別の新しいブックに作れます。",
        ]
        result = {**seen.result, "working_copy": None, "prepare": None, "assign": None}
        return Outcome(ChangePlan(TITLE), result, tuple(lines), needs_eye=True)
    copy = _work_in_a_copy(opened) if _pristine(opened, seen.result["answered"]) else ""
    if copy:
        lines += [
            f"作業用の写し「{Path(copy).name}」を作り、そちらに切り替えました。元のファイルはそのままです。"
        ]
    result = {**seen.result, "working_copy": copy or None}
    owners = None
    if bench.owners:
        owners = assign_owners(bench, bench.owners)
        lines += owner_lines(owners)
    dropdowns = prepare(bench)
    lines += list_lines(dropdowns)
    if owners is None:
        lines.append(
            "担当者の表は「社内用_担当者」シートにあります。部門をご記入のうえ「担当者割当」を選んでください。"
        )
    lines += ["", "次は、評価と根拠をご記入のうえ「点検する」を選んでください。"]
    result |= {"prepare": dropdowns, "assign": owners}
    return written(opened, bench, Outcome(bench.plan(TITLE), result, tuple(lines)), wishes)


def _pristine(opened: OpenBook, answered: int) -> bool:
    """Whether this is the official download as it came: nothing chosen, nothing of ours in it, not a working copy by name."""
    return not answered and not opened.book.notes and not Path(opened.live.name).stem.endswith(SUFFIX)


def _work_in_a_copy(opened: OpenBook) -> str:
    """Save the open book as 〈name〉_社内用 beside the original. Returns its path."""
    live: LiveBook = opened.live
    here = local_path(live.fullname)
    folder = here.parent if here is not None else state_folder()
    name = Path(live.name)
    copy = folder / f"{name.stem}{SUFFIX}{name.suffix or '.xlsx'}"
    if copy.exists():
        raise OutputError(
            f"作業用の写し「{copy.name}」がすでにあるため、作りませんでした。{NOTHING_CHANGED}",
            where=str(folder),
            remedy="すでにある写しを開いて作業するか、その写しの名前を変えてから、もう一度実行してください。",
        )
    question = (
        "配布されたままのチェックシートのようです。\n"
        f"作業用の写し「{copy.name}」を同じフォルダーに作り、そちらで作業します。元のファイルは提出用にそのまま残します。\n続けますか？"
    )
    if not opened.talk.agree(question):
        raise Declined(CALLED_OFF)
    try:
        com.save_as(live.book, str(copy))
    except com.com_error() as error:
        raise OutputError(
            f"作業用の写しを保存できませんでした。{NOTHING_CHANGED}",
            where=str(copy),
            remedy="フォルダーに書き込めるか、名前が長すぎないかをご確認ください。",
        ) from error
    live.__dict__.pop("fullname", None)
    return str(copy)
