"""The command `split`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jama_checksheet.actions.on_file import OpenFile, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.owners_table import bench_with_owners
from jama_checksheet.cli.progress import Steps

_FORCE = "作り直してよい場合は --force を指定すると、前のファイルを「控え」フォルダーに残して置き換えます。"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --to, --due, --contact, --password-file, --owners, --previous, --as-of, and an output for the collection key."""
    take.file(parser)
    parser.add_argument(
        "--to",
        metavar="DIR",
        type=take.folder,
        required=True,
        help="部門別のファイルと配布の記録（manifest.json）を作るフォルダー",
    )
    parser.add_argument(
        "--due",
        metavar="DATE",
        type=take.day,
        help="回答期限（例 2025-12-12、省略時は担当者の表の回答期限）",
    )
    parser.add_argument("--contact", metavar="TEXT", help="ご依頼元と問い合わせ先。表紙とメールに載せます")
    parser.add_argument(
        "--password-file",
        metavar="F",
        type=Path,
        help="部門別のファイルを暗号化します。F は1行に「部門<TAB>パスワード」（* はその他の部門）",
    )
    take.owners(parser)
    take.previous(parser)
    take.as_of(parser)
    take.output(parser)


def perform(options: Options) -> Outcome:
    """Make the sub-sheets and the manifest; with -o or --in-place also write the collection key into the master."""
    from jama_checksheet.actions import split_sheets
    from jama_checksheet.actions.split_folder import earlier_files, refuse_files, refuse_folder, written
    from jama_checksheet.actions.split_outcome import split_outcome
    from jama_checksheet.delivery.manifest import to_text

    folder = options.to or Path()
    options.target.check(needed=False)
    refuse_folder(folder, force=options.force, hint=_FORCE)
    request = _request(options)
    opened = options.open(needed=False)
    bench = bench_with_owners(options, opened, keeps=False)
    distribution = split_sheets.distribute(bench, request)
    manifest = distribution.manifest
    names = [*(part.path for part in manifest.parts), *earlier_files(folder)]
    inputs = (options.file, options.out, options.owners, options.previous, options.password_file)
    refuse_files(folder, names, [path for path in inputs if path], force=options.force, hint=_FORCE)
    with Steps(total=len(names) + 1) as steps:
        files = split_sheets.files_of(distribution, request.passwords, steps.next)
        steps.next("書き込み")
        paths: dict[str, Any] = {"output": None, "backup": None}
        with written(folder, files, to_text(manifest), options.now):
            if options.target.writes:
                plan = split_sheets.key_plan(bench, manifest)
                paths = write(opened, plan, options.target, options.now)
    return split_outcome(bench, distribution, request, folder, paths)


def _request(options: Options) -> Any:
    """What was asked for. Passwords and last year's sheet are read here, before anything is made."""
    from jama_checksheet.actions.split_sheets import Request

    passwords = previous = None
    if options.password_file is not None:
        from jama_checksheet.delivery.encryption import require_encryption
        from jama_checksheet.delivery.passwords import read_passwords

        require_encryption()
        passwords = read_passwords(options.password_file)
    if options.previous is not None:
        previous = recognise(OpenFile.open(options.previous).book, preferred=options.sheet)
    contact = " ".join(options.contact.split())
    return Request(options.now, options.due, contact, previous, passwords)
