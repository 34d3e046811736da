"""Which worksheet of a book is the check sheet."""

from __future__ import annotations

from typing import NamedTuple

from jama_checksheet.checksheet.grid import Book, Grid
from jama_checksheet.checksheet.headers import HEADERS, REQUIRED
from jama_checksheet.checksheet.layout import Header, find_header, header_texts_found
from jama_checksheet.errors import LayoutError

OUR_PREFIX = "社内用_"
"""Our own sheets begin with this; they are never taken for the check sheet."""


class Candidate(NamedTuple):
    """A worksheet and the header found in it."""

    grid: Grid
    header: Header


def find_check_sheet(book: Book, name: str = "", *, preferred: str = "") -> Candidate:
    """The check sheet of the book, or the worksheet `name`; of several alike the one called `preferred`.

    Raises LayoutError, saying what was looked for and what was found, where no worksheet (or not the named one) has the header,
    and where several visible ones have it and none was named.
    """
    if name:
        return _named(book, name)
    candidates = [
        Candidate(grid, header)
        for grid in book.grids
        if not grid.name.startswith(OUR_PREFIX) and (header := find_header(grid)) and header.complete
    ]
    visible = [candidate for candidate in candidates if candidate.grid.visible] or candidates
    if len(visible) == 1:
        return visible[0]
    if same := [candidate for candidate in visible if candidate.grid.name == preferred]:
        return same[0]
    if visible:
        names = "、".join(f"「{candidate.grid.name}」" for candidate in visible)
        raise LayoutError(
            f"チェックシートの形をしたシートが{len(visible)}枚あります（{names}）。",
            where=book.source,
            remedy="対象のシート名を --sheet で指定してください。",
        )
    raise LayoutError(
        f"チェックシートが見つかりません。{_looked_for()}の見出しを探しましたが、{_found(book)}。",
        where=book.source,
        remedy="自工会/部工会チェックシートのファイルかどうか、見出しの行が消えていないかをご確認ください。",
    )


def _named(book: Book, name: str) -> Candidate:
    grid = book.grid(name)
    if grid is None:
        names = "、".join(f"「{grid.name}」" for grid in book.grids) or "なし"
        raise LayoutError(
            f"シート「{name}」がありません（このファイルのシート: {names}）。",
            where=book.source,
            remedy="シート名をご確認ください。",
        )
    header = find_header(grid)
    if header is None or not header.complete:
        missing = "、".join(f"「{text}」" for text in header.missing) if header else _looked_for()
        raise LayoutError(
            f"シート「{name}」に見出し{missing}が見つかりません（見つかった見出し: {_texts(grid)}）。",
            where=book.source,
            remedy="見出しの行が消えていないか、別のシートでないかをご確認ください。",
        )
    return Candidate(grid, header)


def _looked_for() -> str:
    return "".join(f"「{HEADERS[key][0]}」" for key in REQUIRED)


def _texts(grid: Grid) -> str:
    return "、".join(header_texts_found(grid)) or "なし"


def _found(book: Book) -> str:
    sheets = [f"「{grid.name}」には {_texts(grid)}" for grid in book.grids[:4]]
    more = f"、ほか{len(book.grids) - 4}枚" if len(book.grids) > 4 else ""
    return f"見つかったのは {'、'.join(sheets)}{more} です" if sheets else "シートが1枚もありません"
