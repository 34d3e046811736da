"""The command line: `jama-checksheet ACTION …`. The contract is docs/commands.md."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from jama_checksheet import __version__
from jama_checksheet.cli.actions import ACTIONS
from jama_checksheet.cli.options import options_of
from jama_checksheet.errors import CheckSheetError, OutputError

FINE, NEEDS_EYE, NOT_DONE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """argparse with Japanese wording for what a user gets wrong."""

    def error(self, message: str) -> None:  # type: ignore[override]
        sys.stderr.write(
            f"{self.prog}: 指定を確認してください（{message}）。 {self.prog} -h で使い方が出ます。\n"
        )
        raise SystemExit(NOT_DONE)


def parser() -> argparse.ArgumentParser:
    """The parser with every action, in the order of use."""
    root = _Parser(
        prog="jama-checksheet",
        description="自工会/部工会チェックシートの記入・点検・とりまとめを手伝います。元のファイルは壊しません。",
    )
    root.add_argument("--version", action="version", version=f"jama-checksheet {__version__}")
    actions = root.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    for action in ACTIONS:
        sub = actions.add_parser(action.name, help=action.help, description=action.help)
        action.options(sub)
        sub.add_argument("--json", action="store_true", help="結果を JSON で標準出力に出します")
        sub.set_defaults(perform=action.perform)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one action. Returns the exit status: 0 fine, 1 needs a person's eye, 2 not done."""
    _utf8()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else NOT_DONE
    try:
        outcome = arguments.perform(options_of(arguments))
    except CheckSheetError as error:
        sys.stderr.write(f"{error.one_line()}\n")
        return NOT_DONE
    except OSError as error:
        path = Path(error.filename).name if error.filename else ""
        failure = OutputError(
            "ファイルを読み書きできませんでした。", where=path, remedy="場所とアクセス権をご確認ください。"
        )
        sys.stderr.write(f"{failure.one_line()}\n")
        return NOT_DONE
    except KeyboardInterrupt:
        sys.stderr.write("中断しました。ファイルは変更していません。\n")
        return NOT_DONE
    if arguments.json:
        print(json.dumps(outcome.result, ensure_ascii=False, indent=1))
    else:
        print("\n".join(outcome.lines))
    return NEEDS_EYE if outcome.needs_eye else FINE


def _utf8() -> None:
    """Japanese text and JSON come out as UTF-8, also where Windows pipes in another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


def entry() -> None:
    """The console script."""
    raise SystemExit(main())
