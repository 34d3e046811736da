"""Which departments have answered, as 社内用_回答履歴 remembers it: for the summary, also without the manifest."""

from __future__ import annotations

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.summary import Previous
from jama_checksheet.workbook.sheets.history_lines import NAME, History, read_history


def history_in(book: Book) -> History:
    """The history that a book holds; an empty one where it has none."""
    grid = book.grid(NAME)
    return read_history(grid) if grid else History()


def with_returns(book: Book, previous: Previous | None) -> Previous | None:
    """What is known beside this year's sheet, with the returns that the book remembers where no others are given."""
    if previous is not None and previous.asked:
        return previous
    history = history_in(book)
    if not history.asked:
        return previous
    return (previous or Previous())._replace(asked=history.asked, returned=history.returned)
