"""Sheets of ours in the open workbook: rendered into a temporary book, copied over, and given their formulas in one block.

The formulas come afterwards because in the temporary book they would point at sheets that are not there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit.refs import area_ref, around
from jama_checksheet.workbook.edit.texts import taken_for_other
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.blocks import TEXT
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.plan import OwnCell, OwnSheet

OWN_MARK = "jama_own_sheet"
"""The hidden name, local to each sheet of ours, by which file mode too knows it again."""
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def is_ours(sheet: Any) -> bool:
    """Whether we put the sheet there."""
    return OWN_MARK in sheet.names


def refuse_foreign(live: LiveBook, name: str) -> None:
    """Raise CheckSheetError where a sheet of the user's has the name of one of ours."""
    if name in live.sheets and not is_ours(live.sheets[name]):
        raise CheckSheetError(
            "同じ名前のシートがすでにあります。このツールが作ったシートではないため、書き換えません。",
            where=f"シート「{name}」",
            remedy="そのシートの名前を変えてから、もう一度実行してください。",
        )


def put_sheet(live: LiveBook, content: OwnSheet) -> None:
    """Add the sheet at the end, or put it in the place of ours of that name."""
    names = list(live.sheets)
    old = live.sheets.get(content.name)
    with rendered(live.app, without_formulas(content)) as source:
        made = com.copy_after(source, old if old is not None else live.sheets[names[-1]], live.book)
    if old is not None:
        delete(live, content.name, known_ours=True)
        made.name = content.name
    live.now_has(content.name, made)
    _write_formulas(live, made, content)
    quoted = content.name.replace("'", "''")
    made.names.add(OWN_MARK, f"='{quoted}'!$A$1").api.Visible = False


def delete(live: LiveBook, name: str, *, known_ours: bool = False) -> None:
    """Delete a sheet of ours without Excel asking."""
    if not known_ours:
        refuse_foreign(live, name)
    live.app.display_alerts = False
    try:
        live.sheets[name].api.Delete()
    finally:
        live.app.display_alerts = True
    live.has_no_more(name)


@contextmanager
def rendered(app: Any, content: OwnSheet) -> Iterator[Any]:
    """The sheet in a temporary book that is open in Excel, closed and deleted afterwards."""
    # Imported here: only sheets of ours need openpyxl.
    from jama_checksheet.workbook.sheets.render import render

    with tempfile.TemporaryDirectory(prefix="jama-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"jama-{abs(hash(content.name)) % 10**8:08d}.xlsx"
        path.write_bytes(render(content))
        book = app.books.open(str(path), add_to_mru=False)
        try:
            yield book.sheets[0]
        finally:
            book.close()


def without_formulas(content: OwnSheet) -> OwnSheet:
    """The sheet with the results in the place of its formulas. Cells for formulas must not be text cells, or a formula written
    later would stay text."""
    return replace(content, cells={place: _result(cell) for place, cell in content.cells.items()})


def _result(cell: OwnCell) -> OwnCell:
    if not cell.formula:
        return cell
    style = cell.style
    if style is not None and style.number_format == TEXT:
        style = style._replace(number_format="General")
    return OwnCell(cell.value, "", style, cell.link)


def _write_formulas(live: LiveBook, sheet: Any, content: OwnSheet) -> None:
    """One block over all formulas, and over texts that look like one: those get their apostrophe. Constants stay what they are."""
    places = [place for place, cell in content.cells.items() if cell.formula or _looks_like_other(cell)]
    if not places:
        return
    zero = _DAY_ZERO_1904 if live.book.api.Date1904 else _DAY_ZERO
    area: Cells = around(places)
    block = tuple(
        tuple(_entry(content.cells.get((row, column)), zero) for column in range(area.left, area.right + 1))
        for row in range(area.top, area.bottom + 1)
    )
    com.write_formulas(sheet.range(area_ref(area)), block)


def _entry(cell: OwnCell | None, zero: datetime) -> Any:
    if cell is None:
        return ""
    if cell.formula:
        return f"={cell.formula}"
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day) - zero).days
    return f"'{value}" if _looks_like_other(cell) else value


def _looks_like_other(cell: OwnCell) -> bool:
    """Whether Excel would take the text for something else, the next time somebody edits the cell."""
    literal = cell.style is not None and cell.style.number_format == TEXT
    return not cell.formula and isinstance(cell.value, str) and taken_for_other(cell.value) and not literal
