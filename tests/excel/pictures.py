"""What a workbook looks like, as plain data, so that the results of both appliers can be compared.

Tolerated differences, each for a reason: a formula cell that is a text cell in a file is a general one in the open workbook (there
a formula typed into a text cell would stay text); the memo `live` among our notes exists in the open workbook alone; an input
prompt that is empty may be switched on or off.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from excel.fake.book import Book
from excel.fake.places import address
from excel.fake.sheet import Sheet


def picture(book: Book) -> dict[str, Any]:
    """The whole book."""
    return {
        "order": [sheet._name for sheet in book._sheets],
        "names": {each._name: (_reference(each.RefersTo), bool(each.Visible)) for each in book._names._items},
        "notes": _notes(book),
        "sheets": {sheet._name: sheet_picture(sheet) for sheet in book._sheets},
    }


def sheet_picture(sheet: Sheet) -> dict[str, Any]:
    """One sheet."""
    return {
        "cells": {
            place: _content(cell)
            for place, cell in sheet._cells.items()
            if cell.formula or cell.value not in (None, "")
        },
        "looks": {
            place: look
            for place in sheet._looks
            if (look := _look(sheet, place)) and (place in sheet._cells or look != {"Locked": False})
        },
        "widths": {column: width for column, width in sheet._widths.items() if abs(width - 8.43) > 0.1},
        "hidden columns": set(sheet._hidden_columns),
        "hidden rows": set(sheet._hidden_rows),
        "merges": sorted(sheet._merges),
        "lists": {place: _rule(rule) for place, rule in sheet._validations.items()},
        "formats": [
            (address(rule._areas, ""), rule._formula, rule._interior.Color)
            for rule in sheet._rules
            if rule._kind == 2
        ],
        "filter": sheet._filter and address([sheet._filter._area], ""),
        "charts": [chart._sources for chart in sheet._charts],
        "links": sorted((link._place, link._target) for link in sheet._links),
        "names": {
            each._name: (_reference(each.RefersTo), bool(each.Visible)) for each in sheet._names._items
        },
    }


def _content(cell: Any) -> tuple[Any, ...]:
    if cell.formula:
        return ("formula", cell.formula)
    value = round(cell.value, 9) if isinstance(cell.value, float) else cell.value
    return (type(value).__name__, value, cell.prefix)


def _look(sheet: Sheet, place: tuple[int, int]) -> dict[str, Any]:
    from excel.fake.looks import NORMAL

    found = {name: value for name, value in sheet._looks[place].items() if value != NORMAL[name]}
    cell = sheet._cells.get(place)
    if cell is not None and cell.formula and found.get("NumberFormat") == "@":
        del found["NumberFormat"]
    return found


def _rule(rule: Any) -> Any:
    return replace(rule, show_input=True, formula=_reference(rule.formula))


def _reference(text: str) -> str:
    return text.replace("'", "")


def _notes(book: Book) -> dict[str, str]:
    for part in book._parts._items:
        if "jama-checksheet" in part._text:
            found = {node.get("key"): node.text or "" for node in etree.fromstring(part._text.encode())}
            found.pop("live", None)
            return found
    return {}
