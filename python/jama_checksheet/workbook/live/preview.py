"""What a plan is about to change, in a few lines for the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.workbook.edit.refs import column_letters
from jama_checksheet.workbook.plan import (
    ChangePlan,
    Keep,
    MarkCells,
    PutSheet,
    RemoveColumns,
    RemoveSheet,
    SetList,
    WriteBlock,
)


def preview(plan: ChangePlan, sheet: CheckSheet, present: Iterable[str], more: Iterable[str] = ()) -> str:
    """The question before writing: what will change where, and what will not. `more` are lines of the action itself."""
    lines = [
        f"「{plan.title}」で、次の内容を書き込みます。",
        *(f"・{line}" for line in _lines(plan, sheet, set(present))),
        *more,
    ]
    if not _answers(plan, sheet):
        lines.append("評価と根拠の欄は変更しません。")
    lines += ["", "書き込む前に控えを保存します。続けますか？"]
    return "\n".join(lines)


def _lines(plan: ChangePlan, sheet: CheckSheet, present: set[str]) -> Iterator[str]:
    columns: set[int] = set()
    rows: set[int] = set()
    for row, column in _cells(plan, sheet):
        if column not in sheet.layout.columns.values():
            columns.add(column)
            rows.add(row)
    if columns:
        letters = f"{column_letters(min(columns))}〜{column_letters(max(columns))}列"
        new = "" if sheet.layout.own_columns else "（新しく加えます）"
        yield f"シート「{sheet.name}」の社内用の列（{letters}、{min(rows)}〜{max(rows)}行）{new}"
    for key, name in (("score", "評価"), ("evidence", "根拠")):
        count = sum(column == sheet.layout.columns[key] for _, column in _cells(plan, sheet))
        if count:
            yield f"シート「{sheet.name}」の{name}の欄: {count}件"
    gone = [
        column for change in plan.changes if isinstance(change, RemoveColumns) for column in change.columns
    ]
    if gone:
        yield f"シート「{sheet.name}」から社内用の列を外します（{column_letters(min(gone))}〜{column_letters(max(gone))}列）"
    lists = sum(isinstance(change, SetList) for change in plan.changes)
    if lists:
        yield f"プルダウンの設定: {lists}種類"
    if any(isinstance(change, MarkCells) and change.formula for change in plan.changes):
        yield "確認ポイントのある行の評価と根拠に、淡い色を付ける設定"
    for change in plan.changes:
        if isinstance(change, PutSheet):
            name = change.content.name
            yield f"シート「{name}」を{'作り直します' if name in present else '加えます'}"
        elif isinstance(change, RemoveSheet) and change.name in present:
            yield f"シート「{change.name}」を外します"


def _cells(plan: ChangePlan, sheet: CheckSheet) -> Iterator[tuple[int, int]]:
    for change in plan.changes:
        if isinstance(change, WriteBlock) and change.sheet == sheet.name:
            for down, line in enumerate(change.values):
                for right, value in enumerate(line):
                    if not isinstance(value, Keep):
                        yield change.row + down, change.column + right


def _answers(plan: ChangePlan, sheet: CheckSheet) -> bool:
    answers = {sheet.layout.columns[key] for key in ("score", "evidence")}
    return any(column in answers for _, column in _cells(plan, sheet))
