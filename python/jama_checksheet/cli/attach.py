"""The commands `attach` and `detach`. They may change the kind of the file, so each has its own rule for the output."""

from __future__ import annotations

import argparse

from jama_checksheet.actions.on_file import OpenFile, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.saved import with_paths
from jama_checksheet.errors import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, -o, --in-place, --force."""
    take.file(parser)
    take.output(parser)


def perform_attach(options: Options) -> Outcome:
    """Write a copy of FILE with the ribbon, an .xlsm; FILE itself stays."""
    from jama_checksheet.actions.attach import attach
    from jama_checksheet.checksheet.recognise import recognise

    opened = _opened(options)
    _check_output(options, opened, ".xlsm")
    return _written(opened, attach(opened, recognise(opened.book, options.sheet)), options)


def perform_detach(options: Options) -> Outcome:
    """Write FILE without anything of ours."""
    from jama_checksheet.actions.detach import detach, ending_after

    opened = _opened(options)
    _check_output(options, opened, ending_after(opened))
    return _written(opened, detach(opened, options.sheet), options)


def _opened(options: Options) -> OpenFile:
    if not options.target.writes or (options.in_place and options.out is not None):
        options.target.check(needed=True)
    return OpenFile.open(options.file, editing=True)


def _check_output(options: Options, opened: OpenFile, ending: str) -> None:
    """Refuse an output whose name does not fit what the file becomes."""
    from jama_checksheet.workbook.storage import check_output

    if options.out is not None:
        check_output(options.file, options.out, options.force, ending)
    elif options.file.suffix.lower() != ending:
        raise UsageError(
            f"ファイルの形式が {ending} に変わるため、--in-place では上書きできません。",
            where=str(options.file),
            remedy=f"-o で新しいファイル名（{ending}）を指定してください。",
        )


def _written(opened: OpenFile, outcome: Outcome, options: Options) -> Outcome:
    return with_paths(outcome, write(opened, outcome.plan, options.target, options.now))
