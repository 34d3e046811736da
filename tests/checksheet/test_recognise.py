"""Recognising a check sheet: where it is, what its items are, what looks odd."""

import pytest

from checksheet.sheets import HEADER, WORDS, book, grid, row
from jama_checksheet.checksheet.grid import Cells, Grid
from jama_checksheet.checksheet.recognise import item_no, recognise
from jama_checksheet.checksheet.sheet import OWN_HEADERS
from jama_checksheet.errors import AnswerCellError, LayoutError
from jama_checksheet.model import Score


def test_items_answers_and_words():
    sheet = recognise(
        book(
            grid(
                row(1, "対策完了(2点)", "規程を制定"),
                row(2, "プルダウンで評価ください"),
                row(3, "該当なし", "なし"),
            )
        )
    )

    assert [item.no for item in sheet.items] == [1, 2, 3]
    assert [str(sheet.answers[no].score) for no in (1, 2, 3)] == ["2", "", "NA"]
    assert sheet.answers[1].evidence == "規程を制定"
    assert tuple(sheet.words.values()) == WORDS
    assert sheet.problems == ()


def test_columns_may_stand_anywhere():
    shifted = grid(row(1, 2, "x"), top=7, left=4)

    sheet = recognise(book(shifted))

    assert (sheet.layout.header_bottom, sheet.layout.first_row) == (7, 8)
    assert sheet.layout.columns["no"] == 4
    assert sheet.answers[1].score is Score.DONE


def test_a_header_over_three_rows_with_a_merged_parent():
    cells = {
        (1, 1): "No.", (1, 2): "達成条件", (1, 3): "評価結果", (2, 3): "達成条件\n評価", (2, 4): "評価の根拠記入欄",
        (4, 1): 1, (4, 2): "方針がある", (4, 3): "2点", (4, 4): "規程",
    }  # fmt: skip
    merges = (Cells(1, 1, 3, 1), Cells(1, 2, 3, 2), Cells(1, 3, 1, 4), Cells(2, 3, 3, 3), Cells(2, 4, 3, 4))

    layout = recognise(book(Grid("シート", cells, merges=merges))).layout

    assert (layout.header_top, layout.header_bottom, layout.first_row) == (1, 3, 4)
    assert layout.columns == {"no": 1, "condition": 2, "score": 3, "evidence": 4}


def test_a_title_merged_over_the_table_is_no_header():
    cells = {(3, c): text for c, text in enumerate(HEADER, 1)} | {
        (2, 1): "自己評価",
        (4, 1): 1,
        (4, 3): "条件",
    }

    layout = recognise(book(Grid("シート", cells, merges=(Cells(2, 1, 2, 7),)))).layout

    assert (layout.header_top, layout.header_bottom) == (3, 3)


def test_a_header_text_broken_over_two_rows():
    cells = {
        (1, 1): "No.",
        (1, 2): "達成条件",
        (1, 3): "達成条件",
        (2, 3): "評価",
        (1, 4): "評価の根拠",
        (3, 1): 1,
        (3, 2): "条件",
    }

    assert recognise(book(Grid("シート", cells))).layout.columns["score"] == 3


def test_merged_question_texts_are_filled_down():
    header = ("分類", "ラベル", *HEADER)
    rows = [
        ("共通", "1方針", *row(1)),
        (None, None, *row(2)),
        (None, "2規程", *row(3)),
        ("個別", None, *row(4)),
    ]
    merges = (Cells(2, 1, 4, 1), Cells(2, 2, 3, 2))

    items = recognise(book(grid(*rows, header=header, merges=merges))).items

    assert [item.category for item in items] == ["共通", "共通", "共通", "個別"]
    assert [item.label for item in items] == ["1方針", "1方針", "2規程", ""]


def test_gaps_notes_and_hidden_rows_do_not_matter():
    rows = [row(1), (None,) * 7, ("※注記",), row("No.5"), row("３"), row("12-1")]

    sheet = recognise(book(grid(*rows, hidden_rows=frozenset({2, 5}))))

    assert [item.no for item in sheet.items] == [1, 5, 3, "12-1"]


@pytest.mark.parametrize(
    ("text", "no"),
    [("7", 7), ("Ｎｏ．７", 7), ("F-3", "F-3"), ("1.2", "1.2"), ("合計", None), ("", None), ("※1", None)],
)
def test_numbers_of_items(text, no):
    assert item_no(text) == no


def test_a_doubled_number_is_reported_with_its_cell():
    sheet = recognise(book(grid(row(1), row(1))))

    assert len(sheet.items) == 1
    assert sheet.problems[0].cell == "A3"
    assert "A2" in sheet.problems[0].message


def test_an_unknown_score_word_is_reported_and_counts_as_not_chosen():
    sheet = recognise(book(grid(row(1, "まあまあ"))))

    assert sheet.answers[1].score is Score.UNANSWERED
    assert (sheet.problems[0].cell, "まあまあ" in sheet.problems[0].message) == ("F2", True)


def test_an_unknown_area_is_reported_and_kept():
    sheet = recognise(book(grid(row(1, area="品質保証、IT"))))

    assert sheet.items[0].areas == ("品質保証", "IT")
    assert sheet.problems[0].cell == "E2"


def test_a_formula_in_the_score_column_stops_the_reading():
    odd = grid(row(1, "対策完了(2点)"), formulas={(2, 6): 'IF(A1=1,"対策完了(2点)","")'})

    with pytest.raises(AnswerCellError, match="F2"):
        recognise(book(odd))


def test_the_check_sheet_is_found_among_others():
    other = Grid("表紙", {(1, 1): "会社名", (2, 1): "目的"})
    ours = grid(row(1), name="社内用_確認ポイント")

    assert recognise(book(other, ours, grid(row(1), name="本体"))).name == "本体"


def test_two_alike_need_a_name():
    two = book(grid(row(1), name="A"), grid(row(1), row(2), name="B"))

    with pytest.raises(LayoutError, match="「A」、「B」"):
        recognise(two)
    assert len(recognise(two, "B").items) == 2


def test_a_hidden_copy_does_not_compete():
    assert recognise(book(grid(row(1), name="旧", visible=False), grid(row(1), name="新"))).name == "新"


@pytest.mark.parametrize(
    ("strange", "sheet", "said"),
    [
        (book(Grid("メモ", {(1, 1): "買い物"})), "", "買い物"),
        (book(grid(header=HEADER)), "", "1件もありません"),
        (book(grid(row(1))), "ない", "チェックシート"),
        (
            book(grid(row(1), header=("No.", "レベル", "達成条件", "達成基準", "担当領域", "評価", "備考"))),
            "チェックシート",
            "評価の根拠記入欄",
        ),
        (book(), "", "1枚もありません"),
    ],
)
def test_what_is_not_recognised_is_said(strange, sheet, said):
    with pytest.raises(LayoutError, match=said):
        recognise(strange, sheet)


def test_our_columns_are_known_again_and_nobody_elses():
    own = tuple(OWN_HEADERS.values())
    again = recognise(book(grid((*row(1), "◆", "内容"), header=(*HEADER, *own))))
    foreign = recognise(book(grid((*row(1), "レ"), header=(*HEADER, "確認", "担当者"))))

    assert list(again.layout.own_columns) == list(OWN_HEADERS)
    assert again.own[1].mark == "◆"
    assert again.layout.free_column == 18
    assert foreign.layout.own_columns == {}
    assert foreign.layout.free_column == 10


OURS = tuple(OWN_HEADERS.values())


def with_own(*more, own=OURS, left=(), names=None):
    """A sheet that holds our block, after columns of the user's own (`left`)."""
    header = (*HEADER, *left, *own)
    return recognise(book(grid((*row(1), *more), header=header), names=names or {}))


def test_a_users_own_column_of_the_same_name_is_never_taken():
    sheet = with_own("営業", "◆", left=("担当部門",))

    assert sheet.layout.own_columns["department"] == 12
    assert sheet.own[1].mark == "◆"


def test_the_defined_name_says_which_columns_are_ours():
    names = {"社内用_列": "'チェックシート'!$J$1:$S$2"}

    sheet = with_own("x", "y", "◆", left=("確認", "確認内容"), names=names)

    assert sheet.layout.own_columns == {key: 10 + place for place, key in enumerate(OWN_HEADERS)}
    assert sheet.own[1].mark == "◆"


def test_a_reworded_heading_of_ours_is_known_by_its_place():
    own = ["確認\n", "コメント", *list(OWN_HEADERS.values())[2:]]

    sheet = with_own("◆", "内容", own=own, names={"社内用_列": "チェックシート!$H$1:$Q$2"})

    assert sheet.layout.own_columns == {key: 8 + place for place, key in enumerate(OWN_HEADERS)}


def test_a_column_inserted_among_ours_does_not_hide_them():
    own = list(OWN_HEADERS.values())

    sheet = with_own("◆", "メモ", "内容", own=[own[0], "メモ", *own[1:]])

    assert sheet.own[1].points == "内容"
    assert len(sheet.layout.own_columns) == len(OWN_HEADERS)


def test_a_deleted_column_of_ours_is_absent_and_the_rest_is_known():
    own = [text for key, text in OWN_HEADERS.items() if key != "state"]

    columns = with_own("◆", own=own, names={"社内用_列": "チェックシート!$H$1:$P$2"}).layout.own_columns

    assert set(columns) == set(OWN_HEADERS) - {"state"}


def test_formulas_and_merged_cells_keep_their_place():
    base = grid(row(1), row(2))
    formulas = Grid("シート", base.values, formulas={(2, 8): 'IF(F2="","",1)'})
    merged = Grid("シート", {**base.values, (1, 8): "備考"}, merges=(Cells(1, 8, 3, 10),))

    assert recognise(book(formulas)).layout.free_column == 9
    assert recognise(book(merged)).layout.free_column == 11


@pytest.mark.parametrize("place", [(90, 4000), (1, 52), (3, 60)])
def test_a_stray_value_far_out_does_not_drive_our_columns_away(place):
    stray = {**grid(row(1), row(2), row(3)).values, place: "x"}

    assert recognise(book(Grid("シート", stray))).layout.free_column == 8


def test_last_years_columns_are_never_taken_for_this_years():
    header = (*HEADER[:5], "達成条件評価（昨年の点数）", *HEADER[5:])

    sheet = recognise(book(grid((*row(1)[:5], "対策完了(2点)", "対策中(1点)", "x"), header=header)))

    assert sheet.answers[1].score is Score.UNDER_WAY


def test_two_columns_that_could_both_be_the_answer_stop_the_reading():
    header = (*HEADER, "達成条件評価")

    with pytest.raises(LayoutError, match="達成条件評価"):
        recognise(book(grid(row(1), header=header)))


def test_a_number_below_the_table_is_no_item():
    sheet = recognise(book(grid(row(1), (2025,))))

    assert [item.no for item in sheet.items] == [1]
    assert sheet.problems[0].cell == "A3"


def test_numbers_that_nobody_calculated_stop_the_reading():
    odd = grid(row(1), (None, *row(2)[1:]), formulas={(3, 1): "A2+1"})

    with pytest.raises(LayoutError, match="A3"):
        recognise(book(odd))


@pytest.mark.parametrize("text", ["1", "レベル１", "Lv.1", "LV1", "Lv1", "level 1"])
def test_levels_are_written_one_way(text):
    assert recognise(book(grid(row(1, level=text)))).items[0].level == "Lv1"


def test_the_frame_has_one_row_per_item():
    frame = recognise(book(grid(row(1, "対策中(1点)", "年度内に完了予定"), row(2)))).frame

    assert list(frame.index) == [1, 2]
    assert frame.loc[1, "score"] == "1"
    assert frame.loc[2, "evidence"] == ""
