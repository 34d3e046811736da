"""A returned file, read whole: what it says of itself, its answers, and everything else that a department wrote into it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.find import find_check_sheet
from jama_checksheet.checksheet.grid import Book, Grid
from jama_checksheet.checksheet.wording import as_text
from jama_checksheet.errors import UnreadableFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.cells import string_of
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.returned.opening import last_saved, open_returned
from jama_checksheet.workbook.returned.reply import GivenText, Remark, Returned
from jama_checksheet.workbook.returned.rows import AnswerRows
from jama_checksheet.workbook.returned.struck import struck_out
from jama_checksheet.workbook.subsheet import cover
from jama_checksheet.workbook.subsheet.payload import SHEET_NAME, read_payload

_FAR = 200
"""Columns beyond this are told, not read."""
_MOST_REMARKS = 1_000


def read_returned(path: Path, passwords: Sequence[str] = ()) -> Returned:
    """Read one returned file. `passwords` are tried in turn where it is encrypted.

    Raises CheckSheetError where nothing of the file can be used: damaged, unsafe, with macros, no sub-sheet of ours, or without a
    recognisable answer sheet.
    """
    opened = open_returned(path, passwords)
    book, far = _near(read_book(opened.package, str(path)))
    payload = read_payload(book)
    if payload is None:
        raise UnreadableFileError(
            "配布した回答用シートではないか、照合用のシートが失われています。",
            where=str(path),
            remedy="部門の方に、配布したファイルに記入して送っていただくようお願いしてください。",
        )
    candidate = find_check_sheet(book)
    answers = AnswerRows(candidate, payload, str(path))
    remarks = [
        *answers.remarks(),
        *struck_out(opened.package, answers),
        *_beside(opened.package, book, candidate.grid.name),
    ]
    remarks += [
        Remark(f"シート「{name}」の右の方", "", "離れた列に記入があります。ファイルを開いてご確認ください。")
        for name in far
    ]
    return Returned(
        name=path.name,
        digest=hashlib.sha256(opened.data).hexdigest(),
        modified=last_saved(opened.package),
        written=datetime.fromtimestamp(path.stat().st_mtime),
        payload=payload,
        rows=tuple(answers.rows()),
        missing=answers.missing(),
        remarks=tuple(remarks[:_MOST_REMARKS]),
        given=(*answers.given_texts(), *_on_cover(book)),
    )


def _on_cover(book: Book) -> Iterator[GivenText]:
    page = book.grid(cover.NAME)
    for (row, column), value in sorted(page.values.items()) if page else ():
        text = as_text(value).strip()
        if text and page and (row, column) not in page.formulas:
            yield GivenText("cover", f"シート「{cover.NAME}」セル {cell_name(row, column)}", "", text)


def _near(book: Book) -> tuple[Book, list[str]]:
    """The book without what stands far to the right, and the sheets where something did."""
    far = [grid.name for grid in book.grids if any(column > _FAR for _, column in grid.values)]
    if not far and not any(area.right > _FAR for grid in book.grids for area in grid.merges):
        return book, []
    return replace(book, grids=tuple(_cropped(grid) for grid in book.grids)), far


def _cropped(grid: Grid) -> Grid:
    return replace(
        grid,
        values={place: value for place, value in grid.values.items() if place[1] <= _FAR},
        merges=tuple(area for area in grid.merges if area.right <= _FAR),
    )


def _beside(package: Package, book: Book, items_sheet: str) -> Iterator[Remark]:
    """What stands in the file beside the answer sheet's cells: comments, drawings, further sheets."""
    known = {items_sheet, SHEET_NAME, cover.NAME}
    for grid in book.grids:
        if grid.name not in known and grid.values:
            yield Remark(
                f"シート「{grid.name}」", "", "シートが追加されています。ファイルを開いてご確認ください。"
            )
    for name, part in package.sheet_parts().items():
        kinds = {
            relation.kind: relation.target for relation in package.relations(part) if not relation.external
        }
        if "comments" in kinds and kinds["comments"] in package:
            yield from _comments(package, kinds["comments"], name)
        # LibreOffice saves an empty drawing with every sheet.
        if "drawing" in kinds and kinds["drawing"] in package and len(package.xml(kinds["drawing"])):
            yield Remark(
                f"シート「{name}」",
                "",
                "図や画像、図形があります。取り込みませんので、ファイルを開いてご確認ください。",
            )


def _comments(package: Package, part: str, sheet: str) -> Iterator[Remark]:
    for node in package.xml(part).iter(names.main("comment")):
        text = node.find(names.main("text"))
        words = string_of(text).strip() if text is not None else ""
        if words:
            yield Remark(f"シート「{sheet}」セル {node.get('ref') or ''} のコメント", "", words)
