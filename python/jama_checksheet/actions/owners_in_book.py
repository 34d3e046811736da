"""The owners table that a book itself holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.errors import OwnersError
from jama_checksheet.model import Owner
from jama_checksheet.owners import OwnersTable, read_owners

if TYPE_CHECKING:
    from jama_checksheet.actions.workbench import Workbench


def owners_in(book: Book) -> OwnersTable | None:
    """The owners table in the book's own sheet 社内用_担当者; None where there is no sheet or nobody filled it in."""
    from jama_checksheet.workbook.sheets import owners_sheet

    grid = book.grid(owners_sheet.NAME)
    found = read_owners(grid, book.source) if grid else None
    return found if found and found.owners else None


def require_owners(bench: Workbench) -> tuple[Owner, ...]:
    """The owners, or OwnersError where there is no table anywhere."""
    if not bench.owners:
        raise OwnersError(
            "担当者の表がありません。",
            where=bench.book.source,
            remedy="--owners で表（担当領域, 部門, 担当者, メール）を指定するか、"
            "「社内用_担当者」シートに部門を記入してください。",
        )
    return bench.owners
