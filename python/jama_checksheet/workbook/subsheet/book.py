"""The sub-sheet as a file: cover, items, and the very hidden sheet for the way back. Built from nothing, never from the master."""

from __future__ import annotations

import io
from datetime import UTC

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jama_checksheet.workbook.plan import OwnCell, OwnSheet
from jama_checksheet.workbook.sheets.finish import finish
from jama_checksheet.workbook.sheets.render import lay_out
from jama_checksheet.workbook.subsheet.content import SubSheet
from jama_checksheet.workbook.subsheet.cover import cover
from jama_checksheet.workbook.subsheet.items_sheet import items_sheet, listed_words
from jama_checksheet.workbook.subsheet.payload import SHEET_NAME, WORDS_COLUMN, payload_cells

_A3 = 8
_CREATOR = "jama-checksheet"


def sub_sheet_bytes(sheet: SubSheet) -> bytes:
    """A plain .xlsx without macros and links; the same content gives the same bytes.

    All worksheets are protected without a password: columns and rows may be sized, filters used, rows sorted where the program
    allows it. Only the answer cells are unlocked.
    """
    book = Workbook()
    book.properties.creator = _CREATOR
    book.properties.title = f"{sheet.year}年度 自工会/部工会チェックシート 回答用（{sheet.department}）"
    sheets = (cover(sheet), items_sheet(sheet), _payload_sheet(sheet))
    pages = [book.active, *(book.create_sheet() for _ in sheets[1:])]
    styles = []
    for page, content in zip(pages, sheets, strict=True):
        assert isinstance(page, Worksheet)
        styles.append(lay_out(page, content))
        _protect(page)
    _, items, payload = pages
    assert isinstance(items, Worksheet)
    assert isinstance(payload, Worksheet)
    items.page_setup.paperSize = _A3  # question and answer side by side need the width
    payload.sheet_state = "veryHidden"
    target = io.BytesIO()
    book.save(target)
    saved = sheet.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return finish(target.getvalue(), list(zip(sheets, styles, strict=True)), saved)


def _protect(page: Worksheet) -> None:
    """Protection against slips, not against people: no password. A False allows the thing (ECMA-376 part 1, 18.3.1.85)."""
    protection = page.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False


def _payload_sheet(sheet: SubSheet) -> OwnSheet:
    texts = dict(payload_cells(sheet.payload))
    texts |= {(row, WORDS_COLUMN): word for row, word in enumerate(listed_words(sheet), start=1)}
    return OwnSheet(
        name=SHEET_NAME,
        cells={place: OwnCell(text) for place, text in texts.items()},
    )
