"""担当領域 -> 部門, 担当者: the table leads, what a person wrote stays."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from checksheet.sheets import book, grid, row
from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.checksheet.memory import Memory
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import OwnValues
from jama_checksheet.errors import OwnersError
from jama_checksheet.model import Owner
from jama_checksheet.owners import assign, owner_mark, read_owners

IT = Owner("IT", "情報システム部", "佐藤", "sato@example.co.jp", due=date(2025, 12, 12))
GA = Owner("総務", "総務部", "鈴木")


def sheet_with(area, **own):
    sheet = recognise(book(grid(row(1, area=area))))
    return replace(sheet, own={1: OwnValues(**own)})


def test_the_first_area_leads_and_the_others_join_in():
    assignment = assign(sheet_with("IT、総務"), (IT, GA)).by_no[1]

    assert (assignment.department, assignment.person, assignment.due) == (
        "情報システム部",
        "佐藤",
        date(2025, 12, 12),
    )
    assert assignment.co_departments == ("総務部",)


def test_an_area_nobody_answers_for_is_unassigned():
    result = assign(sheet_with("法務"), (IT,))

    assert result.unassigned == (1,)
    assert result.by_department == {"未割当": 1}


def test_a_second_area_leads_where_the_first_has_no_owner():
    assert assign(sheet_with("法務、総務"), (IT, GA)).by_no[1].department == "総務部"


def test_what_a_person_wrote_stays():
    kept = assign(sheet_with("IT", department="品質保証部", person="田中"), (IT,)).by_no[1]

    assert (kept.department, kept.person, kept.by_hand) == ("品質保証部", "田中", True)


def test_what_the_tool_wrote_follows_the_table():
    state = Memory(owner=owner_mark("旧部門", "前任", "")).to_text()

    moved = assign(sheet_with("IT", department="旧部門", person="前任", state=state), (IT,)).by_no[1]

    assert (moved.department, moved.by_hand) == ("情報システム部", False)


def test_a_due_date_changed_by_hand_stays():
    state = Memory(owner=owner_mark("情報システム部", "佐藤", ""), due=date(2025, 12, 12)).to_text()
    own = {"department": "情報システム部", "person": "佐藤", "state": state}

    assert assign(sheet_with("IT", due=date(2025, 12, 1), **own), (IT,)).by_no[1].due == date(2025, 12, 1)
    later = replace(IT, due=date(2026, 1, 9))
    assert assign(sheet_with("IT", due=date(2025, 12, 12), **own), (later,)).by_no[1].due == date(2026, 1, 9)


def test_an_area_taken_out_of_the_table_is_unassigned_again():
    state = Memory(owner=owner_mark("情報システム部", "佐藤", "")).to_text()

    left = assign(sheet_with("IT", department="情報システム部", person="佐藤", state=state), (GA,)).by_no[1]

    assert not left.assigned


def test_without_any_table_what_stands_stays():
    state = Memory(owner=owner_mark("情報システム部", "佐藤", "")).to_text()
    sheet = sheet_with("IT", department="情報システム部", person="佐藤", state=state, due="12月20日")

    stands = assign(sheet, ()).by_no[1]

    assert (stands.department, stands.by_hand, stands.due) == ("情報システム部", False, None)


def table(*rows):
    return Grid(
        "担当者",
        {(r, c): v for r, line in enumerate(rows, 1) for c, v in enumerate(line, 1) if v is not None},
    )


def test_reading_the_table():
    found = read_owners(
        table(
            ("説明の行",),
            ("メールアドレス", "部署", "担当領域", "回答期限"),
            ("a@example.co.jp", "調達部", "購買・調達", datetime(2025, 12, 12)),
            (None, "情シス", "IT、情報セキュリティ", "2025年12月1日"),
            (None, None, "人事", None),
        ),
        "表.xlsx",
    )

    assert [(o.area, o.department, o.due) for o in found.owners] == [
        ("購買・調達", "調達部", date(2025, 12, 12)),
        ("IT", "情シス", date(2025, 12, 1)),
        ("情報セキュリティ", "情シス", date(2025, 12, 1)),
    ]


def test_odd_cells_in_the_table_are_reported():
    found = read_owners(
        table(("担当領域", "部門", "メール", "回答期限"), ("IT", "情シス", "sato", "来週")), "表"
    )

    assert [problem.cell for problem in found.problems] == ["表「担当者」D2", "表「担当者」C2"]
    assert all(problem.message.endswith("入力してください。") for problem in found.problems)


def test_a_table_without_its_header_says_what_is_needed():
    with pytest.raises(OwnersError, match="担当領域"):
        read_owners(table(("部門", "名前"), ("a", "b")), "表.csv")


def test_problems_in_a_csv_file_name_the_file_and_stand_on_one_line():
    grid = Grid("担当者.csv", table(("担当領域", "部門", "メール"), ("IT", "情シス", "sato\r\n様")).values)

    (problem,) = read_owners(grid, "C:\\表\\担当者.csv").problems

    assert problem.cell == "担当者.csv C2"
    assert "\n" not in problem.message
    assert "\r" not in problem.message


@pytest.mark.parametrize(
    "other",
    ["情報システム部 ﾃﾞｰﾀ課", "情報システム部データ課", "情報システム部\nデータ課", "情報システム部　データ課", "情報システム部 データ\u200b課"],
)  # fmt: skip
def test_a_department_spelled_in_two_ways_is_one_and_both_cells_are_named(other):
    found = read_owners(
        table(("担当領域", "部門"), ("IT", "情報システム部 データ課"), ("法務", other), ("人事", other)),
        "表.xlsx",
    )

    assert {owner.department for owner in found.owners} == {"情報システム部 データ課"}
    (problem,) = found.problems
    assert problem.cell == "表.xlsx「担当者」B3"
    assert "表.xlsx「担当者」B2" in problem.message
    assert "そろえてください" in problem.message
    assert "\n" not in problem.message


def test_case_does_not_tell_departments_apart_and_other_names_do():
    found = read_owners(
        table(("担当領域", "部門"), ("IT", "DX推進部"), ("法務", "dx推進部"), ("人事", "DX企画部")), "表.xlsx"
    )

    assert [owner.department for owner in found.owners] == ["DX推進部", "DX推進部", "DX企画部"]


def test_line_breaks_and_controls_in_a_department_become_a_space():
    found = read_owners(table(("担当領域", "部門"), ("IT", "情報\r\nシステム\x07部")), "表.xlsx")

    assert found.owners[0].department == "情報 システム 部"
    assert found.problems == ()


def test_what_a_person_wrote_in_the_sheet_is_read_by_the_spelling_of_the_table():
    result = assign(
        sheet_with("IT", department="総 務部", co_departments="情報システム部／情報ｼｽﾃﾑ部"), (IT, GA)
    )

    assert (result.by_no[1].department, result.by_no[1].co_departments) == ("総務部", ("情報システム部",))
    first = result.problems[0].message
    assert "総 務部" in first
    assert "担当者の表の「総務部」" in first


def test_without_a_table_the_first_row_of_the_sheet_gives_the_spelling():
    sheet = recognise(book(grid(row(1, area="IT"), row(2, area="IT"))))
    own = {1: OwnValues(department="総務部"), 2: OwnValues(department="総務\n部")}

    result = assign(replace(sheet, own=own), ())

    assert result.by_department == {"総務部": 2}
    assert len(result.problems) == 1
