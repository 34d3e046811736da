"""Pieces of worksheet formulas: references and text constants, escaped as Excel and LibreOffice want them."""

from __future__ import annotations

from jama_checksheet.checksheet.cells import cell_name, column_letter


def sheet_prefix(name: str) -> str:
    """The sheet's name in front of a reference: "It's" -> "'It''s'!"."""
    return "'" + name.replace("'", "''") + "'!"


def fixed(row: int, column: int) -> str:
    """(5, 13) -> "$M$5"."""
    return f"${column_letter(column)}${row}"


def fixed_range(top: int, left: int, bottom: int, right: int | None = None) -> str:
    """(5, 13, 9) -> "$M$5:$M$9"."""
    return f"{fixed(top, left)}:{fixed(bottom, left if right is None else right)}"


def on_sheet(name: str, row: int, column: int) -> str:
    """A cell of another sheet; relative, so that it follows when rows are inserted there."""
    return sheet_prefix(name) + cell_name(row, column)


def text(value: str) -> str:
    """A text constant. Excel allows 255 characters in one, so a longer one becomes several joined by &."""
    pieces = [value[start : start + 250] for start in range(0, len(value), 250)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
