"""What the parts of 社内用_サマリー share: the width of the page, headings, gaps, rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas

WIDTH = 12
"""Columns of the page."""


def section(canvas: Canvas, row: int, title: str, *, formula: str = "") -> None:
    """A heading across the page."""
    canvas.put(row, 1, title, looks.SECTION, to=WIDTH, formula=formula)
    canvas.height(row, 19)


def gap(canvas: Canvas, row: int, points: float = 5) -> None:
    """An empty row between two parts."""
    canvas.height(row, points)


def half_up(number: float) -> int:
    """Round as ROUND in a worksheet does: 0.5 up, on the 15 digits that Excel keeps."""
    return int(Decimal(f"{number:.12f}").quantize(Decimal(1), ROUND_HALF_UP))
