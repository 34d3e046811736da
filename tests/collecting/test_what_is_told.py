"""What collect tells beside the answers: who is missing where, what was left open, what was passed over, and what changed the rule."""

import json
import os
import shutil

import openpyxl
import pytest

from actions.files import type_into
from collecting.distribution import (
    JINJI,
    JOSYS,
    SOUMU,
    WORDS,
    fill,
    filled_in,
    fresh,
    history_of,
    run,
    wait_until_given_out,
)
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock
from jama_checksheet.workbook.sheets.history_lines import AWAITED, NAME, RETURNED
from jama_checksheet.workbook.sheets.history_sheet import HELD, JOINED, NOT_CHOSEN

DONE, UNDER_WAY, NOT_DONE, NA = WORDS


@pytest.fixture
def given(tmp_path):
    return fresh(tmp_path)


def note(given, result, text, memo="確認しました"):
    """The coordinator writes a メモ on the line with this 根拠; the result becomes the master."""
    page = openpyxl.load_workbook(result.path)[NAME]
    row = max(cell.row for cells in page.iter_rows() for cell in cells if cell.value == text)
    package = open_package(result.path)
    apply_plan(package, ChangePlan("メモ", (WriteBlock(NAME, row, 12, ((memo,),)),)))
    given.master.write_bytes(package.to_bytes())


def aged(path, seconds):
    os.utime(path, (1_800_000_000 + seconds,) * 2)
    return path


def test_two_people_of_one_department_lose_nothing(given):
    first = aged(fill(given.reply(SOUMU, "一人目.xlsx"), (1, DONE, "一人目が書いた根拠")), 0)
    second = aged(fill(given.reply(SOUMU, "二人目.xlsx"), (8, UNDER_WAY, "二人目が書いた根拠")), 60)

    both = given.collect(second, first)
    shutil.copy(given.collect(first, out="前.xlsx").path, given.master)
    one_by_one = given.collect(second)

    for result in (both, one_by_one):
        assert result.answers[1] == ("2", "一人目が書いた根拠")
        assert result.answers[8] == ("1", "二人目が書いた根拠")
        (doubt,) = result.json["conflicts"]
        assert (result.status, doubt["no"]) == (1, 1)
        assert [value["score"] for value in doubt["values"]] == ["2", "1"]
        assert "取り消しかどうか" in doubt["reason"]


def test_a_doubt_is_closed_by_a_note_on_its_last_line(given):
    first = aged(fill(given.reply(SOUMU, "一人目.xlsx"), (1, DONE, "一人目が書いた根拠")), 0)
    second = aged(fill(given.reply(SOUMU, "二人目.xlsx"), (8, UNDER_WAY, "二人目が書いた根拠")), 60)
    result = given.collect(first, second)
    lines = [line for line in result.history.replies if line.text("no") == "1"]
    assert [line.text("outcome") for line in lines] == ["採用", NOT_CHOSEN]
    assert "メモ" in lines[1].text("reason")

    note(given, result, lines[1].text("evidence"))

    again = given.collect(first, second)
    assert again.json["conflicts"] == []
    assert again.answers[1] == ("2", "一人目が書いた根拠")


def test_a_conflict_is_closed_by_a_note_until_something_new_comes(given):
    type_into(given.master, 2, score=NA, evidence="電話で確認: 対象がない。")
    file = aged(fill(given.reply(SOUMU), (2, DONE, "制定した。")), 0)
    result = given.collect(file)
    assert [conflict["no"] for conflict in result.json["conflicts"]] == [2]

    note(given, result, "制定した。")
    closed = given.collect(file, out="閉.xlsx")
    assert closed.json["conflicts"] == []
    assert 2 in closed.json["unchanged"]
    assert closed.history.returns[0].text("outcome") == ""

    newer = aged(fill(given.reply(SOUMU, "新.xlsx"), (2, DONE, "改定した。")), 60)
    reopened = given.collect(newer)
    assert [conflict["no"] for conflict in reopened.json["conflicts"]] == [2]
    assert reopened.answers[2] == ("NA", "電話で確認: 対象がない。")


def test_a_newer_reply_that_fills_one_cell_is_told_as_put_together(given):
    older = aged(fill(given.reply(SOUMU, "1.xlsx"), (2, UNDER_WAY, "作成中。")), 0)
    newer = aged(fill(given.reply(SOUMU, "2.xlsx"), (2, DONE, "")), 60)

    result = given.collect(older, newer)

    assert result.answers[2] == ("2", "作成中。")
    assert next(line.text("outcome") for line in result.history.replies if line.text("no") == "2") == JOINED


def test_a_second_round_doubles_nothing(given):
    """The master's joined text is given out again: each department changes its own part."""
    first = given.collect(
        fill(given.reply(SOUMU), (5, DONE, "総務の一回目。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "情シスの一回目。")),
    )
    shutil.copy(first.path, given.master)
    joined = first.answers[5][1]
    again = given.folder / "再"
    status, _, said = run(
        "split", given.master, "--owners", given.folder / "担当者.csv", "--to", again, "--in-place",
        "--as-of", "2025-11-20",
    )  # fmt: skip
    assert status in (0, 1), said
    files = {name: next(again.glob(f"*_{name}_*.xlsx")) for name in (SOUMU, JOSYS)}
    fill(
        files[SOUMU],
        (5, None, joined.replace("総務の一回目", "総務の二回目").replace("情シスの", "他部門の")),
    )
    fill(files[JOSYS], (4, DONE, "台帳がある。"))

    result = given.collect(*files.values(), options=("--manifest", again / "manifest.json"))

    assert result.answers[5] == ("0", joined.replace("総務の一回目", "総務の二回目"))
    assert [(q["no"], q["text"]) for q in result.json["questions"]] == [(5, "他部門の一回目。")]


def test_a_reply_that_was_collected_into_another_file_is_told(given):
    first = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    second = fill(given.reply(JINJI), (6, DONE, "教育した。"))
    given.collect(first, out="別の出力.xlsx")

    result = given.collect(second)

    assert result.status == 1
    assert result.json["absent"] == [{"department": SOUMU, "file": first.name}]
    assert result.json["missing"] == [SOUMU, JOSYS]
    assert [line.text("when") for line in result.history.returns] == [AWAITED, AWAITED, RETURNED]
    assert given.collect(first, second).json["absent"] == []


def test_an_absent_reply_is_told_in_words_with_what_to_do(given, capsys):
    from jama_checksheet.cli import main

    first = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    given.collect(first, out="別の出力.xlsx")
    second = fill(given.reply(JINJI), (6, DONE, "教育した。"))

    main(["collect", str(given.master), str(second), "-o", str(given.folder / "y.xlsx")])

    told = capsys.readouterr().out
    assert f"以前取り込んだ {first.name}（{SOUMU}）の回答が、このチェックシートにありません。" in told
    assert "一緒に取り込んで" in told


def test_lead_that_left_the_item_empty_is_told(given):
    others = fill(given.reply(JOSYS), (7, NOT_DONE, "まだ見ていない。"))

    waits = given.collect(others, options=("--rule", "lead"), out="待ち.xlsx")
    assert waits.status == 1, waits.said
    assert {"no": 5, "lead": SOUMU, "returned": False} in waits.json["waiting"]
    assert 7 in waits.merged()  # JOSYS leads it
    assert {"no": 5, "department": SOUMU} not in waits.json["blank"]

    empty = fill(given.reply(SOUMU), (2, DONE, "済み。"), (5, "", ""))
    came = given.collect(
        others, empty, fill(given.reply(JINJI), (6, NA, "いない。")), options=("--rule", "lead")
    )
    assert came.status == 1
    assert came.json["missing"] == []
    assert {"no": 5, "lead": SOUMU, "returned": True} in came.json["waiting"]


def test_items_left_blank_by_a_returned_department_are_told_by_number(given):
    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "済み。")))

    assert result.json["blank"] == [{"department": SOUMU, "items": [7]}]


def test_a_file_that_was_only_opened_and_saved_is_told_as_such(given):
    wait_until_given_out(given)
    with filled_in(given.reply(SOUMU)):
        pass

    result = given.collect(given.replies / f"{SOUMU}.xlsx")

    assert [(entry["department"], entry["changed"]) for entry in result.json["returned"]] == [(SOUMU, False)]
    assert SOUMU not in result.json["missing"]
    assert "配布したときの回答のまま" in result.history.returns[0].text("reason")


def test_without_a_rule_the_last_one_holds_and_another_one_is_told(given):
    files = [
        fill(given.reply(SOUMU), (5, DONE, "手順書を制定した。")),
        fill(given.reply(JOSYS), (5, NOT_DONE, "まだ見ていない。")),
    ]
    first = given.collect(*files, options=("--rule", "lead"))
    assert first.json["rule"] == {"used": "lead", "before": None, "changed": []}
    shutil.copy(first.path, given.master)

    forgotten = given.collect(*files, out="忘れた.xlsx")
    assert forgotten.json["rule"] == {"used": "lead", "before": "lead", "changed": []}
    assert forgotten.path.read_bytes() == first.path.read_bytes()

    other = given.collect(*files, options=("--rule", "lowest"))
    assert other.json["rule"] == {"used": "lowest", "before": "lead", "changed": [5]}
    assert other.status == 1
    assert other.history.rule.rule == "lowest"


def test_a_formula_in_the_masters_evidence_is_told_as_what_it_is(given):
    book = openpyxl.load_workbook(given.master)
    book["チェックシート"].cell(3, 12).value = '="式の"&"根拠"'
    book.save(given.master)

    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))

    (conflict,) = result.json["conflicts"]
    assert "数式" in conflict["reason"]
    assert "配布のあとで" not in conflict["reason"]
    (line,) = [line for line in result.history.replies if line.text("no") == "2"]
    assert line.text("outcome") == HELD
    assert "数式" in line.text("reason")


@pytest.mark.parametrize("how", ["a mistyped name", "damaged"])
def test_where_nothing_can_be_read_nothing_is_written(how, given):
    name = given.replies / "ない.xlsx"
    if how == "damaged":
        name.write_bytes(b"PK\x03\x04")
    before = given.master.read_bytes(), given.manifest.read_bytes()

    result = given.collect(name)
    status, _, _ = run("collect", given.master, name, "--in-place")

    assert (result.status, status) == (2, 2)
    assert name.name in result.said
    assert not result.path.exists()
    assert (given.master.read_bytes(), given.manifest.read_bytes()) == before
    sound = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    assert given.collect(name, sound).merged() == [2]


def test_a_run_that_takes_nothing_rewrites_nothing(given):
    before = given.master.read_bytes()

    status, result, _ = run("collect", given.master, given.reply(SOUMU), "--in-place")

    assert (status, result["output"], result["untouched"]) == (1, None, [f"{SOUMU}.xlsx"])
    assert given.master.read_bytes() == before


def test_what_a_folder_holds_beside_workbooks_is_told(given):
    file = fill(given.reply(SOUMU), (2, DONE, "制定した。"))
    for name in (
        "古い.xls",
        "表.ods",
        "回答.csv",
        "まとめ.zip",
        "返信.eml",
        "返信.msg",
        ".DS_Store",
        "~$総務部.xlsx",
    ):
        (given.replies / name).write_bytes(b"x")
    (given.replies / "追加分").mkdir()
    shutil.copy(file, given.replies / "追加分")
    (given.replies / "控え").mkdir()

    result = given.collect(given.replies)

    assert result.merged() == [2]
    over = {entry["file"]: entry["reason"] for entry in result.json["passed_over"]}
    assert set(over) == {
        f"返信/{name}"
        for name in ("古い.xls", "表.ods", "回答.csv", "まとめ.zip", "返信.eml", "返信.msg", "追加分")
    }
    assert "添付" in over["返信/返信.eml"]
    assert "このフォルダーも指定" in over["返信/追加分"]
    assert result.status == 1


def test_the_history_tells_the_same_when_read_again(given):
    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))

    assert history_of(result.path).rule.rule == "lowest"
    assert json.dumps(result.json["rule"])


def told(result):
    return {(q["no"], q["text"]) for q in result.json["questions"]}


def test_a_file_filled_in_as_it_should_be_is_told_without_any_note(given):
    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。")))

    assert told(result) == set()


def test_words_beside_the_answers_are_told_wherever_they_stand(given):
    def write(form):
        last = form.page.max_row
        form.page.cell(last + 3, 3).value = "表の下の連絡です"
        form.page.cell(last + 1, 1).value = "A列の連絡"
        form.page["A3"].value = "説明の行を書き換えた連絡"
        form.page["B2"].value = "右の連絡"
        form.cell(2, "記入状況").value = "確認中です"
        form.cell(1, "回答部門").value = "法務部に聞いて"
        form.cell(5, "担当領域").value = "うちではない"
        form.book["はじめに"]["C30"].value = "表紙の連絡"
        form.book["はじめに"]["C8"].value = "来週返します"

    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。"), then=write))

    assert result.merged() == [2]
    assert told(result) == {
        (None, "表の下の連絡です"),
        (None, "A列の連絡"),
        (None, "説明の行を書き換えた連絡"),
        (None, "右の連絡"),
        (2, "確認中です"),
        (1, "法務部に聞いて"),
        (5, "うちではない"),
        (None, "表紙の連絡"),
        (None, "来週返します"),
    }


def test_words_in_the_columns_that_only_inform_are_told(given):
    """ご確認いただきたい点 and 昨年の回答."""
    type_into(given.master, 3, evidence="まだ準備中です。")
    status, _, said = run(
        "split", given.master, "--owners", given.folder / "担当者.csv", "--to", given.folder / "再",
        "--previous", given.master, "--in-place", "--as-of", "2025-11-20",
    )  # fmt: skip
    assert status in (0, 1), said
    file = next((given.folder / "再").glob(f"*_{JOSYS}_*.xlsx"))

    def write(form):
        form.cell(3, "ご確認いただきたい点").value += "\n→ 3月に完了します"
        form.cell(4, "ご確認いただきたい点").value = "特にありません"
        form.cell(5, "昨年の回答").value = "昨年のままです"

    result = given.collect(fill(file, (4, DONE, "台帳がある。"), then=write))

    texts = dict(told(result))
    assert set(texts) == {3, 4, 5}
    assert texts[3].endswith("→ 3月に完了します")
    assert (texts[4], texts[5]) == ("特にありません", "昨年のままです")


def test_an_answer_that_is_struck_through_is_told(given):
    from openpyxl.styles import Font

    def strike(form):
        form.cell(1, "評価の根拠記入欄").font = Font(strike=True)
        form.cell(7, "評価の根拠記入欄").font = Font(strike=True)  # empty: nothing is struck

    result = given.collect(fill(given.reply(SOUMU), (2, DONE, "制定した。"), then=strike))

    ((no, text),) = told(result)
    assert no == 1
    assert "取り消し線" in text


def test_a_renamed_encrypted_file_is_tried_with_the_passwords_not_yet_used(given):
    from pathlib import Path

    from jama_checksheet.actions.collect_files import _tried
    from jama_checksheet.delivery.manifest import load
    from jama_checksheet.delivery.passwords import read_passwords

    words = given.folder / "w.tsv"
    words.write_text(f"{SOUMU}\tsoumu-1\n{JOSYS}\tjosys-1\n{JINJI}\tsoumu-1\n", encoding="utf-8")
    manifest, passwords = load(given.manifest), read_passwords(words)

    assert _tried(Path("返信.xlsx"), manifest, passwords, {SOUMU, JINJI}) == ["josys-1", "soumu-1"]
    assert _tried(Path(f"{SOUMU}の返信.xlsx"), manifest, passwords, {SOUMU}) == ["soumu-1", "josys-1"]
