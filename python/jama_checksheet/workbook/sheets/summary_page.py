"""What the parts of 社内用_サマリー share: the width of the page, headings, gaps, rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas

WIDTH = 12
"""Columns of the page."""


PAGE_POINTS = 752.0
"""Height that page one may have: an A4 page without its margins is 776 points; some is left for other fonts and printers."""

_ASIDE = 8
"""Column at which the right half of a heading begins."""


def section(canvas: Canvas, row: int, title: str, *, formula: str = "") -> None:
    """A heading across the page."""
    canvas.put(row, 1, title, looks.SECTION, to=WIDTH, formula=formula)
    canvas.height(row, 19)


def section_with_aside(canvas: Canvas, row: int, title: tuple[str, str], aside: tuple[str, str]) -> None:
    """A heading with a remark at its right end; each is its true text and its formula."""
    canvas.put(row, 1, title[0], looks.SECTION, to=_ASIDE - 1, formula=title[1])
    canvas.put(row, _ASIDE, aside[0], looks.SECTION_TEXT, to=WIDTH, formula=aside[1])
    canvas.height(row, 19)


def gap(canvas: Canvas, row: int, points: float = 5) -> None:
    """An empty row between two parts."""
    canvas.height(row, points)


def half_up(number: float) -> int:
    """Round as ROUND in a worksheet does: 0.5 up, on the 15 digits that Excel keeps."""
    return int(Decimal(f"{number:.12f}").quantize(Decimal(1), ROUND_HALF_UP))
