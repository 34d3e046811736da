"""What a clause says of its matter, read from its words."""

from __future__ import annotations

from datetime import date

import pytest

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Score


def state(text: str) -> State:
    """The state of the last clause."""
    return Case(Score.DONE, text, "", "", date(2025, 11, 20)).said[-1].state


@pytest.mark.parametrize(
    "text",
    [
        "持ち主の分からない鍵は1本もありません。",
        "許可のない持ち込みは見当たらない。",
        "捨て忘れはございません。",
        "ほかに外への出口はない。",
        "断られたことは一度もない。",
        "申請外の書き出しは0件。",
        "古い版は残っていない。",
        "図面が添付で送られることはない。",
    ],
)
def test_nothing_is_wrong_when_what_is_denied_is_a_blemish(text):
    assert state(text) is State.CLEAN


@pytest.mark.parametrize(
    "text",
    [
        "教育は行っていない。",
        "手順書がない。",
        "操作の記録が残っていない。",
        "まだ訓練をしたことがない。",
        "不在の担当者が多く、点検がない。",
        "VPN装置は未更新。",
        "再起動できず据え置き。",
        "説明会も掲示も、いずれも行っていない。",
    ],
)
def test_a_denied_measure_is_absent(text):
    assert state(text) is State.ABSENT


@pytest.mark.parametrize(
    "text",
    ["名札のない方はお通ししません。", "検査を通らないうちは使わせない。", "外すことは許しておりません。"],
)
def test_a_negation_can_be_a_rule_of_conduct(text):
    assert state(text) is State.BLOCKED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("年に一度見直しています。", State.PRACTISED),
        ("夜間は警備員が巡回しています。", State.PRACTISED),
        ("使った日時を帳面に書いています。", State.PRACTISED),
        ("連絡を当日中に受けて止めています。", State.PRACTISED),
        ("申請がなくても止めずに受け付けています。", State.PRACTISED),
        ("記録を見る人は募集中。", State.UNDER_WAY),
        ("手順書の草案を書いています。", State.UNDER_WAY),
        ("全社へ広げていきたいと思います。", State.PLANNED),
        ("次の更新で二重化する案。", State.PLANNED),
    ],
)
def test_work_and_habit_are_told_apart(text, wanted):
    assert state(text) is wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("責任者は2024年7月に任命済みである。", State.DONE),
        ("是正は原因を調べる段階にあり、", State.UNDER_WAY),
        ("適用の状況は月次で集計している。", State.PRACTISED),
        ("期限を台帳で管理中。", State.NOMINAL),
        ("倉庫の機械はネットにつながっていない。", State.BLOCKED),
        ("金庫の番号は経理の二人しか知らない。", State.BLOCKED),
        ("いつ切れるかは開けてみないと分かりません。", State.ABSENT),
        ("まあ平気だろ。", State.HEARSAY),
        ("2026年4月の改組で担当を置くことになっている。", State.PLANNED),
        ("持ち出すときは課長に届けることになっている。", State.PRACTISED),
        ("見直しは4月に終えて完了、の予定。", State.PLANNED),
        ("監視の開始は、機器の接続後となる。", State.PLANNED),
    ],
)
def test_turns_of_speech_that_are_easily_misread(text, expected):
    assert state(text) is expected


@pytest.mark.parametrize(
    ("text", "share"),
    [("受講率は全社で81%です。", 0.81), ("30台中25台に適用。", 25 / 30), ("受講率は100%です。", 1.0)],
)
def test_a_rate_is_read_also_with_words_before_its_number(text, share):
    (found,) = Case(Score.DONE, text, "", "", date(2025, 11, 20)).shares

    assert found.share == pytest.approx(share)


@pytest.mark.parametrize("mark", ["・", "1.", "(2)", "①", "٣.", "१"])
def test_list_marks_alone_are_no_sentence(mark):
    case = Case(Score.DONE, f"{mark}\n規程を作成した。\n{mark}", "", "", date(2025, 11, 20))

    assert [sentence.text for sentence in case.sentences] == ["規程を作成した。"]
