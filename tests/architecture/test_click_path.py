"""A click loads what it needs and nothing else: neither pandas nor openpyxl, also not through xlwings."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import pickle, sys
from datetime import date
from pathlib import Path
from jama_checksheet.workbook.live.excel import load_xlwings
xlwings = load_xlwings()
import jama_checksheet.ribbon
from jama_checksheet.actions import live_actions
from jama_checksheet.actions.check_evidence import check_evidence
from jama_checksheet.actions.judging import RememberedJudging
from jama_checksheet.actions.run_all import run_all
from jama_checksheet.actions.workbench import Workbench
import jama_checksheet.workbook.live.reading
bench = Workbench.open(pickle.loads(Path(sys.argv[1]).read_bytes()), date(2025, 11, 20))
bench.judging = RememberedJudging(Path(sys.argv[2]))
assert run_all(bench).plan.changes
bench.judging.save()
heavy = sorted(name for name in ("pandas", "openpyxl", "numpy", "xlwings.pro") if sys.modules.get(name))
held = sorted(name for name in sys.modules if sys.modules[name] is None)
print(heavy, held)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.sample.build import write_sample

    folder = tmp_path_factory.mktemp("click")
    opened = OpenFile.open(write_sample(folder / "sheet.xlsx"))
    (folder / "book").write_bytes(pickle.dumps(opened.book))
    return folder / "book"


def click(book: Path, judged: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(book), str(judged)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_neither_pandas_nor_openpyxl_nor_the_pro_part(book, tmp_path):
    assert click(book, tmp_path / "judged.json") == "[] []"


def test_judgements_of_an_earlier_click_are_used_and_are_the_same(book, tmp_path):
    from datetime import date

    from jama_checksheet.actions.judging import Judging, RememberedJudging
    from jama_checksheet.actions.workbench import Workbench

    read = pickle.loads(book.read_bytes())
    afresh = Workbench.open(read, date(2025, 11, 20))
    click(book, tmp_path / "judged.json")
    again = Workbench.open(read, date(2025, 11, 20))
    again.judging = RememberedJudging(tmp_path / "judged.json")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Judging, "verdicts", lambda *_: pytest.fail("judged again"))
        patch.setattr(Judging, "across", lambda *_: pytest.fail("compared again"))
        remembered, remembered_across = dict(again.verdicts), dict(again.across)
    assert remembered == dict(afresh.verdicts)
    assert remembered_across == dict(afresh.across)


def test_judgements_of_other_rules_or_a_damaged_file_are_not_used(tmp_path):
    from jama_checksheet.actions.judging import RememberedJudging

    for text in ('{"rules": "older", "judged": {"x": 1}}', "no json", '{"rules": 1}'):
        (tmp_path / "judged.json").write_text(text, encoding="utf-8")
        assert RememberedJudging(tmp_path / "judged.json")._known == {}


def test_a_click_as_a_program_of_its_own_knows_its_functions(capsys):
    from jama_checksheet.click import main

    assert main(["no_such_function", "--from_xl=1"]) == 2
    assert "no_such_function" in capsys.readouterr().err
