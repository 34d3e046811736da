"""Our notes in a book: a custom XML part, which Excel carries along unseen.

Root {urn:jama-checksheet:notes:1}notes, one `note` per key. Excel finds the part by the workbook's relationship.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit import custom_xml
from jama_checksheet.workbook.names import NOTES
from jama_checksheet.workbook.package import Package

STORE_ID = "{6F0B5E53-3C0B-4C7E-9D53-0A5B7C1D2E41}"
"""The fixed id of our data store item; Excel asks that each item has its own."""

_ROOT = f"{{{NOTES}}}notes"


def notes_part(package: Package) -> str:
    """The part with our notes, "" where the book has none."""
    return custom_xml.find_part(package, _ROOT)


def write_notes(package: Package, notes: Mapping[str, str]) -> None:
    """Put the notes in the place of earlier ones. No notes at all: the part goes."""
    if not notes:
        custom_xml.remove_part(package, _ROOT)
        return
    root = etree.fromstring(f'<notes xmlns="{NOTES}"/>')
    try:
        for key, text in notes.items():
            etree.SubElement(root, f"{{{NOTES}}}note", key=key).text = text
    except ValueError as error:
        raise CheckSheetError("メモに保存できない文字が含まれています。", where=str(error)) from error
    custom_xml.put_part(package, root, STORE_ID)
