"""The user's xlwings.conf is shared with other workbooks: our line is ours, everything else stays to the byte."""

import pytest

from jama_checksheet.errors import OutputError
from jama_checksheet.install.settings_file import (
    expanded,
    fitting,
    value_of,
    with_values,
    without_values,
)

PYTHON = "C:\\Python311\\python.exe"
OTHERS = '"CONDA PATH","C:\\conda"\r\n"SHOW CONSOLE","True"\r\n"共有","総務部、第2"\r\n'.encode("cp932")


def test_a_new_file_holds_our_lines_alone():
    assert with_values(None, {"INTERPRETER_WIN": PYTHON}) == f'"INTERPRETER_WIN","{PYTHON}"\r\n'.encode()


def test_lines_of_others_stay_to_the_byte_in_their_code_page():
    data = with_values(OTHERS, {"INTERPRETER_WIN": PYTHON})

    assert data == OTHERS + f'"INTERPRETER_WIN","{PYTHON}"\r\n'.encode()
    assert without_values(data, {"INTERPRETER_WIN": PYTHON}, OTHERS) == OTHERS


def test_an_interpreter_that_was_there_is_replaced_in_its_place_and_comes_back():
    before = b'"interpreter_win","D:\\other\\python.exe"\n"SHOW CONSOLE","False"\n'

    data = with_values(before, {"INTERPRETER_WIN": PYTHON})

    assert data == f'"INTERPRETER_WIN","{PYTHON}"\n"SHOW CONSOLE","False"\n'.encode()
    assert without_values(data, {"INTERPRETER_WIN": PYTHON}, before) == before


def test_a_value_that_somebody_changed_since_is_not_taken_back():
    changed = b'"INTERPRETER_WIN","E:\\new\\python.exe"\r\n'

    assert without_values(changed, {"INTERPRETER_WIN": PYTHON}, None) == changed


def test_a_last_line_without_line_end_gets_one_before_ours_follows():
    assert with_values(b'"A","1"', {"INTERPRETER_WIN": "p"}) == b'"A","1"\r\n"INTERPRETER_WIN","p"\r\n'


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'"USE UDF SERVER","True"', "True"),
        (b'"use udf server", "False"\r\n', "False"),
        (b'"USE UDF SERVER",""', ""),
        (b"USE UDF SERVER,True\n", "True"),
        (b'"UDF MODULES","x"\n', None),
        (b"", None),
    ],
)
def test_values_are_read_as_excel_reads_them(line, value):
    assert value_of(line, "USE UDF SERVER") == value


def test_the_first_line_of_a_key_counts():
    assert value_of(b'"A","1"\n"A","2"\n', "A") == "1"


def test_a_japanese_user_name_hides_behind_the_variable_that_excel_fills_in():
    environment = {"USERPROFILE": "C:\\Users\\佐藤", "LOCALAPPDATA": "C:\\Users\\佐藤\\AppData\\Local"}
    path = "C:\\Users\\佐藤\\AppData\\Local\\Programs\\Python\\python.exe"

    value = fitting(path, environment)

    assert value == "%LOCALAPPDATA%\\Programs\\Python\\python.exe"
    assert expanded(value, environment) == path


def test_a_neighbour_of_the_folder_is_not_the_folder():
    assert (
        fitting("C:\\Users\\佐藤2\\python.exe", {"USERPROFILE": "C:\\Users\\佐藤"})
        == "C:\\Users\\佐藤2\\python.exe"
    )


def test_a_path_that_the_code_page_cannot_spell_is_refused_with_a_remedy():
    with pytest.raises(OutputError) as told:
        fitting("C:\\도구\\python.exe", {})

    assert "半角英数字" in told.value.remedy
