"""Drop-downs: cells leave the rules they had, and get ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit import refs
from jama_checksheet.workbook.plan import SetList
from workbook.applied import applied, changed, difference
from workbook.tiny import NAME, SHEET, q, root, tiny

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
OLD = (
    '<dataValidations count="2"><dataValidation type="list" prompt="古い" sqref="A1:C9"><formula1>"x,y"</formula1></dataValidation>'
    '<dataValidation type="whole" sqref="E1:E4 G2"><formula1>1</formula1><formula2>9</formula2></dataValidation></dataValidations>'
)
EXTENSION = (
    f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}" xmlns:xm="{XM}"><x14:dataValidations count="1">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>他!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>K1:K3</xm:sqref>'
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def rules(data: bytes) -> list[tuple[str | None, str | None]]:
    return [
        (node.get("sqref"), node.findtext(q("formula1"))) for node in root(data).iter(q("dataValidation"))
    ]


def test_a_list_on_a_plain_sheet():
    after = applied(
        tiny(), SetList(NAME, ("B2:B9",), ("はい", "いいえ"), prompt_title="題", prompt="一行目\n二行目")
    )

    (rule,) = root(after).iter(q("dataValidation"))
    assert rule.getparent().get("count") == "1"
    assert rule.findtext(q("formula1")) == '"はい,いいえ"'
    assert rule.get("prompt") == "一行目\n二行目"
    assert rule.get("showErrorMessage") == rule.get("showInputMessage") == rule.get("allowBlank") == "1"


def test_a_list_that_lets_other_input_pass():
    (rule,) = root(applied(tiny(), SetList(NAME, ("B2",), ("可",), strict=False))).iter(q("dataValidation"))

    assert rule.get("showErrorMessage") is None


def test_exactly_these_cells_leave_their_old_rules():
    after = applied(tiny(after=OLD), SetList(NAME, ("B3:B4", "G2"), ("新",)))

    assert rules(after) == [("A1:C2 A3:A4 C3:C4 A5:C9", '"x,y"'), ("E1:E4", "1"), ("B3:B4 G2", '"新"')]
    assert root(after).find(q("dataValidations")).get("count") == "3"


def test_a_rule_without_cells_goes():
    assert rules(applied(tiny(after=OLD), SetList(NAME, ("A1:G9",), ("新",)))) == [("A1:G9", '"新"')]


def test_other_rules_stay_as_they_are():
    gone, come = difference(tiny(after=OLD), applied(tiny(after=OLD), SetList(NAME, ("J1",), ("新",))), SHEET)

    assert gone == ["/worksheet/dataValidations count=2 "]
    assert len(come) == 3


def test_x14_rules_lose_the_cells_too():
    part = applied(tiny(after=EXTENSION), SetList(NAME, ("K2",), ("新",)))
    whole = applied(tiny(after=EXTENSION), SetList(NAME, ("K1:L5",), ("新",)))

    assert [node.text for node in root(part).iter(f"{{{XM}}}sqref")] == ["K1 K3"]
    assert root(whole).find(q("extLst")) is None


def test_a_source_on_another_sheet():
    data = tiny(sheets=(NAME, "他"))

    assert rules(applied(data, SetList(NAME, ("A1",), source="='他'!$J$2:$J$9"))) == [
        ("A1", "'他'!$J$2:$J$9")
    ]


def test_a_source_on_a_sheet_that_is_not_there_is_refused():
    with pytest.raises(CheckSheetError, match=r"内部の検査.*シート「ない」"):
        applied(tiny(), SetList(NAME, ("A1",), source="'ない'!$J$2:$J$9"))


def test_without_words_and_source_the_cells_are_free():
    assert rules(applied(tiny(after=OLD), SetList(NAME, ("A1:C9", "E1:G4")))) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (SetList(NAME, ("A1",), ("字" * 100, "字" * 100, "字" * 54)), "255 文字を超えています（256 文字）"),
        (SetList(NAME, ("A1",), ("a,b",)), "半角カンマ"),
        (SetList(NAME, ("A1",), ("a",), prompt="字" * 256), "255 文字を超えています（256 文字）"),
        (SetList(NAME, ("A1",), ("a",), prompt_title="字" * 33), "32 文字を超えています（33 文字）"),
        (SetList(NAME, ("1A",), ("a",)), "セル範囲の書き方"),
    ],
)
def test_limits_of_excel(change: SetList, message: str):
    with pytest.raises(CheckSheetError, match=message):
        applied(tiny(), change)


def test_limits_are_reached_exactly():
    full = SetList(
        NAME, ("A1",), ("字" * 100, "字" * 100, "字" * 53), prompt="字" * 255, prompt_title="字" * 32
    )

    assert len(rules(applied(tiny(), full))[0][1]) == 257


def test_twice_is_once():
    plan = (SetList(NAME, ("A1:A9",), ("一",)), SetList(NAME, ("A5:B6",), ("二",)))
    once = applied(tiny(after=OLD), *plan)

    assert changed(once, applied(once, *plan)) == set()


areas = st.builds(
    lambda top, left, down, right: Cells(top, left, top + down, left + right),
    st.integers(1, 8),
    st.integers(1, 8),
    st.integers(0, 5),
    st.integers(0, 5),
)


def cells_of(areas: list[Cells]) -> list[tuple[int, int]]:
    return [
        (r, c)
        for area in areas
        for r in range(area.top, area.bottom + 1)
        for c in range(area.left, area.right + 1)
    ]


@given(areas, st.lists(areas, max_size=4))
def test_subtraction_leaves_each_other_cell_once(area: Cells, holes: list[Cells]):
    left = refs.subtract([area], holes)

    assert sorted(cells_of(left)) == sorted(set(cells_of([area])) - set(cells_of(holes)))


@given(st.integers(1, refs.MAX_COLUMN), st.integers(1, refs.MAX_ROW))
def test_references_read_back(column: int, row: int):
    assert refs.parse_cell(refs.cell_ref(row, column)) == (row, column)


def test_whole_rows_and_columns():
    assert refs.parse_area("B:C") == Cells(1, 2, refs.MAX_ROW, 3)
    assert refs.parse_area("$2:$3") == Cells(2, 1, 3, refs.MAX_COLUMN)
    for wrong in ("A", "1", "A1:B", "AAAA1", "XFE1", "A1048577", "", "A0"):
        with pytest.raises(ValueError, match=r"not a range|not a cell"):
            refs.parse_area(wrong)
