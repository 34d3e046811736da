"""How long a click takes before Excel is touched: `python benchmarks/click.py`. Prints one JSON document.

Python start, imports, reading the grid, judging and the plan for 153 rows as one whole cold process, against
`python -c "import xlwings"`, in turn and in one run. The grid stands in a file, as there is no Excel here to read it from.
`first` is the first click on a sheet, with what `install` compiled beside it, `changed` has three answers other than last time,
`again` none: rows whose text is as it was are not judged anew. `bare` is a first click where even the compiled expressions were
deleted.
"""

from __future__ import annotations

import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
# Every installed package has its bytecode; without this ours alone would be compiled anew in every process.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)

PROGRAM = """
import pickle, sys
from datetime import date
from pathlib import Path
from jama_checksheet.process import begin
begin()
from jama_checksheet.workbook.live.excel import load_xlwings
load_xlwings()
import jama_checksheet.ribbon, jama_checksheet.workbook.live.reading
from jama_checksheet.actions import live_actions
from jama_checksheet.actions.judging import RememberedJudging
from jama_checksheet.actions.workbench import Workbench
bench = Workbench.open(pickle.loads(Path(sys.argv[2]).read_bytes()), date(2025, 11, 20))
bench.judging = RememberedJudging(Path(sys.argv[3]))
if sys.argv[1] == "run":
    from jama_checksheet.actions.run_all import run_all
    run_all(bench)
else:
    from jama_checksheet.actions.check_evidence import check_evidence
    check_evidence(bench)
    bench.plan("check_flags")
bench.judging.save()
"""


def seconds(arguments: list[str]) -> float:
    """Wall seconds of one whole process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, env=ENVIRONMENT)
    return time.perf_counter() - begin


def books(folder: Path) -> tuple[Path, Path]:
    """The sample's grid, and the same with three other answers."""
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.sample.build import write_sample

    book = OpenFile.open(write_sample(folder / "sheet.xlsx")).book
    paths = folder / "book", folder / "changed"
    paths[0].write_bytes(pickle.dumps(book))
    grids = []
    for grid in book.grids:
        values = dict(grid.values)
        for row in (20, 50, 80):
            if (row, 14) in values:
                values[row, 14] = f"{values[row, 14]}（{row}行目を見直した）"
        grids.append(replace(grid, values=values))
    paths[1].write_bytes(pickle.dumps(replace(book, grids=tuple(grids))))
    return paths


def measure(action: str, folder: Path, runs: int = 7) -> dict[str, float]:
    """Ratios of one action: nothing there, nothing remembered of the sheet, three answers changed, nothing changed."""
    from jama_checksheet.actions.keep_expressions import keep_expressions
    from jama_checksheet.evidence.kept import FILE_NAME

    book, changed = books(folder)
    judged = folder / "judged.json"
    theirs = ["-c", "import xlwings"]
    ratios: dict[str, list[float]] = {"bare": [], "first": [], "changed": [], "again": []}
    seconds(theirs)
    seconds(["-c", PROGRAM, action, str(book), str(judged)])
    for _ in range(runs):
        for name, grid in (("bare", book), ("first", book), ("changed", changed), ("again", changed)):
            if name in ("bare", "first"):
                judged.unlink(missing_ok=True)
                (folder / FILE_NAME).unlink(missing_ok=True)
            if name == "first":
                keep_expressions(folder)
            ours = seconds(["-c", PROGRAM, action, str(grid), str(judged)])
            ratios[name].append(ours / seconds(theirs))
    return {name: round(statistics.median(found), 2) for name, found in ratios.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = {action: measure(action, Path(folder)) for action in ("check_flags", "run")}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
