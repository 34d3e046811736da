"""Advice that needs the whole sheet."""

from __future__ import annotations

from datetime import date

from jama_checksheet.evidence import judge
from jama_checksheet.evidence.cross_row import cross_row
from jama_checksheet.model import Answer, CheckItem, Score

DAY = date(2025, 11, 20)


def row(no, evidence, score=Score.DONE, **item):
    return (
        CheckItem(no=no, row=no + 9, **item),
        Answer(score, evidence, score.value),
        judge(score=score, evidence=evidence, as_of=DAY),
    )


def codes(rows):
    return {no: [finding.code for finding in findings] for no, findings in cross_row(rows).items()}


def test_the_same_text_under_several_items():
    text = "情報セキュリティ管理規程に基づき全部門で運用している。"

    found = cross_row([row(1, text), row(2, "毎年4月に教育を実施している。"), row(3, text + " ")])

    assert {no: [f.code for f in fs] for no, fs in found.items()} == {1: ["EV081"], 3: ["EV081"]}
    assert "No.3" in found[1][0].message


def test_a_text_copied_from_the_sheet():
    example = "入退室の記録を毎月確認し、結果を責任者へ報告している"

    assert codes([row(85, f"{example}。", examples=f"【例】\n・{example}")]) == {85: ["EV082"]}


def test_the_item_repeated_in_own_words_is_no_copy():
    condition = "社外との境目に防火壁を置いて通信を制限している"

    assert codes([row(103, "FortiGateを置き、必要な通信だけを許可（2022年）", condition=condition)]) == {}


def test_a_review_of_what_does_not_exist():
    same = {"label": "方針", "requirement": "方針を定めて知らせる"}

    found = codes(
        [
            row(1, "未策定。来年度に作成する。", Score.NOT_DONE, condition="方針を策定している", **same),
            row(2, "毎年4月の会議で見直している。", condition="方針の内容を見直している", **same),
        ]
    )

    assert found == {2: ["EV083"]}


def test_a_sheet_of_twos_with_thin_texts():
    things = (
        "来客",
        "鍵",
        "端末",
        "サーバー",
        "図面",
        "契約書",
        "パスワード",
        "媒体",
        "委託先",
        "ログ",
        "無線",
        "退職者",
    )
    deeds = ("は台帳に載せ、毎年6月に棚卸する。", "の扱いを規程に定め、年2回点検する。")
    rows = [row(no, things[no // 2] + deeds[no % 2] + "手順書あり。" * (no % 3)) for no in range(24)]
    rows += [row(no, "対応済み") for no in range(25, 36)]

    assert set(codes(rows)) == set(range(25, 36))


def test_every_finding_is_advice():
    text = "情報セキュリティ管理規程に基づき全部門で運用している。"

    assert not any(f.flags for fs in cross_row([row(1, text), row(2, text)]).values() for f in fs)
