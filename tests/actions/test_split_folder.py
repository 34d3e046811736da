"""The folder of a distribution: all of it or nothing, and nothing that was there is lost."""

import pytest

from actions.files import AS_OF, call
from jama_checksheet.actions import split_folder
from jama_checksheet.delivery.encryption import decrypt, is_encrypted
from jama_checksheet.delivery.manifest import load
from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.subsheet.payload import read_payload

SECRETS = {"総務課": "Soumu-2025-ひみつ", "*": "Hoka-no-bumon-9911"}


@pytest.fixture
def arguments(sample, owners, tmp_path):
    return ["split", sample, "--to", tmp_path / "配布", "--owners", owners, *AS_OF]


def tree(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_with_a_manifest_is_refused_unless_forced(arguments, tmp_path, capsys):
    call(capsys, *arguments)
    returned = next((tmp_path / "配布").glob("*総務課*"))
    returned.write_bytes(b"an answer that came back")
    before = tree(tmp_path)

    status, told = call(capsys, *arguments)
    assert status == 2
    assert "--force" in told["error"]
    assert tree(tmp_path) == before

    status, _ = call(capsys, *arguments, "--force")
    kept = [path.read_bytes() for path in (tmp_path / "配布" / "控え").iterdir()]
    assert status == 0
    assert b"an answer that came back" in kept
    assert before[tmp_path / "配布" / "manifest.json"] in kept
    assert read_payload(read_book(Package.from_bytes(returned.read_bytes()), ""))


def test_sheets_of_the_earlier_distribution_without_a_successor_go_into_the_backup_folder(
    arguments, tmp_path, capsys, monkeypatch
):
    call(capsys, *arguments)
    folder = tmp_path / "配布"
    gone = folder / "2025_自工会_旧営業部_回答用.xlsx"
    general = folder / "2025_自工会_総務課_回答用.xlsx"
    general.rename(gone)
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    (folder / "manifest.json").write_text(text.replace(general.name, gone.name), encoding="utf-8")
    data, before = gone.read_bytes(), tree(tmp_path)

    with monkeypatch.context() as broken:
        real = split_folder.write_atomically

        def fails(path, content):
            if path.name == "manifest.json" and content != before[path]:
                raise OutputError("失敗")
            real(path, content)

        broken.setattr(split_folder, "write_atomically", fails)
        assert call(capsys, *arguments, "--force")[0] == 2
    assert {path: content for path, content in tree(tmp_path).items() if path.parent.name != "控え"} == before

    call(capsys, *arguments, "--force")

    assert not gone.exists()
    assert general.exists()
    assert data in [path.read_bytes() for path in (folder / "控え").glob("*旧営業部*")]


def test_a_file_in_the_way_is_not_overwritten(arguments, tmp_path, capsys):
    folder = tmp_path / "配布"
    folder.mkdir()
    (folder / "2025_自工会_総務課_回答用.xlsx").write_bytes(b"precious")

    status, told = call(capsys, *arguments)

    assert status == 2
    assert "2025_自工会_総務課_回答用.xlsx" in told["error"]
    assert [path.name for path in folder.iterdir()] == ["2025_自工会_総務課_回答用.xlsx"]


def test_the_master_itself_is_never_in_the_way(arguments, sample, tmp_path, capsys):
    folder = tmp_path / "配布"
    folder.mkdir()
    master = folder / "2025_自工会_総務課_回答用.xlsx"
    sample.rename(master)

    status, _ = call(capsys, "split", master, *arguments[2:], "--force")

    assert status == 2
    assert [path.name for path in folder.iterdir()] == [master.name]


def test_a_file_instead_of_a_folder(arguments, tmp_path, capsys):
    (tmp_path / "配布").write_bytes(b"x")

    status, told = call(capsys, *arguments)

    assert status == 2
    assert "フォルダーではありません" in told["error"]


@pytest.mark.parametrize("fails_at", [0, 3, 7])
def test_when_writing_fails_nothing_is_left_behind(arguments, tmp_path, capsys, monkeypatch, fails_at):
    """7 sub-sheets, then the manifest."""
    written = []

    def write(path, data):
        if len(written) == fails_at:
            raise OutputError("空き容量が足りません。", where=str(path))
        written.append(path)
        path.write_bytes(data)

    before = tree(tmp_path)
    monkeypatch.setattr(split_folder, "write_atomically", write)

    status, _ = call(capsys, *arguments)

    assert (status, len(written)) == (2, fails_at)
    assert tree(tmp_path) == before
    assert not (tmp_path / "配布").exists()


def test_when_the_master_cannot_be_written_no_sub_sheet_stays(arguments, tmp_path, capsys):
    out = tmp_path / "番号入り.xlsx"
    before = tree(tmp_path)
    (tmp_path / f"~${out.name}").write_bytes(b"open in Excel")

    status, _ = call(capsys, *arguments, "-o", out)

    assert status == 2
    assert tree(tmp_path).keys() - before.keys() == {tmp_path / f"~${out.name}"}


def test_a_forced_split_that_fails_brings_the_old_files_back(arguments, tmp_path, capsys, monkeypatch):
    call(capsys, *arguments)
    before = {path: data for path, data in tree(tmp_path).items() if "控え" not in path.parts}
    real, calls = split_folder.write_atomically, []

    def write(path, data):
        calls.append(path)
        if len(calls) == 5:
            raise OutputError("空き容量が足りません。", where=str(path))
        real(path, data)

    monkeypatch.setattr(split_folder, "write_atomically", write)
    status, _ = call(capsys, *arguments, "--force")

    assert status == 2
    assert {path: data for path, data in tree(tmp_path).items() if "控え" not in path.parts} == before


def test_with_a_password_file_every_sub_sheet_opens_with_its_own_password_only(arguments, tmp_path, capsys):
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("".join(f"{name}\t{word}\n" for name, word in SECRETS.items()), encoding="utf-8")

    status, result = call(capsys, *arguments, "--password-file", passwords)

    manifest = load(tmp_path / "配布" / "manifest.json")
    assert (status, result["encrypted"]) == (0, True)
    for part in manifest.parts:
        data = (tmp_path / "配布" / part.path).read_bytes()
        opened = decrypt(data, SECRETS.get(part.department, SECRETS["*"]), part.path)
        assert is_encrypted(data)
        assert part.encrypted
        assert read_payload(read_book(Package.from_bytes(opened), "")).department == part.department


def test_no_password_appears_anywhere_but_in_its_own_file(arguments, tmp_path, capsys, caplog):
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("".join(f"{name}\t{word}\n" for name, word in SECRETS.items()), encoding="utf-8")
    caplog.set_level("DEBUG")

    status, result = call(capsys, *arguments, "--password-file", passwords)

    manifest = (tmp_path / "配布" / "manifest.json").read_text(encoding="utf-8")
    assert status == 0
    for word in SECRETS.values():
        assert word not in manifest + str(result) + caplog.text
        assert not any(word.encode() in data for path, data in tree(tmp_path / "配布").items())


def test_a_department_without_a_password_stops_everything(arguments, tmp_path, capsys):
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(f"総務課\t{SECRETS['総務課']}\n営業部\txyz-0001\n", encoding="utf-8")

    status, told = call(capsys, *arguments, "--password-file", passwords)

    assert status == 2
    assert "人事課" in told["error"]
    assert SECRETS["総務課"] not in told["error"]
    assert not (tmp_path / "配布").exists()


def test_a_name_in_the_password_file_that_no_department_has_is_pointed_out(arguments, tmp_path, capsys):
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("総務か\txyz-0001\n*\txyz-0002\n", encoding="utf-8")

    status, result = call(capsys, *arguments, "--password-file", passwords)

    assert status == 1
    assert any("総務か" in line for line in result["warnings"])


@pytest.mark.parametrize("name", ["", "  "])
def test_a_folder_without_a_name_is_refused(arguments, name, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    arguments[3] = name

    status, _ = call(capsys, *arguments)

    assert status == 2
    assert tree(tmp_path) == before


def test_outside_the_command_line_no_option_is_named(tmp_path):
    (tmp_path / "manifest.json").write_text("{}")

    with pytest.raises(OutputError) as refused:
        split_folder.refuse_folder(tmp_path, force=False)

    assert "--" not in refused.value.one_line()
