"""Any sequence of writes gives what the same writes into a dictionary give, read back with openpyxl."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import KEEP, CellValue, Keep, WriteBlock
from workbook.applied import applied
from workbook.tiny import NAME, tiny

START = '<row r="2"><c r="B2"><v>5</v></c><c r="D2" t="inlineStr"><is><t>元</t></is></c></row><row r="5"><c r="A5"><v>1</v></c></row>'

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values: st.SearchStrategy[CellValue | Keep] = st.one_of(
    st.just(KEEP),
    st.none(),
    texts,
    st.sampled_from(["=1+1", "-5", "001", "_x000D_", " ", "a\nb"]),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12).map(lambda number: number + 0.0),
)
blocks = st.builds(
    lambda row, column, width, cells: (
        row,
        column,
        tuple(tuple(cells[start : start + width]) for start in range(0, len(cells) - width + 1, width)),
    ),
    st.integers(1, 9),
    st.integers(1, 6),
    st.integers(1, 4),
    st.lists(values, min_size=4, max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=4))
def test_writes_against_a_dictionary(
    changes: list[tuple[int, int, tuple[tuple[CellValue | Keep, ...], ...]]],
):
    expected: dict[tuple[int, int], object] = {(2, 2): 5, (2, 4): "元", (5, 1): 1}
    for row, column, block in changes:
        for down, line in enumerate(block):
            for right, value in enumerate(line):
                if value is None or value == "":
                    expected.pop((row + down, column + right), None)
                elif not isinstance(value, Keep):
                    text = value.replace("\r\n", "\n") if isinstance(value, str) else value
                    expected[row + down, column + right] = text

    after = applied(tiny(START), *(WriteBlock(NAME, row, column, block) for row, column, block in changes))

    sheet = openpyxl.load_workbook(io.BytesIO(after)).active
    assert sheet is not None
    found = {(c.row, c.column): c.value for line in sheet.iter_rows() for c in line if c.value is not None}
    found = {place: unescape(value) if isinstance(value, str) else value for place, value in found.items()}
    assert found == expected
    assert check_package(Package.from_bytes(after)) == []
