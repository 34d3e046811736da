"""The promised completion is already past on the day of the assessment."""

from __future__ import annotations

from jama_checksheet.evidence import promises
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import done_without_reservation
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """The latest promised day lies before the assessment."""
    promised = promises.promise(case)
    if promised and promised.due < case.as_of and (promised.firm or not done_without_reservation(case)):
        return Hit(promised.span)
    return None


RULE = Rule(
    code="EV051",
    kind=Kind.STALE,
    severity=Severity.MISMATCH,
    scores=(Score.UNDER_WAY, Score.NOT_DONE),
    title="完了予定の時期を過ぎています",
    why="予定の時期を過ぎた記載は、完了したのか、遅れているのかが読み取れません。",
    message="根拠に『{quote}』とありますが、評価日の時点ですでに過ぎています。",
    fix="完了していれば2点を、遅れていれば新しい完了予定時期をご記入ください。",
    find=find,
    good=(
        Good("机と鍵の決まりは守られています。2021年からです。", "始めた時期です。", score="1"),
        Good("全社で有効化済み(2024/10/1)。", "済んだ日付です。", score="1"),
        Good("2026年3月末までに残りの拠点へ展開する。", "先の予定です。", score="1"),
        Good("2024年4月に着手し、2026年9月に完了予定。", "完了予定は先です。", score="1"),
    ),
    bad=(
        Bad("担当は2025年4月の改組で置くことになっている。", "2025年4月", score="1"),
        Bad("契約を2025年度期首に始める予定である。", "2025年度期首", score="1"),
        Bad("4章は2024Q4 fix予定。", "2024Q4", score="1"),
        Bad("残りは昨年の秋に片付ける約束です。", "昨年の秋", score="1"),
        Bad("2025年3月末までに完了する予定。", "2025年3月末", score="1"),
        Bad("未導入。2024年度中に導入予定。", "2024年度", score="0"),
    ),
)
