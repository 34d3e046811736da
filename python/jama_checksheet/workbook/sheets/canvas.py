"""A sheet of ours while it is being put together."""

from __future__ import annotations

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.workbook.plan import CellValue, OwnCell, OwnFormat
from jama_checksheet.workbook.style import CellStyle


class Canvas:
    """Collects cells, merges, row heights (points) and conditional formats; rows and columns are 1-based."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], OwnCell] = {}
        self.merges: list[str] = []
        self.heights: dict[int, float] = {}
        self.formats: list[OwnFormat] = []

    def put(
        self,
        row: int,
        column: int,
        value: CellValue = None,
        style: CellStyle | None = None,
        *,
        to: int | None = None,
        formula: str = "",
        link: str = "",
    ) -> None:
        """Put a cell; with `to` it is merged up to that column, and every cell under it carries the look (so borders close).

        With `formula`, `value` is its true result.
        """
        self.cells[row, column] = OwnCell(value, formula, style, link)
        if to is not None and to > column:
            for under in range(column + 1, to + 1):
                self.cells[row, under] = OwnCell(style=style)
            self.merges.append(f"{cell_name(row, column)}:{cell_name(row, to)}")

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.heights[row] = points
