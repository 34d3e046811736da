"""A workbench with its owners table: that of --owners, else the one in the book itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.owners_in_book import owners_in
from jama_checksheet.checksheet.sheet import Problem
from jama_checksheet.cli.options import Options
from jama_checksheet.owners import OwnersTable

if TYPE_CHECKING:
    from jama_checksheet.actions.workbench import Workbench


def bench_with_owners(options: Options, opened: OpenFile, *, keeps: bool = True) -> Workbench:
    """The workbench of the call. `keeps` says that the table of --owners takes the place of the book's own sheet."""
    bench = opened.bench(options.as_of, options.sheet)
    if options.owners is None:
        table = owners_in(opened.book)
    else:
        from jama_checksheet.workbook.owners_file import load_owners

        table = load_owners(options.owners)
        if keeps:
            bench.new_owners = True
            bench.problems += _left_out(owners_in(opened.book), table)
    if table is not None:
        bench.owners = table.owners
        bench.problems += table.problems
    return bench


def _left_out(before: OwnersTable | None, table: OwnersTable) -> list[Problem]:
    """Lines of the book's own owners sheet that the new table does not have: they go, so they are told."""
    known = {(owner.area, owner.department) for owner in table.owners}
    gone = [o for o in (before.owners if before else ()) if (o.area, o.department) not in known]
    if not gone:
        return []
    names = "、".join(f"{owner.area}＝{owner.department}" for owner in gone[:5])
    more = f" ほか{len(gone) - 5}件" if len(gone) > 5 else ""
    return [Problem("社内用_担当者", f"新しい担当者の表にない行を外しました: {names}{more}")]
