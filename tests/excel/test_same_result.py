"""Every plan, carried out on the file and in the open workbook, comes to the same cells, lists, formats and sheets."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from collecting.distribution import JOSYS, OF, SOUMU, WORDS, filled_in, fresh
from excel import windows
from excel.fake.app import Application
from excel.fake.files import read
from excel.pictures import picture
from jama_checksheet.actions import live_actions
from jama_checksheet.actions.on_open_book import OpenBook
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.live.dialogs import Terminal
from jama_checksheet.workbook.live.reading import LiveBook, read_open_book
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan
from jama_checksheet.workbook.reading import read_book
from workbook.plans import EVERYTHING, ONE_EACH
from workbook.rich.base import base

AS_OF = date(2025, 11, 20)
ACTIONS = ("prepare", "check_flags", "check", "summarize", "run")


def unprotected(data: bytes) -> bytes:
    """The book without its sheet protection: Excel lets nobody write otherwise."""
    package = Package.from_bytes(data)
    for name in package.names:
        if name.startswith("xl/worksheets/sheet"):
            text = re.sub(
                rb"<sheetProtection[^>]*/>|<protectedRanges>.*?</protectedRanges>", b"", package.read(name)
            )
            package.put(name, text)
    return package.to_bytes()


def on_file(path: Path, plan: ChangePlan, out: Path) -> dict:
    package = Package.from_bytes(path.read_bytes())
    apply_plan(package, plan)
    out.write_bytes(package.to_bytes())
    return picture(read(Application(), str(out), out.name, str(out.parent)))


def on_screen(book, plan: ChangePlan) -> dict:
    from jama_checksheet.workbook.live.applier import apply_live
    from jama_checksheet.workbook.live.guard import Guard
    from jama_checksheet.workbook.live.journal import Journal

    live = LiveBook(book)
    read_open_book(live)
    with Guard(live) as guard:
        apply_live(live, plan, guard, Journal(plan.title))
    return picture(windows._application._books[0])


def differences(live: dict, filed: dict) -> list[str]:
    """Where two pictures differ, one line each."""
    found = []
    for key in live.keys() | filed.keys():
        one, other = live.get(key), filed.get(key)
        if isinstance(one, dict) and isinstance(other, dict):
            found += [f"{key} > {line}" for line in differences(one, other)]
        elif one != other:
            found.append(f"{key}: open workbook {one!r}, file {other!r}")
    return found


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    path = tmp_path / "チェックシート.xlsx"
    path.write_bytes(unprotected(base(with_macros=False)))
    return path


@pytest.mark.parametrize("changes", [*ONE_EACH.values(), EVERYTHING], ids=[*ONE_EACH, "everything"])
def test_each_operation(changes, rich, open_file, tmp_path):
    plan = ChangePlan("試験", changes)

    live, filed = on_screen(open_file(rich), plan), on_file(rich, plan, tmp_path / "out.xlsx")

    assert differences(live, filed) == []


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action(name, sample, open_file, tmp_path):
    plans: list[ChangePlan] = []
    opened = OpenBook.open(open_file(sample), Terminal(ask=False))
    write = OpenBook.write

    def noting(self, bench, plan, now):
        plans.append(plan)
        return write(self, bench, plan, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenBook, "write", noting)
        getattr(live_actions, name)(opened, live_actions.Wishes(as_of=AS_OF))

    live, filed = picture(windows._application._books[0]), on_file(sample, plans[0], tmp_path / "out.xlsx")

    assert differences(live, filed) == []


@pytest.mark.parametrize("again", [False, True], ids=["the first", "a later one"])
def test_collecting(again, open_file, tmp_path):
    given = fresh(tmp_path)
    replies = [given.reply(department) for department in (SOUMU, JOSYS)]
    for path, evidence in zip(replies, ("規程を定めた。", "-3台を除き、台帳で管理している。"), strict=True):
        with filled_in(path) as form:
            for no in OF[SOUMU] if path is replies[0] else OF[JOSYS]:
                form.answer(no, WORDS[no % 3], f"{evidence}（{no}）")
    master = given.master
    if again:
        master = given.collect(replies.pop(0)).path
    plans: list[ChangePlan] = []
    carry_out = OpenBook.carry_out

    def noting(self, plan, now, afterwards):
        plans.append(plan)
        return carry_out(self, plan, now, afterwards)

    opened = OpenBook.open(open_file(master), Terminal(ask=False))
    wishes = live_actions.Wishes(as_of=AS_OF, returned=replies, manifest=given.manifest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenBook, "carry_out", noting)
        result = live_actions.LIVE["collect"](opened, wishes).result

    assert len(result["merged"]) >= 3
    live, filed = picture(windows._application._books[0]), on_file(master, plans[0], tmp_path / "out.xlsx")
    assert differences(live, filed) == []


def test_the_open_workbook_reads_like_its_file(sample, open_file):
    book = read_open_book(LiveBook(open_file(sample)))
    filed = read_book(Package.from_bytes(sample.read_bytes()), str(sample))

    for live, of_file in zip(book.grids, filed.grids, strict=True):
        assert dict(live.values) == dict(of_file.values)
        assert dict(live.formulas) == dict(of_file.formulas)
        assert live.filter in (of_file.filter, None)
