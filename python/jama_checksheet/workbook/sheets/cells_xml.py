"""The cells of a sheet of ours as XML: texts exactly as they are, a true result beside every formula.

openpyxl takes several times as long, would take "=…" for a formula, and writes no results.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape as xml_escape

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT, utf16_length
from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.workbook.edit.texts import escape
from jama_checksheet.workbook.plan import OwnCell, OwnSheet
from jama_checksheet.workbook.style import CellStyle

_DAY_ZERO = date(1899, 12, 30)
DAY = CellStyle(number_format="yyyy-mm-dd")
"""The look of a date that was given none; without one Excel shows a bare number."""


def sheet_data(sheet: OwnSheet, styles: Mapping[CellStyle, int]) -> str:
    """The content of `sheetData`. `styles` gives the number of each look in the styles part; cells without a look have number 0."""
    lines = {row: list(cells) for row, cells in groupby(sorted(sheet.cells), key=lambda place: place[0])}
    letters = {column: column_letter(column) for column in {place[1] for place in sheet.cells}}
    rows = []
    for row in sorted(lines.keys() | sheet.heights.keys()):
        height = sheet.heights.get(row)
        fixed = "" if row in sheet.growing else ' customHeight="1"'
        size = "" if height is None else f' ht="{height:g}"{fixed}'
        cells = (
            _cell(f"{letters[column]}{row}", sheet.cells[row, column], styles)
            for _, column in lines.get(row, ())
        )
        rows.append(f'<row r="{row}"{size}>{"".join(cells)}</row>')
    return "".join(rows)


def dimension(sheet: OwnSheet) -> str:
    """The range that holds all cells."""
    if not sheet.cells:
        return "A1"
    rows, columns = zip(*sheet.cells, strict=True)
    first, last = f"{column_letter(min(columns))}{min(rows)}", f"{column_letter(max(columns))}{max(rows)}"
    return first if first == last else f"{first}:{last}"


def look_of(cell: OwnCell) -> CellStyle | None:
    """The look a cell gets."""
    return DAY if cell.style is None and isinstance(cell.value, date) else cell.style


def _cell(name: str, cell: OwnCell, styles: Mapping[CellStyle, int]) -> str:
    look = look_of(cell)
    head = f'<c r="{name}"' + (f' s="{styles[look]}"' if look is not None else "")
    value = cell.value
    if isinstance(value, date):
        value = (value - _DAY_ZERO).days
    formula = f"<f>{xml_escape(escape(cell.formula))}</f>" if cell.formula else ""
    if isinstance(value, int | float):
        return f"{head}>{formula}<v>{value!r}</v></c>"
    if formula:
        return f'{head} t="str">{formula}<v>{xml_escape(escape(value or ""))}</v></c>'
    if not value:
        return f"{head}/>"
    kept = f'<is><t xml:space="preserve">{xml_escape(escape(_shortened(value)))}</t></is>'
    return f'{head} t="inlineStr">{kept}</c>'


def _shortened(value: str) -> str:
    if utf16_length(value) <= MAX_CELL_TEXT:
        return value
    units = value.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_CELL_TEXT - 1)]
    return units.decode("utf-16-le", "ignore") + "…"
