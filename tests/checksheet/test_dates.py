"""Days as people write and read them."""

from datetime import date

from jama_checksheet.checksheet.dates import day_text, full_day_text, short_day_text


def test_days_with_their_day_of_the_week():
    day = date(2025, 12, 12)

    assert (full_day_text(day), day_text(day), short_day_text(day)) == (
        "2025年12月12日（金）",
        "12月12日（金）",
        "12/12(金)",
    )
