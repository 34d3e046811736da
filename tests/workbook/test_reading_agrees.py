"""Reading agrees with two other readers, and with LibreOffice's way of saving; it is fast and linear."""

from __future__ import annotations

import io
import shutil
import subprocess
import time as clock
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from python_calamine import CalamineWorkbook

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.workbook.edit.notes_xml import write_notes
from jama_checksheet.workbook.edit.refs import column_number
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.references import shifted
from shapes.builders import FACTS, SHAPES
from workbook.reading_books import by_openpyxl, by_xlsxwriter, large

ALL: dict[str, Callable[[], bytes]] = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
    "xlsxwriter 1904": lambda: by_xlsxwriter(date_1904=True),
    **SHAPES,
}


def book_of(data: bytes) -> Book:
    return read_book(Package.from_bytes(data), "回答.xlsx")


def normal(value: Any) -> Any:
    """One form for what the readers tell apart differently: dates at midnight, whole floats, line breaks."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        return value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    return value


@pytest.mark.filterwarnings("ignore:Data Validation extension is not supported")
@pytest.mark.parametrize("name", ALL)
def test_openpyxl_reads_the_same_values(name: str) -> None:
    data = ALL[name]()
    theirs = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    ours = book_of(data)
    assert [grid.name for grid in ours.grids] == [sheet.title for sheet in theirs.worksheets]
    different = []
    for grid in ours.grids:
        sheet = theirs[grid.name]
        cells = {
            (c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in (None, "")
        }
        assert set(cells) == set(grid.values)
        different += [
            (grid.name, key, value, grid.values[key])
            for key, value in cells.items()
            if normal(value) != normal(grid.values[key])
        ]
        assert {str(area) for area in sheet.merged_cells.ranges} == {_a1(*area) for area in grid.merges}
        assert (sheet.auto_filter.ref is None) == (grid.filter is None)
    # openpyxl gives a duration as a timedelta, and leaves the escapes of control characters as they are stored.
    assert all(type(value).__name__ == "timedelta" or "_x" in str(value) for _, _, value, _ in different), (
        different
    )


@pytest.mark.parametrize("name", ALL)
def test_calamine_reads_the_same_values(name: str) -> None:
    data = ALL[name]()
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data))
    different = []
    for grid in book_of(data).grids:
        rows = theirs.get_sheet_by_name(grid.name).to_python(skip_empty_area=False)
        cells = {
            (row, column): value
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
        errors = {
            key for key, value in grid.values.items() if isinstance(value, str) and value.startswith("#")
        }
        assert set(cells) == set(grid.values) - errors  # calamine gives error values as empty cells
        different += [
            (grid.name, key, value, grid.values[key])
            for key, value in cells.items()
            if normal(value) != normal(grid.values[key])
        ]
    assert all(type(value).__name__ == "timedelta" or "_x" in str(value) for _, _, value, _ in different), (
        different
    )


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in ("no_list", "numeric_scores")])
def test_the_score_list_of_every_shape_has_the_words_that_were_written(name: str) -> None:
    facts = FACTS[name]
    grid = book_of(SHAPES[name]()).grid(facts.sheet)
    assert grid
    column = column_number(facts.columns["score"])
    for row in (facts.first_row, facts.last_row):
        (rule,) = [rule for rule in grid.lists if rule.covers(row, column)]
        assert {str(word) for word in facts.words.values()} <= set(rule.words)


def _a1(top: int, left: int, bottom: int, right: int) -> str:
    letters = openpyxl.utils.get_column_letter
    return f"{letters(left)}{top}:{letters(right)}{bottom}"


@pytest.mark.parametrize(
    "formula",
    [
        "A1+$B$2*C$3-$D4",
        "SUM(A:A,$B:C,1:2,$3:4)",
        'IF(A1="A1",LOG10(B2),Sheet1!C3)',
        "'A 1'!B2:B9",
        'COUNTIFS(表!$M$8:$M$160,"2")',
    ],
)
def test_shared_formulas_shift_as_openpyxl_translates(formula: str) -> None:
    theirs = Translator("=" + formula, origin="F10").translate_formula("H13")
    assert "=" + shifted(formula, 3, 2) == theirs


def test_a_formula_shifted_off_the_sheet() -> None:
    assert shifted("A1+XFD1048576", -1, 1) == "#REF!+#REF!"


def with_notes(data: bytes) -> bytes:
    package = Package.from_bytes(data)
    write_notes(package, {"列": "確認=O"})
    return package.to_bytes()


@pytest.mark.libreoffice
@pytest.mark.parametrize("made", [by_openpyxl, by_xlsxwriter])
def test_what_libreoffice_saves_reads_the_same(made: Callable[[], bytes], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (tmp_path / "回答.xlsx").write_bytes(with_notes(made()))
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "回答.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    before = book_of((tmp_path / "回答.xlsx").read_bytes())
    after = book_of((tmp_path / "out" / "回答.xlsx").read_bytes())
    assert after.notes == {"列": "確認=O"}
    shown = {grid.name for grid in before.grids}  # LibreOffice makes a worksheet of a chart sheet
    kept = [grid for grid in after.grids if grid.name in shown]
    assert [(grid.name, grid.visible) for grid in kept] == [
        (grid.name, grid.visible) for grid in before.grids
    ]
    for old, new in zip(before.grids, kept, strict=True):
        assert new.merges == old.merges
        assert new.hidden_rows == old.hidden_rows
        assert new.protected == old.protected
        assert {rule.words for rule in old.lists} <= {rule.words for rule in new.lists}
        texts = {
            key: value
            for key, value in old.values.items()
            if key not in old.formulas and isinstance(value, str)
        }
        assert {key: new.values.get(key) for key in texts if "_x" not in texts[key]} == {
            key: value for key, value in texts.items() if "_x" not in value
        }
        days = {key: value for key, value in old.values.items() if isinstance(value, (date, time))}
        assert {key: new.values.get(key) for key in days} == days


def seconds(data: bytes) -> float:
    best = float("inf")
    for _ in range(3):
        begun = clock.perf_counter()
        book = read_book(Package.from_bytes(data), "")
        best = min(best, clock.perf_counter() - begun)
        assert book.grids[0].values
    return best


def test_a_check_sheet_is_read_in_a_moment_and_time_grows_with_the_rows() -> None:
    assert seconds(large(160)) < 0.1
    # Eight times the rows: eight times the time, twice that on a busy machine; a square would be 64 times.
    assert seconds(large(8_000)) < 16 * seconds(large(1_000))
