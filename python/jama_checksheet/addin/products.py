"""The two products, built from text: the add-in jama_checksheet.xlam and the sample book jama_checksheet.xlsm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.addin import sources
from jama_checksheet.addin.vba_project import SheetModule, build_project
from jama_checksheet.ribbon_table import TAB_LABEL
from jama_checksheet.sample.build import sample_book
from jama_checksheet.sample.repeatable import read_parts, save_repeatable, write_parts
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit.macros_xml import (
    ADDIN_BOOK,
    MACRO_BOOK,
    RIBBON_MARK,
    give_code_names,
    put_macros,
)
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.removal import SETTINGS_SHEET

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ADDIN_FILE, SAMPLE_FILE = "jama_checksheet.xlam", "jama_checksheet.xlsm"
# `SETTINGS_SHEET` is the sheet in which xlwings looks for settings first; what stands there wins over the user's own file.
# The folder python/ beside the workbook, for a clone of the repository. In a folder without it the installed package serves.
_BESIDE = '=IFERROR(LEFT(CELL("filename",A1),FIND("[",CELL("filename",A1))-1)&"python","")'
_SETTINGS: tuple[tuple[str, str | bool], ...] = (
    ("PYTHONPATH", _BESIDE),
    # Python shall not take modules from the folder of whatever book is open (a download folder, say).
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
    ("UDF MODULES", "jama_checksheet.udf"),
)
_SAMPLE_SETTINGS: tuple[tuple[str, str | bool], ...] = (*_SETTINGS, ("USE UDF SERVER", False))
"""The interpreter stands in neither: `install` writes it into the user's own file, which a value here would hide. For the
same reason the add-in leaves the fast mode (USE UDF SERVER) to the user's file; an empty value would stop every button."""


def build_addin() -> bytes:
    """The add-in, the same bytes on every call."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "jama-checksheet", TAB_LABEL
    _settings(book.worksheets[0], _SETTINGS)
    return _with_macros(save_repeatable(book), add_in=True)


def build_sample_book() -> bytes:
    """The sample check sheet with the ribbon, the macros and the settings inside, the same bytes on every call."""
    from openpyxl.workbook.defined_name import DefinedName

    book = sample_book()
    settings = book.create_sheet()
    _settings(settings, _SAMPLE_SETTINGS)
    settings.sheet_state = "hidden"
    place = f"'{SETTINGS_SHEET}'!$A$1"
    settings.defined_names[names.OWN_MARK] = DefinedName(names.OWN_MARK, attr_text=place, hidden=True)
    book.defined_names[RIBBON_MARK] = DefinedName(RIBBON_MARK, attr_text="TRUE", hidden=True)
    return _with_macros(save_repeatable(book), add_in=False)


def _settings(sheet: Worksheet, lines: tuple[tuple[str, str | bool], ...]) -> None:
    sheet.title = SETTINGS_SHEET
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 60
    for line in lines:
        sheet.append(line)


def _with_macros(book: bytes, *, add_in: bool) -> bytes:
    package = Package.from_bytes(book)
    codes = give_code_names(package)
    project = build_project(
        codes.book,
        [SheetModule(sheet.code_name, sheet.kind) for sheet in codes.sheets],
        (*sources.own_modules(functions=True), *sources.xlwings_modules()),
        sources.data(f"ThisWorkbook.{'addin' if add_in else 'sample'}.vba").decode("ascii"),
    )
    put_macros(package, project, sources.ribbon(add_in=add_in), ADDIN_BOOK if add_in else MACRO_BOOK)
    return write_parts(read_parts(package.to_bytes()))
