"""The way to Excel: xlwings without pandas, and the workbook to work on."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from jama_checksheet.errors import UsageError

_NOT_NEEDED = ("pandas", "numpy", "matplotlib", "plotly", "polars", "PIL", "xlwings.pro")
"""xlwings imports these where they are installed and does without where not. They cost more than all the rest of a click.

`xlwings.pro` is the part under another licence, which this product does not use.
"""


def load_xlwings() -> ModuleType:
    """xlwings, imported without what this product does not use of it."""
    if "xlwings" in sys.modules:
        return sys.modules["xlwings"]
    held = [name for name in _NOT_NEEDED if name not in sys.modules]
    for name in held:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import xlwings
    finally:
        for name in held:
            del sys.modules[name]
    return xlwings


def calling_book() -> Any:
    """The workbook whose button was clicked (`xlwings.Book`): the active one.

    xlwings itself names the book that holds the macros, which is the add-in and not the check sheet.
    """
    caller = load_xlwings().Book.caller()
    return caller.app.books.active


def open_books() -> list[Any]:
    """All workbooks open in all running instances of Excel, add-ins left out. Raises UsageError where Excel cannot be reached."""
    xlwings = load_xlwings()
    if "excel" not in [engine.name for engine in xlwings.engines]:
        raise UsageError(
            "この環境では Excel に接続できません。",
            remedy="Windows の Excel で、pywin32 の入った Python からお使いください（doctor で確認できます）。",
        )
    return [book for app in xlwings.apps for book in app.books]


def choose_book(books: list[Any], name: str = "") -> Any:
    """The book of that name, or the only one open. Raises UsageError that lists the open books otherwise."""
    names = [str(book.name) for book in books]
    if name:
        wanted = [
            book for book, found in zip(books, names, strict=True) if found.casefold() == name.casefold()
        ]
    else:
        wanted = books
    if len(wanted) == 1:
        return wanted[0]
    listed = "、".join(f"「{each}」" for each in names) or "なし"
    if not books:
        raise UsageError(
            "Excel でブックが開かれていません。",
            remedy="チェックシートを Excel で開いてから、もう一度実行してください。",
        )
    what = f"「{name}」は開かれていません" if name else f"Excel でブックが{len(books)}つ開かれています"
    raise UsageError(
        f"{what}（開いているブック: {listed}）。", remedy="--book で対象のブック名を指定してください。"
    )
