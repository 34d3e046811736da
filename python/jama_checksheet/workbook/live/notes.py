"""Our notes in a book as the text of a custom XML part, the same that `workbook.edit.notes_xml` puts into a file."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.names import NOTES


def notes_xml(notes: Mapping[str, str]) -> tuple[str, str]:
    """The namespace of our part and its text, "" for no notes at all."""
    if not notes:
        return NOTES, ""
    root = etree.fromstring(f'<notes xmlns="{NOTES}"/>')
    try:
        for key, text in notes.items():
            etree.SubElement(root, f"{{{NOTES}}}note", key=key).text = text
    except ValueError as error:
        raise CheckSheetError("メモに保存できない文字が含まれています。", where=str(error)) from error
    return NOTES, etree.tostring(root, encoding="unicode")
