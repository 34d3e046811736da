"""prepare: drop-downs for the score, for 担当部門 and for 担当者."""

from __future__ import annotations

from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.areas import AREAS
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.workbook import score_list
from jama_checksheet.workbook.plan import PutSheet, SetList
from jama_checksheet.workbook.sheets import owners_sheet, rule_table

TITLE = "プルダウン設定"


def prepared(bench: Workbench) -> Outcome:
    """The action by itself."""
    result = prepare(bench)
    return bench.outcome(bench.plan(TITLE), result, lines(result))


def prepare(bench: Workbench) -> dict[str, Any]:
    """Add the drop-downs that are missing; a list that a score cell has already stays.

    Without an owners sheet in the book, one is added: filled from the owners table, else as a form to fill in.
    Result: `dropdowns`, cells per list that got one, and `kept`, score cells that had theirs.
    """
    scores, kept = _score_lists(bench)
    dropdowns = {"score": scores}
    _owner_lists(bench, dropdowns)
    return {"dropdowns": dropdowns, "kept": kept}


def _score_lists(bench: Workbench) -> tuple[int, int]:
    sheet, column = bench.sheet, bench.sheet.layout.columns["score"]
    bare = [
        item.row for item in sheet.items if not any(rule.covers(item.row, column) for rule in sheet.lists)
    ]
    if bare:
        bench.changes.append(
            SetList(
                sheet.name,
                tuple(_ranges(bare, column)),
                choices=tuple(sheet.words.values()),
                prompt_title=score_list.PROMPT_TITLE,
                prompt=score_list.PROMPT,
                error_title=score_list.ERROR_TITLE,
                error=score_list.ERROR,
            )
        )
    return len(bare), len(sheet.items) - len(bare)


def _owner_lists(bench: Workbench, dropdowns: dict[str, int]) -> None:
    areas = _areas(bench)
    before = bench.book.grid(owners_sheet.NAME)
    if bench.new_owners or before is None:
        rules = rule_table.read_rules(before).lines
        bench.changes.append(PutSheet(owners_sheet.owners_sheet(bench.owners, areas, rules)))
    for key, source, title, prompt in (
        (
            "department",
            owners_sheet.department_source(bench.owners, areas),
            "担当部門",
            "回答を受け持つ部門を選んでください。",
        ),
        (
            "person",
            owners_sheet.person_source(bench.owners, areas),
            "担当者",
            "回答を受け持つ方を選んでください。",
        ),
    ):
        if key in bench.columns.columns:
            bench.changes.append(
                SetList(
                    bench.sheet.name,
                    (bench.columns.range_of(key),),
                    source=source,
                    prompt_title=title,
                    prompt=f"{prompt}一覧は「{owners_sheet.NAME}」シートで直せます。一覧にない名前も入力できます。",
                    strict=False,
                )
            )
            dropdowns[key] = len(bench.sheet.items)


def _areas(bench: Workbench) -> tuple[str, ...]:
    named = dict.fromkeys(area for item in bench.sheet.items for area in item.areas)
    return tuple(dict.fromkeys((*AREAS, *named)))


def _ranges(rows: list[int], column: int) -> list[str]:
    ranges: list[str] = []
    start = rows[0]
    for above, below in zip(rows, [*rows[1:], -1], strict=True):
        if below != above + 1:
            ranges.append(f"{cell_name(start, column)}:{cell_name(above, column)}")
            start = below
    return ranges


def lines(result: dict[str, Any]) -> list[str]:
    """The result for people."""
    counts = result["dropdowns"]
    text = []
    if counts["score"]:
        text.append(f"評価のプルダウンを{counts['score']}行に設定しました。")
    if result["kept"]:
        text.append(f"評価のプルダウンは{result['kept']}行に元からあるため、そのまま残しました。")
    text.append("担当部門と担当者のプルダウンを設定しました。")
    return text
