"""How the sample looks: columns, colours, fonts and row heights in the manner of an official form."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Meiryo UI"
NAVY, GREEN, INK = "1F3864", "375623", "262626"
INPUT_FILL, NOTE_FILL = "FFFDF0", "F2F2F2"
LEVEL_FILLS = {"Lv1": "DDEBF7", "Lv2": "E2EFDA", "Lv3": "FCE4D6"}

_LINE = Side(style="thin", color="A6A6A6")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the check sheet: where it stands, its header text, its width in characters, where its text sits."""

    letter: str
    header: str
    width: float
    field: str = ""
    """The `SampleItem` field that the column shows, "" where it is filled otherwise."""
    merged: bool = False
    """Equal neighbours below one another become one cell."""
    centered: bool = False


COLUMNS = (
    Column("B", "分類", 7, "category", merged=True, centered=True),
    Column("C", "ラベル", 14, "label", merged=True),
    Column("D", "目的", 22, "purpose", merged=True),
    Column("E", "要求事項", 22, "requirement", merged=True),
    Column("F", "No.", 5.5, "no", centered=True),
    Column("G", "レベル", 6.5, "level", centered=True),
    Column("H", "達成条件", 27, "condition"),
    Column("I", "達成基準", 44, "criteria"),
    Column("J", "他社事例", 36, "examples"),
    Column("K", "前年からの\n変更", 9, centered=True),
    Column("L", "担当領域\n（依頼先の目安）", 20, "area", centered=True),
    Column("M", "達成条件評価", 21, centered=True),
    Column("N", "評価の根拠記入欄", 46),
)


def paint(
    cell: Cell,
    *,
    size: float = 9,
    bold: bool = False,
    color: str = INK,
    fill: str = "",
    horizontal: str = "left",
    vertical: str = "top",
    border: bool = True,
    wrap: bool = True,
) -> None:
    """Give one cell its whole look: font, fill, alignment, thin grey lines."""
    cell.font = Font(name=FONT, size=size, bold=bold, color=color)
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap)
    if fill:
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if border:
        cell.border = GRID


def fit_to_pages(sheet: Worksheet, paper: str) -> None:
    """Print landscape on `paper` (Excel's number: "8" is A3, "9" is A4), one page wide and as many pages long as needed."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column of `width` characters; a full-width character counts two."""
    # One character is kept free: fonts differ a little in width.
    room = max(1.0, width - 1)
    return sum(max(1, math.ceil(_half_widths(line) / room)) for line in text.split("\n"))


def row_height(lines: int) -> float:
    """Height in points of a row with so many lines of 9 point text; at most Excel's limit of 409."""
    return min(409.0, 12.75 * max(lines, 2) + 5)


def _half_widths(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)
