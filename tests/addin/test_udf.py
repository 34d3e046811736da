"""The worksheet functions, called as Excel calls them."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from addin.products_here import builder
from jama_checksheet.addin import sources
from jama_checksheet.udf import JAMA_JUDGE, JAMA_OWNER, NO_OWNERS, NOT_FOUND


class Sheet:
    """As much of a worksheet as the function reads."""

    def __init__(self, name, rows):
        self.name = name
        self.used_range = SimpleNamespace(
            row=6, column=1, options=lambda **_: SimpleNamespace(value=[list(row) for row in rows])
        )


def cell_in(*sheets):
    return SimpleNamespace(sheet=SimpleNamespace(book=SimpleNamespace(sheets=sheets)))


OWNERS = Sheet(
    "社内用_担当者",
    [
        ("担当領域", "部門", "担当者", "メール"),
        ("情シス", "情報システム部", "佐藤", "sato@example.com"),
        ("法務", "総務部", None, None),
    ],
)


def test_a_text_that_does_not_fit_its_score_is_told():
    told = JAMA_JUDGE(
        "対策完了(2点)",
        "本社では入退室管理を実施していますが、工場では未対応です。",
        as_of=datetime(2025, 11, 20),
    )

    assert told.startswith("点数の確認（高い可能性）")
    assert "・" in told


def test_a_fitting_text_gives_an_empty_text():
    text = (
        "情報セキュリティ規程（2024年4月改訂、社内ポータルに掲載）を全社員に適用し、毎年4月に見直している。"
    )

    assert JAMA_JUDGE(2.0, text, as_of=date(2025, 11, 20)) == ""


def test_a_prompt_in_the_score_cell_gives_an_empty_text():
    assert JAMA_JUDGE("選択してください", None) == ""


@pytest.mark.parametrize(
    ("area", "owner"),
    [("情シス", "情報システム部 佐藤"), ("法務", "総務部"), ("人事", NOT_FOUND), (None, "")],
)
def test_the_owner_of_an_area(area, owner):
    assert JAMA_OWNER(area, cell_in(Sheet("表紙", []), OWNERS)) == owner


def test_a_book_without_owners_says_so():
    assert JAMA_OWNER("情シス", cell_in(Sheet("表紙", []))) == NO_OWNERS
    assert JAMA_OWNER("情シス", cell_in(Sheet("社内用_担当者", [("何か", "別の表")]))) == NO_OWNERS


def test_the_generated_functions_take_these_arguments():
    code = sources.own_module("xlwings_udfs").source

    assert (
        "Function JAMA_JUDGE(score, evidence, Optional condition, Optional criteria, Optional as_of)" in code
    )
    assert "Function JAMA_OWNER(area)" in code


def test_the_generator_leaves_xlwings_as_it_was():
    import xlwings

    before = xlwings.func
    builder().wrappers()

    assert xlwings.func is before
    assert JAMA_OWNER("", None) == NO_OWNERS
