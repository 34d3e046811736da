"""Every action on the open workbook, by its name on the command line. The ribbon and `live` both come here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jama_checksheet.actions.on_open_book import OpenBook, results_elsewhere
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.workbook.plan import ChangePlan


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one call was asked for beyond the action itself."""

    as_of: date = field(default_factory=date.today)
    now: datetime = field(default_factory=datetime.now)
    owners: Path | None = None
    previous: Path | None = None
    apply: str = ""
    official: Path | None = None
    out: Path | None = None
    folder: Path | None = None
    due: date | None = None
    contact: str = ""
    returned: Sequence[Path] = ()
    manifest: Path | None = None
    rule: str = ""
    password_file: Path | None = None
    link: str = ""
    sender: str = ""
    allow_domains: tuple[str, ...] = ()


LiveAction = Callable[[OpenBook, Wishes], Outcome]


def _bench(opened: OpenBook, wishes: Wishes) -> Workbench:
    return with_owners(opened.bench(wishes.as_of), wishes)


def with_owners(bench: Workbench, wishes: Wishes) -> Workbench:
    """The workbench with the owners table that was named, if one was."""
    if wishes.owners is not None:
        from jama_checksheet.workbook.owners_file import load_owners

        table = load_owners(wishes.owners)
        bench.owners, bench.new_owners = table.owners, True
        bench.problems += table.problems
    return bench


def written(opened: OpenBook, bench: Workbench, outcome: Outcome, wishes: Wishes) -> Outcome:
    """Carry out the outcome's plan and tell where the backup lies. A protected sheet's results go into a book of their own."""
    bench.judging.save()
    if not outcome.plan:
        return replace(outcome, result={**outcome.result, "output": None, "backup": None})
    if opened.protected:
        paths = results_elsewhere(opened, outcome)
        told = [f"結果を新しいブック「{paths['output']}」に作りました。元のブックは変更していません。"]
    else:
        paths = opened.write(bench, outcome.plan, wishes.now)
        told = [
            f"書き込む前の控え: {paths['backup']}",
            "元に戻すときは「その他」→「直前の操作を取り消す」を選んでください。",
        ]
    return replace(outcome, result={**outcome.result, **paths}, lines=(*outcome.lines, "", *told))


def run(opened: OpenBook, wishes: Wishes) -> Outcome:
    """点検する."""
    from jama_checksheet.actions.run_all import run_all

    bench = _bench(opened, wishes)
    return written(opened, bench, run_all(bench, _previous(wishes)), wishes)


def check(opened: OpenBook, wishes: Wishes) -> Outcome:
    """The points to confirm, with their list."""
    from jama_checksheet.actions.check_evidence import checked

    bench = _bench(opened, wishes)
    return written(opened, bench, checked(bench, writing=True), wishes)


def check_flags(opened: OpenBook, wishes: Wishes) -> Outcome:
    """The points to confirm, marked in the sheet alone."""
    from jama_checksheet.actions.check_evidence import TITLE, check_evidence, lines

    bench = _bench(opened, wishes)
    result = check_evidence(bench)
    outcome = Outcome(bench.plan(TITLE), result, tuple(lines(result, bench)), bool(bench.flagged))
    return written(opened, bench, outcome, wishes)


def prepare(opened: OpenBook, wishes: Wishes) -> Outcome:
    """プルダウン設定."""
    from jama_checksheet.actions.prepare import prepared

    bench = _bench(opened, wishes)
    return written(opened, bench, prepared(bench), wishes)


def assign(opened: OpenBook, wishes: Wishes) -> Outcome:
    """担当者割当."""
    from jama_checksheet.actions.assign_owners import assigned
    from jama_checksheet.actions.owners_in_book import require_owners

    bench = _bench(opened, wishes)
    require_owners(bench)
    return written(opened, bench, assigned(bench), wishes)


def summarize(opened: OpenBook, wishes: Wishes) -> Outcome:
    """サマリー."""
    from jama_checksheet.actions.summarize_sheet import summarized

    bench = _bench(opened, wishes)
    return written(opened, bench, summarized(bench, _previous(wishes)), wishes)


def suggest(opened: OpenBook, wishes: Wishes) -> Outcome:
    """評価の提案を見る: applied where asked for, or where the user agrees after seeing them."""
    from jama_checksheet.actions import suggest_scores

    bench = _bench(opened, wishes)
    found = suggest_scores.suggestions(bench)
    wanted = suggest_scores.wanted_numbers(wishes.apply)
    applied = suggest_scores.apply(bench, found, wanted) if wanted else []
    result: dict[str, Any] = {"suggestions": found, "applied": applied}
    plan = bench.plan(suggest_scores.TITLE) if applied else ChangePlan(suggest_scores.TITLE)
    return written(opened, bench, Outcome(plan, result, tuple(suggest_scores.lines(result))), wishes)


def detach(opened: OpenBook, wishes: Wishes) -> Outcome:
    """ツールの列とシートを外す. Macros stay until the book is saved as .xlsx."""
    from jama_checksheet.workbook.removal import removal

    bench = _bench(opened, wishes)
    going = removal(opened.book, bench.sheet)
    lines = (
        (
            "このツールが加えたものを外しました。評価と根拠の回答は残っています。",
            *(f"  ・{one}" for one in going.told),
        )
        if going.told
        else ("このツールが加えたものはありませんでした。",)
    )
    plan = going.plan if going.told else ChangePlan(going.plan.title)
    return written(opened, bench, Outcome(plan, {"removed": list(going.told)}, lines), wishes)


def inspect(opened: OpenBook, wishes: Wishes) -> Outcome:
    """What was recognised."""
    from jama_checksheet.actions.inspect import inspect as inspected

    return inspected(opened.bench(wishes.as_of).sheet)


def _previous(wishes: Wishes) -> Any:
    if wishes.previous is None:
        return None
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.checksheet.recognise import recognise
    from jama_checksheet.years import promises_of

    return promises_of(recognise(OpenFile.open(wishes.previous).book), wishes.as_of)


def _lazily(module: str, function: str) -> LiveAction:
    def perform(opened: OpenBook, wishes: Wishes) -> Outcome:
        from importlib import import_module

        action: LiveAction = getattr(import_module(f"jama_checksheet.actions.{module}"), function)
        return action(opened, wishes)

    return perform


LIVE: dict[str, LiveAction] = {
    "start": _lazily("live_start", "start"),
    "inspect": inspect,
    "prepare": prepare,
    "assign": assign,
    "check": check,
    "suggest": suggest,
    "summarize": summarize,
    "run": run,
    "split": _lazily("live_split", "split"),
    "send": _lazily("live_send", "draft"),
    "collect": _lazily("live_collect", "collect"),
    "remind": _lazily("live_send", "remind"),
    "submit": _lazily("live_submit", "submit"),
    "check-row": _lazily("live_row", "check_row"),
    "starter": _lazily("live_row", "insert_starter"),
    "pdf": _lazily("live_pdf", "export_pdf"),
    "detach": detach,
    "settings": _lazily("live_settings", "open_settings"),
}
"""Actions that read the check sheet first. `undo`, `help` and `version` need none and stand in `live_aside`."""
