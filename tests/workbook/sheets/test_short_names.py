"""Names that are too long for their place stay apart when they are cut."""

import pytest

from jama_checksheet.workbook.sheets.short_names import breadth, short_names

COMPANY = "株式会社自動車部品製造ホールディングス"


def test_short_names_stay_as_they_are():
    assert short_names(["総務課", "人事\n課"], 6) == {"総務課": "総務課", "人事\n課": "人事 課"}


def test_latin_letters_are_half_as_broad():
    assert breadth("IT部") == 2
    assert short_names(["IT Infrastructure"], 9) == {"IT Infrastructure": "IT Infrastructure"}


def test_a_long_name_loses_its_middle():
    short = short_names([f"{COMPANY}第三運用課"], 12)[f"{COMPANY}第三運用課"]

    assert short.startswith("株式会社")
    assert short.endswith("第三運用課")
    assert "…" in short
    assert breadth(short) <= 12


@pytest.mark.parametrize(
    "names",
    [
        [f"{COMPANY}第{n}課" for n in range(30)],
        [f"第{n}工場{COMPANY}総務部総務課庶務係" for n in range(30)],
        [f"{COMPANY}第{n}工場製造部製造管理課" for n in range(30)],
        [f"{COMPANY * 3}第{n}工場{COMPANY * 3}" for n in range(10)],
        [f"甲{COMPANY}総務", f"甲{COMPANY}総務", f"乙{COMPANY}総務"],
    ],
    ids=["at the end", "at the beginning", "near the end", "in the very middle", "the same twice"],
)
def test_names_stay_apart_wherever_they_differ(names):
    short = short_names(names, 14)

    assert len(set(short.values())) == len(set(names))
    assert all(len(name) <= 14 for name in short.values())
    assert list(short) == list(dict.fromkeys(names))


def test_names_that_no_cut_tells_apart_stay_whole():
    names = [f"甲{COMPANY}{a}{COMPANY}{b}{COMPANY}" for a in "一二" for b in "一二"]

    assert set(short_names(names, 14).values()) == set(names)
