from datetime import date

import pytest
from pypdf import PdfReader

from jama_checksheet.summary import Previous, Promise
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.summary_data import DEFAULT_TARGET
from jama_checksheet.workbook.sheets.summary_first_page import TARGET_CELL
from jama_checksheet.workbook.sheets.summary_lists import shared_lines
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
@pytest.mark.parametrize("scores", ["0" * 60, "-1" * 30, "2" * 60, "10" + "2" * 58])
@pytest.mark.parametrize("finish", [None, date(2025, 1, 1)], ids=["nothing late", "all late"])
def test_page_one_fills_one_a4_page_and_is_never_higher(levels, previous, scores, finish):
    sheet = check_sheet(scores, levels=levels)
    late = dict.fromkeys(range(1, 61), finish) if finish else {}
    own = summary_sheet(sheet, summary_of(sheet, previous=previous, finish=late))
    end = own.page.breaks[0]

    assert set(range(1, end + 1)) <= set(own.heights)
    used = sum(own.heights[row] for row in range(1, end + 1)) / (A4_HEIGHT - MARGINS)
    assert 0.94 < used < 0.975


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
    assert not [line for line in lines if line.startswith(("昨年の約束", "部門からの回収状況"))]


def test_what_is_known_gives_the_heading_its_name():
    def headings(previous):
        sheet = check_sheet("1")
        known = ("昨年の約束", "部門からの回収状況", "昨年の約束と部門からの回収状況")
        return [
            line
            for line in texts(summary_sheet(sheet, summary_of(sheet, previous=previous)))
            if line in known
        ]

    assert headings(Previous(promises=())) == ["昨年の約束"]
    assert headings(Previous(asked=("総務課",))) == ["部門からの回収状況"]
    assert headings(BUSY) == ["昨年の約束と部門からの回収状況"]


@pytest.mark.parametrize(
    ("late", "left", "lines", "shared"),
    [
        (0, 50, 23, (0, 23)),
        (4, 50, 21, (4, 17)),
        (12, 50, 21, (7, 14)),
        (12, 5, 21, (12, 9)),
        (40, 40, 21, (7, 14)),
        (40, 0, 21, (17, 4)),
        (3, 9, 5, (1, 4)),
    ],
)
def test_the_lists_share_the_page_by_need(late, left, lines, shared):
    assert shared_lines(late, left, lines) == shared


def row_that_begins(own, words):
    return next(
        row for (row, column), cell in own.cells.items() if column == 1 and str(cell.value).startswith(words)
    )


def test_both_lists_together_show_twenty_items_and_say_how_many_more():
    sheet = check_sheet("1" * 4 + "0" * 50)
    summary = summary_of(sheet, finish=dict.fromkeys(range(1, 5), date(2025, 1, 1)))
    own = summary_sheet(sheet, summary)
    late, left = (
        row_that_begins(own, words)
        for words in ("完了予定日を過ぎている対策（4 件）", "Lv1 の残り項目（54 件）")
    )
    shown = values(own)

    assert [shown[late + 2 + line, 1] for line in range(4)] == [1, 2, 3, 4]
    lines = [row for row in range(left + 2, own.page.breaks[0]) if isinstance(shown.get((row, 1)), int)]
    assert len(lines) >= 16
    assert shown[left, 8] == f"ほか {54 - len(lines)} 件は、チェックシートでご覧ください"


def seen_frames(own, rows):
    """Cells in these rows of page one that show a line or a fill although they hold nothing."""
    return [
        place
        for place, cell in own.cells.items()
        if place[0] in rows and place[1] <= 12 and cell.style and not cell.value
        if cell.style.fill or cell.style.border not in ("", looks.WHITE)
    ]


def test_a_short_list_and_a_decision_that_is_not_there_show_no_empty_frame():
    sheet = check_sheet("0" + "2" * 20)
    own = summary_sheet(sheet, summary_of(sheet, departments=dict.fromkeys(range(1, 22), "総務課")))
    left = row_that_begins(own, "Lv1 の残り項目（1 件）")

    assert [own.cells[row, 1].value for row in (5, 6, 7)] == [1, "", ""]
    assert seen_frames(own, range(6, 8)) == []
    assert own.cells[left + 2, 1].value == 1
    assert seen_frames(own, range(left + 3, own.page.breaks[0])) == []


def test_that_there_is_nothing_to_decide_has_no_number():
    sheet = check_sheet("2")
    own = summary_sheet(sheet, summary_of(sheet, departments={1: "総務課"}))

    assert (own.cells[5, 1].value, own.cells[5, 2].value) == (
        "",
        "いま、ご判断をお願いしたい事項はありません。",
    )


LONG = [f"株式会社自動車部品製造ホールディングス情報システム本部第{number}運用課" for number in range(1, 8)]


def test_long_departments_that_differ_at_their_end_stay_apart_and_are_never_sliced():
    sheet = check_sheet("0" * 14)
    own = summary_sheet(sheet, summary_of(sheet, departments={no: LONG[no % 7] for no in range(1, 15)}))
    left, table = row_that_begins(own, "Lv1 の残り項目"), row_that_begins(own, "部門別の状況")
    listed = [own.cells[left + 2 + line, 9] for line in range(7)]
    named = [own.cells[table + 2 + line, 1] for line in range(7)]

    assert len({cell.value for cell in listed}) == len({cell.value for cell in named}) == 7
    assert all(len(cell.value) <= 20 and cell.value.endswith("運用課") for cell in listed)
    assert {(cell.style.wrap, cell.style.shrink) for cell in listed} == {(False, True)}
    assert all(cell.style.wrap and len(cell.value) <= 28 for cell in named)
    assert {own.heights[table + 2 + line] for line in range(7)} == {24}


def test_forty_awaited_departments_are_named_as_far_as_two_lines_hold_them():
    sheet = check_sheet("2")
    asked = tuple(f"{name}{place}係" for place in range(6) for name in LONG)
    lines = texts(summary_sheet(sheet, summary_of(sheet, previous=Previous(asked=asked, returned=asked[:2]))))
    (line,) = (line for line in lines if line.startswith("回収状況："))

    assert line.startswith("回収状況：42 部門のうち 2 部門から回答をいただきました。お待ちしている部門：")
    assert line.endswith(" 部門")
    assert len(line) < 110


def test_the_way_to_a_higher_target_reads_well():
    sheet = check_sheet("00", levels=["Lv1", "Lv2"])
    own = summary_sheet(sheet, summary_of(sheet), target="Lv2")

    assert own.cells[10, 5].value == "Lv2 の達成まで、あと 2 項目（Lv2 までの全 2 項目中）"


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
    assert "残っている項目はありません" in lines


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
