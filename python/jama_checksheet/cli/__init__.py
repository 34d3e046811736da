"""The command line: `jama-checksheet ACTION …`. The contract is docs/commands.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from jama_checksheet import __version__
from jama_checksheet.cli.actions import ACTIONS
from jama_checksheet.cli.options import options_of
from jama_checksheet.errors import CheckSheetError, OutputError
from jama_checksheet.process import begin

DEBUG = "JAMA_CHECKSHEET_DEBUG"
"""Set in the environment, an unexpected failure shows its traceback."""

_WRONG = tuple(
    (re.compile(pattern), japanese)
    for pattern, japanese in (
        (r"arguments are required: ACTION", "操作の名前を指定してください。"),
        (r"arguments are required: (.+)", "{0} が指定されていません。"),
        (r"argument ACTION: invalid choice: '?([^' ]+)'?", "「{0}」という操作はありません。"),
        (r"unrecognized arguments: (.+)", "「{0}」は指定できません。"),
        (r"argument (\S+): expected one argument", "{0} の値が指定されていません。"),
        (r"argument (\S+): invalid choice: '?([^' ]+)'?", "{0} に「{1}」は指定できません。"),
        (r"ambiguous option: (\S+)", "「{0}」はどのオプションか決められません。"),
        (r"argument \S+: (.*[ぁ-ん].*)", "{0}。"),
    )
)
"""What argparse says, and how we say it; the first that fits."""

FINE, NEEDS_EYE, NOT_DONE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """argparse in Japanese: the headings of its help, and what a user got wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self._positionals.title, self._optionals.title = "引数", "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を表示します")

    def format_help(self) -> str:
        """The help with a Japanese heading for the usage line."""
        return super().format_help().replace("usage: ", "使い方: ", 1)

    def error(self, message: str) -> NoReturn:
        """One line on stderr, exit status 2."""
        for pattern, japanese in _WRONG:
            if match := pattern.search(message):
                message = japanese.format(*match.groups())
                break
        sys.stderr.write(f"{message} {self.prog} -h で使い方が出ます。\n")
        raise SystemExit(NOT_DONE)


def parser(chosen: str) -> argparse.ArgumentParser:
    """The parser with every action, in the order of use; only the chosen one brings its options (and loads what it needs)."""
    root = _Parser(
        prog="jama-checksheet",
        description="自工会/部工会チェックシートの記入・点検・とりまとめを手伝います。元のファイルは壊しません。",
    )
    root.add_argument("--version", action="version", version=f"jama-checksheet {__version__}")
    actions = root.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    for action in ACTIONS:
        sub = actions.add_parser(action.name, help=action.help, description=action.help)
        if action.name == chosen:
            action.options(sub)
        sub.add_argument("--json", action="store_true", help="結果を JSON で標準出力に出します")
        sub.set_defaults(perform=action.perform)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one action. Returns the exit status: 0 fine, 1 needs a person's eye, 2 not done."""
    _utf8()
    try:
        given = list(sys.argv[1:] if argv is None else argv)
        chosen = next((word for word in given if not word.startswith("-")), "")
        arguments = parser(chosen).parse_args(given)
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
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        sys.stderr.write(
            f"想定していない問題が起きたため、中止しました（{type(error).__name__}: {' '.join(str(error).split())}）。"
            f" 元のファイルはそのままです。環境変数 {DEBUG}=1 を付けて実行すると詳しい内容が出ます。\n"
        )
        return NOT_DONE
    _tell(
        json.dumps(outcome.result, ensure_ascii=False, indent=1)
        if arguments.json
        else "\n".join(outcome.lines)
    )
    return NEEDS_EYE if outcome.needs_eye else FINE


def _tell(text: str) -> None:
    """Print the result; a reader that closes the pipe early (`| head`) is no failure."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _utf8() -> None:
    """Japanese text and JSON come out as UTF-8, also where Windows pipes in another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


def entry() -> None:
    """The console script."""
    begin()
    raise SystemExit(main())
