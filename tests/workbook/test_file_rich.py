"""No harm: a check sheet with 39 features that other tools lose keeps all of them through every operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import Change
from workbook.applied import applied, changed, parts
from workbook.audit import audit
from workbook.plans import EVERYTHING, ONE_EACH
from workbook.rich.build import rich_book
from workbook.rich.features import FEATURES, alive

SHEET, BOOK, STYLES, TYPES = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
)
BOOK_RELS = "xl/_rels/workbook.xml.rels"

TOUCHED: dict[str, set[str]] = {
    "write": {SHEET, STYLES},
    "write ours": {SHEET, STYLES},
    "list": {SHEET},
    "list from cells": {SHEET},
    "mark": {SHEET, STYLES},
    "column": {SHEET},
    "filter": {SHEET, BOOK},
    "name": {BOOK},
    "notes": {
        TYPES,
        BOOK_RELS,
        "customXml/item2.xml",
        "customXml/itemProps2.xml",
        "customXml/_rels/item2.xml.rels",
    },
    "put": {
        TYPES,
        BOOK,
        BOOK_RELS,
        STYLES,
        "xl/worksheets/sheetJ1.xml",
        "xl/worksheets/_rels/sheetJ1.xml.rels",
        "xl/drawings/drawingJ1.xml",
        "xl/drawings/_rels/drawingJ1.xml.rels",
        "xl/charts/chartJ1.xml",
        "xl/charts/chartJ2.xml",
    },
    "put and remove": {STYLES},
}
"""The only parts that each operation may touch."""


def test_the_rich_book_has_every_feature():
    assert alive(rich_book()) == set(FEATURES)
    assert len(FEATURES) == 39
    assert alive(rich_book(with_macros=False)) == set(FEATURES) - {"VBA project"}


@pytest.mark.parametrize("name", ONE_EACH)
def test_every_feature_survives_every_operation(name: str):
    assert alive(applied(rich_book(), *ONE_EACH[name])) == set(FEATURES)


@pytest.mark.parametrize("name", ONE_EACH)
def test_other_parts_stay_byte_identical(name: str):
    before = rich_book()

    assert changed(before, applied(before, *ONE_EACH[name])) == TOUCHED[name]


@pytest.mark.parametrize("with_macros", [True, False], ids=["xlsm", "xlsx"])
def test_everything_together(with_macros: bool):
    before = rich_book(with_macros)
    after = applied(before, *EVERYTHING)

    assert alive(after) == alive(before)
    assert check_package(Package.from_bytes(after)) == []
    kept = [name for name, data in parts(before).items() if parts(after).get(name) == data]
    assert len(parts(before)) - len(kept) == 5
    assert parts(after)[TYPES].count(b"macroEnabled") == parts(before)[TYPES].count(b"macroEnabled")


@pytest.mark.parametrize("changes", [*ONE_EACH.values(), EVERYTHING], ids=[*ONE_EACH, "everything"])
def test_the_same_plan_twice_gives_the_same_file(changes: tuple[Change, ...]):
    once = applied(rich_book(), *changes)
    twice = applied(once, *changes)

    assert list(parts(twice)) == list(parts(once))
    assert changed(once, twice) == set()


@pytest.mark.parametrize("with_macros", [True, False], ids=["xlsm", "xlsx"])
def test_the_schema_check_finds_nothing(tmp_path: Path, with_macros: bool):
    file = tmp_path / ("after.xlsm" if with_macros else "after.xlsx")
    file.write_bytes(rich_book(with_macros))
    assert audit(file) == (0, [])

    file.write_bytes(applied(rich_book(with_macros), *EVERYTHING))

    assert audit(file) == (0, [])
