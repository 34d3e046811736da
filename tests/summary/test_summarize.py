from datetime import date

from jama_checksheet.model import Finding, Kind, Severity, Verdict
from jama_checksheet.summary import summarize
from workbook.sheets.small import check_sheet, summary_of

AS_OF = date(2025, 11, 20)


def verdict(kind):
    return Verdict(kind, (Finding("EV001", kind, Severity.MISMATCH, "題", "文面"),))


def test_points_and_both_rates():
    totals = summary_of(check_sheet("2210N-")).totals()

    assert {key: totals[key] for key in ("items", "answered", "points", "max", "rate", "rate_all")} == {
        "items": 6,
        "answered": 5,
        "points": 5,
        "max": 12,
        "rate": 0.5,  # 5 of 10 points: the item that does not apply is left out
        "rate_all": 0.4167,  # 5 of 12: it counts as no point
    }


def test_nothing_applies_nothing_to_divide():
    totals = summary_of(check_sheet("NN")).totals()

    assert (totals["rate"], totals["rate_all"]) == (None, 0.0)


def test_levels_come_lowest_first_whatever_their_order_in_the_sheet():
    totals = summary_of(check_sheet("210", levels=["Lv3", "Lv10", "Lv1"])).totals()

    assert list(totals["by_level"]) == ["Lv1", "Lv3", "Lv10"]


def test_an_item_with_several_areas_counts_under_each():
    totals = summary_of(check_sheet("20", areas=[("IT", "総務"), ("IT",)])).totals()

    assert {name: group["items"] for name, group in totals["by_area"].items()} == {"IT": 2, "総務": 1}


def test_departments_in_sheet_order_with_the_unassigned_last():
    totals = summary_of(check_sheet("2222"), departments={2: "総務課", 3: "人事課"}).totals()

    assert {name: group["items"] for name, group in totals["by_department"].items()} == {
        "総務課": 1,
        "人事課": 1,
        "未割当": 2,
    }
    assert list(totals["by_department"])[-1] == "未割当"


def test_confirmed_points_are_not_flagged():
    sheet = check_sheet("222")
    verdicts = {1: verdict(Kind.OVER), 2: verdict(Kind.OVER), 3: Verdict(Kind.OK)}
    summary = summarize(sheet, verdicts, {}, as_of=AS_OF, finish={}, confirmed={1})

    assert summary.totals()["flagged"] == 1
    assert summary.totals()["by_label"]["方針"]["flagged"] == 1


def test_what_remains_lowest_level_first_then_most_urgent():
    summary = summary_of(check_sheet("10-2N10", levels=["Lv2", "Lv1"]))

    assert [row.no for row in summary.remaining("Lv2")] == [2, 6, 7, 3, 1]
    assert [row.no for row in summary.remaining("Lv1")] == [2, 6]
    assert summary.remaining() == summary.remaining("Lv1")


def test_only_promises_of_items_still_under_way_are_overdue():
    past, later = date(2025, 9, 30), date(2026, 3, 31)
    summary = summary_of(
        check_sheet("21110"), finish={1: past, 2: past, 3: later, 4: date(2025, 8, 31), 5: past}
    )

    assert [row.no for row in summary.overdue()] == [4, 2]


def test_a_promise_due_today_is_not_overdue():
    assert summary_of(check_sheet("1"), finish={1: AS_OF}).overdue() == ()
