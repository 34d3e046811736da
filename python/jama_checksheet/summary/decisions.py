"""The decisions that the boss is asked for: at most three, most weighty first, each with its count and numbers.

The official answers say that the aim is finding weak points, not points (よろず相談会 第3回 ⑤); so the page begins with these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from jama_checksheet.model import ItemNo, Kind, Score
from jama_checksheet.summary.tally import SummaryRow

MOST = 3
"""So many decisions are shown at most."""

NUMBERS_SHOWN = 8
"""So many item numbers are named in a sentence; the rest is counted."""

NEAR = timedelta(days=14)
"""An answer is urgent from two weeks before its 回答期限 on."""

NOTHING_TO_DECIDE = "いま、ご判断をお願いしたい事項はありません。"


class View(NamedTuple):
    """From where the items are looked at: the date, and the levels up to the target."""

    as_of: date
    target_levels: tuple[str, ...]


class Topic(NamedTuple):
    """One kind of decision.

    `sentence` holds {level} (「Lv1 の」, 「Lv2 までの」) and {count}. It is asked for when at least `least` items are concerned.
    """

    key: str
    sentence: str
    concerns: Callable[[SummaryRow, View], bool]
    least: int = 1


def is_unplanned(row: SummaryRow, view: View) -> bool:
    """未実施 at or below the target level, with no 完了予定日."""
    return row.score is Score.NOT_DONE and row.finish is None and row.level in view.target_levels


def is_overdue(row: SummaryRow, view: View) -> bool:
    """対策中 with a 完了予定日 that has passed."""
    return row.score is Score.UNDER_WAY and row.finish is not None and row.finish < view.as_of


def is_maybe_high(row: SummaryRow, view: View) -> bool:
    """An open point to confirm: the score may be higher than the evidence carries."""
    return row.flagged and row.kind is Kind.OVER


def is_unassigned(row: SummaryRow, view: View) -> bool:
    """No department answers for it."""
    return not row.assigned


def is_unanswered(row: SummaryRow, view: View) -> bool:
    """Not answered, and no 回答期限 known: nobody has been asked until when."""
    return row.score is Score.UNANSWERED and row.due is None


def is_urgent(row: SummaryRow, view: View) -> bool:
    """Not answered, and its 回答期限 is near or has passed."""
    return row.score is Score.UNANSWERED and row.due is not None and row.due - NEAR <= view.as_of


TOPICS = (
    Topic(
        "unplanned",
        "{level}未実施の項目のうち、{count}件は完了予定日が決まっていません。担当と時期のご決定をお願いします。",
        is_unplanned,
    ),
    Topic(
        "overdue",
        "対策中の項目のうち、{count}件は完了予定日を過ぎています。予定日の見直し、または応援の要否についてご判断をお願いします。",
        is_overdue,
    ),
    Topic(
        "unanswered",
        "評価が未選択の項目が{count}件あり、回答期限も決まっていません。誰がいつまでに答えるか、ご判断をお願いします。",
        is_unanswered,
        least=10,
    ),
    Topic(
        "maybe_high",
        "根拠の記載に比べて、点数が高い可能性のある項目が{count}件あります。提出の前に、点数を見直すかどうかご判断をお願いします。",
        is_maybe_high,
    ),
    Topic(
        "unassigned",
        "担当部門の決まっていない項目が{count}件あります。担当部門のご指名をお願いします。",
        is_unassigned,
    ),
    Topic(
        "urgent",
        "評価が未選択の項目のうち、{count}件は回答期限が近いか、過ぎています。担当部門へのお声がけをお願いします。",
        is_urgent,
        least=5,
    ),
)
"""The topics, most weighty first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision asked for. `nos` are all numbers concerned, lowest level first; `text` is the whole sentence."""

    key: str
    count: int
    nos: tuple[ItemNo, ...]
    text: str


def level_phrase(target_levels: Sequence[str]) -> str:
    """「Lv1 の」 for the lowest level, 「Lv2 までの」 above it."""
    if not target_levels:
        return ""
    return f"{target_levels[-1]} の" if len(target_levels) == 1 else f"{target_levels[-1]} までの"


def numbers_phrase(nos: Sequence[ItemNo]) -> str:
    """「（No.3、7 ほか2件）」: the first `NUMBERS_SHOWN` numbers, the rest as a count."""
    shown = "、".join(str(no) for no in nos[:NUMBERS_SHOWN])
    rest = len(nos) - NUMBERS_SHOWN
    return f"（No.{shown}{f' ほか{rest}件' if rest > 0 else ''}）"


def concerned(
    topic: Topic, rows: Sequence[SummaryRow], view: View, levels: Sequence[str]
) -> list[SummaryRow]:
    """The rows that a topic is about, lowest level first, then in sheet order."""
    return sorted((row for row in rows if topic.concerns(row, view)), key=lambda row: levels.index(row.level))


def decide(rows: Sequence[SummaryRow], view: View, levels: Sequence[str]) -> tuple[Decision, ...]:
    """The decisions needed, at most `MOST`, most weighty first."""
    found = []
    for topic in TOPICS:
        nos = tuple(row.no for row in concerned(topic, rows, view, levels))
        if len(nos) >= topic.least:
            sentence = topic.sentence.format(level=level_phrase(view.target_levels), count=len(nos))
            found.append(Decision(topic.key, len(nos), nos, sentence + numbers_phrase(nos)))
    return tuple(found[:MOST])
