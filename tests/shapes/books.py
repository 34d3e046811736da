"""Writes a layout with openpyxl, plainly: no more formatting than a shape needs."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shapes.layout import Layout

WRAP = Alignment(wrap_text=True, vertical="top")


def book_of(layout: Layout) -> tuple[Workbook, Worksheet]:
    """A workbook whose only sheet is the check sheet of this layout, without a score list."""
    book = Workbook()
    sheet = book.worksheets[0]
    fill(sheet, layout)
    return book, sheet


def fill(sheet: Worksheet, layout: Layout) -> None:
    sheet.title = layout.sheet
    for (row, column), value in layout.cells().items():
        cell = sheet.cell(row, column, value)
        if row >= layout.top:
            cell.alignment = WRAP
    for top, left, bottom, right in layout.merges():
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for letter in layout.column_letters().values():
        sheet.column_dimensions[letter].width = 18


def add_list(sheet: Worksheet, layout: Layout, source: str = "") -> None:
    """A drop-down on the score cells; `source` is its formula, by default the layout's words inline."""
    words = ",".join(str(word) for word in layout.words.values())
    rule = DataValidation(type="list", formula1=source or f'"{words}"', allow_blank=True)
    rule.add(layout.area_of("score"))
    sheet.add_data_validation(rule)


def add_list_sheet(book: Workbook, layout: Layout, title: str, *, hidden: bool = False) -> str:
    """Another sheet that holds the score words in B3 and below; gives the reference to them."""
    words = book.create_sheet(title)
    words["B2"] = "選択肢"
    for row, word in enumerate(layout.words.values(), 3):
        words.cell(row, 2, word)
    if hidden:
        words.sheet_state = "hidden"
    return f"'{title}'!$B$3:$B${2 + len(layout.words)}"
