"""What xlwings' public interface has no words for: the few members of Excel's own object model that we use, each once.

Names and numbers are those of the Excel object model (https://learn.microsoft.com/office/vba/api/overview/excel).
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, TypeVar

from jama_checksheet.errors import UnsafeFileError

_T = TypeVar("_T")

_ATTEMPTS = 200
"""How often one call is tried again in the middle of an action; xlwings' own habit is for ever."""
REJECTED = -2147418111
"""RPC_E_CALL_REJECTED: Excel is busy, for instance because a cell is being edited."""
XL_LIST, XL_STOP, XL_BETWEEN = 3, 1, 1
XL_EXPRESSION = 2
XL_VISIBLE, XL_ALL_VALIDATION = 12, -4174
XL_LIST_SEPARATOR = 5
XL_CONTINUOUS = 1
XL_ALIGN = {"": 1, "left": -4131, "center": -4108, "right": -4152}
XL_VERTICAL = {"": -4107, "top": -4160, "center": -4108, "bottom": -4107}
XL_UNDERLINE = 2
XL_PDF = 0
XL_PART = 2
XL_FORMULAS, XL_BY_ROWS, XL_BY_COLUMNS, XL_PREVIOUS = -4123, 1, 2, 2
XL_CELL_COLOR, XL_FONT_COLOR, XL_ICON = 8, 9, 10

MSO_FOLDER_PICKER = 4
TYPE_TEXT = 2
WORKBOOKS = "Excel ブック (*.xlsx;*.xlsm),*.xlsx;*.xlsm"
MANIFESTS = "配布の記録 (manifest.json),*.json"
PASSWORD_FILES = "パスワードのファイル (*.txt;*.tsv;*.csv),*.txt;*.tsv;*.csv"


class Busy(UnsafeFileError):
    """Excel did not answer in time."""


def com_error() -> type[Exception]:
    """The exception of pywin32; here and not above, because it exists on Windows only."""
    found: type[Exception] = import_module("pywintypes").com_error
    return found


def patiently(ask: Callable[[], _T], *, seconds: float = 6.0, pause: float = 0.25) -> _T:
    """Ask Excel until it answers, at most so long. Raises Busy, and lets every other error through.

    xlwings itself would retry for ever while a cell is in edit mode.
    """
    engine = _engine()
    if engine is None:  # no Excel can be reached from here; whoever asks says so
        return ask()
    engine.N_COM_ATTEMPTS = 1
    end = time.monotonic() + seconds
    try:
        while True:
            try:
                return ask()
            except com_error() as error:
                if error.args[0] != REJECTED:
                    raise
                if time.monotonic() >= end:
                    raise Busy(
                        "Excel が応答しないため、始められませんでした。ブックは変更していません。",
                        remedy="セルの編集中であれば Enter か Esc で確定し、開いている画面（ダイアログ）を閉じてから、もう一度実行してください。",
                    ) from error
            time.sleep(pause)
    finally:
        engine.N_COM_ATTEMPTS = _ATTEMPTS


def _engine() -> Any:
    """xlwings' engine for Windows, None where there is none."""
    return sys.modules.get("xlwings._xlwindows")


# the book ------------------------------------------------------------------------------------------------------------------


def refers_to(owner: Any, name: str) -> str | None:
    """What a defined name of a book or of a sheet refers to, without "="; None where there is no such name."""
    try:
        return str(owner.api.Names(name).RefersTo).removeprefix("=")
    except com_error():
        return None


def read_notes(book: Any, namespace: str) -> str:
    """The custom XML part of that namespace, "" where there is none."""
    parts = book.api.CustomXMLParts.SelectByNamespace(namespace)
    return str(parts.Item(1).XML) if parts.Count else ""


def write_notes(book: Any, namespace: str, xml: str) -> None:
    """Put a custom XML part in the place of the one of that namespace; an empty text only takes it away."""
    parts = book.api.CustomXMLParts
    found = parts.SelectByNamespace(namespace)
    for number in range(found.Count, 0, -1):
        found.Item(number).Delete()
    if xml:
        parts.Add(xml)


def others_in_book(book: Any) -> bool:
    """Whether somebody else has the book open at the same time (a shared book or co-authoring)."""
    if book.api.MultiUserEditing:
        return True
    if not autosave(book):  # without AutoSave nobody can be in it at the same time
        return False
    try:
        return len(book.api.UserStatus) > 1
    except (com_error(), TypeError):
        return False


def autosave(book: Any, on: bool | None = None) -> bool:
    """AutoSave of the book, switched where `on` is given. Excel before 2016 knows none."""
    try:
        if on is not None:
            book.api.AutoSaveOn = on
            return on
        return bool(book.api.AutoSaveOn)
    except com_error():
        return False


def list_separator(app: Any) -> str:
    """What separates the words of a list in Excel's formulas here ("," in Japan)."""
    return str(app.api.International[XL_LIST_SEPARATOR])


def last_filled(sheet: Any) -> tuple[int, int]:
    """The last row and the last column that hold something, hidden ones included; (1, 1) on an empty sheet."""
    found = []
    for order in (XL_BY_ROWS, XL_BY_COLUMNS):
        cell = sheet.api.Cells.Find(
            What="*", LookIn=XL_FORMULAS, LookAt=XL_PART, SearchOrder=order, SearchDirection=XL_PREVIOUS
        )
        if cell is None:
            return 1, 1
        found.append(cell)
    return int(found[0].Row), int(found[1].Column)


# rows and filter -----------------------------------------------------------------------------------------------------------


def filter_address(sheet: Any) -> str:
    """The range of the sheet's filter, "" where it has none."""
    return str(sheet.api.AutoFilter.Range.Address) if sheet.api.AutoFilterMode else ""


def criteria(sheet: Any) -> Iterator[dict[str, Any]]:
    """The active criteria of the filter, as arguments of `filter_by`."""
    filters = sheet.api.AutoFilter.Filters
    for field in range(1, filters.Count + 1):
        one = filters.Item(field)
        if not one.On:
            continue
        operator, first = int(one.Operator or 0), one.Criteria1
        if operator in (XL_CELL_COLOR, XL_FONT_COLOR, XL_ICON):
            first = getattr(first, "Color", first)
        found: dict[str, Any] = {"Field": field, "Criteria1": first}
        if operator:
            found["Operator"] = operator
            with contextlib.suppress(com_error()):
                found["Criteria2"] = one.Criteria2
        yield found


def show_all(sheet: Any) -> None:
    """Show the rows that the filter hides; its criteria are gone then."""
    sheet.api.ShowAllData()


def filter_by(cells: Any, **arguments: Any) -> None:
    """Filter the range, or give it filter buttons."""
    cells.api.AutoFilter(**arguments)


def hidden_rows(used: Any) -> str:
    """The visible part of the used range as an address where some of its rows are hidden, "" where none is, "-" where all are."""
    hidden = used.api.EntireRow.Hidden
    if hidden is False:
        return ""
    if hidden is True:
        return "-"
    visible = used.api.SpecialCells(XL_VISIBLE)
    address = str(visible.Address)
    if len(address) < 230:  # Excel cuts the address of many areas at 255 characters
        return address
    areas = visible.Areas
    return ",".join(str(areas.Item(number).Address) for number in range(1, areas.Count + 1))


# drop-downs ----------------------------------------------------------------------------------------------------------------


def validation_source(cells: Any) -> str | None:
    """The source of the list that all these cells have; None where they have none, another kind, or not all the same."""
    try:
        validation = cells.api.Validation
        return str(validation.Formula1) if validation.Type == XL_LIST else None
    except com_error():
        return None


def validated_areas(cells: Any) -> list[Any]:
    """The parts of the cells (more than one) that have some validation, as addresses."""
    try:
        areas = cells.api.SpecialCells(XL_ALL_VALIDATION).Areas
        return [str(areas.Item(number).Address) for number in range(1, areas.Count + 1)]
    except com_error():
        return []


_LIST_FIELDS = ("Formula1", "ShowError", "InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage")


def list_of(cells: Any) -> dict[str, Any] | None:
    """The list that all these cells have, as `set_list` takes it; None where they have no list or not the same one."""
    try:
        validation = cells.api.Validation
        return {field: getattr(validation, field) for field in _LIST_FIELDS}
    except com_error():
        return None


def has_list(cells: Any, wanted: Mapping[str, Any]) -> bool:
    """Whether all these cells have this list; its source and its prompt tell."""
    try:
        validation = cells.api.Validation
        return bool(
            validation.Formula1 == wanted["Formula1"] and validation.InputMessage == wanted["InputMessage"]
        )
    except com_error():
        return False


def set_list(cells: Any, wanted: Mapping[str, Any] | None) -> None:
    """Give the cells this list instead of whatever validation they have; None takes it away."""
    validation = cells.api.Validation
    validation.Delete()
    if wanted is None:
        return
    validation.Add(Type=XL_LIST, AlertStyle=XL_STOP, Operator=XL_BETWEEN, Formula1=wanted["Formula1"])
    for field in _LIST_FIELDS[1:]:
        if wanted[field] != (True if field == "ShowError" else ""):
            setattr(validation, field, wanted[field])


# conditional formats -------------------------------------------------------------------------------------------------------


def rule_count(sheet: Any) -> int:
    """The number of conditional formats on the sheet."""
    return int(sheet.api.Cells.FormatConditions.Count)


def signed_rules(sheet: Any) -> list[tuple[Any, str]]:
    """The sheet's conditional formats that have a formula, with it. Its relative references are as seen from the active cell."""
    found = []
    rules = sheet.api.Cells.FormatConditions
    for number in range(1, rules.Count + 1):
        rule = rules.Item(number)
        with contextlib.suppress(com_error(), AttributeError):
            found.append((rule, str(rule.Formula1)))
    return found


def rule_covers(rule: Any) -> tuple[str, int]:
    """Where a conditional format applies, and its fill colour as Excel counts it."""
    return str(rule.AppliesTo.Address), int(rule.Interior.Color)


def add_rule(cells: Any, formula: str, color: int) -> None:
    """Add a conditional format after all others. `formula` must be as seen from the active cell."""
    rule = cells.api.FormatConditions.Add(Type=XL_EXPRESSION, Formula1=formula)
    rule.Interior.Color = color
    rule.StopIfTrue = False


# looks ---------------------------------------------------------------------------------------------------------------------


def plain(cells: Any) -> None:
    """The look of Excel's style for plain cells; conditional formats and validation stay."""
    try:
        cells.api.Style = "Normal"
    except com_error():
        cells.api.ClearFormats()


def border(cells: Any, color: int) -> None:
    """A thin line on all sides of all cells."""
    borders = cells.api.Borders
    borders.LineStyle = XL_CONTINUOUS
    borders.Color = color


def standard_width(cells: Any) -> None:
    """The width that the sheet's columns have by themselves."""
    cells.api.EntireColumn.UseStandardWidth = True


def new_book_from(app: Any, path: str) -> Any:
    """A new, unsaved book with the content of a file (`xlwings.Book`)."""
    app.api.Workbooks.Add(path)
    return app.books.active


def selected_row(app: Any) -> int:
    """The row of the active cell, 0 where none is active."""
    cell = app.api.ActiveCell
    return int(cell.Row) if cell is not None else 0


def is_read_only(book: Any) -> bool:
    """Whether Excel would not save the book under its name."""
    return bool(book.api.ReadOnly)


def structure_is_protected(book: Any) -> bool:
    """Whether no sheet can be added or taken out."""
    return bool(book.api.ProtectStructure)


def pick_file(app: Any, title: str, wanted: str = WORKBOOKS) -> str:
    """Let the user pick a file of the kind `wanted`; "" where they do not."""
    found = app.api.GetOpenFilename(wanted, 1, title)
    return found if isinstance(found, str) else ""


def pick_files(app: Any, title: str) -> tuple[str, ...]:
    """Let the user pick any number of workbooks; none where they do not."""
    found = app.api.GetOpenFilename(WORKBOOKS, 1, title, MultiSelect=True)
    return tuple(str(path) for path in found) if isinstance(found, tuple | list) else ()


def pick_folder(app: Any, title: str, start: str) -> str:
    """Let the user pick a folder, beginning inside `start`; "" where they do not."""
    dialog = app.api.FileDialog(MSO_FOLDER_PICKER)
    dialog.Title = title
    dialog.InitialFileName = start
    if not dialog.Show():
        return ""
    return str(dialog.SelectedItems.Item(1))


def ask_text(app: Any, question: str, title: str, default: str) -> str | None:
    """Let the user type a text; None where they do not. `question` has at most 255 characters, or Excel shows no box at all."""
    typed = app.api.InputBox(question, title, default, Type=TYPE_TEXT)
    return typed if isinstance(typed, str) else None


def user_name(app: Any) -> str:
    """The name that the user gave Excel."""
    return str(app.api.UserName or "")


def save_copy(book: Any, path: str) -> None:
    """Write a copy of the open book, as it stands."""
    book.api.SaveCopyAs(path)


def save_as(book: Any, path: str) -> None:
    """Save the open book under another name in its own format; from then on it is that file."""
    book.api.SaveAs(path, book.api.FileFormat)


def set_look(cells: Any, name: str, value: Any) -> None:
    """A format property of the range that has no public name: HorizontalAlignment, VerticalAlignment, Locked, IndentLevel."""
    setattr(cells.api, name, value)


def write_formulas(cells: Any, block: tuple[tuple[Any, ...], ...]) -> None:
    """A block of formulas and constants. (The public property sends every block through a converter, 25 calls each.)"""
    cells.api.Formula = block if len(block) > 1 or len(block[0]) > 1 else block[0][0]


# sheets --------------------------------------------------------------------------------------------------------------------


def activate(sheet: Any) -> None:
    """Show the sheet. (The public method asks for the whole chain of book and application each time, a dozen calls.)"""
    sheet.api.Activate()


def select(cells: Any) -> None:
    """Select cells of the active sheet."""
    cells.api.Select()


def copy_after(source: Any, beside: Any, book: Any) -> Any:
    """Copy a sheet of any open book behind a sheet of `book`. Returns the copy, which becomes the active sheet."""
    source.api.Copy(After=beside.api)
    return type(beside)(impl=type(beside.impl)(xl=book.api.ActiveSheet))


def export_pdf(sheet: Any, path: str) -> None:
    """Write a sheet as PDF, laid out as it prints."""
    sheet.api.ExportAsFixedFormat(XL_PDF, path)


def link_to_this_book(sheet: Any, other: str) -> None:
    """Let formulas that came along with a sheet from the book named `other` point at the sheets of its new book."""
    sheet.api.UsedRange.Replace(What=f"[{other}]", Replacement="", LookAt=XL_PART, MatchCase=True)
