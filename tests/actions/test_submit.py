"""submit: what is handed in is the official download with score and evidence filled in, and nothing else."""

import pytest
from openpyxl import Workbook

from actions.files import AS_OF, call, parts, sheet_in, type_into
from actions.handing_in import answer_all, check, download, emptied, not_ok, submit
from jama_checksheet.cli import main
from jama_checksheet.model import Score
from shapes.builders import SHAPES
from workbook.applied import difference

SHEET_PART = "xl/worksheets/sheet2.xml"


@pytest.fixture
def official(tmp_path):
    """The official download, untouched."""
    path = tmp_path / "公式.xlsx"
    path.write_bytes(download())
    return path


@pytest.fixture
def working(sample, owners, tmp_path, capsys):
    """The working copy after a run: with our columns, our sheets, our marks."""
    path = tmp_path / "チェックシート_社内用.xlsx"
    assert call(capsys, "run", sample, "--owners", owners, "-o", path, *AS_OF)[0] == 1
    return path


def test_only_the_answer_cells_of_the_official_file_differ(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"
    before = official.read_bytes()

    status, result = submit(capsys, working, official, out)

    assert status == 1
    assert result["output"] == str(out)
    assert official.read_bytes() == before
    old, new = parts(official), parts(out)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == [SHEET_PART]
    went, came = difference(before, out.read_bytes(), SHEET_PART)
    rows = {item.row for item in sheet_in(official).items}
    cells = {f"/c[{letter}{row}]" for letter in "MN" for row in rows}
    assert went
    assert came
    for line in went + came:
        assert any(cell in line for cell in cells), line


def test_all_answers_arrive(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"

    _, result = submit(capsys, working, official, out)

    mine, handed = sheet_in(working).answers, sheet_in(out).answers
    assert {no: (a.score, a.evidence) for no, a in handed.items()} == {
        no: (a.score, a.evidence) for no, a in mine.items()
    }
    assert result["written"] == sum(bool(a.answered or a.evidence) for a in mine.values())


def test_nothing_of_ours_goes_out(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"

    submit(capsys, working, official, out)

    everything = b"".join(parts(out).values())
    assert "社内用".encode() not in everything
    assert b"jama_own_sheet" not in everything
    assert sheet_in(out).layout.own_columns == {}


def test_evidence_that_looks_like_a_formula_stays_text(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"
    texts = {
        1: '=HYPERLINK("http://example.com","見る")',
        2: "+81の番号で連絡",
        3: "-規程で定める",
        4: "2024",
    }
    for no, text in texts.items():
        type_into(working, no, evidence=text)

    submit(capsys, working, official, out)

    answers = sheet_in(out).answers
    assert {no: answers[no].evidence for no in texts} == texts
    xml = parts(out)[SHEET_PART]
    assert b"<f>" not in xml
    assert [name for name, data in parts(out).items() if data != parts(official)[name]] == [SHEET_PART]


def test_evidence_in_cells_without_text_format_gets_the_mark_of_a_leading_apostrophe(tmp_path, capsys):
    filled = SHAPES["numero_header"]()
    working, official, out = (tmp_path / f"{name}.xlsx" for name in ("作業用", "公式", "提出用"))
    working.write_bytes(filled)
    official.write_bytes(emptied(filled))
    type_into(working, 1, evidence="=1+1")

    submit(capsys, working, official, out)

    assert sheet_in(out).answers[1].evidence == "=1+1"
    went, came = difference(official.read_bytes(), out.read_bytes(), "xl/styles.xml")
    assert len([line for line in came if "quotePrefix=1" in line]) == 1
    assert all("cellXfs" in line for line in went + came)


def test_a_complete_and_confirmed_copy_of_a_clean_form_is_fine(official, tmp_path, capsys):
    working, out = tmp_path / "社内用.xlsx", tmp_path / "提出用.xlsx"
    working.write_bytes(official.read_bytes())
    answer_all(working, "対策完了(2点)", "対応済み")
    call(capsys, "check", working, "--in-place", *AS_OF)

    status, result = submit(capsys, working, official, out)

    assert (status, not_ok(result)) == (1, {"未確認の確認ポイント"})
    answer_all(working, "対策完了(2点)", "対応済み", mark="済")

    status, result = submit(capsys, working, official, out, "--force")

    assert (status, not_ok(result)) == (0, set())
    assert result["written"] == 153


def test_the_working_copy_decides_where_the_official_file_was_not_empty(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"
    empty = next(no for no, a in sheet_in(working).answers.items() if not a.answered and not a.evidence)
    type_into(official, empty, score="対策完了(2点)", evidence="前に書いたもの")
    type_into(official, 1, evidence="前に書いたもの")

    status, result = submit(capsys, working, official, out)

    assert status == 1
    leftover = check(result, "元のファイルの回答")
    assert not leftover["ok"]
    assert f"No.1、{empty}（2件）" in leftover["detail"]
    answers = sheet_in(out).answers
    assert answers[empty].score is Score.UNANSWERED
    assert answers[empty].evidence == ""
    assert answers[1].evidence == sheet_in(working).answers[1].evidence


def test_the_official_file_and_the_working_copy_are_never_overwritten(working, official, capsys):
    for target in (working, official):
        before = target.read_bytes()
        status, result = submit(capsys, working, official, target, "--force")
        assert status == 2
        assert target.name in result["error"]
        assert target.read_bytes() == before


def test_the_official_file_may_be_open_in_excel(working, official, tmp_path, capsys):
    official.with_name(f"~${official.name}").write_bytes(b"owner")

    assert submit(capsys, working, official, tmp_path / "提出用.xlsx")[0] == 1


def test_an_existing_result_is_replaced_only_with_force(working, official, tmp_path, capsys):
    out = tmp_path / "提出用.xlsx"
    out.write_bytes(b"old")

    assert submit(capsys, working, official, out)[0] == 2
    assert out.read_bytes() == b"old"
    assert submit(capsys, working, official, out, "--force")[0] == 1


def test_a_file_that_is_no_form_is_refused_by_name(working, tmp_path, capsys):
    other = tmp_path / "会議メモ.xlsx"
    Workbook().save(other)

    status, result = submit(capsys, working, other, tmp_path / "提出用.xlsx")

    assert status == 2
    assert "会議メモ.xlsx" in result["error"]
    assert not (tmp_path / "提出用.xlsx").exists()


def test_people_read_first_what_needs_their_eye(working, official, tmp_path, capsys):
    capsys.readouterr()
    main(["submit", str(working), "--official", str(official), "-o", str(tmp_path / "提出用.xlsx"), *AS_OF])
    lines = capsys.readouterr().out.splitlines()

    assert lines[2].startswith("  △ 未選択の項目: No.")
    assert lines[3].startswith("  △ 未確認の確認ポイント: No.")
    assert lines[4].startswith("  ○ 問題なし: ")
    assert lines[-1].endswith("提出用.xlsx")


@pytest.mark.libreoffice
def test_a_working_copy_saved_by_another_program_and_a_result_read_by_it(
    working, official, tmp_path, capsys, soffice
):
    out = tmp_path / "提出用.xlsx"
    mine = sheet_in(working).answers

    _, result = submit(capsys, soffice(working), official, out)

    assert not_ok(result) == {"未選択の項目", "未確認の確認ポイント"}
    handed = sheet_in(soffice(out)).answers
    assert {no: (a.score, a.evidence) for no, a in handed.items()} == {
        no: (a.score, a.evidence) for no, a in mine.items()
    }
