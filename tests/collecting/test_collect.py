"""collect on real files: what goes into the master, what does not, and that twice is once."""

import hashlib
import json
import os
import shutil

import openpyxl
import pytest

from actions.files import call, parts, type_into
from collecting.distribution import (
    JINJI,
    JOSYS,
    SOUMU,
    WORDS,
    answers_in,
    distribute,
    fill,
    fresh,
    history_of,
    run,
)
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock
from jama_checksheet.workbook.sheets.history_lines import NAME, RETURNED
from jama_checksheet.workbook.sheets.history_sheet import CHOSEN, HELD, JOINED, NOT_CHOSEN, SAME, WRITTEN

DONE, UNDER_WAY, NOT_DONE, NA = WORDS


@pytest.fixture
def given(tmp_path):
    return fresh(tmp_path)


def outcomes(result, no):
    return [line.text("outcome") for line in result.history.replies if line.text("no") == str(no)]


def test_answers_go_into_the_master_in_its_own_words(given):
    before = answers_in(given.master)
    file = fill(
        given.reply(SOUMU),
        (2, DONE, "規程を2024年4月に制定した。"),
        (1, DONE, "手順書を2025年10月に制定した。"),
    )

    result = given.collect(file)

    assert result.status == 1  # two departments are still awaited
    assert result.json["merged"] == [1, 2]
    assert result.json["unchanged"] == [5, 8]
    assert result.json["missing"] == [JOSYS, JINJI]
    assert result.answers == before | {
        1: ("2", "手順書を2025年10月に制定した。"),
        2: ("2", "規程を2024年4月に制定した。"),
    }
    assert outcomes(result, 2) == [CHOSEN]
    assert outcomes(result, 8) == [SAME]
    assert openpyxl.load_workbook(result.path)["チェックシート"]["K3"].value == DONE


def test_only_the_answers_and_our_sheets_change(given):
    before = parts(given.master)

    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))

    after = parts(result.path)
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "docProps/app.xml",
        "xl/worksheets/sheet1.xml",
        next(name for name in before if name.startswith("customXml/item")),
    }
    cells = {
        (cell.row, cell.column): cell.value
        for book in (openpyxl.load_workbook(given.master),)
        for row in book["チェックシート"].iter_rows()
        for cell in row
    }
    now = openpyxl.load_workbook(result.path)["チェックシート"]
    assert {place for place, value in cells.items() if now.cell(*place).value != value} == {(3, 11), (3, 12)}


def test_everybody_has_answered(given):
    files = [
        fill(given.reply(SOUMU), (1, DONE, "済み。"), (2, DONE, "済み。"), (7, DONE, "済み。")),
        fill(given.reply(JOSYS), (4, DONE, "台帳がある。"), (7, DONE, "済み。")),
        fill(given.reply(JINJI), (6, NA, "派遣社員がいない。")),
    ]

    result = given.collect(*files)

    assert result.status == 0
    assert result.json["missing"] == result.json["conflicts"] == result.json["quarantined"] == []
    assert result.answers[6] == ("NA", "派遣社員がいない。")
    assert [line.text("when") for line in result.history.returns] == [RETURNED] * 3


def test_twice_is_once(given):
    files = [
        fill(given.reply(SOUMU), (2, DONE, "制定した。"), (5, DONE, "手順書を制定した。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ手順書を見ていない。")),
    ]
    first = given.collect(*files)
    shutil.copy(first.path, given.master)
    remembered = given.manifest.read_bytes()

    again = given.collect(*reversed(files), out="二度目.xlsx")

    assert again.path.read_bytes() == first.path.read_bytes()
    assert again.json["merged"] == []
    assert given.manifest.read_bytes() == remembered
    status, result, _ = run("collect", given.master, *files, "--in-place")
    assert (status, result["output"], result["backup"]) == (1, None, None)
    assert given.master.read_bytes() == first.path.read_bytes()
    assert len(list((given.folder / "控え").glob("*"))) == 1  # the one that split made


def test_files_may_come_one_by_one_in_any_order(given, tmp_path):
    files = [
        fill(given.reply(SOUMU), (5, DONE, "手順書を制定した。"), (2, DONE, "制定した。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ見ていない。"), (3, UNDER_WAY, "更新が遅れている。")),
        fill(given.reply(JINJI), (6, DONE, "教育した。")),
    ]
    together = given.collect(*files).answers

    for order in ((0, 1, 2), (2, 1, 0)):
        master = tmp_path / f"順{order}.xlsx"
        shutil.copy(given.master, master)
        for place in order:
            run("collect", master, files[place], "--in-place")
        assert answers_in(master) == together
    assert together[5] == ("0", f"【{SOUMU}】手順書を制定した。\n【{JOSYS}】まだ見ていない。")


def test_departments_that_differ_are_shown_with_what_was_chosen(given):
    result = given.collect(
        fill(given.reply(SOUMU), (5, DONE, "手順書を制定した。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ見ていない。")),
    )

    (conflict,) = result.json["conflicts"]
    assert conflict["no"] == 5
    assert conflict["chosen"]["score"] == "0"
    assert conflict["chosen"]["department"] == JOSYS
    assert [(v["department"], v["score"]) for v in conflict["values"]] == [(SOUMU, "2"), (JOSYS, "0")]
    assert outcomes(result, 5) == [JOINED, JOINED, WRITTEN]


def test_the_rule_lead_for_all_or_for_one_item(given):
    files = [
        fill(given.reply(SOUMU), (5, DONE, "手順書を制定した。"), (7, DONE, "済み。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ見ていない。"), (7, UNDER_WAY, "半分。")),
    ]

    lead = given.collect(*files, options=("--rule", "lead"))
    assert lead.answers[5] == ("2", "手順書を制定した。")
    assert lead.answers[7] == ("1", "半分。")
    assert outcomes(lead, 5) == [CHOSEN, NOT_CHOSEN]

    run("assign", given.master, "--owners", given.folder / "担当者.csv", "--in-place")
    package = open_package(given.master)
    apply_plan(package, ChangePlan("記入", (WriteBlock("社内用_担当者", 7, 16, ((5, "主担当の回答"),)),)))
    given.master.write_bytes(package.to_bytes())
    one = given.collect(*files)
    assert one.answers[5] == ("2", "手順書を制定した。")
    assert one.answers[7][0] == "1"
    assert one.answers[7][1].startswith(f"【{SOUMU}】")


def test_a_changed_rule_changes_the_master_and_is_told(given):
    files = [
        fill(given.reply(SOUMU), (5, DONE, "手順書を制定した。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ見ていない。")),
    ]
    shutil.copy(given.collect(*files).path, given.master)

    result = given.collect(*files, options=("--rule", "lead"))

    assert result.answers[5] == ("2", "手順書を制定した。")
    assert outcomes(result, 5) == [JOINED, JOINED, WRITTEN, WRITTEN]


def test_what_the_coordinator_entered_meanwhile_stays(given):
    type_into(given.master, 2, score=NA, evidence="電話で確認: 対象がない。")
    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"), (1, DONE, "制定した。"))

    result = given.collect(file)

    assert result.answers[2] == ("NA", "電話で確認: 対象がない。")
    (conflict,) = result.json["conflicts"]
    assert (conflict["no"], conflict["chosen"]["score"]) == (2, "NA")
    assert conflict["values"] == [{"department": SOUMU, "score": "2", "evidence": "制定した。"}]
    assert outcomes(result, 2) == [HELD]
    assert result.answers[1] == ("2", "制定した。")


def test_a_newer_reply_replaces_the_older_one(given):
    older = fill(
        given.reply(SOUMU, "1.xlsx"), (2, UNDER_WAY, "作成中。2026年1月に完了予定。"), (1, DONE, "済み。")
    )
    newer = fill(given.reply(SOUMU, "2.xlsx"), (2, DONE, "制定した。"))
    os.utime(older, (1_800_000_000, 1_800_000_000))
    os.utime(newer, (1_800_000_100, 1_800_000_100))

    result = given.collect(newer, older)

    assert result.answers[2] == ("2", "制定した。")
    assert outcomes(result, 2) == [NOT_CHOSEN, CHOSEN]
    assert len(next(p for p in given.known["parts"] if p["department"] == SOUMU)["replies"]) == 2


def test_the_manifest_knows_who_returned(given):
    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"))

    given.collect(file)

    (reply,) = next(p for p in given.known["parts"] if p["department"] == SOUMU)["replies"]
    assert reply["file"] == file.name
    assert reply["digest"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [p["department"] for p in given.known["parts"] if not p["replies"]] == [JOSYS, JINJI]


def test_a_file_as_it_was_given_out_is_no_reply(given):
    file = given.reply(SOUMU)

    result = given.collect(file)

    assert result.json["untouched"] == [file.name]
    assert SOUMU in result.json["missing"]
    assert not any(part["replies"] for part in given.known["parts"])


def test_an_empty_reply_is_not_counted_as_an_answer(given):
    result = given.collect(fill(given.reply(JINJI), then=lambda form: form.answer(6, "", "")))

    assert JINJI in result.json["missing"]
    assert result.json["merged"] == []


def test_questions_are_listed_until_they_are_answered(given):
    def ask(form):
        form.cell(2, "質問・連絡欄").value = "派遣社員も対象ですか。"
        form.cell(2, "回答者").value = "木村"

    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"), then=ask)
    result = given.collect(file)

    assert result.json["questions"] == [
        {
            "no": 2,
            "department": SOUMU,
            "person": "木村",
            "place": "質問・連絡欄",
            "text": "派遣社員も対象ですか。",
            "file": file.name,
        }
    ]
    package = open_package(result.path)
    grid_row = next(
        row for (row, _), value in openpyxl_values(result.path).items() if value == "派遣社員も対象ですか。"
    )
    apply_plan(package, ChangePlan("対応", (WriteBlock(NAME, grid_row, 8, (("回答済み",),)),)))
    given.master.write_bytes(package.to_bytes())
    assert given.collect(file).json["questions"] == []


def openpyxl_values(path):
    page = openpyxl.load_workbook(path)[NAME]
    return {(cell.row, cell.column): cell.value for row in page.iter_rows() for cell in row}


def test_the_history_keeps_what_people_wrote_and_only_grows(given):
    first = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))
    package = open_package(first.path)
    row = next(row for (row, _), value in openpyxl_values(first.path).items() if value == "制定した。")
    apply_plan(package, ChangePlan("メモ", (WriteBlock(NAME, row, 12, (("電話で確認済み",),)),)))
    given.master.write_bytes(package.to_bytes())
    before = history_of(given.master).replies

    second = given.collect(fill(given.reply(JOSYS), (4, DONE, "台帳がある。")))

    after = second.history.replies
    assert after[: len(before)] == before
    assert any(line.text("memo") == "電話で確認済み" for line in after)
    assert len(after) > len(before)


def test_the_summary_knows_the_returns_also_later(given, capsys):
    run("run", given.master, "--in-place", "--as-of", "2025-11-20")
    result = given.collect(
        fill(given.reply(SOUMU), (2, DONE, "制定した。")), options=("--as-of", "2025-11-20")
    )
    line = f"回収状況：3 部門のうち 1 部門から回答をいただきました。お待ちしている部門：{JOSYS}、{JINJI}"

    assert line in texts(result.path)
    later = given.folder / "後.xlsx"
    call(capsys, "summarize", result.path, "-o", later, "--as-of", "2025-11-20")
    assert line in texts(later)
    assert history_of(later) == result.history


def texts(path):
    return {cell.value for row in openpyxl.load_workbook(path)["社内用_サマリー"].iter_rows() for cell in row}


def test_another_distributions_master_or_manifest_is_refused(given, tmp_path):
    other = distribute(tmp_path / "別")
    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    before = other.master.read_bytes()

    status, _, said = run("collect", other.master, file, "--manifest", given.manifest, "--in-place")

    assert status == 2
    assert "別の配布" in said
    assert other.master.read_bytes() == before


def test_without_a_manifest_nothing_is_done(given):
    given.manifest.unlink()

    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))

    assert result.status == 2
    assert "--manifest" in result.said
    assert not result.path.exists()


def test_a_folder_stands_for_the_workbooks_in_it(given):
    fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    fill(given.reply(JINJI), (6, DONE, "教育した。"))
    (given.replies / "~$総務部.xlsx").write_bytes(b"x")

    assert given.collect(given.replies).merged() == [2, 6]


def test_a_manifest_that_cannot_be_written_is_told_and_mended_by_the_next_run(given, monkeypatch):
    from jama_checksheet.errors import OutputError
    from jama_checksheet.workbook import storage

    honest = storage.write_atomically

    def full(path, data):
        if path.name == "manifest.json":
            raise OutputError("空き容量が足りません。")
        honest(path, data)

    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    monkeypatch.setattr(storage, "write_atomically", full)
    result = given.collect(file)
    assert result.answers[2] == ("2", "制定した。")
    assert any("配布の記録" in problem["message"] for problem in result.json["problems"])

    monkeypatch.undo()
    shutil.copy(result.path, given.master)
    given.collect(file)
    assert next(p for p in given.known["parts"] if p["department"] == SOUMU)["replies"]


def test_nothing_of_an_answer_is_told_outside_the_workbook(given, tmp_path, capfd):
    file = fill(given.reply(SOUMU), (2, DONE, "極秘の事情を書いた根拠。"))
    capfd.readouterr()

    from jama_checksheet.cli import main

    main(["collect", str(given.master), str(file), "-o", str(given.folder / "x.xlsx")])

    out, err = capfd.readouterr()
    assert "極秘" not in out + err
    key = json.loads(given.manifest.read_text(encoding="utf-8"))["key"]
    assert key not in out + err
    assert key not in str(history_of(given.folder / "x.xlsx"))


def test_the_master_in_the_folder_is_not_taken_for_a_reply(given):
    fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    moved = given.replies / "元.xlsx"
    shutil.copy(given.master, moved)

    _, result, _ = run("collect", moved, given.replies, "-o", given.folder / "結果.xlsx")

    assert (result["merged"], result["quarantined"]) == ([2], [])


def test_the_columns_that_a_sub_sheet_is_given_out_with_are_no_notes(given, capsys):
    """昨年の回答 and ご確認いただきたい点 too."""
    type_into(given.master, 3, evidence="まだ準備中です。")
    status, _, said = run(
        "split", given.master, "--owners", given.folder / "担当者.csv", "--to", given.folder / "再",
        "--previous", given.master, "--in-place", "--as-of", "2025-11-20",
    )  # fmt: skip
    assert status in (0, 1), said
    file = next((given.folder / "再").glob(f"*_{JOSYS}_*.xlsx"))
    fill(file, (4, DONE, "台帳がある。"))
    headers = {cell.value for row in openpyxl.load_workbook(file)["回答シート"].iter_rows() for cell in row}
    assert {"昨年の回答", "ご確認いただきたい点"} <= headers

    result = given.collect(file)

    assert (result.json["merged"], result.json["questions"], result.json["quarantined"]) == ([4], [], [])


def test_a_file_of_an_earlier_distribution_is_held_back(given):
    old = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    run(
        "split", given.master, "--owners", given.folder / "担当者.csv", "--to", given.folder / "再", "--in-place",
        "--as-of", "2025-11-20",
    )  # fmt: skip

    result = given.collect(old, options=("--manifest", given.folder / "再" / "manifest.json"))

    assert "別の配布" in result.json["quarantined"][0]["reason"]
    assert result.merged() == []


def test_last_years_file_is_named_as_such(given, tmp_path):
    last_year = fresh(tmp_path / "昨年", as_of="2024-11-20")
    file = fill(last_year.reply(SOUMU), (2, DONE, "制定した。"))

    result = given.collect(file, options=("--manifest", given.manifest))

    assert "2024年度に配布した" in result.json["quarantined"][0]["reason"]
    assert result.merged() == []


def test_another_companys_file_is_held_back(given, tmp_path):
    other = fresh(tmp_path / "他社", title="（他社）")
    file = fill(other.reply(SOUMU), (2, DONE, "制定した。"))

    result = given.collect(file, options=("--manifest", given.manifest))

    assert "別の配布" in result.json["quarantined"][0]["reason"]
    assert result.history.replies == ()
