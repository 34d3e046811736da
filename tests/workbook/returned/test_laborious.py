"""Files made to keep a reader busy: refused or read, always within seconds."""

import contextlib
import time

import pytest

from collecting.alterations import parts, rezip
from collecting.distribution import SOUMU, fresh
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.returned.reading import read_returned
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME

LONGEST = 5.0


def columns(data: bytes) -> bytes:
    """Every column hidden two hundred times."""
    node = b'<col min="1" max="16384" width="9" hidden="1"/>'
    start, end = data.index(b"<cols>"), data.index(b"</cols>")
    return data[: start + 6] + node * 199 + data[end:]


def lists(data: bytes) -> bytes:
    """Fifty lists with ten thousand cells each."""
    rules = b"".join(
        b'<dataValidation type="list" sqref="A%d"><formula1>$A$%d:$A$%d</formula1></dataValidation>'
        % (n, n, n + 9999)
        for n in range(1, 50)
    )
    start = data.index(b"<dataValidations")
    end = data.index(b"</dataValidations>")
    return data[:start] + b"<dataValidations>" + rules + data[end:]


def cells(*rows: bytes) -> bytes:
    return b"".join(rows) + b"</sheetData>"


def formulas(data: bytes) -> bytes:
    """One long formula shared by many cells."""
    long = b"+".join([b"A1"] * 2500)
    first = (
        b'<row r="5000"><c r="A5000"><f t="shared" si="9" ref="A5000:A9000">'
        + long
        + b"</f><v>1</v></c></row>"
    )
    more = b"".join(
        b'<row r="%d"><c r="A%d"><f t="shared" si="9"/><v>1</v></c></row>' % (n, n) for n in range(5001, 9000)
    )
    return data.replace(b"</sheetData>", cells(first, more))


def headers(data: bytes) -> bytes:
    """Header texts in a hundred rows, the last column in each."""
    rows = b"".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>達成条件</t></is></c><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>'.encode()
        for n in range(60, 190)
    )
    return data.replace(b"</sheetData>", cells(rows))


def numbers(data: bytes) -> bytes:
    """As many cells as fit into the limit."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1000, 170_000))
    return data.replace(b"</sheetData>", cells(rows))


def notes(data: bytes) -> bytes:
    """Answers in a hundred thousand rows without a number."""
    rows = b"".join(
        b'<row r="%d"><c r="L%d"><v>1</v></c><c r="M%d"><v>1</v></c></row>' % (n, n, n)
        for n in range(1000, 90_000)
    )
    return data.replace(b"</sheetData>", cells(rows))


def deep(data: bytes) -> bytes:
    """Elements within elements."""
    return data.replace(b"</sheetData>", b"</sheetData>" + b"<x>" * 100_000 + b"</x>" * 100_000)


def merges(data: bytes) -> bytes:
    """Merged cells over whole rows of the header."""
    every = b"".join(b'<mergeCell ref="A%d:GR%d"/>' % (n % 190 + 1, n % 190 + 3) for n in range(4_900))
    at = data.index(b"</sheetData>") + len(b"</sheetData>")
    return data[:at] + b"<mergeCells>" + every + b"</mergeCells>" + data[at:]


@pytest.mark.parametrize(
    "change", [columns, lists, formulas, headers, numbers, notes, deep, merges], ids=lambda c: c.__name__
)
def test_no_file_keeps_the_reader_busy(change, tmp_path):
    path = fresh(tmp_path).reply(SOUMU)
    content, sheet = parts(path), open_package(path).sheet_parts()[ITEMS_SHEET_NAME]
    changed = change(content[sheet])
    assert changed != content[sheet]
    rezip(path, {**content, sheet: changed})

    begin = time.perf_counter()
    with contextlib.suppress(CheckSheetError):
        read_returned(path)
    assert time.perf_counter() - begin < LONGEST
