"""Repeated texts are found without comparing every pair."""

from jama_checksheet.evidence.cross_row import cross_row
from jama_checksheet.model import Answer, CheckItem, Kind, Score, Verdict


def rows(*texts):
    return [
        (CheckItem(no=n, row=n), Answer(Score.DONE, text), Verdict(Kind.OK))
        for n, text in enumerate(texts, 1)
    ]


def test_the_same_and_nearly_the_same_text_name_each_other():
    text = "『情報セキュリティ規程』を2022年4月に制定し、全社員に周知している"
    found = cross_row(
        rows(text, "サーバー室の入口にICカード錠を設置済み", text + "。", text.replace("2022", "2021"))
    )

    assert set(found) == {1, 3, 4}
    assert "3、4" in found[1][0].advice + found[1][0].message


def test_many_repetitions_are_counted_not_listed():
    found = cross_row(rows(*["入退室管理システムを導入し記録している"] * 40))

    assert "ほか33件" in found[1][0].advice + found[1][0].message
