"""The number of round trips to Excel does not grow with the rows and stays within its budget (benchmarks/com_calls.py has all sizes)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "com_calls.py"
BUDGET = {"check_flags": 80, "check": 150, "run": 300, "split": 80, "collect": 150}


@pytest.fixture(scope="module")
def calls():
    import sys

    from excel import windows

    sys.modules.update(windows.stubs)
    spec = importlib.util.spec_from_file_location("com_calls", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    windows.put_away()


def test_the_same_number_for_every_size_and_within_the_budget(calls, tmp_path):
    small, large = (calls.measure(calls.book_of(rows, tmp_path / f"{rows}.xlsx")) for rows in (20, 90))

    assert small == large
    assert {name: small[name] for name, most in BUDGET.items() if small[name] > most} == {}
