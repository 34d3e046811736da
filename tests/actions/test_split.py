"""split on a real file: who gets which rows, what the manifest knows, and nothing of the master that is not meant for the department."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from actions.files import AS_OF, call, parts, sheet_in, type_into
from jama_checksheet.checksheet.memory import answer_fingerprint, question_fingerprint
from jama_checksheet.delivery.manifest import load
from jama_checksheet.evidence.signals.calendar import fiscal_year
from jama_checksheet.owners import assign
from jama_checksheet.sample.build import build_sample
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.owners_file import load_owners
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME, read_payload


@pytest.fixture
def split(capsys, sample, owners, tmp_path):
    """Split the sample into `tmp_path/配布` with more options; returns status, result and the folder."""

    def run(*options, file=sample, to="配布"):
        status, result = call(
            capsys, "split", file, "--to", tmp_path / to, *AS_OF, "--owners", owners, *options
        )
        return status, result, tmp_path / to

    return run


def payload_of(path):
    return read_payload(read_book(open_package(path), str(path)))


def test_every_department_gets_its_items_and_those_it_shares(split, sample, owners):
    status, result, folder = split()

    sheet = sheet_in(sample)
    by_no = assign(sheet, load_owners(owners).owners).by_no
    wanted = {}
    for item in sheet.items:
        for name in (by_no[item.no].department, *by_no[item.no].co_departments):
            wanted.setdefault(name, []).append(item.no)
    assert status == 0
    assert {file["department"]: file["items"] for file in result["files"]} == {
        name: len(numbers) for name, numbers in wanted.items()
    }
    for part in load(folder / "manifest.json").parts:
        assert [item.no for item in sheet_in(folder / part.path).items] == wanted[part.department]
        assert part.items == tuple(map(str, wanted[part.department]))
        assert part.lead == tuple(
            str(no) for no in wanted[part.department] if by_no[no].department == part.department
        )
    assert any(len(part.lead) < len(part.items) for part in load(folder / "manifest.json").parts)


def test_an_item_of_several_departments_can_be_answered_in_each_of_their_sheets(split, sample):
    _, result, _ = split()
    shared = next(item.no for item in sheet_in(sample).items if len(item.areas) > 1)

    having = [file["department"] for file in result["files"] if shared in sheet_in_numbers(file["path"])]

    assert len(having) == 2


def sheet_in_numbers(path):
    return [item.no for item in sheet_in(Path(path)).items]


def test_the_present_answers_stand_in_it_ready_to_be_edited(split, sample):
    _, _, folder = split()
    master = sheet_in(sample)

    for path in folder.glob("*.xlsx"):
        for no, answer in sheet_in(path).answers.items():
            assert (answer.score, answer.evidence) == (master.answers[no].score, master.answers[no].evidence)


def test_key_questions_and_answers_of_the_manifest_agree_with_what_travels(split, sample):
    _, _, folder = split("--contact", "推進室\n青木")
    manifest, master = load(folder / "manifest.json"), sheet_in(sample)
    items = {str(item.no): item for item in master.items}

    assert (manifest.master, manifest.sheet, manifest.year) == (sample.name, master.name, 2025)
    assert manifest.contact == "推進室 青木"
    assert len(manifest.key) == 32
    for part in manifest.parts:
        carried = payload_of(folder / part.path)
        assert (carried.key, carried.department, carried.year) == (manifest.key, part.department, 2025)
        assert {item.no: item.question for item in carried.items} == part.questions
        assert {item.no: item.answer for item in carried.items} == part.answers
        assert part.questions == {no: question_fingerprint(items[no]) for no in part.items}
        assert part.answers == {no: answer_fingerprint(master.answers[items[no].no]) for no in part.items}


def test_every_split_has_a_key_of_its_own(split):
    _, _, one = split(to="一回目")
    _, _, other = split(to="二回目")

    assert load(one / "manifest.json").key != load(other / "manifest.json").key


def test_the_manifest_holds_no_answer(split, sample):
    _, _, folder = split()
    text = (folder / "manifest.json").read_text(encoding="utf-8")

    for answer in sheet_in(sample).answers.values():
        assert len(answer.evidence) < 12 or answer.evidence not in text


def test_nothing_of_another_department_is_in_a_sub_sheet(split, sample):
    _, _, folder = split()
    master = sheet_in(sample)

    for part in load(folder / "manifest.json").parts:
        with zipfile.ZipFile(folder / part.path) as archive:
            everything = "".join(archive.read(name).decode() for name in archive.namelist())
        own = "\n".join(
            master.answers[item.no].evidence for item in master.items if str(item.no) in part.items
        )
        others = [master.answers[item.no].evidence for item in master.items if str(item.no) not in part.items]
        assert len(others) > 50
        for text in others:
            lines = [line for line in text.split("\n") if len(line) > 15 and line not in own]
            assert not any(line in everything for line in lines)


def test_addressees_and_dates_come_from_the_owners_table(split):
    _, result, folder = split()
    by_department = {part.department: part for part in load(folder / "manifest.json").parts}
    told = {file["department"]: file for file in result["files"]}

    system = by_department["情報システム課"]
    assert [(contact.mail, contact.person, contact.title) for contact in system.to] == [
        ("t.inoue@example.co.jp", "井上 拓也", "課長")
    ]
    assert [contact.mail for contact in system.cc] == ["it-desk@example.co.jp"]
    assert told["情報システム課"]["to"] == ["t.inoue@example.co.jp"]
    assert told["情報システム課"]["cc"] == ["it-desk@example.co.jp"]
    assert told["法務課"]["cc"] == []
    assert system.due == date(2025, 12, 12)
    assert by_department["情報セキュリティ推進室"].due == date(2025, 12, 19)


def test_a_due_date_for_all(split):
    _, _, folder = split("--due", "2026-01-16")

    assert {part.due for part in load(folder / "manifest.json").parts} == {date(2026, 1, 16)}


def test_a_due_date_that_has_passed_is_pointed_out(split):
    status, result, _ = split("--due", "2025-01-16")

    assert status == 1
    assert any("回答期限が基準日より前" in line for line in result["warnings"])


def test_what_a_person_assigned_by_hand_counts(split, sample, owners, capsys, tmp_path):
    assigned = tmp_path / "割当済み.xlsx"
    call(capsys, "assign", sample, "--owners", owners, "-o", assigned)
    type_into(assigned, 1, department="海外統括部", person="", co_departments="法務課／総務課")

    _, result, folder = split(file=assigned)

    assert {"海外統括部", "法務課", "総務課"} <= {
        file["department"] for file in result["files"] if 1 in sheet_in_numbers(file["path"])
    }
    abroad = load(folder / "manifest.json").part("海外統括部")
    assert (abroad.items, abroad.to) == (("1",), ())


def test_the_owners_of_the_book_itself_serve(sample, owners, capsys, tmp_path):
    assigned = tmp_path / "割当済み.xlsx"
    call(capsys, "assign", sample, "--owners", owners, "-o", assigned)

    status, result = call(capsys, "split", assigned, "--to", tmp_path / "配布", *AS_OF)

    assert status == 0
    assert len(result["files"]) == 7
    assert all(file["to"] for file in result["files"])


def test_rows_without_a_department_are_told_and_stand_in_no_sheet(capsys, sample, tmp_path):
    few = tmp_path / "少し.csv"
    few.write_text("担当領域,部門\n人事,人事課\n", encoding="utf-8")

    status, result = call(capsys, "split", sample, "--to", tmp_path / "配布", "--owners", few, *AS_OF)

    assert status == 1
    assert [file["department"] for file in result["files"]] == ["人事課"]
    assert len(result["unassigned"]) == 153 - result["files"][0]["items"]


def test_last_years_answers_stand_beside(split, tmp_path):
    this_year = tmp_path / "今年.xlsx"
    this_year.write_bytes(build_sample(answered=False))
    last_year = tmp_path / "昨年.xlsx"
    last_year.write_bytes(build_sample())
    type_into(last_year, 2, condition="昨年は別の文面の条件でした。")
    then = sheet_in(last_year)

    _, result, _ = split("--previous", last_year, file=this_year)

    path = next(Path(file["path"]) for file in result["files"] if 1 in sheet_in_numbers(file["path"]))
    shown = last_year_column(path)
    assert shown[1] == f"【{then.words[then.answers[1].score]}】\n{then.answers[1].evidence}"
    assert shown[2].endswith("（昨年の設問は、文面が今年と異なります）")
    assert all(not answer.answered for answer in sheet_in(path).answers.values())


def last_year_column(path):
    book, sheet = read_book(open_package(path), str(path)), sheet_in(path)
    grid = book.grid(ITEMS_SHEET_NAME)
    column = next(c for (row, c), text in grid.values.items() if text == "昨年の回答")
    return {item.no: grid.values.get((item.row, column)) for item in sheet.items}


def test_points_to_confirm_stand_beside_the_answers_unless_confirmed(split, sample, capsys, tmp_path):
    checked = tmp_path / "点検済み.xlsx"
    _, found = call(capsys, "check", sample, *AS_OF, "-o", checked)
    flagged = {finding["no"] for finding in found["findings"] if finding["severity"] != "advice"}
    settled = min(flagged)
    type_into(checked, settled, mark="済")

    _, result, _ = split(file=checked)

    seen = {}
    for file in result["files"]:
        grid = read_book(open_package(Path(file["path"])), "").grid(ITEMS_SHEET_NAME)
        column = next((c for (_, c), text in grid.values.items() if text == "ご確認いただきたい点"), 0)
        seen |= {item.no: grid.values.get((item.row, column)) for item in sheet_in(Path(file["path"])).items}
    assert {no for no, text in seen.items() if text} == flagged - {settled}


def test_a_sub_sheet_is_a_check_sheet_for_inspect_and_check(split, capsys):
    _, result, _ = split()
    path = next(file["path"] for file in result["files"] if file["department"] == "総務課")

    status, seen = call(capsys, "inspect", path)
    assert (status, seen["sheet"], seen["items"]) == (0, ITEMS_SHEET_NAME, 28)
    assert set(seen["columns"]) == {
        "no", "level", "category", "label", "purpose", "requirement", "condition", "criteria", "examples", "area",
        "score", "evidence",
    }  # fmt: skip
    status, found = call(capsys, "check", path, *AS_OF)
    assert (status, found["counts"]["items"]) == (1, 28)


def test_the_master_stays_as_it_is_unless_an_output_is_asked_for(split, sample):
    before = sample.read_bytes()

    _, result, _ = split()

    assert (result["output"], result["backup"]) == (None, None)
    assert sample.read_bytes() == before


@pytest.mark.parametrize("worked_in", [False, True])
def test_with_an_output_the_master_keeps_the_key_and_nothing_else_changes(
    split, sample, owners, tmp_path, capsys, worked_in
):
    if worked_in:
        call(capsys, "assign", sample, "--owners", owners, "--in-place")
    out = tmp_path / "番号入り.xlsx"

    _, result, folder = split("-o", out)

    before, after = parts(sample), parts(out)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert all(
        "customXml" in name or name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
        for name in changed
    )
    assert read_book(open_package(out), "").notes["split"] == load(folder / "manifest.json").key
    assert result["output"] == str(out)


def test_later_actions_keep_the_key(split, sample, capsys):
    _, result, folder = split("--in-place")
    call(capsys, "check", sample, *AS_OF, "--in-place")

    assert result["backup"]
    assert read_book(open_package(sample), "").notes["split"] == load(folder / "manifest.json").key


@pytest.mark.parametrize(("day", "year"), [("2025-04-01", 2025), ("2026-03-31", 2025), ("2026-04-01", 2026)])
def test_the_fiscal_year_begins_in_april(day, year):
    assert fiscal_year(date.fromisoformat(day)) == year


def test_the_manifest_is_json_that_people_can_read(split):
    _, _, folder = split()

    document = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert document["version"] == 1
    assert "総務課" in [part["department"] for part in document["parts"]]
