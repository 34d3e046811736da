"""One value into one cell, with the look that it needs."""

from __future__ import annotations

from datetime import date

from lxml import etree

from jama_checksheet.workbook.edit import book_xml, texts
from jama_checksheet.workbook.edit.desk import Desk, plain_text
from jama_checksheet.workbook.edit.sheet_xml import IS, F, SheetXml, V
from jama_checksheet.workbook.plan import CellValue


def write_value(desk: Desk, sheet: SheetXml, cell: etree._Element, value: CellValue, date_code: str) -> bool:
    """Write the value; a date shows as `date_code` unless the cell shows dates already. True where the content changed."""
    if value is None or value == "":
        filled = any(cell.find(tag) is not None for tag in (F, V, IS))
        sheet.set_value(cell, None)
        return filled
    before = int(cell.get("s") or 0)
    content: str | int | float
    if isinstance(value, str):
        # A text that Excel would read otherwise on the next edit carries the mark that an apostrophe gives.
        look = desk.styles.quoted(before) if texts.taken_for_other(value) else before
        content = value
    elif isinstance(value, date):
        look = desk.styles.dated(desk.styles.quoted(before, on=False), date_code)
        content = book_xml.date_serial(value, desk.from_1904)
    else:
        look = desk.styles.quoted(before, on=False)
        content = value
    if look != before:
        cell.set("s", str(look))
    if _holds(desk, cell, content):
        return False
    sheet.set_value(cell, content)
    return True


def _holds(desk: Desk, cell: etree._Element, value: str | int | float) -> bool:
    """Whether the cell holds that constant already: then it stays, with its runs of letters and its furigana."""
    kind = cell.get("t") or "n"
    if cell.find(F) is not None:
        return False
    raw = cell.findtext(V) or ""
    if isinstance(value, str):
        inline = cell.find(IS)
        if kind == "s" and raw.isdigit():
            return desk.shared_text(int(raw)) == texts.escape(value)
        return kind == "inlineStr" and inline is not None and plain_text(inline) == texts.escape(value)
    if kind != ("b" if isinstance(value, bool) else "n"):
        return False
    try:
        return float(raw) == float(value)
    except ValueError:
        return False
