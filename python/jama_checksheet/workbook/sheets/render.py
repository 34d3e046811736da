"""Renders one of our sheets as a workbook of its own, with openpyxl (all but the cells); the appliers take it over from there."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.workbook.plan import OwnList, OwnSheet
from jama_checksheet.workbook.sheets.cells_xml import look_of
from jama_checksheet.workbook.sheets.finish import finish
from jama_checksheet.workbook.sheets.native_charts import native_chart
from jama_checksheet.workbook.style import FONT, CellStyle

_A4 = 9
_CM = 1 / 2.54
_MAX_LIST = 255
_MAX_PROMPT, _MAX_PROMPT_TITLE = 255, 32


def render(sheet: OwnSheet) -> bytes:
    """The sheet as a one-sheet .xlsx; the same sheet always gives the same bytes.

    Every text is stored as text, also one that looks like a formula; every formula carries its true result. Print area, print
    titles and the filter are defined names of the workbook, as Excel wants them. Raises ValueError for a drop-down over Excel's
    255 characters.
    """
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    styles = lay_out(page, sheet)
    target = io.BytesIO()
    book.save(target)
    return finish(target.getvalue(), [(sheet, styles)])


def lay_out(page: Worksheet, sheet: OwnSheet) -> dict[CellStyle, int]:
    """Everything of the sheet but its cells, put on a page of an openpyxl workbook; `finish` writes the cells into the saved package.

    Returns the number that the workbook's styles part will give each look of the cells.
    """
    page.title = sheet.name
    _frame(page, sheet)
    for drop_down in sheet.lists:
        page.add_data_validation(_validation(drop_down))
    for form in sheet.formats:
        fill = PatternFill(bgColor=form.fill) if form.fill else None
        font = Font(color=form.color) if form.color else None
        look = DifferentialStyle(fill=fill, font=font)
        page.conditional_formatting.add(form.range, Rule(type="expression", formula=[form.formula], dxf=look))
    for chart in sheet.charts:
        page.add_chart(native_chart(chart, sheet.name))
    _page(page, sheet)
    return _numbered(page, sheet)


def _numbered(page: Worksheet, sheet: OwnSheet) -> dict[CellStyle, int]:
    """The looks of the sheet, and the number that the styles part gives each."""
    numbers: dict[CellStyle, int] = {}
    for _, own in sorted(sheet.cells.items()):
        look = look_of(own)
        if look is not None and look not in numbers:
            cell = Cell(page, row=1, column=1)  # never put on the page: it only registers the look
            for name, part in _look(look).items():
                setattr(cell, name, part)
            numbers[look] = cell.style_id
    return numbers


@cache
def _look(style: CellStyle) -> dict[str, Any]:
    """The parts of a look that differ from openpyxl's plain cell; registering a part costs more than writing a cell.

    openpyxl shares such objects between cells and books, nothing changes them.
    """
    side = Side("thin", color=style.border) if style.border else Side()
    parts: dict[str, Any] = {
        "border": Border(left=side, right=side, top=side, bottom=side),
        "font": Font(
            name=style.font or FONT,
            size=style.size,
            bold=style.bold,
            color=style.color or None,
            underline="single" if style.underline else None,
        ),
        "alignment": Alignment(
            horizontal=style.horizontal or ("left" if style.indent else None),
            vertical=style.vertical or None,
            wrap_text=style.wrap,
            shrink_to_fit=style.shrink and not style.wrap,
            indent=style.indent,
        ),
    }
    if style.fill:
        parts["fill"] = PatternFill("solid", fgColor=style.fill)
    if style.number_format != "General":
        parts["number_format"] = style.number_format
    if not style.locked:
        parts["protection"] = Protection(locked=False)
    return parts


def _frame(page: Worksheet, sheet: OwnSheet) -> None:
    for column, width in sheet.widths.items():
        page.column_dimensions[column_letter(column)].width = width
    for column in sheet.hidden_columns:
        page.column_dimensions[column_letter(column)].hidden = True
    for merge in sheet.merges:
        page.merged_cells.add(merge)
    if sheet.freeze:
        page.freeze_panes = sheet.freeze
    if sheet.filter:
        page.auto_filter.ref = sheet.filter
    page.sheet_view.showGridLines = sheet.show_gridlines
    if sheet.tab_color:
        page.sheet_properties.tabColor = sheet.tab_color


def _validation(drop_down: OwnList) -> DataValidation:
    listed = ",".join(drop_down.choices)
    if not drop_down.source and (len(listed) > _MAX_LIST or any("," in word for word in drop_down.choices)):
        raise ValueError(
            f"a drop-down of {len(listed)} characters, or with a comma in a word: {listed[:40]}…"
        )
    formula = drop_down.source or '"' + listed.replace('"', '""') + '"'
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=drop_down.range)
    validation.showErrorMessage = drop_down.strict
    if drop_down.prompt:
        validation.showInputMessage = True
        validation.promptTitle = drop_down.prompt_title[:_MAX_PROMPT_TITLE] or None
        validation.prompt = drop_down.prompt[:_MAX_PROMPT]
    return validation


def _page(page: Worksheet, sheet: OwnSheet) -> None:
    look = sheet.page
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if look.landscape else "portrait"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth = look.fit_width
    page.page_setup.fitToHeight = look.fit_height
    page.page_margins.left = page.page_margins.right = 0.9 * _CM
    page.page_margins.top, page.page_margins.bottom = 1.0 * _CM, 1.3 * _CM
    page.page_margins.header = page.page_margins.footer = 0.6 * _CM
    page.print_options.horizontalCentered = True
    if look.area:
        page.print_area = look.area
    if look.title_rows:
        page.print_title_rows = look.title_rows
    for row in look.breaks:
        page.row_breaks.append(Break(id=row))
    footer = page.oddFooter
    if look.footer and footer is not None and footer.center is not None:
        footer.center.text, footer.center.size = look.footer, 8
