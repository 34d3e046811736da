"""What people wrote on a sheet of ours, as the next version of the sheet can hold it."""

from __future__ import annotations

from datetime import date, datetime

from jama_checksheet.checksheet.grid import GridValue
from jama_checksheet.checksheet.wording import as_text
from jama_checksheet.workbook.plan import CellValue


def as_it_stands(value: GridValue | None) -> CellValue:
    """The value; what is no number, day or text becomes a text."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    return value if isinstance(value, date) and not isinstance(value, datetime) else as_text(value)
