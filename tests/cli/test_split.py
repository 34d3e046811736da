"""The command `split`: what scripts and people see of it."""

import json

import pytest

from jama_checksheet.cli import main
from jama_checksheet.sample.build import build_sample, owners_csv_path

AS_OF = ["--as-of", "2025-11-20"]


@pytest.fixture(scope="module")
def sample_bytes():
    return build_sample()


@pytest.fixture
def sample(tmp_path, sample_bytes):
    path = tmp_path / "シート.xlsx"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def run(capsys, sample, tmp_path):
    def call(*options, to="配布"):
        arguments = ["split", sample, "--to", tmp_path / to, "--owners", owners_csv_path(), *AS_OF, *options]
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def test_json_alone_on_stdout_with_the_agreed_keys(run, tmp_path):
    status, out, err = run("--json")

    result = json.loads(out)
    assert (status, err) == (0, "")
    assert {"files", "output", "backup"} <= result.keys()
    assert {"department", "path", "items", "to", "cc"} == result["files"][0].keys()
    assert [file["path"] for file in result["files"]] == [
        str(tmp_path / "配布" / f"2025_自工会_{file['department']}_回答用.xlsx") for file in result["files"]
    ]


def test_people_read_who_gets_what_and_what_comes_next(run):
    status, out, err = run()

    assert (status, err) == (0, "")
    assert out.startswith("7部門の回答用シートを作成しました。")
    assert "総務課: 28項目、回答期限 2025/12/12（s.kimura@example.co.jp）" in out
    assert "send" in out.splitlines()[-1]


def test_the_key_is_shown_nowhere(run, tmp_path):
    _, out, err = run("--json", "-o", tmp_path / "番号入り.xlsx")

    key = json.loads((tmp_path / "配布" / "manifest.json").read_text(encoding="utf-8"))["key"]
    assert key not in out + err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--due", "来週"], "2025-11-20 の形"),
        (["--password-file", "ない.txt"], "ない.txt"),
        (["--previous", "ない.xlsx"], "ない.xlsx"),
        (["--owners", "ない.csv"], "ない.csv"),
        (["--sheet", "ない"], "シート「ない」"),
        (["-o", "x.xlsx", "--in-place"], "同時に"),
        (["-o", "ない/x.xlsx"], "ない"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_no_folder(run, tmp_path, options, said):
    status, out, err = run(*options)

    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not (tmp_path / "配布").exists()


def test_without_a_folder_or_owners(sample, tmp_path, capsys):
    assert main(["split", str(sample)]) == 2
    assert "--to" in capsys.readouterr().err
    assert main(["split", str(sample), "--to", str(tmp_path / "配布")]) == 2
    assert "--owners" in capsys.readouterr().err


def test_a_long_folder_name_is_warned_of(run, tmp_path):
    deep = "/".join(["長い名前のフォルダー" * 5] * 5)

    status, out, _ = run("--json", to=deep)

    assert status == 1
    assert any("218" in line for line in json.loads(out)["warnings"])
    assert len(list((tmp_path / deep).glob("*.xlsx"))) == 7
