"""The 153 items keep the confirmed shape: counts, levels, labels, and the topic behind every publicly known number."""

from collections import Counter
from itertools import groupby

import pytest

from jama_checksheet.sample.build import load_items

AREAS = {"情報セキュリティ", "IT", "法務", "購買・調達", "人事", "リスク", "総務"}

# Number -> level and words of its topic. Levels and topics are facts of the official sheet; the words are ours.
CONFIRMED = {
    1: ("Lv1", ("基本方針", "定めて")),
    2: ("Lv2", ("基本方針", "改めて")),
    9: ("Lv1", ("法律", "ルール", "教え", "知らせ")),
    16: ("Lv1", ("手口", "社内に伝え")),
    17: ("Lv2", ("見張り", "体制")),
    21: ("Lv1", ("事業継続計画", "サイバー事故")),
    24: ("Lv1", ("事故", "手順")),
    28: ("Lv1", ("メール", "マルウェア", "教え")),
    31: ("Lv2", ("標的型", "訓練")),
    42: ("Lv2", ("取引先", "対策の様子")),
    54: ("Lv1", ("秘密の度合い", "区分")),
    56: ("Lv2", ("一覧", "情報")),
    85: ("Lv1", ("サーバー", "鍵")),
    90: ("Lv2", ("侵入", "見張")),
    99: ("Lv2", ("パソコン", "書き出し")),
    103: ("Lv1", ("境目", "ファイアウォール")),
    150: ("Lv2", ("止まって", "別の方法")),
    153: ("Lv3", ("復旧時点", "復旧時間")),
}


def test_there_are_153_items_numbered_without_gaps() -> None:
    assert [item.no for item in load_items()] == list(range(1, 154))


def test_levels_are_50_74_and_29_items() -> None:
    assert Counter(item.level for item in load_items()) == {"Lv1": 50, "Lv2": 74, "Lv3": 29}


def test_24_labels_are_numbered_in_order_and_each_is_one_run_of_rows() -> None:
    runs = [label for label, _ in groupby(item.label for item in load_items())]
    assert len(runs) == len(set(runs)) == 24
    for number, label in enumerate(runs, 1):
        assert label.startswith(str(number))
        assert not label.removeprefix(str(number))[0].isdigit()


def test_every_text_is_filled_and_every_condition_is_different() -> None:
    items = load_items()
    for item in items:
        assert all(
            (item.category, item.purpose, item.requirement, item.condition, item.criteria, item.examples)
        ), item.no
    assert len({item.condition for item in items}) == 153
    assert len({item.criteria for item in items}) == 153


def test_areas_are_the_seven_known_ones_alone_or_joined_in_all_three_ways() -> None:
    separators = set()
    used = set()
    for item in load_items():
        # 購買・調達 is one area: ・ never joins two.
        for separator in ("、", "/", "\n"):
            if separator in item.area:
                separators.add(separator)
        names = item.area.replace("、", "\n").replace("/", "\n").split("\n")
        assert set(names) <= AREAS, item.no
        assert len(names) == len(set(names)), item.no
        used |= set(names)
    assert used == AREAS
    assert separators == {"、", "/", "\n"}


@pytest.mark.parametrize("no", CONFIRMED)
def test_confirmed_numbers_keep_level_and_topic(no: int) -> None:
    level, words = CONFIRMED[no]
    item = load_items()[no - 1]
    assert item.level == level
    for word in words:
        assert word in item.condition


def test_criteria_come_in_blocks_and_as_plain_lists() -> None:
    criteria = [item.criteria for item in load_items()]
    assert sum("【頻度】" in text for text in criteria) >= 40
    assert sum("【規則】" in text for text in criteria) >= 40
    assert sum("【" not in text for text in criteria) >= 10
    assert any("1回以上/年" in text for text in criteria)
