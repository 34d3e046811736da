"""The options of the command line: how they are declared, and what actions get of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jama_checksheet.actions.on_file import OpenFile, Target


@dataclass(frozen=True, slots=True)
class Options:
    """What one call was asked for; absent options have their defaults."""

    file: Path = Path()
    out: Path | None = None
    in_place: bool = False
    force: bool = False
    sheet: str = ""
    as_of: date = field(default_factory=date.today)
    owners: Path | None = None
    previous: Path | None = None
    official: Path | None = None
    fast: bool = False
    csv: Path | None = None
    apply: str = ""
    subject: str = ""
    of: Path | None = None
    book: str = ""
    yes: bool = False
    to: Path | None = None
    due: date | None = None
    contact: str = ""
    password_file: Path | None = None
    returned: Sequence[Path] = ()
    manifest: Path | None = None
    rule: str = ""
    way: str = ""
    link: str = ""
    sender: str = ""
    allow_domains: Sequence[str] = ()
    remind: bool = False
    again: Sequence[str] = ()
    only: Sequence[str] = ()
    host: str = ""
    port: int = 0
    security: str = ""
    user: str = ""
    smtp_password_file: Path | None = None
    now: datetime = field(default_factory=datetime.now)

    @property
    def target(self) -> Target:
        """Where the result goes."""
        return Target(self.file, self.out, self.in_place, self.force)

    def open(self, *, needed: bool = True) -> OpenFile:
        """Check the output options, then open the file; `needed` says that the action cannot do without an output."""
        self.target.check(needed=needed)
        return OpenFile.open(self.file, editing=self.target.writes)


def options_of(arguments: argparse.Namespace) -> Options:
    """The options from parsed arguments."""
    given: dict[str, Any] = vars(arguments)
    names = Options.__dataclass_fields__
    return Options(**{name: value for name, value in given.items() if name in names and value is not None})


def day(text: str) -> date:
    """A day in the form 2025-11-20, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"日付は 2025-11-20 の形で指定してください: {text}") from error


def folder(text: str) -> Path:
    """A folder, for argparse; an empty name would mean the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("フォルダーの名前が空です")
    return Path(text)


def file(parser: argparse.ArgumentParser) -> None:
    """FILE, and which sheet in it."""
    parser.add_argument("file", metavar="FILE", type=Path, help="チェックシートのファイル（.xlsx / .xlsm）")
    parser.add_argument("--sheet", metavar="NAME", help="似たシートが複数あるときのシート名")


def output(parser: argparse.ArgumentParser) -> None:
    """-o, --in-place, --force."""
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, help="結果を書き込む新しいファイル")
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="FILE を上書きします（先に「控え」フォルダーへ控えを取ります）",
    )
    parser.add_argument("--force", action="store_true", help="OUT が既にあっても置き換えます")


def as_of(parser: argparse.ArgumentParser) -> None:
    """--as-of."""
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, help="評価の基準日（例 2025-11-20、省略時は今日）"
    )


def owners(parser: argparse.ArgumentParser) -> None:
    """--owners."""
    parser.add_argument(
        "--owners",
        metavar="OWNERS",
        type=Path,
        help="担当者の表（.xlsx / .csv。見出し: 担当領域, 部門, 担当者, メール）",
    )


def previous(parser: argparse.ArgumentParser) -> None:
    """--previous."""
    parser.add_argument("--previous", metavar="LAST_YEAR", type=Path, help="昨年のチェックシート")
