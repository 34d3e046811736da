"""The columns that we had used, given back the empty cells and the widths that the sheet had there before."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs
from jama_checksheet.workbook.edit.sheet_xml import ROW, C, SheetXml

COLS, COL, DIMENSION, MERGES = (names.main(tag) for tag in ("cols", "col", "dimension", "mergeCells"))


def restore_columns(now: etree._Element, before: etree._Element, columns: tuple[int, ...]) -> None:
    """Bring cells and widths of these columns into `now` as they stand in `before`.

    Both have the same numbers of looks. Where rows were added or taken since, nothing is brought: places no longer agree.
    """
    if not columns or _rows(now) != _rows(before) or _text(now, MERGES) != _text(before, MERGES):
        return
    target, source = SheetXml(now, ""), SheetXml(before, "")
    for row in source.data.iterchildren(ROW):
        number = int(row.get("r") or 0)
        for column in columns:
            cell = source.find(number, column)
            if cell is not None and target.find(number, column) is None:
                fresh = target.cell(number, column)
                fresh.attrib.clear()
                for key, value in cell.attrib.items():
                    fresh.set(key, value)
                fresh[:] = [deepcopy(inner) for inner in cell]
    _same_hints(now, before)
    _widths(now, before, set(columns))


def _rows(root: etree._Element) -> list[str]:
    return [row.get("r") or "" for row in root.iterfind(f"{names.main('sheetData')}/{ROW}")]


def _text(root: etree._Element, tag: str) -> bytes:
    node = root.find(tag)
    return b"" if node is None else etree.tostring(node, method="c14n")


def _same_hints(now: etree._Element, before: etree._Element) -> None:
    """`spans` of a row and the sheet's stated size are the old ones again where the cells are at the old places."""
    old_rows = {row.get("r"): row for row in before.iterfind(f"{names.main('sheetData')}/{ROW}")}
    all_same = True
    for row in now.iterfind(f"{names.main('sheetData')}/{ROW}"):
        old = old_rows.get(row.get("r"))
        if old is None or list(_places(row)) != list(_places(old)):
            all_same = False
        elif old.get("spans"):
            row.set("spans", old.get("spans") or "")
        else:
            row.attrib.pop("spans", "")
    new, size = now.find(DIMENSION), before.find(DIMENSION)
    if all_same and new is not None and size is not None:
        new.set("ref", size.get("ref") or "A1")


def _places(row: etree._Element) -> Iterator[str]:
    return (cell.get("r") or "" for cell in row.iterchildren(C))


def _widths(now: etree._Element, before: etree._Element, columns: set[int]) -> None:
    """Our columns' own widths as they were; the others keep what they have now."""
    old, new = before.find(COLS), now.find(COLS)
    if _outside(new, columns) == _outside(old, columns):
        if new is not None:
            now.remove(new)
        if old is not None:
            after = now.find(names.main("sheetData"))
            if after is not None:
                after.addprevious(deepcopy(old))


def _outside(cols: etree._Element | None, columns: set[int]) -> list[tuple[object, ...]]:
    """The widths outside these columns, neighbours with the same entry joined."""
    holes = [refs.parse_area(f"{refs.column_letters(column)}1") for column in sorted(columns)]
    found: list[tuple[object, ...]] = []
    for entry in cols.iterchildren(COL) if cols is not None else ():
        look = tuple(
            sorted((str(key), value) for key, value in entry.attrib.items() if key not in ("min", "max"))
        )
        run = holes[0]._replace(left=int(entry.get("min") or 1), right=int(entry.get("max") or 1))
        for piece in refs.subtract([run], holes):
            if found and found[-1][2] == look and found[-1][1] == piece.left - 1:
                found[-1] = (found[-1][0], piece.right, look)
            else:
                found.append((piece.left, piece.right, look))
    return found
