from datetime import date

import pytest
from pypdf import PdfReader

from jama_checksheet.summary import Previous, Promise
from jama_checksheet.workbook.sheets.summary_data import DEFAULT_TARGET
from jama_checksheet.workbook.sheets.summary_first_page import TARGET_CELL
from jama_checksheet.workbook.sheets.summary_sheet import NAME, chosen_target, summary_sheet
from workbook.sheets.example import sample_book
from workbook.sheets.small import check_sheet, summary_of

A4_HEIGHT = 841.9
MARGINS = 2.3 * 72 / 2.54
BUSY = Previous(
    promises=tuple(Promise(no) for no in range(1, 30)), asked=("総務課", "人事課"), returned=("総務課",)
)


def values(own):
    return {place: cell.value for place, cell in own.cells.items()}


def texts(own):
    return [
        str(cell.value) for (_, column), cell in own.cells.items() if column <= 12 and cell.value is not None
    ]


@pytest.mark.parametrize("levels", [["Lv1"], ["Lv1", "Lv2", "Lv3"], [f"Lv{n}" for n in range(1, 7)]], ids=len)
@pytest.mark.parametrize("previous", [None, BUSY], ids=["first year", "with last year"])
def test_page_one_is_never_higher_than_one_a4_page(levels, previous):
    sheet = check_sheet("0" * 60, levels=levels)
    own = summary_sheet(sheet, summary_of(sheet, previous=previous))
    end = own.page.breaks[0]

    assert set(range(1, end + 1)) <= set(own.heights)
    assert sum(own.heights[row] for row in range(1, end + 1)) < 0.975 * (A4_HEIGHT - MARGINS)


@pytest.mark.libreoffice
def test_libreoffice_prints_page_one_on_exactly_one_page(office, sample):
    own = summary_sheet(sample.sheet, sample.summary(previous=BUSY))
    pages = [page.extract_text() for page in PdfReader(office.convert(sample_book(sample, own), "pdf")).pages]
    first = next(number for number, page in enumerate(pages) if "サイバーセキュリティ自己評価の状況" in page)

    assert "（参考）得点率" in pages[first]
    assert "残り項目の数" in pages[first + 1]
    assert "部門別の状況" in pages[first + 1]
    assert "ラベル別の内訳" not in pages[first + 1]
    assert "ラベル別の内訳" in pages[first + 2]
    assert len(pages) == first + 3


def test_the_target_is_the_lowest_level_that_is_not_complete():
    sheet = check_sheet("2N02", levels=["Lv1", "Lv1", "Lv2", "Lv3"])

    assert values(summary_sheet(sheet, summary_of(sheet)))[TARGET_CELL] == "Lv2"


def test_a_target_that_a_user_chose_is_kept():
    sheet = check_sheet("200", levels=["Lv1", "Lv2", "Lv3"])
    before = values(summary_sheet(sheet, summary_of(sheet)))
    assert chosen_target(before) == ""

    again = summary_sheet(sheet, summary_of(sheet), target=chosen_target({**before, TARGET_CELL: "Lv3"}))
    assert (values(again)[TARGET_CELL], values(again)[DEFAULT_TARGET]) == ("Lv3", "Lv2")
    assert chosen_target(values(again)) == "Lv3"


def test_what_is_not_known_leaves_one_grey_line():
    sheet = check_sheet("2")
    lines = texts(summary_sheet(sheet, summary_of(sheet)))

    assert not [line for line in lines if line.startswith(("昨年の約束（", "回収状況："))]
    assert [line for line in lines if line.startswith("昨年のチェックシートを指定すると")]


def test_returns_name_the_departments_still_awaited():
    sheet = check_sheet("2")
    lines = texts(summary_sheet(sheet, summary_of(sheet, previous=BUSY)))

    assert "回収状況：2 部門のうち 1 部門から回答をいただきました。お待ちしている部門：人事課" in lines


def test_everything_done_says_so_calmly():
    sheet = check_sheet("22N")
    lines = texts(
        summary_sheet(sheet, summary_of(sheet, departments={1: "総務課", 2: "総務課", 3: "総務課"}))
    )

    assert "いま、ご判断をお願いしたい事項はありません。" in lines
    assert "Lv1 の項目は、すべて完了か該当なしです。" in lines
    assert "残っている項目はありません。" in lines


def test_a_sheet_of_nothing_but_not_applicable_divides_by_nothing():
    sheet = check_sheet("NN")
    lines = texts(summary_sheet(sheet, summary_of(sheet)))

    assert [line for line in lines if "該当なしを除いた場合 －、該当なしを 0 点とした場合 0%" in line]


def test_the_page_speaks_no_accusing_word_and_uses_no_red():
    sheet = check_sheet("210N-", labels=["方針", "教育"])
    own = summary_sheet(sheet, summary_of(sheet, finish={2: date(2025, 1, 1)}))
    colours = {cell.style.fill for cell in own.cells.values() if cell.style} | {
        series.color for chart in own.charts for series in chart.series
    }

    assert not [word for word in ("エラー", "不整合", "疑い", "違反") if word in "".join(texts(own))]
    assert not [c for c in colours - {""} if int(c[:2], 16) > 200 and int(c[2:4], 16) < 120]
    assert own.name == NAME
