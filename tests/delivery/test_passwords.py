"""The password file: one line per department, and never a password in a message."""

import pytest

from jama_checksheet.delivery.passwords import read_passwords
from jama_checksheet.errors import CheckSheetError

SECRET = "Himitsu-7788"


def file(tmp_path, content):
    path = tmp_path / "passwords.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_one_line_per_department_and_a_star_for_the_others(tmp_path, encoding):
    found = read_passwords(file(tmp_path, f"総務部\t{SECRET}\r\n\r\n*\tother one \r\n".encode(encoding)))

    assert found.of("総務部") == SECRET
    assert found.of("人事部") == "other one "
    assert found.without(["総務部", "人事部"]) == ()


def test_width_and_spaces_of_a_department_do_not_matter_those_of_a_password_do(tmp_path):
    found = read_passwords(file(tmp_path, "ＩＴ部 \t Ａb c\n"))

    assert found.of("IT部") == " Ａb c"
    assert found.without(["IT部", "人事部"]) == ("人事部",)
    assert found.unknown(["人事部"]) == ("IT部",)


def test_its_text_form_shows_no_password(tmp_path):
    assert SECRET not in repr(read_passwords(file(tmp_path, f"総務部\t{SECRET}")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"総務部 {SECRET}\n", "1行目"),
        (f"総務部\t{SECRET}\n\t{SECRET}\n", "2行目"),
        (f"総務部\t{SECRET}\n総務部\t{SECRET}x\n", "2回"),
        ("総務部\t   \n", "1行目"),
        (f"総務部\t{SECRET * 30}\n", "255文字"),
        ("", "1行も"),
        (b"\x81\xff\xfe" + SECRET.encode(), "文字を読み取れません"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_by_its_number_alone(tmp_path, content, said):
    path = file(tmp_path, content)

    with pytest.raises(CheckSheetError) as told:
        read_passwords(path)

    assert said in told.value.one_line()
    assert str(path) in told.value.one_line()
    assert SECRET not in told.value.one_line()


def test_no_file_no_folder_nothing_huge(tmp_path):
    huge = file(tmp_path, b"x" * 2_000_000)

    for path in (tmp_path / "ない.txt", tmp_path, huge):
        with pytest.raises(CheckSheetError, match="開けません"):
            read_passwords(path)
