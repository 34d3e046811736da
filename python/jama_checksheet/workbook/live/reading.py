"""The open workbook as a `Book`, with few calls: the check sheet whole, other sheets only when somebody looks into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jama_checksheet.checksheet.find import OUR_PREFIX, find_check_sheet
from jama_checksheet.checksheet.grid import Book, Cells, Grid, ListRule
from jama_checksheet.checksheet.layout import Header, find_header
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.checksheet.wording import as_text
from jama_checksheet.workbook.edit.refs import area_ref, parse_area, parse_sqref
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.memo import MEMO, Memo
from jama_checksheet.workbook.live.merged_headers import header_merges
from jama_checksheet.workbook.live.used_cells import Later, UsedCells
from jama_checksheet.workbook.names import NOTES

_WORD = re.compile(r"=([^\W\d][\w.\\?]*)")


@dataclass
class LiveBook:
    """An open workbook (`xlwings.Book`) and what has been read of it."""

    book: Any
    chosen: str = ""
    """The check sheet's name, once found."""
    used: dict[str, UsedCells] = field(default_factory=dict)
    filter_address: str = ""
    filtering: bool = False
    """Whether the check sheet's filter hides rows now."""
    notes: dict[str, str] = field(default_factory=dict)
    memo: Memo = field(default_factory=Memo)
    """What an earlier action found out about the book and need not be asked again."""

    @cached_property
    def fullname(self) -> str:
        """Its path, or its web address."""
        return str(self.book.api.FullName)

    @property
    def name(self) -> str:
        """Its name, as the title bar shows it."""
        return re.split(r"[\\/]", self.fullname)[-1]

    @cached_property
    def app(self) -> Any:
        """The Excel it is open in."""
        return self.book.app

    @cached_property
    def sheets(self) -> dict[str, Any]:
        """Its worksheets by name, in order."""
        return {str(sheet.name): sheet for sheet in self.book.sheets}

    @cached_property
    def active_name(self) -> str:
        """The sheet that the user sees."""
        return str(self.book.api.ActiveSheet.Name)

    def cells_of(self, name: str) -> UsedCells:
        """The used cells of a sheet, read at the first use."""
        if name not in self.used:
            self.used[name] = UsedCells(self.sheets[name])
        return self.used[name]

    def now_has(self, name: str, sheet: Any) -> None:
        """A sheet was put, or replaced (then it keeps its place)."""
        self.used.pop(name, None)
        self.sheets[name] = sheet

    def has_no_more(self, name: str) -> None:
        """A sheet was removed."""
        self.used.pop(name, None)
        self.sheets.pop(name, None)


def read_open_book(live: LiveBook, wanted: str = "") -> Book:
    """Read the workbook. The check sheet is `wanted`, else the active sheet where it is one, else the only one there is.

    Its grid has values, formulas, the merges of the header, the drop-downs of the score cells, hidden rows not. Raises
    LayoutError as `find_check_sheet` does. `live.chosen` then names the check sheet.
    """
    live.notes = _notes(live.book)
    live.memo = Memo.from_text(live.notes.get(MEMO, ""))
    source = live.name
    if not wanted and not live.active_name.startswith(OUR_PREFIX):
        header = find_header(_light(live, live.active_name)) if live.active_name in live.sheets else None
        wanted = live.active_name if header is not None and header.complete else ""
    grids = {
        name: _light(live, name, visible=bool(wanted) or name.startswith(OUR_PREFIX) or sheet.visible == -1)
        for name, sheet in live.sheets.items()
    }
    found = find_check_sheet(Book(source, tuple(grids.values())), wanted)
    live.chosen = found.grid.name
    grids[live.chosen] = _whole(live, grids, found.header)
    return Book(source, tuple(grids.values()), _Names(live), live.notes)


class _Names(Mapping[str, str]):
    """The book's names, those of one sheet as "シート!名前" as in a file. One name is asked for by itself."""

    def __init__(self, live: LiveBook) -> None:
        self._live = live
        self._known: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            sheet, _, name = key.rpartition("!")
            owner = self._live.sheets.get(sheet) if sheet else self._live.book
            self._known[key] = com.refers_to(owner, name) if owner is not None else None
        found = self._known[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        for name in self._live.book.names:
            if "!" not in str(name.name):
                yield str(name.name)
        for sheet, tab in self._live.sheets.items():
            for own in tab.names:
                yield f"{sheet}!{str(own.name).rpartition('!')[2]}"

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _light(live: LiveBook, name: str, *, visible: bool = True) -> Grid:
    """A grid that asks Excel only when its values are looked at."""
    return Grid(
        name=name,
        values=Later(lambda: live.cells_of(name).values),
        formulas=Later(lambda: live.cells_of(name).formulas),
        visible=visible,
    )


def _whole(live: LiveBook, grids: dict[str, Grid], header: Header) -> Grid:
    name, sheet = live.chosen, live.sheets[live.chosen]
    values = live.cells_of(name).values
    rows = _item_rows(grids[name], header)
    live.filter_address = com.filter_address(sheet)
    live.filtering = bool(live.filter_address) and bool(sheet.api.FilterMode)
    return Grid(
        name=name,
        values=values,
        formulas=live.cells_of(name).formulas,
        merges=header_merges(sheet, values, header, rows[0], live.memo) if rows else (),
        lists=_score_lists(live, grids, header, rows) if rows else (),
        filter=parse_area(live.filter_address) if live.filter_address else None,
        protected=bool(sheet.api.ProtectContents),
    )


def _item_rows(grid: Grid, header: Header) -> list[int]:
    column = header.columns["no"]
    last = max((row for row, at in grid.values if at == column), default=0)
    return [
        row
        for row in range(header.bottom + 1, last + 1)
        if item_no(as_text(grid.values.get((row, column)))) is not None
    ]


def _score_lists(
    live: LiveBook, grids: dict[str, Grid], header: Header, rows: list[int]
) -> tuple[ListRule, ...]:
    """The drop-downs of the score cells. One question where all have the same, one more per group of cells otherwise."""
    sheet, column = live.sheets[live.chosen], header.columns["score"]
    area = Cells(rows[0], column, rows[-1], column)
    cells = sheet.range(area_ref(area))
    source = com.validation_source(cells)
    if source is not None:
        return (ListRule((area,), _words(live, grids, source)),)
    if len(rows) == 1:
        return ()
    found = []
    for address in com.validated_areas(cells):
        source = com.validation_source(sheet.range(address))
        if source is not None:
            found.append(ListRule(tuple(parse_sqref(address.replace(",", " "))), _words(live, grids, source)))
    return tuple(found)


def _words(live: LiveBook, grids: dict[str, Grid], source: str) -> tuple[str, ...]:
    if not source.startswith("="):
        return tuple(word for part in source.split(",") if (word := part.strip(" ")))
    # Most sheets carry the words themselves; a source in cells needs the parser of references, and with it lxml.
    from jama_checksheet.workbook.references import DefinedNames, place_of

    names: dict[str, str] = {}
    named = _WORD.fullmatch(source)
    if named and named[1] in live.book.names:
        names[named[1]] = str(live.book.names[named[1]].refers_to)
    place = place_of(source, live.chosen, DefinedNames(names, {}), tuple(grids))
    if place is None:
        return ()
    values, cells = grids[place.sheet].values, place.cells
    inside = sorted(at for at in values if cells.holds(*at))
    return tuple(text for at in inside if (text := as_text(values[at])))


def _notes(book: Any) -> dict[str, str]:
    """What we noted in the book earlier, as `workbook.edit.notes_xml` writes it."""
    text = com.read_notes(book, NOTES)
    if not text:
        return {}
    from lxml import etree

    root = etree.fromstring(text.encode("utf-8"))
    return {node.get("key") or "": node.text or "" for node in root.iterchildren(f"{{{NOTES}}}note")}
