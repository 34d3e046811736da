"""Namespaces, relationship types and content types of the Office Open XML package that we meet."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML = "http://www.w3.org/XML/1998/namespace"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
NOTES = "urn:jama-checksheet:notes:1"
"""Our notes in a book (see `workbook.edit.notes_xml`)."""

WORKBOOK_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
}
"""Main content types that we read and write, and the file ending each belongs to."""

OWN_MARK = "jama_own_sheet"
"""A hidden name, local to each sheet of ours: how we know it again. Excel and LibreOffice carry names along."""


def main(tag: str) -> str:
    """The qualified name of a SpreadsheetML element."""
    return f"{{{MAIN}}}{tag}"


def rel_type(kind: str) -> str:
    """A relationship type of the Office document family ("worksheet", "styles", …)."""
    return f"{DOC_REL}/{kind}"
