"""Splitting and collecting for many departments, against openpyxl alone in one run: `python benchmarks/departments.py`. Prints JSON.

- split: the whole of `split` in one process (reading the master, judging, 100 sub-sheets, manifest) against the time in which
  openpyxl builds and saves workbooks with the same values and formulas in the same cells, without any format. The ratio is to stay below 3.
  Once with 153 items in all among 100 departments, once with all 153 items in every sub-sheet.
- split_growth: the time for 20 departments against 5; linear is 4.
- collect: the whole of `collect` in one process (master, manifest, 100 returned files, the edited master with its history checked and
  written, manifest) against the time in which openpyxl loads the same 100 files and does nothing with them. To stay below 3.
- collect_growth: the time for 20 files against 5; linear is 4.
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


def returned(folder: Path) -> list[Path]:
    """Every sub-sheet filled in by another program: a new answer to each item."""
    from openpyxl import load_workbook

    files = sorted(folder.glob("*.xlsx"))
    for path in files:
        book = load_workbook(path)
        page = book["回答シート"]
        head = next(row for row in range(1, 20) if page.cell(row, 1).value == "No.")
        places = {cell.value: cell.column for cell in page[head]}
        for row in range(head + 1, page.max_row + 1):
            page.cell(row, places["達成条件評価"]).value = "対策中(1点)"
            page.cell(
                row, places["評価の根拠記入欄"]
            ).value = f"{path.stem}: {row}行目の規程を2025年10月に改定中。"
        book.save(path)
    return files


def collect(sheet: Path, files: list[Path], out: Path) -> None:
    """What the command does, in this process. The manifest is put back, so that every turn does the same."""
    from jama_checksheet.cli.collect import perform
    from jama_checksheet.cli.options import Options

    manifest = files[0].with_name("manifest.json")
    before = manifest.read_bytes()
    perform(Options(file=sheet, returned=files, out=out, force=True, now=datetime(2025, 12, 1, 9)))
    manifest.write_bytes(before)


def openpyxl_reads(files: list[Path]) -> None:
    from openpyxl import load_workbook

    for path in files:
        load_workbook(path)


def collecting(folder: Path, *, shared: bool) -> dict[str, float]:
    sheet = master(folder / f"collect-{shared}.xlsx", DEPARTMENTS, shared=shared)
    split(sheet, folder / f"collect-{shared}")
    files = returned(folder / f"collect-{shared}")
    collect(sheet, files[:3], folder / "warm.xlsx")
    pairs = [
        (seconds(lambda: collect(sheet, files, folder / "out.xlsx")), seconds(lambda: openpyxl_reads(files)))
        for _ in range(1 if shared else RUNS)
    ]
    return {
        "ratio": round(statistics.median(a / b for a, b in pairs), 2),
        "collect_seconds": round(statistics.median(a for a, _ in pairs), 2),
        "openpyxl_seconds": round(statistics.median(b for _, b in pairs), 2),
        "workbooks": len(files),
    }


def collect_growth(folder: Path) -> dict[str, float]:
    """Every file holds all items, so that four times the files is four times the work."""
    sheet = master(folder / "collect-growth.xlsx", 20, shared=True)
    split(sheet, folder / "collect-growth")
    files = returned(folder / "collect-growth")
    pairs = [
        (
            seconds(lambda: collect(sheet, files, folder / "many.xlsx")),
            seconds(lambda: collect(sheet, files[:5], folder / "few.xlsx")),
        )
        for _ in range(RUNS)
    ]
    return {
        "ratio_for_4_times_the_files": round(statistics.median(a / b for a, b in pairs), 2),
        "seconds_20": round(statistics.median(a for a, _ in pairs), 2),
        "seconds_5": round(statistics.median(b for _, b in pairs), 2),
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
            "collect_153_items_in_all": collecting(folder, shared=False),
            "collect_153_items_each": collecting(folder, shared=True),
            "collect_growth": collect_growth(folder),
        }
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
