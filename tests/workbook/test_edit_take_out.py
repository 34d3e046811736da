"""Our things taken out of a sheet of the user's: what goes, what stays exactly as it is."""

from __future__ import annotations

import pytest

from jama_checksheet.workbook.plan import (
    MarkCells,
    RemoveColumns,
    RemoveList,
    SetColumn,
    SetList,
    ShrinkFilter,
    WriteBlock,
)
from workbook.applied import applied, changed, difference
from workbook.tiny import BOOK, NAME, SHEET, root, tiny

ROWS = '<row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
SCORES = SetList(NAME, ("A1:A3",), choices=("済", "未"), prompt_title="見出し", prompt="一覧から\n選びます。")


def columns(data: bytes) -> list[tuple[int, int, str | None]]:
    return [(int(c.get("min")), int(c.get("max")), c.get("width")) for c in root(data).iter("{*}col")]


class TestColumns:
    def test_values_looks_and_lists_go_and_nothing_moves(self):
        before = tiny(ROWS, before='<dimension ref="A1:B1"/>')
        ours = (
            WriteBlock(NAME, 1, 3, (("確認", "内容"),)),
            SetColumn(NAME, 3, 5.0),
            SetColumn(NAME, 4, 50.0, hidden=True),
            SetList(NAME, ("C1:C9",), choices=("済",)),
        )
        after = applied(applied(before, *ours), RemoveColumns(NAME, (3, 4)))

        assert difference(before, after, SHEET) == ([], [])

    def test_a_run_of_widths_that_we_cut_is_whole_again(self):
        before = tiny(ROWS, before='<cols><col min="1" max="16384" width="9.5" customWidth="1"/></cols>')
        with_ours = applied(before, SetColumn(NAME, 3, 5.0), SetColumn(NAME, 4, 50.0))
        after = applied(with_ours, RemoveColumns(NAME, (3, 4)))

        assert columns(with_ours) == [(1, 2, "9.5"), (3, 3, "5"), (4, 4, "50"), (5, 16384, "9.5")]
        assert [(first, last) for first, last, _ in columns(after)] == [(1, 2), (3, 16384)]

    def test_what_others_wrote_right_of_ours_stays_where_it_is(self):
        before = tiny('<row r="1"><c r="A1"><v>1</v></c><c r="F1"><v>9</v></c></row>')
        after = applied(applied(before, WriteBlock(NAME, 1, 3, (("確認",),))), RemoveColumns(NAME, (3,)))

        assert difference(before, after, SHEET) == ([], [])

    def test_a_list_that_also_covers_other_cells_keeps_those(self):
        rule = '<dataValidations count="1"><dataValidation type="whole" sqref="B1:D9"><formula1>1</formula1></dataValidation></dataValidations>'
        after = applied(tiny(ROWS, after=rule), RemoveColumns(NAME, (3,)))

        assert root(after).find(".//{*}dataValidation").get("sqref") == "B1:B9 D1:D9"


class TestLists:
    def test_ours_goes(self):
        before = tiny(ROWS)
        after = applied(applied(before, SCORES), RemoveList(NAME, 1, SCORES.prompt_title, SCORES.prompt))

        assert difference(before, after, SHEET) == ([], [])

    @pytest.mark.parametrize(
        ("column", "title", "prompt"),
        [
            (2, "見出し", "一覧から\n選びます。"),
            (1, "別の見出し", "一覧から\n選びます。"),
            (1, "見出し", "別の説明"),
        ],
    )
    def test_a_list_that_says_something_else_or_stands_elsewhere_stays(self, column, title, prompt):
        with_list = applied(tiny(ROWS), SCORES)

        assert changed(with_list, applied(with_list, RemoveList(NAME, column, title, prompt))) == set()

    def test_it_is_known_after_rows_were_added_and_line_ends_changed(self):
        rule = (
            '<dataValidations count="1"><dataValidation type="list" promptTitle="見出し" prompt="一覧から_x000a_選びます。" '
            'sqref="A5:A9 A20"><formula1>"済,未"</formula1></dataValidation></dataValidations>'
        )
        after = applied(tiny(ROWS, after=rule), RemoveList(NAME, 1, SCORES.prompt_title, SCORES.prompt))

        assert difference(tiny(ROWS), after, SHEET) == ([], [])


class TestFilter:
    FILTER = '<autoFilter ref="A1:E9">{}</autoFilter>'
    NAMED = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">\'表\'!$A$1:${}$9'
        "</definedName></definedNames>"
    )
    OURS = '<filterColumn colId="3"><filters blank="1"/></filterColumn>'
    THEIRS = '<filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn>'
    HIDDEN = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'

    def shrunk(self, criteria: str) -> bytes:
        book = tiny(self.HIDDEN, after=self.FILTER.format(criteria), names=self.NAMED.format("E"))
        return applied(book, ShrinkFilter(NAME, 2))

    def test_it_reaches_no_further_and_excels_own_name_agrees(self):
        after = self.shrunk("")

        assert root(after).find("{*}autoFilter").get("ref") == "A1:B9"
        assert root(after, BOOK).find(".//{*}definedName").text == "'表'!$A$1:$B$9"

    def test_rows_that_only_our_column_hid_show_again(self):
        after = self.shrunk(self.OURS)

        assert not list(root(after).iter("{*}filterColumn"))
        assert [row.get("hidden") for row in root(after).iter("{*}row")] == [None, None]

    def test_with_a_criterion_of_theirs_hidden_rows_stay_hidden(self):
        after = self.shrunk(self.THEIRS + self.OURS)

        assert [node.get("colId") for node in root(after).iter("{*}filterColumn")] == ["0"]
        assert [row.get("hidden") for row in root(after).iter("{*}row")] == [None, "1"]

    @pytest.mark.parametrize("last_column", [5, 9])
    def test_a_filter_that_does_not_reach_there_stays(self, last_column):
        book = tiny(self.HIDDEN, after=self.FILTER.format(self.OURS))

        assert changed(book, applied(book, ShrinkFilter(NAME, last_column))) == set()

    def test_a_sheet_without_a_filter_stays(self):
        assert changed(tiny(ROWS), applied(tiny(ROWS), ShrinkFilter(NAME, 1))) == set()


def test_a_mark_without_a_formula_takes_only_the_one_of_its_signature():
    theirs = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1=1</formula></cfRule>'
        "</conditionalFormatting>"
    )
    before = tiny(ROWS, after=theirs)
    with_ours = applied(before, MarkCells(NAME, "A1:A9", '$B1<>""', "FFE8B3", "社内用_確認M"))
    after = applied(with_ours, MarkCells(NAME, "A1", "", "", "社内用_確認M"))

    assert difference(before, after, SHEET) == ([], [])
