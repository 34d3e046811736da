"""What scripts rely on: exit statuses, JSON alone on stdout, one line on stderr, nothing changed when not done."""

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jama_checksheet.cli import main
from jama_checksheet.cli.actions import ACTIONS
from jama_checksheet.sample.build import build_sample, owners_csv_path
from workbook.another_user import as_nobody, open_folder

AS_OF = ["--as-of", "2025-11-20"]


@pytest.fixture(scope="session")
def sample_bytes():
    return build_sample()


@pytest.fixture
def sample(tmp_path, sample_bytes):
    path = tmp_path / "シート.xlsx"
    path.write_bytes(sample_bytes)
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = main(list(map(str, arguments)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_json_holds_the_agreed_keys(sample, tmp_path, capsys):
    agreed = {
        "inspect": "sheet header_rows first_row last_row items columns score_words levels answered",
        "prepare": "dropdowns output backup",
        "assign": "assigned unassigned by_department output backup",
        "check": "sheet as_of counts findings output backup",
        "suggest": "suggestions applied output backup",
        "summarize": "totals output backup",
        "run": "prepare assign check summarize output backup",
    }
    for action, keys in agreed.items():
        options = [] if action in ("inspect",) else ["-o", tmp_path / f"{action}.xlsx"]
        if action == "assign":
            options += ["--owners", owners_csv_path()]
        if action in ("check", "suggest", "summarize", "run"):
            options += AS_OF
        _, out, err = run(capsys, action, sample, *options, "--json")
        assert set(keys.split()) <= set(json.loads(out)), action
        assert err == ""


def test_the_keys_of_a_finding_and_of_the_totals(sample, capsys, tmp_path):
    _, out, _ = run(capsys, "check", sample, *AS_OF, "--json")
    check = json.loads(out)
    assert set(check["counts"]) == {"items", "flagged", "confirmed", "by_kind"}
    assert set(check["findings"][0]) == {
        "no",
        "row",
        "kind",
        "code",
        "severity",
        "title",
        "message",
        "quote",
        "advice",
        "suggested_score",
    }
    _, out, _ = run(capsys, "summarize", sample, "-o", tmp_path / "s.xlsx", *AS_OF, "--json")
    totals = json.loads(out)["totals"]
    by = ("by_level", "by_category", "by_label", "by_area", "by_department")
    assert {"items", "answered", "points", "max", "rate", "rate_all", *by} <= set(totals)
    assert totals["max"] == 306
    for name in by:
        entry = next(iter(totals[name].values()))
        assert set(entry) == {"items", "answered", "points", "max", "rate", "flagged"}
    assert sum(entry["items"] for entry in totals["by_label"].values()) == 153


def test_points_to_confirm_are_exit_one_and_none_is_exit_zero(sample, tmp_path, capsys):
    assert run(capsys, "check", sample, *AS_OF)[0] == 1
    empty = tmp_path / "未記入.xlsx"
    empty.write_bytes(build_sample(answered=False))
    assert run(capsys, "check", empty, *AS_OF)[0] == 0
    assert run(capsys, "inspect", empty)[0] == 0


@pytest.mark.parametrize("target", ["シート.xlsx", "別.xlsx", "ない/点.csv", "点.txt"])
def test_a_csv_never_overwrites_a_workbook_and_fails_before_any_work(target, sample, tmp_path, capsys):
    before = sample.read_bytes()

    status, out, _ = run(capsys, "check", sample, "--in-place", *AS_OF, "--csv", tmp_path / target, "--force")

    assert (status, out) == (2, "")
    assert sample.read_bytes() == before
    assert not (tmp_path / "別.xlsx").exists()


def test_an_empty_form_is_not_called_fine(tmp_path, capsys):
    empty = tmp_path / "未記入.xlsx"
    empty.write_bytes(build_sample(answered=False))

    assert "未選択の項目が153件" in run(capsys, "check", empty, *AS_OF)[1]


def test_the_demo_replaces_only_its_own_files(tmp_path, capsys):
    mine = tmp_path / "担当者.csv"
    mine.write_text("大切な表")

    assert run(capsys, "demo", "--out", tmp_path)[0] == 2
    assert mine.read_text() == "大切な表"
    assert run(capsys, "demo", "--out", tmp_path / "新")[0] == 0
    assert run(capsys, "demo", "--out", tmp_path / "新")[0] == 0


def test_a_reader_that_stops_early_is_no_failure(sample):
    program = [sys.executable, "-m", "jama_checksheet", "inspect", str(sample), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "python")}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        running.stdout.close()
        _, said = running.communicate(timeout=60)

    assert b"Traceback" not in said


def test_an_owners_file_of_any_kind_is_read_or_refused(sample, tmp_path, capsys):
    wild = tmp_path / "表.csv"
    wild.write_text('担当領域,部門\nIT,"' + "あ" * 200_000, encoding="utf-8")
    titled = tmp_path / "表2.csv"
    titled.write_text("\n社内の担当表\n担当領域;部門\nIT;情シス\n", encoding="utf-8")

    for owners in (wild, tmp_path):
        status, _, err = run(capsys, "assign", sample, "--owners", owners, "-o", tmp_path / "o.xlsx")
        assert (status, len(err.splitlines())) == (2, 1)
    assert run(capsys, "assign", sample, "--owners", titled, "-o", tmp_path / "o.xlsx")[0] == 1


def test_csv_is_for_excel_and_harmless(sample, tmp_path, capsys):
    target = tmp_path / "点.csv"

    run(capsys, "check", sample, *AS_OF, "--csv", target)

    text = target.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("No.,行,確認の種類")
    assert len(lines) > 30


def test_without_an_output_nothing_is_done(sample, capsys):
    for action in ("prepare", "assign", "summarize", "run"):
        status, out, err = run(capsys, action, sample)
        assert (status, out) == (2, "")
        assert "-o" in err
        assert "--in-place" in err


def test_an_existing_output_is_refused_unless_forced(sample, tmp_path, capsys):
    out = tmp_path / "出力.xlsx"
    out.write_bytes(b"precious")

    status, _, err = run(capsys, "run", sample, "-o", out, *AS_OF)
    assert (status, out.read_bytes()) == (2, b"precious")
    assert "--force" in err
    assert run(capsys, "run", sample, "-o", out, *AS_OF, "--force")[0] == 1
    assert out.read_bytes() != b"precious"


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["check"], ["check", "a.xlsx", "--as-of", "昨日"], ["run", "a.xlsx", "--what"]],
)
def test_a_wrong_call_is_exit_two_with_one_line(arguments, capsys):
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def bomb(path: Path) -> None:
    """A zip that declares 10 GB for one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 1000)
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (2**32 - 2).to_bytes(4, "little")
    path.write_bytes(bytes(data))


def with_entities(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = parts["xl/workbook.xml"]
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = head + book[book.index(b"<workbook") :]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def encrypted(path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    source, target = io.BytesIO(path.read_bytes()), io.BytesIO()
    OOXMLFile(source).encrypt("secret", target)
    path.write_bytes(target.getvalue())


def no_items(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["チェックシート"].delete_rows(8, 200)
    book.save(path)


def formula_as_score(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["チェックシート"]["M8"] = '=IF(A1="","対策完了(2点)","")'
    book.save(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD = {
    "no workbook": (lambda path: path.write_text("hello"), "ブック"),
    "empty": (lambda path: path.write_bytes(b""), "空"),
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:4000]), ""),
    "bomb": (bomb, "安全のため"),
    "entities": (with_entities, ""),
    "password": (encrypted, "パスワード"),
    "folder": (folder, "フォルダー"),
    "absent": (lambda path: path.unlink(), "見つかりません"),
    "no items": (no_items, "1件もありません"),
    "formula": (formula_as_score, "M8"),
    "open in Excel": (lambda path: (path.parent / f"~${path.name}").write_bytes(b"x"), "開"),
}


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_one_clear_line_and_nothing_changed(bad, sample, tmp_path, capsys):
    spoil, said = BAD[bad]
    spoil(sample)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    for options in (["-o", tmp_path / "out.xlsx"], ["--in-place"]):
        status, out, err = run(capsys, "run", sample, *options, *AS_OF, "--json")
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert sample.name in err
        assert said in err

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_no_such_sheet(sample, capsys):
    status, _, err = run(capsys, "check", sample, "--sheet", "ない")

    assert status == 2
    assert "「チェックシート」" in err


def test_no_permission_as_another_user(sample_bytes):
    with open_folder() as reachable:
        sheet = reachable / "シート.xlsx"
        sheet.write_bytes(sample_bytes)
        sheet.chmod(0o600)
        said = io.StringIO()

        def check():
            with contextlib.redirect_stderr(said):
                assert main(["check", str(sheet)]) == 2
            assert len(said.getvalue().splitlines()) == 1
            assert sheet.name in said.getvalue()

        as_nobody(check)


def test_every_action_explains_itself(capsys):
    for action in ACTIONS:
        status, out, _ = run(capsys, action.name, "-h")
        assert status == 0
        assert action.help in out.replace("\n", "")


def test_explain_a_rule_and_an_item(sample, capsys):
    assert "EV022" in run(capsys, "explain", "ev022")[1]
    assert "根拠の書き出し例" in run(capsys, "explain", "9", "--file", sample)[1]
    assert run(capsys, "explain", "EV999")[0] == 2
    assert run(capsys, "explain", "9999")[0] == 2


def test_the_demo_says_where_to_look(tmp_path, capsys):
    status, out, _ = run(capsys, "demo", "--out", tmp_path / "demo", "--json")

    assert status == 0
    files = json.loads(out)["files"]
    assert all(Path(path).is_file() for path in files.values())
