"""Names of sub-sheets: recognisable, safe on every system, never the same twice."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jama_checksheet.delivery.file_names import safe_name, sub_sheet_names, too_long_for_excel


def test_a_name_that_people_recognise():
    assert sub_sheet_names(2025, ["総務部"]) == {"総務部": "2025_自工会_総務部_回答用.xlsx"}


@pytest.mark.parametrize(
    ("department", "name"),
    [
        ("購買/調達部", "購買／調達部"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("..", ""),
        ("A:B*C?", "A：B＊C？"),
        ("情シス [本社]", "情シス ［本社］"),
        ("総務部\n第一課\t", "総務部 第一課"),
        ("総務\u202eslx.部", "総務 slx.部"),
        ("総\u200b務", "総 務"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("コンプライアンス部", "コンプライアンス部"),
        ("か\u3099す部", "がす部"),
        ("部" * 90, "部" * 40),
        ("\ud800", ""),
    ],
)
def test_a_department_as_part_of_a_name(department, name):
    assert safe_name(department) == name


def test_departments_whose_names_would_be_the_same_get_numbers():
    names = sub_sheet_names(2025, ["IT部", "ＩＴ部", "it部", "??", "", "部" * 50, "部" * 60])

    assert list(names.values()) == [
        "2025_自工会_IT部_回答用.xlsx",
        "2025_自工会_ＩＴ部_2_回答用.xlsx",
        "2025_自工会_it部_3_回答用.xlsx",
        "2025_自工会_？？_回答用.xlsx",
        "2025_自工会_部門_回答用.xlsx",
        f"2025_自工会_{'部' * 40}_回答用.xlsx",
        f"2025_自工会_{'部' * 40}_2_回答用.xlsx",
    ]


@given(st.lists(st.text(max_size=80), unique=True, max_size=8))
def test_any_names_are_safe_and_different(departments):
    names = list(sub_sheet_names(2025, departments).values())

    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == len(departments)
    for name in names:
        assert Path(name).name == name
        assert not set(name) & set('<>:"/\\|?*[]')
        assert not any(unicodedata.category(sign).startswith("C") for sign in name)
        assert len(name.encode()) <= 255


def test_a_path_that_excel_does_not_open():
    assert not too_long_for_excel(Path("/") / ("a" * 217))
    assert too_long_for_excel(Path("/") / ("a" * 218))
    assert too_long_for_excel(Path("/") / ("𠮷" * 109))
