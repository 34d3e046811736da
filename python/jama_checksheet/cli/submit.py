"""The command `submit`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from jama_checksheet.actions.on_file import OpenFile, Target, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --official, -o, --force, --as-of."""
    take.file(parser)
    parser.add_argument(
        "--official",
        metavar="PRISTINE",
        type=Path,
        required=True,
        help="公式サイトから取得したままのファイル（変更しません）",
    )
    parser.add_argument(
        "-o", "--out", metavar="OUT", type=Path, required=True, help="提出用として作る新しいファイル"
    )
    parser.add_argument("--force", action="store_true", help="OUT が既にあっても置き換えます")
    take.as_of(parser)


def perform(options: Options) -> Outcome:
    """Write the hand-in and tell the checks."""
    from jama_checksheet.actions.submit_answers import refuse_output, submit_answers
    from jama_checksheet.workbook.opening import ending_of, refuse_editing
    from jama_checksheet.workbook.storage import check_output

    official_path, out = options.official or Path(), options.out or Path()
    refuse_output(out, options.file, official_path)
    bench = OpenFile.open(options.file).bench(options.as_of, options.sheet)
    official = OpenFile.open(official_path)
    refuse_editing(official.package, official_path, as_model=True)
    check_output(official_path, out, options.force, ending_of(official.package))
    outcome = submit_answers(bench, official)
    paths = write(official, outcome.plan, Target(official_path, out, force=options.force), options.now)
    told = f"提出用のファイル: {paths['output']}"
    return replace(outcome, result={**outcome.result, **paths}, lines=(*outcome.lines, told))
