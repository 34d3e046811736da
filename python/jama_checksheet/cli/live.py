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
    add = parser.add_argument
    add(
        "--to",
        metavar="DIR",
        type=take.folder,
        help="split: 作るフォルダー。send と remind: 部門別シートのフォルダー",
    )
    add("--due", metavar="DATE", type=take.day, help="split: 回答期限（例 2025-12-12）")
    add("--contact", metavar="TEXT", help="split: ご依頼元と問い合わせ先")
    add(
        "--returned",
        metavar="F",
        type=Path,
        nargs="+",
        help="collect: 返ってきたファイル、またはそのフォルダー",
    )
    add("--manifest", metavar="F", type=Path, help="collect: 配布の記録（manifest.json）")
    add("--rule", choices=("lowest", "lead"), help="collect: 複数の部門が答える項目のまとめ方")
    add("--password-file", metavar="F", type=Path, help="collect: split に使ったパスワードのファイル")
    add("--link", metavar="URL", help="send と remind: 添付の代わりに案内する共有フォルダー")
    add("--from", dest="sender", metavar="ADDRESS", help="send と remind: 差出人")
    add(
        "--allow-domain",
        dest="allow_domains",
        metavar="DOMAIN",
        action="append",
        help="send と remind: 送ってよいドメイン（繰り返し可）",
    )
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
        folder=options.to,
        due=options.due,
        contact=options.contact,
        returned=options.returned,
        manifest=options.manifest,
        rule=options.rule,
        password_file=options.password_file,
        link=options.link,
        sender=options.sender,
        allow_domains=tuple(options.allow_domains),
    )
    outcome = LIVE[options.subject](opened, wishes)
    return replace(outcome, result={"book": opened.live.name, **outcome.result})
