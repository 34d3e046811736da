"""集約ルール: what a person may write there, and that it stays."""

import pytest

from actions.files import call
from jama_checksheet.consolidation import Rule
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan, PutSheet, WriteBlock
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.sheets.owners_sheet import NAME, owners_sheet
from jama_checksheet.workbook.sheets.rule_table import RuleTable, read_rules
from workbook.applied import applied
from workbook.sheets.small import book_of, check_sheet


def table(*lines, known=()):
    data = applied(book_of(check_sheet("2")), PutSheet(owners_sheet((), ("IT",), lines)))
    return read_rules(read_book(Package.from_bytes(data), "x.xlsx").grid(NAME), known)


@pytest.mark.parametrize(
    ("word", "rule"),
    [("最も低い評価", Rule.LOWEST), ("主担当の回答", Rule.LEAD), ("主担当", Rule.LEAD), ("Lead", Rule.LEAD)],
)
def test_the_words_of_a_rule(word, rule):
    assert table((5, word, None)).by_no == {"5": rule}


def test_one_line_may_name_several_items():
    found = table(("3、No.5 ７,1-2", "主担当の回答", "情シスがまとめて回答"), known=("1-2", "3", "5", "7"))

    assert found.by_no == dict.fromkeys(("3", "5", "7", "1-2"), Rule.LEAD)
    assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["8-11", "8~11", "8～11", "８〜１１", "No.8 － No.11", "8から11", "8、9-10、11"]
)
def test_a_range_means_all_items_from_one_to_the_other(text):
    found = table((text, "主担当の回答", None), known=tuple(map(str, range(1, 20))))

    assert found.by_no == dict.fromkeys(("8", "9", "10", "11"), Rule.LEAD)
    assert found.problems == ()


def test_a_range_over_numbers_that_are_not_there_means_those_that_are():
    assert list(table(("8-11", "主担当", None), known=("8", "11", "12")).by_no) == ["8", "11"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (999, "「999」がチェックシートにありません"),
        ("90-95", "「90-95」"),
        (None, "番号（No.）が空欄"),
        ("11-8", "「11-8」"),
    ],
)
def test_a_line_that_cannot_be_applied_is_told(number, told):
    found = table((number, "主担当の回答", None), known=("8", "9"))

    assert found.by_no == {}
    (problem,) = found.problems
    assert told in problem.message
    assert problem.cell == "社内用_担当者 P7"


def test_what_is_not_understood_is_told_with_its_cell():
    found = table((5, "平均", None), ("全部", "主担当", None), (7, "主担当", None), (7, "最低", None))

    assert found.by_no == {"7": Rule.LEAD}
    assert [problem.cell for problem in found.problems] == [f"社内用_担当者 P{row}" for row in (7, 8, 10)]


def test_without_a_table_every_item_follows_the_general_rule():
    assert read_rules(None) == RuleTable()


def test_lines_that_a_person_wrote_survive_a_new_owners_table(tmp_path, capsys):
    from jama_checksheet.sample.build import build_sample, owners_csv_path

    sheet = tmp_path / "シート.xlsx"
    sheet.write_bytes(build_sample())
    call(capsys, "assign", sheet, "--owners", owners_csv_path(), "--in-place")
    package = open_package(sheet)
    lines = ((9, "主担当の回答", "法務がまとめる"), (None, None, "空の番号のメモ"))
    apply_plan(package, ChangePlan("記入", (WriteBlock(NAME, 7, 16, lines),)))
    sheet.write_bytes(package.to_bytes())

    call(capsys, "assign", sheet, "--owners", owners_csv_path(), "--in-place")

    found = read_rules(read_book(open_package(sheet), "x").grid(NAME))
    assert found.lines == lines
    assert found.by_no == {"9": Rule.LEAD}
