from datetime import date

import pytest

from jama_checksheet.checksheet.areas import AREAS
from jama_checksheet.checksheet.cells import cell_of
from jama_checksheet.model import Owner
from jama_checksheet.owners import read_owners
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import PutSheet, WriteBlock
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.sheets.owners_sheet import (
    FIRST_ROW,
    NAME,
    department_source,
    owners_sheet,
    person_source,
)
from workbook.applied import applied
from workbook.sheets.small import book_of, check_sheet

OWNERS = (
    Owner(
        "IT",
        "情報システム課",
        "井上 拓也",
        "t.inoue@example.co.jp",
        "課長",
        "it@example.co.jp",
        date(2025, 12, 12),
    ),
    Owner("法務", "総務部", "上田 恵"),
    Owner("総務", "総務部", "木村 さやか", due=date(2025, 12, 19)),
)


def in_book(own):
    return applied(book_of(check_sheet("2")), PutSheet(own))


def words_at(own, source):
    sheet, _, cells = source.partition("!")
    assert sheet == f"'{NAME}'"
    (top, column), (bottom, _) = (cell_of(name) for name in cells.split(":"))
    return [own.cells[row, column].value for row in range(top, bottom + 1)]


def test_what_is_written_is_read_back_the_same():
    grid = read_book(Package.from_bytes(in_book(owners_sheet(OWNERS, ("IT",)))), "x.xlsx").grid(NAME)

    assert read_owners(grid, "x.xlsx").owners == OWNERS
    assert read_owners(grid, "x.xlsx").problems == ()


def test_the_sources_hold_each_department_and_person_once_in_order():
    own = owners_sheet(OWNERS, ("IT",))

    assert words_at(own, department_source(OWNERS)) == ["情報システム課", "総務部"]
    assert words_at(own, person_source(OWNERS)) == ["井上 拓也", "上田 恵", "木村 さやか"]


def test_with_nobody_known_it_is_a_template_of_the_areas():
    template = owners_sheet((), ())

    assert [template.cells[FIRST_ROW + place, 1].value for place in range(8)] == [*AREAS, None]
    assert words_at(template, department_source(())) == [""] * len(AREAS)


def test_areas_of_the_sheet_without_an_owner_follow_as_empty_lines():
    own = owners_sheet(OWNERS, ("IT", "人事", "人事", "購買・調達"))

    assert [own.cells[FIRST_ROW + place, 1].value for place in range(6)] == [
        "IT",
        "法務",
        "総務",
        "人事",
        "購買・調達",
        None,
    ]


@pytest.mark.libreoffice
def test_the_drop_down_fills_as_departments_are_typed(office):
    book = in_book(owners_sheet((), ()))
    typed = applied(
        book, WriteBlock(NAME, FIRST_ROW, 2, (("総務部",), (None,), ("法務*",), ("総務部",), ("IT課",)))
    )
    values = office.recalculate(typed, NAME)

    assert [values.get((FIRST_ROW + place, 11)) for place in range(4)] == ["総務部", "法務*", "IT課", None]
