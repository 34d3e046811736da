"""The ribbon's buttons: one function each, called by VBA through xlwings' RunPython.

Each reads the workbook whose button was clicked, does what `actions` does, and says in a message box what was and was not changed.
No error leaves a function: VBA could only show a traceback.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.process import begin
from jama_checksheet.workbook.live.dialogs import MessageBoxes, Talk, plain_box
from jama_checksheet.workbook.live.state import log_path, logger


def start() -> None:
    """はじめる."""
    _click("start")


def run_all() -> None:
    """点検する."""
    _click("run")


def show_summary() -> None:
    """サマリー: made anew and shown."""
    _click("summarize", show="社内用_サマリー")


def split_sheets() -> None:
    """部門別シートを作る."""
    _click("split")


def draft_mails() -> None:
    """メール下書き."""
    _click("send")


def collect_answers() -> None:
    """回答を取り込む."""
    _click("collect")


def remind_departments() -> None:
    """催促."""
    _click("remind")


def submit_answers() -> None:
    """提出用を作る."""
    _click("submit")


def check_row() -> None:
    """この行を点検."""
    _click("check-row")


def show_suggestions() -> None:
    """評価の提案を見る: all of them, or none."""
    _with_book(_suggestions)


def insert_starter() -> None:
    """記入例を入れる."""
    _click("starter")


def prepare_lists() -> None:
    """プルダウン設定."""
    _click("prepare")


def assign_owners() -> None:
    """担当者割当."""
    _click("assign")


def export_pdf() -> None:
    """PDF出力."""
    _click("pdf")


def undo_last() -> None:
    """直前の操作を取り消す."""
    from jama_checksheet.actions.live_aside import undo

    _with_book(lambda book, talk: _say(talk, undo(_open(book, talk))))


def remove_ours() -> None:
    """ツールの列とシートを外す."""
    _click("detach")


def open_settings() -> None:
    """設定."""
    _click("settings")


def open_help() -> None:
    """使い方."""
    from jama_checksheet.actions.live_aside import help_text

    _with_book(lambda _book, talk: _say(talk, help_text()))


def show_version() -> None:
    """バージョン情報."""
    from jama_checksheet.actions.live_aside import version

    _with_book(lambda book, talk: _say(talk, version(book.app)))


def _click(name: str, *, show: str = "") -> None:
    def act(book: Any, talk: Talk) -> None:
        from jama_checksheet.actions.live_actions import LIVE, Wishes

        opened = _open(book, talk)
        outcome = LIVE[name](opened, Wishes())
        if show in opened.live.sheets:
            from jama_checksheet.workbook.live import com

            com.activate(opened.live.sheets[show])
        _say(talk, outcome)

    _with_book(act)


def _suggestions(book: Any, talk: Talk) -> None:
    from jama_checksheet.actions import live_actions, suggest_scores

    opened = _open(book, talk)
    found = suggest_scores.suggestions(opened.bench(live_actions.Wishes().as_of))
    lines = suggest_scores.lines({"suggestions": found, "applied": []})
    if not found:
        talk.tell(lines[0])
        return
    question = "\n".join(
        [*lines[:-1], "", "すべて評価の欄に反映しますか？（反映した行には「案」の印が付きます）"]
    )
    if talk.agree(question):
        _say(talk, live_actions.suggest(opened, live_actions.Wishes(apply="all")))


def _open(book: Any, talk: Talk) -> Any:
    from jama_checksheet.actions.on_open_book import OpenBook

    return OpenBook.open(book, talk)


def _say(talk: Talk, outcome: Any) -> None:
    talk.tell("\n".join(outcome.lines).strip())


def _with_book(act: Callable[[Any, Talk], None]) -> None:
    """Do it on the calling workbook, and turn whatever goes wrong into a message."""
    from jama_checksheet.workbook.live import com
    from jama_checksheet.workbook.live.excel import calling_book, load_xlwings

    begin()
    load_xlwings()
    try:
        book = com.patiently(calling_book)
    except com.Busy as error:
        plain_box(told(error))
        return
    talk = MessageBoxes(book.app)
    try:
        act(book, talk)
    except CheckSheetError as error:
        logger().info("%s: %s", type(error).__name__, error.what)
        talk.tell(told(error), trouble=type(error).__name__ != "Declined")
    except Exception:
        logger().exception("unexpected")
        talk.tell(
            "予期しない問題が起きたため、途中で止めました。書き込みの途中であれば、書き込む前の内容に戻しています。\n"
            f"念のため、シートの内容をご確認ください。\n\n詳しい記録: {log_path()}",
            trouble=True,
        )


def told(error: CheckSheetError) -> str:
    """An error for a message box: what happened, where, what to do."""
    parts = [error.what]
    if error.where:
        parts.append(f"場所: {error.where}")
    if error.remedy:
        parts.append(error.remedy)
    return "\n\n".join(parts)
