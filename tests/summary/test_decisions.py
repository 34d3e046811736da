"""Which decisions the boss is asked for, and in which words."""

from datetime import date, timedelta

from jama_checksheet.model import Finding, Kind, Severity, Verdict
from jama_checksheet.summary import summarize
from workbook.sheets.small import check_sheet, summary_of

AS_OF = date(2025, 11, 20)
EVERYONE = dict.fromkeys(range(1, 41), "総務課")


def keys(summary, target=""):
    return [decision.key for decision in summary.decisions(target)]


def test_not_done_without_a_date_names_its_numbers():
    summary = summary_of(check_sheet("0020"), departments=EVERYONE, finish={2: date(2026, 3, 31)})
    (decision,) = summary.decisions()

    assert decision.nos == (1, 4)
    assert decision.text == (
        "Lv1 の未実施の項目のうち、2件は完了予定日が決まっていません。担当と時期のご決定をお願いします。（No.1、4）"
    )


def test_a_higher_target_brings_in_the_levels_below():
    summary = summary_of(check_sheet("00", levels=["Lv1", "Lv2"]), departments=EVERYONE)

    assert [decision.count for decision in summary.decisions("Lv1")] == [1]
    assert summary.decisions("Lv2")[0].text.startswith("Lv2 までの未実施の項目のうち、2件は")


def test_many_numbers_are_counted_after_the_eighth():
    (decision,) = summary_of(check_sheet("0" * 12), departments=EVERYONE).decisions()

    assert decision.text.endswith("（No.1、2、3、4、5、6、7、8 ほか4件）")


def test_three_at_most_and_the_weightiest_first():
    sheet = check_sheet("01" + "2" * 3 + "-" * 5)
    over = Verdict(Kind.OVER, (Finding("EV001", Kind.OVER, Severity.MISMATCH, "題", "文面"),))
    summary = summarize(sheet, {3: over}, {}, as_of=AS_OF, finish={2: date(2025, 9, 30)})

    assert keys(summary) == ["unplanned", "overdue", "maybe_high"]


def test_unassigned_items_and_answers_that_are_urgent():
    sheet = check_sheet("2" + "-" * 5)
    soon = AS_OF + timedelta(days=14)

    assert keys(summary_of(sheet)) == ["unassigned"]
    assert keys(summary_of(sheet, departments=EVERYONE, due=soon)) == ["urgent"]
    assert keys(summary_of(sheet, departments=EVERYONE, due=soon + timedelta(days=1))) == []


def test_a_few_open_answers_are_no_matter_for_the_boss():
    assert keys(summary_of(check_sheet("----"), departments=EVERYONE, due=AS_OF)) == []


def test_many_items_without_an_answer_are_named_also_when_no_answer_is_due():
    early = summary_of(
        check_sheet("0" * 69 + "-" * 39 + "2" * 45), departments=dict.fromkeys(range(1, 154), "総務課")
    )

    assert keys(early) == ["unplanned", "unanswered"]
    assert early.decisions()[1].text.startswith(
        "評価が未選択の項目が39件あり、回答期限も決まっていません。誰がいつまでに答えるか、"
    )


def test_who_answers_until_when_is_no_question_where_a_date_is_set_or_few_are_left():
    later = AS_OF + timedelta(days=60)

    assert keys(summary_of(check_sheet("-" * 40), departments=EVERYONE, due=later)) == []
    assert keys(summary_of(check_sheet("-" * 9), departments=EVERYONE)) == []
    assert keys(summary_of(check_sheet("-" * 10), departments=EVERYONE)) == ["unanswered"]
