"""Conditional formats. As in Excel, relative references in their formulas are read and written from the active cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel.fake.com import Collection, ComObject, refused
from excel.fake.places import Area
from jama_checksheet.workbook.references import shifted

if TYPE_CHECKING:
    from excel.fake.cells import Range
    from excel.fake.sheet import Sheet

EXPRESSION = 2


class _Colour(ComObject):
    Color: int = 0
    ColorIndex: int = -4142
    Bold: Any = None


class FormatCondition(ComObject):
    """One rule; `_formula` is as seen from the first cell of its area."""

    StopIfTrue = True

    def __init__(self, sheet: Sheet, areas: list[Area], formula: str, kind: int = EXPRESSION) -> None:
        self._sheet, self._areas, self._formula, self._kind = sheet, areas, formula, kind
        self._interior, self._font = _Colour(), _Colour()

    Interior = property(lambda self: self._interior)
    Font = property(lambda self: self._font)
    Type = property(lambda self: self._kind)

    @property
    def Formula1(self) -> str:
        if self._kind != EXPRESSION:
            raise refused("this rule has no formula")
        row, column = self._sheet._book._app._active_cell
        return shifted(self._formula, row - self._areas[0].top, column - self._areas[0].left)

    @property
    def AppliesTo(self) -> Range:
        return self._sheet._range(self._areas)

    def SetFirstPriority(self) -> None:
        self._move(0)

    def SetLastPriority(self) -> None:
        self._move(len(self._sheet._rules))

    def _move(self, place: int) -> None:
        self._sheet._rules.remove(self)
        self._sheet._rules.insert(place, self)

    def ModifyAppliesToRange(self, Range: Any) -> None:
        from excel.fake.com import bare

        self._areas = list(bare(Range)._areas)

    def Delete(self) -> None:
        self._sheet._check_open()
        self._sheet._rules.remove(self)


class FormatConditions(Collection):
    """The rules that concern any cell of a range, by priority."""

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    @property
    def _items(self) -> list[FormatCondition]:
        return [
            rule
            for rule in self._cells._sheet._rules
            if any(area.meets(mine) for area in rule._areas for mine in self._cells._areas)
        ]

    def Add(self, Type: int, Operator: Any = None, Formula1: str = "", Formula2: str = "") -> FormatCondition:
        sheet = self._cells._sheet
        sheet._check_open()
        if not Formula1.startswith("="):
            raise refused("no formula")
        row, column = sheet._book._app._active_cell
        first = self._cells._areas[0]
        rule = FormatCondition(
            sheet, list(self._cells._areas), shifted(Formula1, first.top - row, first.left - column), Type
        )
        sheet._rules.append(rule)
        return rule

    def Delete(self) -> None:
        for rule in self._items:
            rule.Delete()
