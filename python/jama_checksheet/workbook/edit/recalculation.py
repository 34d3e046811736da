"""Do formulas of the book show results that our writes have made old? Then Excel is asked to calculate when it opens the file.

Excel keeps the stored results of a file that its own version has saved; sheets of ours bring true results along. So the request
(which makes Excel ask whether to save on closing) is put only where a formula reads a cell that changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, refs, schema
from jama_checksheet.workbook.package import Package

Changed = Mapping[str, Sequence[Cells]]
"""Sheet name -> areas whose values changed."""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_WORD = re.compile(
    r"(?:'((?:[^']|'')+)'!|([^\s'!\"(),;:+\-*/^&=<>{}]+)!)?([$\w.\\\[\]#@?]+(?::[$\w.]+)?)(\(?)"
)
_NUMBER = re.compile(r"[0-9.]+(?:[eE][0-9]+)?")
_UNKNOWABLE = ("INDIRECT", "OFFSET")


def ask_where_results_are_old(package: Package, changed: Changed, fresh: Collection[str]) -> None:
    """Set fullCalcOnLoad where a formula on a sheet other than the `fresh` ones reads one of the changed cells."""
    if not changed or not _any_depends(package, changed, fresh):
        return
    node = package.xml(package.workbook_part).find(names.main("calcPr"))
    if node is None:
        node = schema.child(package.edit(package.workbook_part), "calcPr", schema.WORKBOOK)
    if node.get("fullCalcOnLoad") not in ("1", "true"):
        package.edit(package.workbook_part)
        node.set("fullCalcOnLoad", "1")


def _any_depends(package: Package, changed: Changed, fresh: Collection[str]) -> bool:
    meanings = {
        (node.get("name") or "").casefold(): node.text or "" for node in book_xml.defined_names(package)
    }
    for sheet, part in package.sheet_parts().items():
        if sheet in fresh:
            continue
        for formula in package.xml(part).iter(names.main("f")):
            text = formula.text or ""
            if text and depends(text, sheet, changed, meanings, anywhere=formula.get("t") == "shared"):
                return True
    return False


def depends(
    formula: str, sheet: str, changed: Changed, meanings: Mapping[str, str], *, anywhere: bool = False
) -> bool:
    """Whether a formula on `sheet` reads a changed cell, as far as its text tells; in doubt it does.

    `anywhere`: the formula stands for other cells too, which read other cells of the same sheet.
    """
    for match in _WORD.finditer(_TEXT.sub('""', formula)):
        quoted, plain, word, call = match.groups()
        if call:
            if word.upper() in _UNKNOWABLE:
                return True
            continue
        if _NUMBER.fullmatch(word) or word.upper() in ("TRUE", "FALSE"):
            continue
        place = quoted.replace("''", "'") if quoted else plain or sheet
        areas = next((found for name, found in changed.items() if name.casefold() == place.casefold()), ())
        try:
            area = refs.parse_area(word.rstrip("#"))
        except ValueError:
            meaning = meanings.get(word.casefold())
            if meaning is None or depends(meaning, sheet, changed, {}, anywhere=anywhere):
                return True
            continue
        if areas and (anywhere or any(refs.overlap(area, other) for other in areas)):
            return True
    return False
