from dataclasses import replace

import pytest

from jama_checksheet.model import Assignment, Finding, Kind, Severity, Verdict
from jama_checksheet.workbook.sheets.findings_sheet import COLUMNS, HEADER_ROW, findings_sheet
from workbook.sheets.example import AS_OF
from workbook.sheets.small import check_sheet

HEADERS = [header for header, _ in COLUMNS]


def finding(kind, severity=Severity.MISMATCH, code="EV001", **more):
    return Finding(code, kind, severity, "題", **{"message": "文面", "advice": "ご提案の文", **more})


def flagged(kind, *findings):
    return Verdict(kind, findings or (finding(kind),))


def table(own):
    rows = sorted({row for row, _ in own.cells if row > HEADER_ROW})
    return [
        {header: own.cells[row, column] for column, header in enumerate(HEADERS, start=1)} for row in rows
    ]


def column(own, header):
    return [line[header].value for line in table(own)]


def test_most_important_first():
    sheet = check_sheet("2" * 9, levels=["Lv2", "Lv1", "Lv1"])
    verdicts = {
        1: flagged(Kind.THIN, finding(Kind.THIN, Severity.MISSING)),
        2: flagged(Kind.THIN, finding(Kind.THIN, Severity.MISSING)),
        3: flagged(Kind.THIN),
        4: flagged(Kind.OVER),
        5: flagged(Kind.OVER),
        6: flagged(Kind.NA),
        7: flagged(Kind.UNSCORED),
        8: flagged(Kind.STALE),
        9: flagged(Kind.UNDER),
    }

    # unscored, na, over (Lv1 before Lv2), under, stale, thin with mismatch, thin with missing (Lv1 before Lv2)
    assert column(findings_sheet(sheet, verdicts, {}, (), AS_OF), "No.") == [7, 6, 5, 4, 9, 8, 3, 2, 1]


def test_advice_alone_makes_no_line_and_every_flagging_finding_makes_one():
    sheet = check_sheet("22")
    advice = finding(Kind.THIN, Severity.ADVICE, "EV009")
    verdicts = {
        1: Verdict(Kind.OK, (advice,)),
        2: flagged(Kind.OVER, finding(Kind.OVER, code="EV002"), finding(Kind.THIN, code="EV003"), advice),
    }

    assert column(findings_sheet(sheet, verdicts, {}, (), AS_OF), "規則") == ["EV002", "EV003"]


QUOTED_TWICE = [
    (Kind.OVER, "教育はこれから始める", Kind.OVER, "教育はこれから始める", 1),
    (Kind.NA, "復旧の順番は来年度に決める予定", Kind.NA, "予定", 1),
    (Kind.THIN, "対応済み", Kind.THIN, "対応済みです", 1),
    (Kind.OVER, "残りは手つかず", Kind.OVER, "確認できたのは5社", 2),
    (Kind.OVER, "これから始める", Kind.THIN, "これから始める", 2),
    (Kind.THIN, "対応済み", Kind.THIN, "", 2),
]


@pytest.mark.parametrize(("kind", "quote", "second_kind", "second_quote", "lines"), QUOTED_TWICE)
def test_what_quotes_the_same_words_for_the_same_reason_is_one_line(
    kind, quote, second_kind, second_quote, lines
):
    first = finding(kind, code="EV022", quote=quote)
    second = finding(second_kind, code="EV023", quote=second_quote, message="別の文面")
    own = findings_sheet(check_sheet("2"), {1: flagged(kind, first, second)}, {}, (), AS_OF)

    assert sorted(column(own, "規則")) == ["EV022", "EV023"][:lines]


def test_two_things_that_are_absent_are_two_lines():
    first, second = (finding(Kind.THIN, Severity.MISSING, code, message=code) for code in ("EV061", "EV062"))
    own = findings_sheet(check_sheet("2"), {1: flagged(Kind.THIN, first, second, first)}, {}, (), AS_OF)

    assert column(own, "規則") == ["EV061", "EV062"]


def test_a_long_department_has_room():
    name = "株式会社自動車部品製造情報システム本部第三課"
    verdicts = {1: flagged(Kind.OVER), 2: flagged(Kind.OVER)}
    own = findings_sheet(check_sheet("22"), verdicts, {2: Assignment(name, "木村")}, (), AS_OF)

    assert own.heights[HEADER_ROW + 2] >= 4 * 13
    assert own.heights[HEADER_ROW + 1] < own.heights[HEADER_ROW + 2]


def test_the_line_links_to_the_score_and_follows_the_sheet():
    sheet = check_sheet("20", name="It's")
    verdicts = {2: flagged(Kind.UNDER, finding(Kind.UNDER, quote="導入済み"))}
    own = findings_sheet(sheet, verdicts, {2: Assignment("総務課", "木村")}, (), AS_OF)
    (line,) = table(own)

    assert line["No."].link == "'It''s'!D3"
    assert (line["評価"].formula, line["評価"].value) == ("'It''s'!D3&\"\"", "未実施(0点)")
    assert line["状況"].formula == 'IF(TRIM(\'It\'\'s\'!F3&"")="済","確認済み","要確認")'
    assert line["根拠の該当箇所"].value == "「導入済み」"
    assert (line["確認の種類"].value, line["担当部門"].value, line["担当者"].value) == (
        "点数の確認（低い可能性）",
        "総務課",
        "木村",
    )


def test_confirmed_points_come_last_and_say_so():
    sheet = check_sheet("22")
    own = findings_sheet(sheet, {1: flagged(Kind.OVER), 2: flagged(Kind.THIN)}, {}, {1}, AS_OF)

    assert column(own, "No.") == [2, 1]
    assert column(own, "状況") == ["要確認", "確認済み"]


def test_without_our_column_the_state_is_written_as_it_is():
    sheet = check_sheet("2")
    own = findings_sheet(sheet, {1: flagged(Kind.OVER)}, {}, {1}, AS_OF, own_columns={})

    assert [(line["状況"].value, line["状況"].formula) for line in table(own)] == [("確認済み", "")]


def test_no_points_a_friendly_line_and_no_filter():
    own = findings_sheet(check_sheet("2"), {1: Verdict(Kind.OK)}, {}, (), AS_OF)

    assert (
        own.cells[HEADER_ROW + 1, 1].value
        == "いまのところ確認ポイントはありません。ご記入ありがとうございます。"
    )
    assert own.filter == ""


def test_the_table_can_be_filtered_and_prints_on_a4_with_its_header_on_every_page():
    own = findings_sheet(check_sheet("2"), {1: flagged(Kind.OVER)}, {}, (), AS_OF)

    assert own.filter == "A5:L6"
    assert (own.page.landscape, own.page.fit_width, own.page.title_rows) == (True, 1, "5:5")
    assert not [
        merge for merge in own.merges if int(merge.split(":")[0].lstrip("ABCDEFGHIJKL")) >= HEADER_ROW
    ]


def test_no_word_accuses():
    own = findings_sheet(check_sheet("2"), {1: flagged(Kind.OVER)}, {}, (), AS_OF)
    texts = "".join(str(cell.value) for cell in own.cells.values())

    assert not [word for word in ("エラー", "不整合", "疑い", "違反", "不正") if word in texts]


def test_formula_like_evidence_is_a_text():
    quote = "=HYPERLINK(1)"
    verdict = flagged(Kind.OVER, replace(finding(Kind.OVER), quote=quote, message=quote))
    (line,) = table(findings_sheet(check_sheet("2"), {1: verdict}, {}, (), AS_OF))

    assert (line["確認内容"].value, line["確認内容"].formula) == (quote, "")
