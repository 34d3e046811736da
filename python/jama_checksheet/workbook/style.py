"""How a cell of ours looks; the same words for cells in the user's sheet and in sheets of our own."""

from __future__ import annotations

from typing import Literal, NamedTuple

FONT = "Meiryo UI"


class CellStyle(NamedTuple):
    """A complete look. Colours are RRGGBB, sizes are points; "" and None mean Excel's plain default."""

    bold: bool = False
    size: float = 10
    color: str = ""
    fill: str = ""
    horizontal: Literal["", "left", "center", "right"] = ""
    vertical: Literal["", "top", "center", "bottom"] = "top"
    wrap: bool = True
    border: str = ""
    """Colour of a thin line on all four sides, "" for none."""
    number_format: str = "General"
    """A text cell of ours uses "@" so that nothing typed there is ever taken for a formula."""
    locked: bool = False
    underline: bool = False
    indent: int = 0
    font: str = FONT
    shrink: bool = False
    """Whether a text that is too long for its cell becomes smaller; only without `wrap`."""
