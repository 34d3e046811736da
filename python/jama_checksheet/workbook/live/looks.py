"""Looks of our cells in the open workbook: one call per property and value, not per cell.

All cells first get the plain look; then each property is set once for all cells that share its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.rectangles import Place, addresses, rectangles
from jama_checksheet.workbook.style import CellStyle

_PLAIN = CellStyle(wrap=False, vertical="", locked=True, font="", size=0)
"""What a cell is after `com.plain`. Font, size and vertical place are the workbook's own, so ours are always set."""


class Looks:
    """Dresses cells of one sheet. Ranges are asked for once per address."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._ranges: dict[str, Any] = {}
        self._fonts: dict[str, Any] = {}

    def range(self, address: str) -> Any:
        """The range of that address."""
        if address not in self._ranges:
            self._ranges[address] = self.sheet.range(address)
        return self._ranges[address]

    def dress(self, styles: Mapping[CellStyle, set[Place]]) -> None:
        """Give the cells of each style its look."""
        everything = set().union(*styles.values())
        for address in addresses(rectangles(everything)):
            com.plain(self.range(address))
        last = ("border", "number_format")
        for name in (*(name for name in CellStyle._fields if name not in last), *last):
            self._property(name, styles)

    def _property(self, name: str, styles: Mapping[CellStyle, set[Place]]) -> None:
        by_value: dict[Any, set[Place]] = {}
        for style, cells in styles.items():
            value = getattr(style, name)
            if value != getattr(_PLAIN, name):
                by_value.setdefault(value, set()).update(cells)
        for value, cells in by_value.items():
            for address in addresses(rectangles(cells)):
                _SETTERS[name](self, address, value)

    def font(self, address: str) -> Any:
        """The font of the range, asked for once."""
        if address not in self._fonts:
            self._fonts[address] = self.range(address).font
        return self._fonts[address]


def bgr(color: str) -> int:
    """RRGGBB as Excel counts colours."""
    return int(color[4:6] + color[2:4] + color[0:2], 16)


def _font(name: str, of: Callable[[Any], Any] = lambda value: value) -> Callable[[Looks, str, Any], None]:
    def put(looks: Looks, address: str, value: Any) -> None:
        setattr(looks.font(address), name, of(value))

    return put


def _api(name: str, of: Callable[[Any], Any] = lambda value: value) -> Callable[[Looks, str, Any], None]:
    def put(looks: Looks, address: str, value: Any) -> None:
        com.set_look(looks.range(address), name, of(value))

    return put


def _public(name: str, of: Callable[[Any], Any] = lambda value: value) -> Callable[[Looks, str, Any], None]:
    def put(looks: Looks, address: str, value: Any) -> None:
        setattr(looks.range(address), name, of(value))

    return put


def _underline(looks: Looks, address: str, _value: Any) -> None:
    looks.font(address).api.Underline = com.XL_UNDERLINE


_SETTERS: dict[str, Callable[[Looks, str, Any], None]] = {
    "bold": _font("bold"),
    "size": _font("size"),
    "color": _font("color", bgr),
    "fill": _public("color", bgr),
    "horizontal": _api("HorizontalAlignment", com.XL_ALIGN.__getitem__),
    "vertical": _api("VerticalAlignment", com.XL_VERTICAL.__getitem__),
    "wrap": _public("wrap_text"),
    "border": lambda looks, address, value: com.border(looks.range(address), bgr(value)),
    "number_format": _public("number_format"),
    "locked": _api("Locked"),
    "underline": _underline,
    "indent": _api("IndentLevel"),
    "font": _font("name"),
}


def styles_of(cells: Iterable[tuple[Place, CellStyle | None]]) -> dict[CellStyle, set[Place]]:
    """Cells by their style; those without one are left out."""
    found: dict[CellStyle, set[Place]] = {}
    for place, style in cells:
        if style is not None:
            found.setdefault(style, set()).add(place)
    return found
