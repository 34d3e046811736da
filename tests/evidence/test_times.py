"""Times in Japanese texts, and the completion date of a promise."""

from __future__ import annotations

from datetime import date

import pytest

from jama_checksheet.evidence.promises import due_date
from jama_checksheet.evidence.signals.times import moments
from jama_checksheet.evidence.text import normalise

DAY = date(2025, 6, 10)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("令和7年度下期", date(2025, 10, 1), date(2026, 3, 31)),
        ("R6年度末", date(2025, 3, 1), date(2025, 3, 31)),
        ("FY2025", date(2025, 4, 1), date(2026, 3, 31)),
        ("今期1Q", date(2025, 4, 1), date(2025, 6, 30)),
        ("次年度の第2四半期", date(2026, 7, 1), date(2026, 9, 30)),
        ("平成31年4月", date(2019, 4, 1), date(2019, 4, 30)),
        ("２０２５年８月上旬", date(2025, 8, 1), date(2025, 8, 10)),
        ("25/10/15", date(2025, 10, 15), date(2025, 10, 15)),
        ("来春", date(2026, 3, 1), date(2026, 5, 31)),
        ("年内", date(2025, 12, 1), date(2025, 12, 31)),
        ("上期", date(2025, 4, 1), date(2025, 9, 30)),
        ("2025年夏", date(2025, 6, 1), date(2025, 8, 31)),
        ("25年GW", date(2025, 5, 1), date(2025, 5, 6)),
    ],
)
def test_a_time_is_a_stretch_of_days(words, first, last):
    (found,) = moments(normalise(f"{words}に行う").norm, DAY)

    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["85台／120台に設定", "毎月第三水曜に配布", "24時間365日監視", "1/2以上"])
def test_what_only_looks_like_a_date(text):
    assert moments(normalise(text).norm, DAY) == ()


@pytest.mark.parametrize(
    ("evidence", "due"),
    [
        ("残りは2026年3月末までに完了予定。", date(2026, 3, 31)),
        ("2024年に着手し、来年度上期に終える計画。", date(2026, 9, 30)),
        ("規程を作成中（完了予定2024/12）。", date(2024, 12, 31)),
        ("令和7年度第3四半期に導入する。", date(2025, 12, 31)),
        ("規程を2023年4月に制定した。", None),
        ("完了時期は未定。", None),
    ],
)
def test_the_due_date_is_the_end_of_what_is_promised(evidence, due):
    assert due_date(evidence, DAY) == due
