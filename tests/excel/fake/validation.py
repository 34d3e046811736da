"""Data validation of a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from excel.fake.com import ComObject, refused

if TYPE_CHECKING:
    from excel.fake.cells import Range

LIST, MAX_LIST, MAX_TITLE, MAX_MESSAGE = 3, 255, 32, 255


@dataclass(frozen=True)
class Rule:
    """One validation, as its cells carry it."""

    kind: int = LIST
    formula: str = ""
    alert: int = 1
    dropdown: bool = True
    ignore_blank: bool = True
    input_title: str = ""
    input_message: str = ""
    error_title: str = ""
    error_message: str = ""
    show_input: bool = True
    show_error: bool = True


class Validation(ComObject):
    """Reading fails where the cells have none, or different ones (error 1004)."""

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    def _rule(self) -> Rule:
        rules = {self._cells._sheet._validations.get(place) for place in self._cells._places()}
        if len(rules) != 1 or None in rules:
            raise refused("no validation, or not the same one in all cells")
        return rules.pop()

    def _change(self, **values: Any) -> None:
        self._cells._check_open()
        rule = replace(self._rule(), **values)
        for place in self._cells._places():
            self._cells._sheet._validations[place] = rule

    def Add(
        self, Type: int, AlertStyle: int = 1, Operator: int = 1, Formula1: str = "", Formula2: str = ""
    ) -> None:
        self._cells._check_open()
        if any(place in self._cells._sheet._validations for place in self._cells._places()):
            raise refused("these cells have validation already")
        if len(Formula1) > MAX_LIST:
            raise refused(f"a list of {len(Formula1)} characters")
        if not Formula1:
            raise refused("a list without a source")
        for place in self._cells._places():
            self._cells._sheet._validations[place] = Rule(Type, Formula1, AlertStyle)

    def Modify(self, Type: int = LIST, AlertStyle: int = 1, Operator: int = 1, Formula1: str = "") -> None:
        self._change(kind=Type, formula=Formula1, alert=AlertStyle)

    def Delete(self) -> None:
        self._cells._check_open()
        for place in self._cells._places():
            self._cells._sheet._validations.pop(place, None)


def _member(name: str, field: str, limit: int = 0) -> property:
    def get(self: Validation) -> Any:
        return getattr(self._rule(), field)

    def put(self: Validation, value: Any) -> None:
        if limit and len(value) > limit:
            raise refused(f"{name}: more than {limit} characters")
        self._change(**{field: value})

    return property(get, put)


Validation.Type = _member("Type", "kind")
Validation.Formula1 = _member("Formula1", "formula")
Validation.AlertStyle = _member("AlertStyle", "alert")
Validation.InCellDropdown = _member("InCellDropdown", "dropdown")
Validation.IgnoreBlank = _member("IgnoreBlank", "ignore_blank")
Validation.InputTitle = _member("InputTitle", "input_title", MAX_TITLE)
Validation.InputMessage = _member("InputMessage", "input_message", MAX_MESSAGE)
Validation.ErrorTitle = _member("ErrorTitle", "error_title", MAX_TITLE)
Validation.ErrorMessage = _member("ErrorMessage", "error_message", MAX_MESSAGE)
Validation.ShowInput = _member("ShowInput", "show_input")
Validation.ShowError = _member("ShowError", "show_error")
