"""社内用_サマリー follows later edits: LibreOffice recalculates, pandas counts independently, and both agree."""

import itertools
import random
from datetime import date, timedelta

import pandas as pd
import pytest

from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.model import Score
from jama_checksheet.workbook.plan import OwnSheet, WriteBlock
from jama_checksheet.workbook.sheets.findings_sheet import findings_sheet
from jama_checksheet.workbook.sheets.owners_sheet import owners_sheet
from jama_checksheet.workbook.sheets.summary_first_page import TARGET_CELL
from jama_checksheet.workbook.sheets.summary_sheet import NAME, summary_sheet
from workbook.applied import applied
from workbook.sheets.example import AS_OF, sample_book
from workbook.sheets.office import as_day, plain

pytestmark = pytest.mark.libreoffice

COUNTED = ["完了", "対策中", "未実施", "該当なし", "未選択"]
WORD = {"2": "完了", "1": "対策中", "0": "未実施", "NA": "該当なし", "": "未選択"}


def formulas(sheet: OwnSheet) -> dict[tuple[int, int], object]:
    return {place: plain(cell.value) for place, cell in sheet.cells.items() if cell.formula}


def differences(sheet: OwnSheet, values: dict[tuple[int, int], object]) -> dict[tuple[int, int], tuple]:
    found = {}
    for place, wanted in formulas(sheet).items():
        got = values.get(place)
        got = as_day(got) if isinstance(wanted, date) else got
        if got != (round(wanted, 9) if isinstance(wanted, float) else wanted):
            found[place] = (sheet.cells[place].formula, wanted, got)
    return found


def test_the_values_beside_the_formulas_are_true(office, sample):
    areas = tuple(dict.fromkeys(area for item in sample.sheet.items for area in item.areas))
    sheets = (
        summary_sheet(sample.sheet, sample.summary()),
        findings_sheet(sample.sheet, sample.verdicts, sample.assignments, sample.confirmed, AS_OF),
        owners_sheet(sample.owners, areas),
    )
    book = sample_book(sample, *sheets)
    for sheet in sheets:
        assert len(formulas(sheet)) > 30
        assert differences(sheet, office.recalculate(book, sheet.name)) == {}


@pytest.fixture(scope="module")
def edited(office, sample):
    """The summary after 60 edited scores, ten new departments and dates, a confirmed point and another target; and what was edited."""
    rng = random.Random(20251120)
    book = sample_book(sample, summary_sheet(sample.sheet, sample.summary()))
    sheet, own = sample.sheet, sample.sheet.layout.own_columns
    frame = pd.DataFrame(
        [
            {
                "no": row.no,
                "row": row.row,
                "level": row.level,
                "category": row.category,
                "label": row.label,
                "areas": row.areas,
                "score": str(row.score),
                "department": row.department,
                "finish": row.finish,
                "due": row.due,
                "flagged": row.flagged,
                "kind": str(row.kind),
            }
            for row in sample.summary().rows
        ]
    ).set_index("no", drop=False)
    changes = [WriteBlock(NAME, *TARGET_CELL, (("Lv2",),))]
    spelled = {
        "2": [sheet.words[Score.DONE], 2, "対策完了"],
        "1": [sheet.words[Score.UNDER_WAY], 1],
        "0": [sheet.words[Score.NOT_DONE], 0, "0"],
        "NA": [sheet.words[Score.NOT_APPLICABLE], "N/A".lower()],
        "": [None, "プルダウンで評価ください", "検討中"],
    }
    for no in rng.sample(sorted(frame.no), 60):
        score = rng.choice(list(spelled))
        value = rng.choice(spelled[score])
        frame.loc[no, "flagged"] &= frame.score[no] == score
        frame.loc[no, "score"] = score
        changes.append(WriteBlock(sheet.name, frame.row[no], sheet.layout.columns["score"], ((value,),)))
    for no in rng.sample(sorted(frame.no), 10):
        department = rng.choice(["総務課", "情報システム課", None, "新設部門"])
        frame.loc[no, "department"] = department or UNASSIGNED
        changes.append(WriteBlock(sheet.name, frame.row[no], own["department"], ((department,),)))
    for no in rng.sample(sorted(frame.no), 40):
        finish = AS_OF + timedelta(days=rng.randint(-90, 90))
        frame.loc[no, "finish"] = finish
        changes.append(WriteBlock(sheet.name, frame.row[no], own["finish"], ((finish,),)))
    confirmed = frame.no[frame.flagged & (frame.kind == "over")].iloc[0]
    frame.loc[confirmed, "flagged"] = False
    changes.append(WriteBlock(sheet.name, frame.row[confirmed], own["mark"], (("済",),)))
    frame["word"] = frame.score.map(WORD)
    return frame, office.recalculate(applied(book, *changes), NAME)


def row_of(values, text, column=1):
    return next(row for (row, col), value in sorted(values.items()) if col == column and value == text)


def test_levels_follow(edited):
    frame, values = edited
    counts = pd.crosstab(frame.level, frame.word).reindex(columns=COUNTED, fill_value=0)
    for row, level in enumerate(["Lv1", "Lv2", "Lv3"], start=12):
        assert [values[row, column] for column in range(4, 9)] == counts.loc[level].tolist()
        assert values[row, 9] == counts.loc[level, ["対策中", "未実施", "未選択"]].sum()
        done, na, items = counts.loc[level, "完了"], counts.loc[level, "該当なし"], counts.loc[level].sum()
        assert values[row, 10] == pytest.approx(done / (items - na))
    assert [values[15, column] for column in range(3, 9)] == [153, *counts.sum().tolist()]


def table(values, title):
    row = row_of(values, title) + 2
    while (row, 5) in values:
        yield values[row, 1], [values[row, column] for column in range(5, 13)]
        row += 1


def wanted(group: pd.DataFrame) -> list[object]:
    words = group.word.value_counts()
    counts = [int(words.get(word, 0)) for word in COUNTED]
    applicable = len(group) - counts[3]
    rate = pytest.approx((2 * counts[0] + counts[1]) / (2 * applicable)) if applicable else "－"
    return [len(group), *counts, rate, int(group.flagged.sum())]


@pytest.mark.parametrize(
    ("title", "by"),
    [
        ("分類別の状況", "category"),
        ("担当領域別の状況（領域が複数ある項目は、それぞれに数えます）", "areas"),
        ("部門別の状況", "department"),
        ("ラベル別の内訳", "label"),
    ],
)
def test_tables_follow(edited, title, by):
    frame, values = edited
    lines = frame.explode("areas") if by == "areas" else frame
    groups = {str(name): wanted(group) for name, group in lines.groupby(by)}
    if by == "department":
        groups["上記以外の部門"] = groups.pop("新設部門")
        groups.setdefault(UNASSIGNED, [0, 0, 0, 0, 0, 0, "－", 0])

    assert {str(name): figures for name, figures in table(values, title)} == groups


def ordered(frame, order):
    levels = frame.level.map({"Lv1": 1, "Lv2": 2, "Lv3": 3})
    ranked = frame.assign(
        levels=levels, urgency=frame.score.map({"0": 1, "": 2, "1": 3}), place=range(len(frame))
    )
    return ranked.sort_values(order).no.tolist()


def listed(values, top, lines):
    """The numbers of a list, down to its first empty line."""
    rows = itertools.takewhile(lambda row: isinstance(values.get((row, 1)), int), range(top, top + lines))
    return [values[row, 1] for row in rows]


def test_what_remains_of_the_chosen_target_is_listed_most_urgent_first(edited):
    frame, values = edited
    rest = frame[frame.score.isin(["", "0", "1"]) & frame.level.isin(["Lv1", "Lv2"])]
    title = row_of(values, f"Lv2 までの残り項目（{len(rest)} 件）")

    shown = listed(values, title + 2, 40)
    assert len(rest) > len(shown) > 10
    assert shown == ordered(rest, ["levels", "urgency", "place"])[: len(shown)]
    assert values[title, 8] == f"ほか {len(rest) - len(shown)} 件は、チェックシートでご覧ください"
    first = frame.loc[values[title + 2, 1]]
    finish = values.get((title + 2, 12))
    assert (values[title + 2, 8], values[title + 2, 9]) == (first.word, first.department)
    assert finish == "未定" if pd.isna(first.finish) else as_day(finish) == first.finish


def test_promises_past_their_date_are_listed_earliest_first(edited):
    frame, values = edited
    late = frame[(frame.score == "1") & (pd.to_datetime(frame.finish) < pd.Timestamp(AS_OF))]
    title = row_of(values, f"完了予定日を過ぎている対策（{len(late)} 件）")

    shown = listed(values, title + 2, 40)
    assert len(late) >= len(shown) > 3
    assert shown == ordered(late, ["finish", "place"])[: len(shown)]


def test_decisions_follow_in_the_order_of_their_weight(edited):
    frame, values = edited
    reach = frame.level.isin(["Lv1", "Lv2"])
    topics = [
        ("Lv2 までの未実施の項目のうち、", frame[reach & (frame.score == "0") & frame.finish.isna()]),
        (
            "対策中の項目のうち、",
            frame[(frame.score == "1") & (pd.to_datetime(frame.finish) < pd.Timestamp(AS_OF))],
        ),
        ("根拠の記載に比べて、点数が高い可能性のある項目が", frame[frame.flagged & (frame.kind == "over")]),
        ("担当部門の決まっていない項目が", frame[frame.department == UNASSIGNED]),
    ]
    asked = [(words, group) for words, group in topics if len(group)]
    assert len(asked) > 3
    for row, (words, group) in enumerate(asked[:3], start=5):
        nos = ordered(group, ["levels", "place"])
        more = f" ほか{len(nos) - 8}件" if len(nos) > 8 else ""
        assert values[row, 2].startswith(f"{words}{len(group)}件")
        assert values[row, 2].endswith(f"（No.{'、'.join(map(str, nos[:8]))}{more}）")


def test_points_and_both_rates_follow(edited):
    frame, values = edited
    points = frame.score.map({"2": 2, "1": 1}).fillna(0)
    reached = {
        number: frame.level.isin([f"Lv{level}" for level in range(1, number + 1)]) for number in (1, 2, 3)
    }
    one, two, three = (int(points[reached[number]].sum()) for number in (1, 2, 3))
    applicable = 2 * int((frame.score != "NA").sum())

    line = row_of(
        values, f"（参考）得点：Lv1 {one} / 100 点、Lv2 まで {two} / 248 点、Lv3 まで {three} / 306 点"
    )
    rate, rate_all = (int(100 * points.sum() / full + 0.5) for full in (applicable, 306))
    assert values[line + 1, 1].startswith(
        f"（参考）得点率：該当なしを除いた場合 {rate}%、該当なしを 0 点とした場合 {rate_all}%"
    )
