"""How long the work takes, as ratios measured in one run: `python benchmarks/speed.py`. Prints one JSON document.

- check_cold: `check` of the 153-row sample as a whole cold process, against `python -c "import pandas, openpyxl"`, in turn.
- judge: distinct answers a second on one core, nothing cached before: as a sheet is judged, and by a call for each.
- rows: the time for 15,000 rows against 1,500 (reading, judging and the plan with its sheets).
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
AS_OF = date(2025, 11, 20)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
# Every installed package has its bytecode; without this ours alone would be compiled anew in every process.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)


def cold(arguments: list[str]) -> float:
    """Wall seconds of one whole process."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, env=ENVIRONMENT, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return taken


def check_cold(folder: Path, runs: int = 7) -> dict[str, float]:
    from jama_checksheet.sample.build import write_sample

    sheet = write_sample(folder / "sample.xlsx")
    ours = ["-m", "jama_checksheet", "check", str(sheet), "--json"]
    theirs = ["-c", "import pandas, openpyxl"]
    cold(ours), cold(theirs)
    pairs = [(cold(ours), cold(theirs)) for _ in range(runs)]
    return {
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "check_seconds": round(statistics.median(a for a, _ in pairs), 3),
        "import_pandas_openpyxl_seconds": round(statistics.median(b for _, b in pairs), 3),
    }


def distinct_answers(count: int) -> list[tuple[str, str, str, str]]:
    """Score, evidence, condition, criteria; every evidence text differs."""
    from jama_checksheet.sample.data import load_answers, load_items

    items = {item.no: item for item in load_items()}
    answers = [a for a in load_answers() if a.evidence]
    found = []
    for turn in itertools.count():
        for answer in answers:
            item = items[answer.no]
            text = (
                answer.evidence if turn == 0 else f"{answer.evidence}（第{turn}拠点、担当{turn * 7 % 31}名）"
            )
            found.append((str(answer.score), text, item.condition, item.criteria))
            if len(found) == count:
                return found
    raise AssertionError


def judge_rate(count: int = 4000) -> dict[str, float]:
    """In processes of their own, so that nothing is warm but the loaded dictionary: many answers at once, and one by one."""
    program = (
        "import sys, time, json; sys.path.insert(0, 'benchmarks'); import speed;"
        "from jama_checksheet.evidence import judge, judge_all;"
        "names = ('score', 'evidence', 'condition', 'criteria');"
        f"rows = [dict(zip(names, row)) for row in speed.distinct_answers({count})];"
        "begin = time.perf_counter();"
        "judge(score='2', evidence='最初の一件', condition='', criteria='', as_of=speed.AS_OF);"
        "first = time.perf_counter() - begin; begin = time.perf_counter();"
        "{}"
        "print(json.dumps([first, len(rows) / (time.perf_counter() - begin)]))"
    )
    together = "list(judge_all(rows, as_of=speed.AS_OF));"
    alone = "[judge(**row, as_of=speed.AS_OF) for row in rows];"
    # In turn, because a machine's own speed changes from minute to minute.
    runs = [[in_a_process(program.format(way)) for way in (together, alone)] for _ in range(5)]
    return {
        "answers_per_second": round(statistics.median(rate for (_, rate), _ in runs)),
        "one_by_one_per_second": round(statistics.median(rate for _, (_, rate) in runs)),
        "first_answer_seconds": round(statistics.median(first for run in runs for first, _ in run), 3),
    }


def in_a_process(program: str) -> list[float]:
    """What a program prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, check=True
    )
    return json.loads(done.stdout)


def long_sheet(path: Path, rows: int) -> Path:
    from openpyxl import Workbook

    from jama_checksheet.sample.data import load_items

    items = load_items()
    answers = distinct_answers(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("チェックシート")
    sheet.append(
        ["No.", "レベル", "ラベル", "達成条件", "達成基準", "担当領域", "達成条件評価", "評価の根拠記入欄"]
    )
    for number, (score, evidence, condition, criteria) in enumerate(answers, 1):
        item = items[number % len(items)]
        word = {"2": "対策完了(2点)", "1": "対策中(1点)", "0": "未実施(0点)", "NA": "該当なし", "": None}[
            score
        ]
        sheet.append([number, item.level, item.label, condition, criteria, item.area, word, evidence])
    book.save(path)
    return path


def work_on(path: Path) -> float:
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.actions.run_all import run_all

    begin = time.perf_counter()
    run_all(OpenFile.open(path).bench(AS_OF))
    return time.perf_counter() - begin


def growth(folder: Path) -> dict[str, float]:
    small, large = (long_sheet(folder / f"{rows}.xlsx", rows) for rows in (1500, 15000))
    work_on(small)
    rounds = []
    for _ in range(3):
        # Short runs on both sides of the long one: a machine's own speed changes while that lasts.
        before = [work_on(small), work_on(small)]
        long = work_on(large)
        rounds.append((long, statistics.mean([*before, work_on(small), work_on(small)])))
    return {
        "ratio": round(statistics.median(a / b for a, b in rounds), 2),
        "seconds_15000": round(statistics.median(a for a, _ in rounds), 2),
        "seconds_1500": round(statistics.median(b for _, b in rounds), 2),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = {
            "check_cold": check_cold(Path(folder)),
            "judge": judge_rate(),
            "rows": growth(Path(folder)),
        }
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
