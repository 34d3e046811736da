"""A starter text per score: what the sheet's header asks for, with blanks 〔　〕 to fill in."""

from __future__ import annotations

from jama_checksheet.model import Score

STARTERS: dict[Score, str] = {
    Score.DONE: "『〔　〕』を〔　〕年〔　〕月に制定（最終改定：〔　〕年〔　〕月）。〔　〕（システム・仕組み）により、〔　〕（対象範囲）のすべてで〔　〕の頻度で実施している。",
    Score.UNDER_WAY: "現状：〔　〕は完了し、〔　〕が残っている。完了予定：〔　〕年〔　〕月末。",
    Score.NOT_DONE: "現状：未実施。今後の改善計画：〔　〕年度に〔　〕（担当部門）が〔　〕を行う。",
    Score.NOT_APPLICABLE: "当社には〔　〕（対象となる設備・業務・取引）がないため。",
}
"""Score -> starter text. A blank that is left over is a point to confirm (EV067)."""


def starter(score: Score) -> str:
    """The starter text of a score; "" for 未選択."""
    return STARTERS.get(score, "")
