"""A small check sheet, distributed to three departments, and what departments do with their files."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from actions.files import sheet_in
from jama_checksheet.cli import main
from jama_checksheet.model import Answer, Score
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.sheets.history_lines import NAME, History, read_history
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME

SOUMU, JOSYS, JINJI = "総務部", "情報システム部", "人事部"
WORDS = ("対策完了(2点)", "対策中(1点)", "未実施(0点)", "該当なし")
HEADERS = (
    "分類", "ラベル", "目的", "要求事項", "No.", "レベル", "達成条件", "達成基準", "他社事例", "担当領域",
    "達成条件評価", "評価の根拠記入欄",
)  # fmt: skip
ITEMS = (
    # No., 担当領域, score and evidence at the split
    (1, "総務", WORDS[1], "手順を作成している。2026年3月に完了する予定。"),
    (2, "総務", None, None),
    (3, "IT", WORDS[0], "管理台帳を2023年に導入した。"),
    (4, "IT", None, None),
    (5, "総務、IT", WORDS[1], "共通の手順書を作成している。"),
    (6, "人事", None, None),
    (7, "IT、総務", None, None),
    (8, "総務", WORDS[2], "来年度に計画する。"),
)
OF = {SOUMU: (1, 2, 5, 7, 8), JOSYS: (3, 4, 5, 7), JINJI: (6,)}
"""Department -> its items."""


def write_master(path: Path, title: str = "") -> Path:
    """The check sheet; `title` makes the questions of another company or year."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "チェックシート"
    page.append(HEADERS)
    for no, areas, score, evidence in ITEMS:
        texts = [f"{no}番の{name}{title}" for name in HEADERS[:4]]
        question = [
            f"{no}番の達成条件{title}。定めていること。",
            f"【規則】\n{no}番の規程を定めること。",
            f"{no}番の他社事例",
        ]
        page.append([*texts, no, "Lv1" if no < 5 else "Lv2", *question, areas, score, evidence])
    rule = DataValidation(type="list", formula1='"' + ",".join(WORDS) + '"')
    rule.add(f"K2:K{len(ITEMS) + 1}")
    page.add_data_validation(rule)
    book.save(path)
    return path


@dataclass(frozen=True)
class Distribution:
    """A folder with the master, the sub-sheets in 配布, and an empty folder 返信 that holds the manifest."""

    folder: Path

    @property
    def master(self) -> Path:
        return self.folder / "チェックシート.xlsx"

    @property
    def replies(self) -> Path:
        return self.folder / "返信"

    @property
    def manifest(self) -> Path:
        return self.replies / "manifest.json"

    @property
    def known(self) -> dict[str, Any]:
        """The manifest."""
        return json.loads(self.manifest.read_text(encoding="utf-8"))

    def sub_sheet(self, department: str) -> Path:
        return next((self.folder / "配布").glob(f"*_{department}_*.xlsx"))

    def reply(self, department: str, name: str = "") -> Path:
        """A copy of the department's sub-sheet, to be filled in."""
        target = self.replies / (name or f"{department}.xlsx")
        shutil.copy(self.sub_sheet(department), target)
        return target

    def collect(self, *files: Path, options: tuple[object, ...] = (), out: str = "結果.xlsx") -> Result:
        """One call into a new file."""
        target = self.folder / out
        status, result, said = run("collect", self.master, *files, "-o", target, "--force", *options)
        return Result(status, result, said, target)


@dataclass(frozen=True)
class Result:
    """What one call gave: exit status, JSON document ({} on exit 2), stderr, and the file."""

    status: int
    json: dict[str, Any]
    said: str
    path: Path

    @property
    def answers(self) -> dict[int, tuple[str, str]]:
        """Item -> score code and evidence."""
        return answers_in(self.path)

    @property
    def history(self) -> History:
        return history_of(self.path)

    def merged(self) -> list[Any]:
        return self.json["merged"]


def history_of(path: Path) -> History:
    grid = read_book(open_package(path), str(path)).grid(NAME)
    return read_history(grid) if grid else History()


def answers_in(path: Path) -> dict[int, tuple[str, str]]:
    return {int(no): (str(a.score), a.evidence) for no, a in sheet_in(path).answers.items()}


def run(*arguments: object) -> tuple[int, dict[str, Any], str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([*map(str, arguments), "--json"])
    return status, json.loads(out.getvalue()) if out.getvalue() else {}, err.getvalue()


def wait_until_given_out(given: Distribution) -> None:
    """Two seconds after the split, as no person saves earlier: a file saved by then counts as given out, not as saved."""
    made = datetime.fromisoformat(json.loads(given.manifest.read_text(encoding="utf-8"))["made"])
    while (left := (made + timedelta(seconds=2) - datetime.now()).total_seconds()) > 0:
        time.sleep(left)


def distribute(
    folder: Path, *, title: str = "", as_of: str = "2025-11-20", passwords: str = ""
) -> Distribution:
    """Split the small check sheet. The collection key goes into the master."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Distribution(folder)
    write_master(made.master, title)
    owners = folder / "担当者.csv"
    owners.write_text(
        f"担当領域,部門,担当者,メール\n総務,{SOUMU},木村,k@example.co.jp\nIT,{JOSYS},井上,i@example.co.jp\n"
        f"人事,{JINJI},小川,o@example.co.jp\n",
        encoding="utf-8",
    )
    options: list[object] = []
    if passwords:
        (folder / "passwords.tsv").write_text(passwords, encoding="utf-8")
        options = ["--password-file", folder / "passwords.tsv"]
    status, _, said = run(
        "split",
        made.master,
        "--owners",
        owners,
        "--to",
        folder / "配布",
        "--as-of",
        as_of,
        "--in-place",
        *options,
    )
    assert status in (0, 1), said
    made.replies.mkdir()
    shutil.copy(folder / "配布" / "manifest.json", made.manifest)
    return made


@functools.cache
def _stored(title: str, as_of: str, passwords: str) -> Path:
    top = tempfile.mkdtemp(prefix="distribution-")
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    folder = Path(top) / "d"
    distribute(folder, title=title, as_of=as_of, passwords=passwords)
    return folder


def fresh(folder: Path, *, title: str = "", as_of: str = "2025-11-20", passwords: str = "") -> Distribution:
    """A copy of a distribution that was made once."""
    shutil.copytree(_stored(title, as_of, passwords), folder / "作業")
    return Distribution(folder / "作業")


class Form:
    """A sub-sheet while a person (or another program) works on it; cells by item number and header text."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.page: Worksheet = book[ITEMS_SHEET_NAME]

    @property
    def head(self) -> int:
        return next(row for row in range(1, 30) if any(c.value == "No." for c in self.page[row]))

    def column(self, header: str) -> int:
        return next(cell.column for cell in self.page[self.head] if cell.value == header)

    def row(self, no: object) -> int:
        column = self.column("No.")
        return next(
            r for r in range(self.head + 1, self.page.max_row + 1) if self.page.cell(r, column).value == no
        )

    def cell(self, no: object, header: str) -> Any:
        return self.page.cell(self.row(no), self.column(header))

    def answer(self, no: object, score: object = None, evidence: object = None) -> None:
        if score is not None:
            self.cell(no, "達成条件評価").value = score
        if evidence is not None:
            self.cell(no, "評価の根拠記入欄").value = evidence

    def rows(self) -> list[list[Any]]:
        """The values of all item rows."""
        rows = range(self.head + 1, self.page.max_row + 1)
        return [[c.value for c in self.page[r]] for r in rows if self.page.cell(r, self.column("No.")).value]

    def put_rows(self, rows: list[list[Any]]) -> None:
        """Write rows of values anew, from the first item's row on."""
        for at in range(self.head + 1, self.page.max_row + 1):
            for cell in self.page[at]:
                cell.value = None
        for at, values in enumerate(rows, start=self.head + 1):
            for column, value in enumerate(values, start=1):
                self.page.cell(at, column).value = value


@contextlib.contextmanager
def filled_in(path: Path) -> Iterator[Form]:
    """Open a sub-sheet, change it, save it."""
    book = openpyxl.load_workbook(path)
    yield Form(book)
    book.save(path)


def fill(
    path: Path, *answers: tuple[object, object, object], then: Callable[[Form], object] | None = None
) -> Path:
    """Write answers (No., score, evidence) into a sub-sheet, then do something else to it."""
    with filled_in(path) as form:
        for answer in answers:
            form.answer(*answer)
        if then is not None:
            then(form)
    return path


def answer(score: str, evidence: str) -> Answer:
    return Answer(Score(score), evidence)
