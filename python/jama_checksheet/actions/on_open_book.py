"""Actions on the workbook open in Excel: read it, work, show what would change, apply the plan, say how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jama_checksheet.actions.judging import RememberedJudging
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.owners_in_book import owners_in
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.grid import Book
from jama_checksheet.errors import CheckSheetError, UnsafeFileError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.dialogs import Talk
from jama_checksheet.workbook.live.reading import LiveBook, read_open_book
from jama_checksheet.workbook.live.state import journal_path, judged_path, logger
from jama_checksheet.workbook.plan import ChangePlan, PutSheet, RemoveSheet

if TYPE_CHECKING:
    from jama_checksheet.workbook.live.journal import Journal

NOTHING_CHANGED = "ブックは変更していません。"
CALLED_OFF = f"取りやめました。{NOTHING_CHANGED}"
RESULTS = ("社内用_サマリー", "社内用_確認ポイント")
"""Sheets of ours that say something by themselves, without the columns beside the answers."""


class Declined(CheckSheetError):
    """The user did not want the change; nothing was changed."""


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An open workbook that was read, and how to speak with its user."""

    live: LiveBook
    book: Book
    talk: Talk

    @classmethod
    def open(cls, book: Any, talk: Talk, sheet: str = "") -> OpenBook:
        """Read the workbook (`xlwings.Book`). Waits a few seconds where a cell is being edited. Raises CheckSheetError."""
        live = LiveBook(book)
        com.patiently(lambda: live.fullname)
        return cls(live, read_open_book(live, sheet), talk)

    def bench(self, as_of: date) -> Workbench:
        """A workbench on the check sheet, with the owners that the book itself names."""
        bench = Workbench.open(self.book, as_of, self.live.chosen)
        bench.judging = RememberedJudging(judged_path(self.live.fullname))
        table = owners_in(self.book)
        if table is not None:
            bench.owners = table.owners
            bench.problems += table.problems
        return bench

    @property
    def protected(self) -> bool:
        """Whether the check sheet is protected, so that Excel would take no value from us."""
        grid = self.book.grid(self.live.chosen)
        return grid is not None and grid.protected

    def write(self, bench: Workbench, plan: ChangePlan, now: datetime) -> dict[str, str | None]:
        """Show what would change, and carry the plan out where the user agrees. Returns the JSON keys `output` and `backup`.

        Either everything is done or nothing: what fails in the middle is taken back. Raises Declined and CheckSheetError.
        """
        # Reading and judging, which many clicks only do, come without the writing half.
        from jama_checksheet.workbook.live.preview import preview

        refuse(self.live, plan)
        self.agree(preview(plan, bench.sheet, self.live.sheets))
        return self.carry_out(plan, now)

    def agree(self, question: str, called_off: str = CALLED_OFF) -> None:
        """Raise Declined where the user does not agree; `called_off` says what was not done."""
        if not self.talk.agree(question):
            raise Declined(called_off)

    def carry_out(
        self, plan: ChangePlan, now: datetime, afterwards: Callable[[Journal], None] = lambda _: None
    ) -> dict[str, str | None]:
        """As `write`, for a plan that the user has agreed to and that `refuse` lets through.

        `afterwards` does what belongs to the action outside the book, once the book is changed, and notes it for undoing. It
        must not raise.
        """
        from jama_checksheet.workbook.live.applier import apply_live
        from jama_checksheet.workbook.live.backup import backup_open_book
        from jama_checksheet.workbook.live.guard import Guard
        from jama_checksheet.workbook.live.journal import Journal

        live = self.live
        switch_off = self.ask_about_autosave()
        backup = backup_open_book(live, now)
        journal = Journal(plan.title, live.fullname, str(backup))
        with Guard(live, autosave_off=switch_off) as guard:
            apply_live(live, plan, guard, journal)
        afterwards(journal)
        journal.save(journal_path(live.fullname))
        logger().info("%s: %d changes, %d noted", plan.title, len(plan.changes), len(journal.entries))
        return {"output": live.fullname, "backup": str(backup)}

    def ask_about_autosave(self) -> bool:
        """Whether AutoSave is on and may be switched off while we write. Raises Declined where it may not."""
        if not com.autosave(self.live.book):
            return False
        if com.others_in_book(self.live.book):
            raise UnsafeFileError(
                f"ほかの方も同じブックを開いているため、始められませんでした。{NOTHING_CHANGED}",
                where=self.live.name,
                remedy="ほかの方に閉じていただくか、作業用の写しを作ってから、もう一度実行してください。",
            )
        question = "このブックは自動保存がオンになっています。\n書き込みの間だけ自動保存をオフにし、終わったらオンに戻します。\n続けますか？"
        if not self.talk.agree(question):
            raise Declined(CALLED_OFF)
        return True


def refuse(live: LiveBook, plan: ChangePlan) -> None:
    """Raise where Excel would not take the changes, before anything is changed."""
    if com.is_read_only(live.book):
        raise UnsafeFileError(
            f"ブックが読み取り専用で開かれているため、書き込めませんでした。{NOTHING_CHANGED}",
            where=live.name,
            remedy="「ファイル」→「名前を付けて保存」で作業用の名前を付けてから、もう一度実行してください（「はじめる」でも作れます）。",
        )
    if live.book.api.MultiUserEditing:
        raise UnsafeFileError(
            f"ブックが「共有ブック」になっているため、書き込めませんでした。{NOTHING_CHANGED}",
            where=live.name,
            remedy="「校閲」→「ブックの共有」を解除してから、もう一度実行してください。",
        )
    sheets = any(isinstance(change, PutSheet | RemoveSheet) for change in plan.changes)
    if sheets and com.structure_is_protected(live.book):
        raise UnsafeFileError(
            f"ブックの構成（シートの追加や削除）が保護されているため、書き込めませんでした。{NOTHING_CHANGED}",
            where=live.name,
            remedy="「校閲」→「ブックの保護」を解除してから、もう一度実行してください。",
        )


def results_elsewhere(opened: OpenBook, outcome: Outcome) -> dict[str, str | None]:
    """For a protected sheet: put the result's own sheets into a new, unsaved book, where the user agrees.

    Raises UnsafeFileError where the result has no sheets of its own, Declined where the user does not want it.
    """
    puts = [
        change.content
        for change in outcome.plan.changes
        if isinstance(change, PutSheet) and change.content.name in RESULTS
    ]
    protected = f"シート「{opened.live.chosen}」は保護されているため、書き込めません。{NOTHING_CHANGED}"
    if not puts:
        raise UnsafeFileError(
            protected,
            where=opened.live.name,
            remedy="「校閲」→「シート保護の解除」をしてから、もう一度実行してください。パスワードは、お手元で管理されている方にご確認ください。",
        )
    names = "、".join(f"「{content.name}」" for content in puts)
    if not opened.talk.agree(
        f"{protected}\n\n代わりに、結果のシート（{names}）を別の新しいブックに作りますか？"
    ):
        raise Declined(CALLED_OFF)
    from jama_checksheet.workbook.live.separate_book import separate_book

    return {"output": separate_book(opened.live.app, puts), "backup": None}
