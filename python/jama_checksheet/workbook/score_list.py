"""What the drop-down that we give to the score cells says: by it we know the list again when it is to go."""

from __future__ import annotations

PROMPT_TITLE = "達成条件評価"
PROMPT = "当てはまるものを一覧から選んでください。根拠は右の「評価の根拠」欄にお書きください。"
ERROR_TITLE = "一覧から選んでください"
ERROR = "一覧にある言葉だけを入力できます。"
