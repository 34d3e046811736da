"""inspect: what was recognised in a file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.checksheet.headers import HEADERS
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.workbook.plan import ChangePlan


def inspect(sheet: CheckSheet) -> Outcome:
    """What was recognised: rows, columns, score words, levels, answers so far, and what looks odd."""
    layout = sheet.layout
    levels = Counter(item.level for item in sheet.items)
    answered = sum(answer.answered for answer in sheet.answers.values())
    result: dict[str, Any] = {
        "sheet": sheet.name,
        "header_rows": [layout.header_top, layout.header_bottom],
        "first_row": layout.first_row,
        "last_row": layout.last_row,
        "items": len(sheet.items),
        "columns": {key: column_letter(layout.columns[key]) for key in HEADERS if key in layout.columns},
        "score_words": {str(score): word for score, word in sheet.words.items()},
        "levels": dict(sorted(levels.items())),
        "answered": answered,
        "protected": sheet.protected,
        "filtered": sheet.filtered,
        "own_columns": {key: column_letter(column) for key, column in layout.own_columns.items()},
        "problems": [{"cell": problem.cell, "message": problem.message} for problem in sheet.problems],
    }
    per_level = "、".join(f"{level or '（レベルなし）'} {count}" for level, count in sorted(levels.items()))
    columns = "、".join(f"{HEADERS[key][0]}={letter}列" for key, letter in result["columns"].items())
    lines = [
        f"シート「{sheet.name}」をチェックシートとして認識しました。",
        f"  項目: {len(sheet.items)}件（{per_level}）、評価済み {answered}件",
        f"  見出し: {layout.header_top}〜{layout.header_bottom}行目、項目: {layout.first_row}〜{layout.last_row}行目",
        f"  列: {columns}",
        f"  評価の選択肢: {'、'.join(f'「{word}」' for word in sheet.words.values())}",
    ]
    if sheet.protected:
        lines.append("  このシートは保護されています。保護はそのまま残します。")
    if sheet.problems:
        lines.append("ご確認いただきたい点:")
        lines += [f"  ・{problem.cell}: {problem.message}" for problem in sheet.problems]
    return Outcome(ChangePlan("認識結果"), result, tuple(lines), needs_eye=bool(sheet.problems))
