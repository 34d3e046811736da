"""The evidence judge: does the text in 評価の根拠記入欄 support the chosen score?"""

from jama_checksheet.evidence.judge import judge, judge_all

__all__ = ["judge", "judge_all"]
