"""How many COM round trips each action on the open workbook takes: `python benchmarks/com_calls.py`. Prints one JSON document,
{action: {"20": n, "153": n, "1500": n}}, the same number for every size.

xlwings' real Windows engine runs against the fake Excel of tests/excel, and every call is counted where all of them pass. All
guards are on: the book has a filter, rows hidden by hand and somebody else's conditional format; the backup is taken, what was
written is read back. `run` is the first one on a fresh book (it adds our columns, lists and three sheets); `check_flags` and
`check` are what a user repeats from then on, after answers changed. `…_first` is the same on a fresh book, `check_flags_filtered`
the same while the filter hides rows (its criteria are saved and put back, two questions per column). `split` makes the sub-sheets,
`collect` takes one of them back in which four answers are new that do not stand side by side: each such stretch is three calls.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "tests")]

from excel import windows  # noqa: E402

xlwings = windows.install()

from openpyxl import Workbook  # noqa: E402
from openpyxl.formatting.rule import FormulaRule  # noqa: E402
from openpyxl.styles import PatternFill  # noqa: E402
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: E402

from collecting.distribution import filled_in  # noqa: E402
from excel.fake import files  # noqa: E402
from excel.fake.app import Application  # noqa: E402
from jama_checksheet.actions import live_actions  # noqa: E402
from jama_checksheet.actions.on_open_book import OpenBook  # noqa: E402
from jama_checksheet.sample.data import load_answers, load_items  # noqa: E402
from jama_checksheet.workbook.live.dialogs import Terminal  # noqa: E402

SAVED = files.written
AS_OF = date(2025, 11, 20)
SIZES = (20, 153, 1500)
SHEET, FIRST = "チェックシート", 6
HEADERS = (
    "分類",
    "ラベル",
    "目的",
    "要求事項",
    "No.",
    "レベル",
    "達成条件",
    "達成基準",
    "他社事例",
    "備考",
    "参照",
    "担当領域",
)
WORDS = {"2": "対策完了(2点)", "1": "対策中(1点)", "0": "未実施(0点)", "NA": "該当なし", "": None}


def book_of(rows: int, path: Path) -> Path:
    """A check sheet of so many rows: merged header, filter, drop-downs, hidden rows, a format of the user's."""
    items, answers = load_items(), {answer.no: answer for answer in load_answers()}
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"] = "セキュリティ自己評価"
    for column, text in enumerate(HEADERS, 1):
        sheet.cell(3, column, text)
        sheet.merge_cells(start_row=3, end_row=5, start_column=column, end_column=column)
    sheet["M3"], sheet["M4"], sheet["N4"] = "評価結果", "達成条件評価", "評価の根拠記入欄"
    for area in ("M3:N3", "M4:M5", "N4:N5"):
        sheet.merge_cells(area)
    for number in range(1, rows + 1):
        item = items[(number - 1) % len(items)]
        answer = answers[item.no]
        question = (
            item.category,
            item.label,
            "目的",
            "要求",
            number,
            item.level,
            item.condition,
            item.criteria,
        )
        sheet.append([*question, "", "", "", item.area, WORDS[str(answer.score)], answer.evidence or None])
    last = FIRST + rows - 1
    drop_down = DataValidation("list", formula1='"' + ",".join(word for word in WORDS.values() if word) + '"')
    drop_down.add(f"M{FIRST}:M{last}")
    sheet.add_data_validation(drop_down)
    fill = PatternFill(bgColor="FFEEEEEE")
    sheet.conditional_formatting.add(f"M{FIRST}:M{last}", FormulaRule([f'$M{FIRST}="該当なし"'], fill=fill))
    sheet.auto_filter.ref = f"A5:N{last}"
    for row in (FIRST + 3, FIRST + 7, FIRST + 8):
        sheet.row_dimensions[row].hidden = True
    book.create_sheet("改訂履歴")["A1"] = "改訂履歴"
    book.save(path)
    return path


def opened(path: Path) -> Any:
    """The file open in a fresh Excel."""
    application = Application()
    windows.use(application)
    application.Workbooks.Open(str(path))
    return xlwings.books[path.name]


def counted(book: Any, action: Callable[..., Any]) -> int:
    """Round trips of one action, from attaching to the last thing put back."""
    with windows.Counter() as counter:
        action(OpenBook.open(book, Terminal(ask=False)), live_actions.Wishes(as_of=AS_OF))
    return counter.total


def change_answers(book: Any) -> None:
    """A person works on: two answers change."""
    sheet = book.sheets[SHEET]
    sheet.range((FIRST, 13)).raw_value = WORDS["2"]
    sheet.range((FIRST, 14)).raw_value = (
        "未着手であり、これから検討する。" + str(sheet.range((FIRST, 14)).raw_value)[:40]
    )
    sheet.range((FIRST + 9, 14)).raw_value = ""


def distribution(path: Path) -> dict[str, int]:
    """The calls of `split` and of `collect`, all areas with one department."""
    folder, owners = path.with_suffix(""), path.with_suffix(".csv")
    areas = sorted({item.area for item in load_items()})
    lines = [f"{area},総務部,木村,kimura@example.co.jp" for area in areas]
    owners.write_text("\n".join(["担当領域,部門,担当者,メール", *lines]), encoding="utf-8")
    book, files.written = opened(path), SAVED  # both read Excel's copy of the book

    def wishing(**more: Any) -> Callable[..., Any]:
        return lambda open_book, wishes: live_actions.LIVE[name](open_book, replace(wishes, **more))

    found = {}
    name = "split"
    found[name] = counted(book, wishing(folder=folder, owners=owners))
    (reply,) = folder.glob("*回答用.xlsx")
    with filled_in(reply) as form:
        column = form.column("No.") - 1
        for row in form.rows()[:8:2]:
            form.answer(row[column], None, "規程を2024年4月に定め、毎年見直している。")
    name = "collect"
    found[name] = counted(book, wishing(returned=[reply]))
    return found


def measure(path: Path) -> dict[str, int]:
    """All actions on one size."""
    found: dict[str, int] = {}
    for name in ("check_flags", "check"):
        found[f"{name}_first"] = counted(opened(path), getattr(live_actions, name))
    book = opened(path)
    found["run"] = counted(book, live_actions.run)
    change_answers(book)
    found["check_flags"] = counted(book, live_actions.check_flags)
    change_answers(book)
    found["check"] = counted(book, live_actions.check)
    change_answers(book)
    found["summarize"] = counted(book, live_actions.summarize)
    change_answers(book)
    found["run_again"] = counted(book, live_actions.run)
    book.sheets[SHEET].api.AutoFilter.Range.AutoFilter(6, "=Lv1")
    change_answers(book)
    found["check_flags_filtered"] = counted(book, live_actions.check_flags)
    return found | distribution(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOCALAPPDATA"] = folder
        by_size = {}
        for rows in SIZES:
            files.written = lambda _book: b"a backup"  # elsewhere its call counts, its content does not
            by_size[rows] = measure(book_of(rows, Path(folder) / f"sheet{rows}.xlsx"))
    actions = by_size[SIZES[0]]
    result = {name: {str(rows): by_size[rows][name] for rows in SIZES} for name in sorted(actions)}
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
