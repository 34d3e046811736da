"""The command `live`: an action on the workbook open in Excel, started from outside Excel."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from jama_checksheet.actions.live_actions import LIVE, Wishes
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.workbook.live.dialogs import Terminal

_ASIDE = ("undo", "help", "version")


def arguments(parser: argparse.ArgumentParser) -> None:
    """ACTION, --book, --sheet, --yes and what single actions take."""
    parser.add_argument(
        "subject", metavar="ACTION", choices=(*LIVE, *_ASIDE), help="、".join((*LIVE, *_ASIDE))
    )
    parser.add_argument("--book", metavar="NAME", help="Excel で開いているブックの名前（複数開いているとき）")
    parser.add_argument("--sheet", metavar="NAME", help="似たシートが複数あるときのシート名")
    parser.add_argument("--yes", action="store_true", help="書き込む前の確認をしません")
    parser.add_argument("--apply", metavar="all|1,2,9", help="suggest: 提案を反映する番号（all で全部）")
    parser.add_argument(
        "--official", metavar="PRISTINE", type=Path, help="submit: 公式サイトから取得したままのファイル"
    )
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, help="submit と pdf: 作るファイル")
    take.as_of(parser)
    take.owners(parser)
    take.previous(parser)


def perform(options: Options) -> Outcome:
    """Attach to the running Excel and act on the open book."""
    from jama_checksheet.actions import live_aside
    from jama_checksheet.actions.on_open_book import OpenBook
    from jama_checksheet.workbook.live import com
    from jama_checksheet.workbook.live.excel import choose_book, load_xlwings, open_books

    if options.subject == "help":
        return live_aside.help_text()
    load_xlwings()
    book = com.patiently(lambda: choose_book(open_books(), options.book))
    if options.subject == "version":
        return live_aside.version(book.app)
    talk = Terminal(ask=False if options.yes else None)
    opened = OpenBook.open(book, talk, options.sheet)
    if options.subject == "undo":
        return live_aside.undo(opened)
    wishes = Wishes(
        as_of=options.as_of,
        now=options.now,
        owners=options.owners,
        previous=options.previous,
        apply=options.apply,
        official=options.official,
        out=options.out,
    )
    outcome = LIVE[options.subject](opened, wishes)
    return replace(outcome, result={"book": opened.live.name, **outcome.result})
