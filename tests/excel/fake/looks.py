"""How cells look: one value per property and cell; asked for a range, a property that differs is None, as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel.fake.com import ComObject, refused

if TYPE_CHECKING:
    from excel.fake.cells import Range

NONE, AUTOMATIC, GENERAL, BOTTOM, CENTER, LEFT, RIGHT, TOP = (
    -4142,
    -4105,
    1,
    -4107,
    -4108,
    -4131,
    -4152,
    -4160,
)
NORMAL: dict[str, Any] = {
    "NumberFormat": "General",
    "WrapText": False,
    "HorizontalAlignment": GENERAL,
    "VerticalAlignment": BOTTOM,
    "Locked": True,
    "IndentLevel": 0,
    "Font.Name": "Calibri",
    "Font.Size": 11,
    "Font.Bold": False,
    "Font.Color": 0,
    "Font.Underline": NONE,
    "Interior.Color": None,
    "Borders.LineStyle": NONE,
    "Borders.Color": 0,
    "Borders.Weight": 2,
}


def look(name: str) -> property:
    """A COM property of a range, or of its Font, Interior or Borders."""

    def get(self: Any) -> Any:
        return self._cells._look(self._group + name)

    def put(self: Any, value: Any) -> None:
        self._cells._set_look(self._group + name, value)

    return property(get, put)


class _Part(ComObject):
    _group = ""

    def __init__(self, cells: Range) -> None:
        self._cells = cells


class Font(_Part):
    _group = "Font."
    Name, Size, Bold, Color, Underline = (
        look(name) for name in ("Name", "Size", "Bold", "Color", "Underline")
    )

    @property
    def ColorIndex(self) -> int:
        return AUTOMATIC if self.Color == 0 else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value != AUTOMATIC:
            raise refused("only the automatic colour is known here")
        self.Color = 0


class Interior(_Part):
    _group = "Interior."

    @property
    def Color(self) -> int:
        return self._cells._look("Interior.Color") or 0xFFFFFF

    @Color.setter
    def Color(self, value: int) -> None:
        self._cells._set_look("Interior.Color", value)

    @property
    def ColorIndex(self) -> int:
        return NONE if self._cells._look("Interior.Color") is None else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value != NONE:
            raise refused("only no fill is known here")
        self._cells._set_look("Interior.Color", None)


class Borders(_Part):
    _group = "Borders."
    LineStyle, Color, Weight = look("LineStyle"), look("Color"), look("Weight")
