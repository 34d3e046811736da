"""The whole job on real files: what it adds, what it leaves alone, and what a second run does."""

import re

import pytest

from actions.files import AS_OF, call, parts, sheet_in, type_into
from jama_checksheet.checksheet.sheet import OWN_HEADERS
from jama_checksheet.sample.data import load_answers
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock
from jama_checksheet.workbook.reading import read_book
from shapes.builders import FACTS, SHAPES

OURS = ("社内用_サマリー", "社内用_確認ポイント", "社内用_担当者")
CONCERNED = re.compile(
    r"\[Content_Types\].xml|xl/workbook.xml|xl/_rels/workbook.xml.rels|xl/styles.xml|_rels/.rels|docProps/app.xml"
)


@pytest.mark.parametrize("shape", SHAPES)
def test_run_on_every_shape(shape, tmp_path, owners, capsys):
    facts = FACTS[shape]
    source, out = tmp_path / f"元{facts.extension}", tmp_path / f"社内用{facts.extension}"
    source.write_bytes(SHAPES[shape]())
    before, original = sheet_in(source), source.read_bytes()

    status, result = call(capsys, "run", source, "--owners", owners, "-o", out, *AS_OF)

    assert status in (0, 1), result
    assert source.read_bytes() == original
    after = sheet_in(out)
    assert after.answers == before.answers
    assert after.items == before.items
    assert list(after.layout.own_columns) == list(OWN_HEADERS)
    assert all(after.own[item.no].department for item in after.items)
    assert {grid.name for grid in read_book(open_package(out), "x").grids} >= set(OURS)
    changed = [name for name, data in parts(source).items() if parts(out).get(name) != data]
    touched = [name for name in changed if not CONCERNED.fullmatch(name)]
    assert len(touched) == 1, touched
    assert touched[0].startswith("xl/worksheets/sheet")


def test_a_second_run_changes_nothing(sample, owners, tmp_path, capsys):
    once, twice = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    call(capsys, "run", sample, "--owners", owners, "-o", once, *AS_OF)

    call(capsys, "run", once, "-o", twice, *AS_OF)

    assert parts(twice) == parts(once)


def test_the_points_are_those_of_the_samples_own_verdicts(sample, capsys):
    """The judge and the sample agree on nearly every row; the judge's own measure is docs/accuracy.md."""
    _, result = call(capsys, "check", sample, *AS_OF)
    kinds = {}
    for finding in result["findings"]:
        if finding["severity"] != "advice":
            kinds.setdefault(finding["no"], finding["kind"])

    agreed = sum(kinds.get(answer.no, "ok") == answer.kind for answer in load_answers())

    assert agreed >= 0.93 * 153
    assert result["counts"]["flagged"] == len(kinds)


def test_in_place_keeps_a_backup(sample, capsys):
    original = sample.read_bytes()

    status, result = call(capsys, "check", sample, "--in-place", *AS_OF)

    assert status == 1
    kept = sample.parent / "控え"
    assert [path.read_bytes() for path in kept.iterdir()] == [original]
    assert result["output"] == str(sample)
    assert result["backup"] == str(next(kept.iterdir()))
    assert sheet_in(sample).layout.own_columns


def test_a_confirmed_point_stays_silent_until_the_answer_changes(sample, capsys):
    call(capsys, "check", sample, "--in-place", *AS_OF)
    assert sheet_in(sample).own[9].mark == "◆"

    type_into(sample, 9, mark="済", reviewer="佐藤: 教育は11月に開始済み")
    _, silent = call(capsys, "check", sample, "--in-place", *AS_OF)
    assert 9 not in {finding["no"] for finding in silent["findings"]}
    assert silent["counts"]["confirmed"] == 1
    assert sheet_in(sample).own[9].mark == "済"
    assert sheet_in(sample).own[9].points == ""

    type_into(sample, 9, evidence="規程は制定した。教育は来年から始める。")
    _, again = call(capsys, "check", sample, "--in-place", *AS_OF)
    assert 9 in {finding["no"] for finding in again["findings"]}
    own = sheet_in(sample).own[9]
    assert own.mark == "◆"
    assert "回答が変わった" in own.points
    assert own.reviewer == "佐藤: 教育は11月に開始済み"


def test_a_mended_row_loses_its_mark(sample, capsys):
    call(capsys, "check", sample, "--in-place", *AS_OF)

    type_into(
        sample,
        9,
        evidence="『法令遵守規程』を2022年4月に制定し、全員に毎年6月と入社時に教育、改正時に周知している。",
    )
    call(capsys, "check", sample, "--in-place", *AS_OF)

    assert sheet_in(sample).own[9].mark == ""


def test_an_answer_mended_and_confirmed_before_the_next_run_is_confirmed(sample, capsys):
    call(capsys, "check", sample, "--in-place", *AS_OF)

    type_into(sample, 9, evidence="規程は制定した。教育は来年から始める。", mark="済み")
    _, result = call(capsys, "check", sample, "--in-place", *AS_OF)

    assert 9 not in {finding["no"] for finding in result["findings"]}
    assert sheet_in(sample).own[9].mark == "済"


def test_a_note_in_the_mark_column_is_kept(sample, capsys):
    call(capsys, "check", sample, "--in-place", *AS_OF)
    type_into(sample, 1, mark="要相談")

    call(capsys, "check", sample, "--in-place", *AS_OF)

    assert sheet_in(sample).own[1].mark == "要相談"


def test_words_in_the_date_columns_are_kept(sample, owners, capsys):
    call(capsys, "run", sample, "--owners", owners, "--in-place", *AS_OF)
    assert sheet_in(sample).own[5].finish is not None
    type_into(sample, 5, finish="来月", due="12月20日")
    type_into(sample, 7, finish="", due="")

    call(capsys, "run", sample, "--in-place", *AS_OF)

    own = sheet_in(sample).own
    assert (own[5].finish, own[5].due) == ("来月", "12月20日")
    assert (own[7].finish, own[7].due) == (None, None)


def test_without_our_hidden_column_nothing_is_doubled_and_confirming_goes_on(sample, capsys):
    call(capsys, "check", sample, "--in-place", *AS_OF)
    package = open_package(sample)
    sheet = sheet_in(sample)
    column = sheet.layout.own_columns["state"]
    empty = tuple((None,) for _ in range(sheet.layout.header_bottom, sheet.layout.last_row + 1))
    block = WriteBlock(sheet.name, sheet.layout.header_bottom, column, empty)
    apply_plan(package, ChangePlan("deleted", (block,)))
    sample.write_bytes(package.to_bytes())

    for _ in range(2):
        call(capsys, "check", sample, "--in-place", *AS_OF)

    columns = sheet_in(sample).layout.own_columns
    assert list(columns) == list(OWN_HEADERS)
    assert max(columns.values()) - min(columns.values()) < len(OWN_HEADERS) + 1


def test_rows_sorted_without_our_columns_are_told(sample, owners, capsys):
    call(capsys, "run", sample, "--owners", owners, "--in-place", *AS_OF)
    package, sheet = open_package(sample), sheet_in(sample)
    state, no = sheet.layout.own_columns["state"], sheet.layout.columns["no"]
    first, second = sheet.items[0], sheet.items[1]
    swapped = tuple(
        WriteBlock(sheet.name, a.row, no, ((b.no,),)) for a, b in ((first, second), (second, first))
    )
    apply_plan(package, ChangePlan("sorted", swapped))
    sample.write_bytes(package.to_bytes())

    status, result = call(capsys, "check", sample, *AS_OF)

    assert status == 1
    assert state
    assert len([p for p in result["problems"] if "並べ替え" in p["message"]]) == 2


def test_odd_things_in_the_sheet_are_told_by_every_action(sample, tmp_path, capsys):
    type_into(sample, 1, score="保留")

    for action in ("prepare", "summarize", "run", "check", "suggest"):
        options = AS_OF if action != "prepare" else []
        status, result = call(capsys, action, sample, *options, "-o", tmp_path / f"{action}.xlsx")
        assert status == 1
        assert "保留" in result["problems"][0]["message"]


def test_lines_that_a_new_owners_table_drops_are_told(sample, owners, tmp_path, capsys):
    call(capsys, "assign", sample, "--owners", owners, "--in-place")
    other = tmp_path / "新.csv"
    other.write_text("担当領域,部門\nIT,情シス\n", encoding="utf-8")

    _, result = call(capsys, "assign", sample, "--owners", other, "--in-place")

    assert any("新しい担当者の表にない行" in problem["message"] for problem in result["problems"])


def test_a_file_that_changes_meanwhile_is_not_overwritten(sample, monkeypatch, capsys):
    from jama_checksheet.workbook import file

    honest = file.apply_plan

    def slow(package, plan):
        honest(package, plan)
        sample.write_bytes(sample.read_bytes() + b" ")

    monkeypatch.setattr(file, "apply_plan", slow)
    status, result = call(capsys, "check", sample, "--in-place", *AS_OF)

    assert status == 2
    assert "ほかの操作" in result["error"]
    assert not (sample.parent / "控え").exists()


def test_assignments_made_by_hand_stay(sample, owners, capsys):
    call(capsys, "assign", sample, "--owners", owners, "--in-place")
    type_into(sample, 3, department="品質保証部", person="田中")

    status, result = call(capsys, "assign", sample, "--in-place")

    assert status == 0
    assert result["by_department"]["品質保証部"] == 1
    assert sheet_in(sample).own[3].person == "田中"


def test_run_without_any_owners_leaves_rows_unassigned(sample, tmp_path, capsys):
    status, result = call(capsys, "run", sample, "-o", tmp_path / "out.xlsx", *AS_OF)

    assert status == 1
    assert len(result["assign"]["unassigned"]) == 153
    assert sheet_in(tmp_path / "out.xlsx").own[1].department == "未割当"


def test_assign_without_any_owners_is_not_done(sample, tmp_path, capsys):
    status, result = call(capsys, "assign", sample, "-o", tmp_path / "out.xlsx")

    assert status == 2
    assert "--owners" in result["error"]
    assert not (tmp_path / "out.xlsx").exists()


def test_an_area_nobody_answers_for_is_reported(sample, tmp_path, capsys):
    table = tmp_path / "表.csv"
    table.write_bytes(
        "担当領域,部門,担当者,メール\nIT、情報セキュリティ,情シス,佐藤,a@example.co.jp\n".encode("cp932")
    )

    status, result = call(capsys, "assign", sample, "--owners", table, "-o", tmp_path / "out.xlsx")

    assert status == 1
    assert result["by_department"]["未割当"] == len(result["unassigned"]) > 0


def test_suggestions_are_applied_only_on_demand(sample, tmp_path, capsys):
    original = sample.read_bytes()
    _, shown = call(capsys, "suggest", sample, *AS_OF)
    numbers = [entry["no"] for entry in shown["suggestions"]]
    assert numbers
    assert shown["applied"] == []
    assert sample.read_bytes() == original

    out = tmp_path / "案.xlsx"
    _, applied = call(capsys, "suggest", sample, "--apply", numbers[0], "-o", out, *AS_OF)

    first = shown["suggestions"][0]
    assert applied["applied"] == [first["no"]]
    after = sheet_in(out)
    assert after.answers[first["no"]].score == first["score"]
    assert after.own[first["no"]].mark == "案"
    assert all(not after.answers[no].answered for no in numbers[1:])


def test_a_suggestion_that_is_not_there_cannot_be_applied(sample, tmp_path, capsys):
    status, result = call(capsys, "suggest", sample, "--apply", "1", "-o", tmp_path / "x.xlsx", *AS_OF)

    assert status == 2
    assert "No.1" in result["error"]


def test_last_years_promises_appear_in_the_summary(sample, tmp_path, capsys):
    status, _ = call(capsys, "summarize", sample, "--previous", sample, "-o", tmp_path / "out.xlsx", *AS_OF)

    assert status == 0
    grid = read_book(open_package(tmp_path / "out.xlsx"), "x").grid("社内用_サマリー")
    assert any("昨年" in str(value) for value in grid.values.values())


def test_evidence_like_a_formula_stays_text(sample, capsys):
    type_into(sample, 9, evidence='=HYPERLINK("http://x","y")')

    call(capsys, "run", sample, "--in-place", *AS_OF)

    book = read_book(open_package(sample), "x")
    sheet = sheet_in(sample)
    assert sheet.answers[9].evidence == '=HYPERLINK("http://x","y")'
    row = next(item.row for item in sheet.items if item.no == 9)
    assert (row, sheet.layout.columns["evidence"]) not in book.grid(sheet.name).formulas


@pytest.mark.libreoffice
def test_a_save_by_libreoffice_in_between_changes_nothing_for_us(sample, owners, tmp_path, soffice, capsys):
    once = tmp_path / "1.xlsx"
    _, first = call(capsys, "run", sample, "--owners", owners, "-o", once, *AS_OF)
    type_into(once, 3, department="品質保証部", person="田中")
    type_into(once, 9, mark="済", reviewer="佐藤")

    saved = soffice(once)
    status, second = call(capsys, "run", saved, "-o", tmp_path / "2.xlsx", *AS_OF)

    assert status == 1
    before, after = sheet_in(once), sheet_in(tmp_path / "2.xlsx")
    assert after.layout.own_columns == before.layout.own_columns
    assert after.own[3].person == "田中"
    assert after.own[9].mark == "済"
    assert second["check"]["counts"]["flagged"] == first["check"]["counts"]["flagged"] - 1
    assert second["summarize"]["totals"]["points"] == first["summarize"]["totals"]["points"]
    names = [grid.name for grid in read_book(open_package(tmp_path / "2.xlsx"), "x").grids]
    assert len(names) == len(set(names)) == 6
