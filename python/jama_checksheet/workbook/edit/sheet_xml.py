"""Rows and cells of one worksheet part: found, made at their place, given a value."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator

from lxml import etree

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs, schema, texts

C, ROW, F, V, IS, T = (names.main(tag) for tag in ("c", "row", "f", "v", "is", "t"))
_SPACE = f"{{{names.XML}}}space"


class SheetXml:
    """The cells of a worksheet tree. Rows and cells that carry no `r` get the number that they stand for."""

    def __init__(self, root: etree._Element, name: str) -> None:
        self.root, self.name = root, name
        self.data = schema.child(root, "sheetData", schema.WORKSHEET)
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[int, etree._Element]] = {}
        self._formulas: list[tuple[int, int, etree._Element]] | None = None
        self._merges: list[Cells] | None = None
        self._looks: list[tuple[int, int, str]] | None = None
        number = 0
        for row in self.data.iterchildren(ROW):
            number = int(row.get("r") or number + 1)
            if row.get("r") is None:
                row.set("r", str(number))
            self._rows.setdefault(number, row)
        self._order = sorted(self._rows)

    def where(self, row: int, column: int) -> str:
        """The place of a cell, for messages."""
        return f"シート「{self.name}」のセル {refs.cell_ref(row, column)}"

    def find(self, row: int, column: int) -> etree._Element | None:
        """The cell, where it exists."""
        return self._row_cells(row).get(column)

    def cells(self) -> Iterator[tuple[int, int, etree._Element]]:
        """All cells that exist, with row and column."""
        for row in self._order:
            for column, cell in self._row_cells(row).items():
                yield row, column, cell

    def formulas(self) -> list[tuple[int, int, etree._Element]]:
        """The formulas that stand for more than their own cell (array, data table, shared), with row and column."""
        if self._formulas is None:
            some = any(formula.get("t") not in (None, "normal") for formula in self.data.iter(F))
            every = ((row, column, cell.find(F)) for row, column, cell in (self.cells() if some else ()))
            self._formulas = [
                (row, column, formula)
                for row, column, formula in every
                if formula is not None and formula.get("t") not in (None, "normal")
            ]
        return self._formulas

    def cell(self, row: int, column: int) -> etree._Element:
        """The cell, made at its place with the look of its row or column where it does not exist."""
        cells = self._row_cells(row)
        if column in cells:
            return cells[column]
        element = self._row(row)
        last = max(cells, default=0)
        new = etree.SubElement(element, C, r=refs.cell_ref(row, column))
        if column < last:
            cells[min(other for other in cells if other > column)].addprevious(new)
        elif len(element) > len(cells) + 1:
            # Something else stands behind the cells, such as an extension list.
            element.insert(len(cells), new)
        look = self._inherited_style(element, column)
        if look:
            new.set("s", look)
        cells[column] = new
        self._widen(element, column)
        return new

    def _row_cells(self, row: int) -> dict[int, etree._Element]:
        if row not in self._cells:
            found: dict[int, etree._Element] = {}
            column = 0
            for cell in self._rows[row].iterchildren(C) if row in self._rows else ():
                ref, end = cell.get("r"), str(row)
                if ref is None:
                    column += 1
                    cell.set("r", refs.cell_ref(row, column))
                elif ref.endswith(end) and ref[: -len(end)].isalpha():
                    column = refs.column_number(ref[: -len(end)])
                else:
                    column = refs.parse_cell(ref)[1]
                found.setdefault(column, cell)
            self._cells[row] = found
        return self._cells[row]

    def _row(self, number: int) -> etree._Element:
        if number in self._rows:
            return self._rows[number]
        new = schema.make(self.data, "row", r=str(number))
        at = bisect_left(self._order, number)
        if at < len(self._order):
            self._rows[self._order[at]].addprevious(new)
        elif self._order:
            self._rows[self._order[-1]].addnext(new)
        else:
            self.data.insert(0, new)
        self._order.insert(at, number)
        self._rows[number] = new
        return new

    def _inherited_style(self, row: etree._Element, column: int) -> str:
        """A cell that Excel makes on entry takes the style of its row, else of its column."""
        if row.get("customFormat") in ("1", "true") and row.get("s"):
            return row.get("s") or ""
        if self._looks is None:
            cols = self.root.iterfind(f"{names.main('cols')}/{names.main('col')}")
            self._looks = [
                (int(col.get("min") or 0), int(col.get("max") or 0), col.get("style") or "") for col in cols
            ]
        return next((look for first, last, look in self._looks if first <= column <= last), "")

    @staticmethod
    def _widen(row: etree._Element, column: int) -> None:
        """Keep the optimisation hint `spans` true."""
        spans = row.get("spans")
        if not spans:
            return
        try:
            first, last = (int(word) for word in spans.split()[-1].split(":"))
        except ValueError:
            del row.attrib["spans"]
            return
        if not first <= column <= last:
            row.set("spans", f"{min(first, column)}:{max(last, column)}")

    def set_value(self, cell: etree._Element, value: str | int | float | None) -> bool:
        """Give the cell a constant and nothing else. True where a formula was replaced."""
        had_formula = len(cell) > 0 and cell.find(F) is not None
        if had_formula:
            self._formulas = None
        if len(cell):
            for node in [node for node in cell if node.tag in (F, V, IS)]:
                cell.remove(node)
        for attribute in ("t", "cm", "vm"):
            if cell.get(attribute) is not None:
                del cell.attrib[attribute]
        cell.text = None
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            holder = etree.SubElement(cell, IS)
            etree.SubElement(holder, T, {_SPACE: "preserve"}).text = texts.escape(value)
        elif value is not None:
            node = etree.SubElement(cell, V)
            if isinstance(value, bool):
                cell.set("t", "b")
            node.text = number_text(value)
        if len(cell) > 1:
            # An extension list stands behind the value.
            cell.insert(0, cell[-1])
        return had_formula

    def cover(self, area: Cells) -> None:
        """Let the sheet's `dimension` reach over the area; a sheet that states none stays without."""
        node = self.root.find(names.main("dimension"))
        if node is None:
            return
        try:
            now = refs.parse_area(node.get("ref") or "")
        except ValueError:
            return
        grown = Cells(
            min(now.top, area.top),
            min(now.left, area.left),
            max(now.bottom, area.bottom),
            max(now.right, area.right),
        )
        if grown != now:
            node.set("ref", refs.area_ref(grown))

    def covered_by_merges(self, area: Cells) -> set[tuple[int, int]]:
        """The cells of the area that a merged cell hides (all of its cells but the top left one)."""
        hidden: set[tuple[int, int]] = set()
        if self._merges is None:
            nodes = self.root.iterfind(f"{names.main('mergeCells')}/{names.main('mergeCell')}")
            self._merges = [refs.parse_area(node.get("ref") or "") for node in nodes]
        for merged in self._merges:
            if not refs.overlap(merged, area):
                continue
            for row in range(max(merged.top, area.top), min(merged.bottom, area.bottom) + 1):
                for column in range(max(merged.left, area.left), min(merged.right, area.right) + 1):
                    if (row, column) != (merged.top, merged.left):
                        hidden.add((row, column))
        return hidden


def number_text(value: int | float) -> str:
    """A number as a cell keeps it. Raises a CheckSheetError for what is no number in a workbook."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and not math.isfinite(value):
        raise CheckSheetError("数値として書けない値です。", where=str(value))
    return repr(value)
