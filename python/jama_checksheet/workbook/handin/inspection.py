"""The look over a form before it is handed in: everything in the package that is no answer and could tell too much."""

from __future__ import annotations

from collections.abc import Mapping

from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.workbook.handin import hidden, links, properties, remains
from jama_checksheet.workbook.handin.check import Check
from jama_checksheet.workbook.package import Package


def inspect_form(
    package: Package, book: Book, sheet: CheckSheet, answers: Mapping[str, str]
) -> tuple[Check, ...]:
    """All checks on the official form, in the order in which they are told. Nothing is changed.

    `answers` are the texts that will be written, by the place to name them with ("No.12 の根拠").
    """
    return (
        hidden.filters(package),
        hidden.rows_and_columns(book),
        hidden.sheets(package, book),
        remains.internal_sheets(package, book, sheet),
        remains.internal_names(package),
        properties.properties(package),
        remains.comments(package),
        links.links(package, book),
        links.paths(package, book, answers),
        remains.macros(package, book),
        remains.custom_xml(package),
        remains.formulas(book),
    )
