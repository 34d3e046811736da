"""Drop-down lists of a worksheet part, with their words.

A list stands either in `<dataValidations>` or, where its source is on another sheet and Excel 2010 or newer wrote it, in the
sheet's extension list (`x14:dataValidations`, MS-XLSX 2.4.28).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from lxml import etree

from jama_checksheet.checksheet.grid import GridValue, ListRule
from jama_checksheet.workbook import names
from jama_checksheet.workbook.cells import cells_at, decode
from jama_checksheet.workbook.references import DefinedNames, Place, place_of

_FEW = 10_000
"""Up to so many cells are looked up one by one; a larger source (a whole column) is picked out of the cells that exist."""


class ListSources:
    """Resolves list sources to words against the values of all sheets; the same source is resolved once."""

    def __init__(
        self, values: Mapping[str, Mapping[tuple[int, int], GridValue]], defined: DefinedNames
    ) -> None:
        self._values, self._defined = values, defined
        self._known: dict[Place, tuple[str, ...]] = {}

    def words(self, formula: str, sheet: str) -> tuple[str, ...]:
        """The words of a list whose source formula stands on `sheet`; empty where they cannot be told without calculating."""
        text = formula.strip().removeprefix("=").strip()
        if len(text) >= 2 and text[0] == text[-1] == '"':
            inline = decode(text[1:-1].replace('""', '"'))
            return tuple(word for part in inline.split(",") if (word := part.strip(" ")))
        place = place_of(text, sheet, self._defined, tuple(self._values))
        if place is None:
            return ()
        if place not in self._known:
            self._known[place] = tuple(self._texts(place))
        return self._known[place]

    def _texts(self, place: Place) -> Iterator[str]:
        values, area = self._values[place.sheet], place.cells
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _FEW:
            addresses = [
                (row, column)
                for row in range(area.top, area.bottom + 1)
                for column in range(area.left, area.right + 1)
            ]
        else:
            addresses = sorted(address for address in values if area.holds(*address))
        for address in addresses:
            if address in values and (text := _text(values[address])):
                yield text


def list_rules(sheet_root: etree._Element, sheet: str, sources: ListSources) -> tuple[ListRule, ...]:
    """All drop-down lists of one worksheet part. Raises AddressError for cells that no worksheet has."""
    rules = []
    for cells, formula in (*_plain(sheet_root), *_extended(sheet_root)):
        ranges = tuple(cells_at(part) for part in cells.split())
        if ranges:
            rules.append(ListRule(ranges, sources.words(formula, sheet)))
    return tuple(rules)


def _plain(sheet_root: etree._Element) -> Iterator[tuple[str, str]]:
    for node in sheet_root.iterfind(f"{names.main('dataValidations')}/{names.main('dataValidation')}"):
        if node.get("type") == "list":
            yield node.get("sqref") or "", node.findtext(names.main("formula1")) or ""


def _extended(sheet_root: etree._Element) -> Iterator[tuple[str, str]]:
    extensions = sheet_root.find(names.main("extLst"))
    for node in () if extensions is None else extensions.iter(f"{{{names.X14}}}dataValidation"):
        if node.get("type") == "list":
            yield (
                node.findtext(f"{{{names.XM}}}sqref") or "",
                node.findtext(f"{{{names.X14}}}formula1/{{{names.XM}}}f") or "",
            )


def _text(value: GridValue) -> str:
    """A value as it reads in the list. Dates in ISO form: their format in the source cell is not known here."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)
