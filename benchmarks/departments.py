"""Splitting for many departments, measured against openpyxl alone in one run: `python benchmarks/departments.py`. Prints JSON.

- split: the whole of `split` in one process (reading the master, judging, 100 sub-sheets, manifest) against the time in which
  openpyxl builds and saves workbooks with the same values and formulas in the same cells, without any format. The ratio is to stay below 3.
  Once with 153 items in all among 100 departments, once with all 153 items in every sub-sheet.
- split_growth: the time for 100 departments against 25; linear is 4.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
DEPARTMENTS, RUNS = 100, 3


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def master(path: Path, departments: int, *, shared: bool) -> Path:
    """The sample with assignments: each item to one department in turn, or to all of them."""
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.actions.workbench import Workbench
    from jama_checksheet.sample.build import write_sample
    from jama_checksheet.workbook.file import apply_plan

    opened = OpenFile.open(write_sample(path))
    bench: Workbench = opened.bench(date(2025, 11, 20))
    names = [f"第{number}部" for number in range(1, departments + 1)]
    for place, item in enumerate(bench.sheet.items):
        lead = names[place % departments]
        others = [name for name in names if name != lead] if shared else []
        bench.fill(item.no, department=lead, co_departments="／".join(others))
    apply_plan(opened.package, bench.plan("割当"))
    path.write_bytes(opened.package.to_bytes())
    return path


def split(sheet: Path, folder: Path) -> None:
    """What the command does, in this process; everything it needs is loaded already."""
    from jama_checksheet.cli.options import Options
    from jama_checksheet.cli.split import perform

    perform(Options(file=sheet, to=folder, as_of=date(2025, 11, 20), now=datetime(2025, 11, 20, 9)))


def contents(folder: Path) -> list[list[tuple[str, list[list[Any]]]]]:
    """Every sub-sheet's worksheets with their rows of values and formulas."""
    from openpyxl import load_workbook

    return [
        [
            (page.title, [list(row) for row in page.iter_rows(values_only=True)])
            for page in load_workbook(path).worksheets
        ]
        for path in sorted(folder.glob("*.xlsx"))
    ]


def openpyxl_writes(books: list[list[tuple[str, list[list[Any]]]]]) -> None:
    from openpyxl import Workbook

    for sheets in books:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets:
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(io.BytesIO())


def measured(folder: Path, *, shared: bool) -> dict[str, float]:
    sheet = master(folder / f"master-{shared}.xlsx", DEPARTMENTS, shared=shared)
    split(sheet, folder / f"warm-{shared}")
    books = contents(folder / f"warm-{shared}")
    pairs = [
        (seconds(lambda: split(sheet, folder / f"{shared}-{turn}")), seconds(lambda: openpyxl_writes(books)))  # noqa: B023
        for turn in range(1 if shared else RUNS)
    ]
    return {
        "ratio": round(statistics.median(a / b for a, b in pairs), 2),
        "split_seconds": round(statistics.median(a for a, _ in pairs), 2),
        "openpyxl_seconds": round(statistics.median(b for _, b in pairs), 2),
        "workbooks": len(books),
        "rows": sum(len(rows) for sheets in books for name, rows in sheets if name == "照合用"),
    }


def growth(folder: Path) -> dict[str, float]:
    """Every department gets all items, so that four times the departments is four times the work."""
    few, many = (master(folder / f"{count}.xlsx", count, shared=True) for count in (5, 20))
    split(few, folder / "warm-few")
    pairs = [
        (seconds(lambda: split(many, folder / f"m{turn}")), seconds(lambda: split(few, folder / f"f{turn}")))  # noqa: B023
        for turn in range(RUNS)
    ]
    return {
        "ratio_for_4_times_the_departments": round(statistics.median(a / b for a, b in pairs), 2),
        "seconds_20": round(statistics.median(a for a, _ in pairs), 2),
        "seconds_5": round(statistics.median(b for _, b in pairs), 2),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = {
            "split_153_items_in_all": measured(folder, shared=False),
            "split_153_items_each": measured(folder, shared=True),
            "split_growth": growth(folder),
        }
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
