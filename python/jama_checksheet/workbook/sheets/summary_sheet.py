"""社内用_サマリー: the page for the meeting with the boss, and the pages behind it."""

from __future__ import annotations

from collections.abc import Mapping

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.summary import Promise, Summary
from jama_checksheet.workbook.plan import OwnFormat, OwnList, OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed
from jama_checksheet.workbook.sheets.summary_data import DEFAULT_TARGET, LAST, TOP, Block, Col
from jama_checksheet.workbook.sheets.summary_first_page import AS_OF_CELL, TARGET_CELL, first_page
from jama_checksheet.workbook.sheets.summary_page import WIDTH
from jama_checksheet.workbook.sheets.summary_second_page import following_pages

NAME = "社内用_サマリー"

_WIDTHS = (5, 6, 6, 6, 6, 6, 6.5, 6.5, 7, 8, 8, 10.5)


def summary_sheet(
    sheet: CheckSheet, summary: Summary, *, own_columns: Mapping[str, int] | None = None, target: str = ""
) -> OwnSheet:
    """The summary of `sheet`, all figures as live formulas with their true results beside them.

    `own_columns` says where our columns will stand once the same plan is carried out (default: where they stand now); what has no
    column is written as a fixed value. `target` is the level that a user chose (see `chosen_target`); a name that is no level of
    the sheet means the default, the lowest level that is not complete.
    """
    canvas = Canvas()
    target = summary.up_to(target)[-1]
    block = Block(
        canvas,
        sheet,
        summary,
        sheet.layout.own_columns if own_columns is None else own_columns,
        as_of=fixed(*AS_OF_CELL),
        target_cell=fixed(*TARGET_CELL),
        target=target,
    )
    first_end = first_page(canvas, block)
    last, breaks, charts = following_pages(canvas, block, first_end + 1)
    return OwnSheet(
        name=NAME,
        cells=canvas.cells,
        widths=dict(enumerate(_WIDTHS, start=1)),
        heights=canvas.heights,
        merges=tuple(canvas.merges),
        hidden_columns=tuple(range(Col.NO, LAST + 1)),
        lists=(
            OwnList(
                range=cell_name(*TARGET_CELL),
                choices=summary.levels,
                prompt_title="目標レベル",
                prompt="目標にするレベルを選ぶと、残りの項目とご判断いただきたいことが切り替わります。",
            ),
        ),
        formats=(*canvas.formats, *_formats(block)),
        charts=charts,
        page=PagePrint(
            area=f"$A$1:{fixed(last, WIDTH)}",
            breaks=(first_end, *breaks),
            footer="社内用　&P / &N ページ",
        ),
        tab_color=looks.TAB,
    )


def chosen_target(values: Mapping[tuple[int, int], object]) -> str:
    """The target level that a user chose on an earlier summary, from the sheet's values by (row, column).

    "" where nothing was chosen: the cell still holds the default that was written with it.
    """
    found = str(values.get(TARGET_CELL) or "")
    return "" if found == str(values.get(DEFAULT_TARGET) or "") else found


def standing_promises(values: Mapping[tuple[int, int], object]) -> tuple[Promise, ...] | None:
    """Last year's promises that an earlier summary counts, by number alone; None where it knows of none."""
    found: list[Promise] = []
    while (no := values.get((TOP + len(found), Col.PROMISE))) is not None:
        found.append(Promise(no if isinstance(no, int) else str(no)))
    return tuple(found) or None


def _formats(block: Block) -> tuple[OwnFormat, ...]:
    first = 12
    levels = f"A{first}:L{first + len(block.levels) - 1}"
    return (OwnFormat(levels, f"$A{first}={fixed(*TARGET_CELL)}", fill=looks.AMBER_PALE),)
