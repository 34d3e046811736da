"""Plans for the tests: one of every operation on the rich book, and all of them together."""

from __future__ import annotations

from datetime import date

from jama_checksheet.workbook.plan import (
    KEEP,
    Change,
    Chart,
    DefineName,
    ExtendFilter,
    MarkAsOurs,
    MarkCells,
    OwnCell,
    OwnFormat,
    OwnList,
    OwnSheet,
    PagePrint,
    PutSheet,
    RemoveSheet,
    Series,
    SetColumn,
    SetList,
    WriteBlock,
)
from jama_checksheet.workbook.style import CellStyle
from workbook.rich.base import FIRST, LAST, SHEET, WORDS

HEAD = CellStyle(bold=True, fill="FFF2CC", border="BFBFBF", horizontal="center")
TEXT = CellStyle(border="BFBFBF", number_format="@")
PLAIN = CellStyle()
OWN = "社内用_サマリー"


def own_sheet(name: str = OWN, title: str = "まとめ") -> OwnSheet:
    """A small sheet with everything that a sheet of ours can have."""
    cells = {
        (1, 1): OwnCell(title, style=HEAD),
        (1, 2): OwnCell("件数", style=HEAD),
        (2, 1): OwnCell("対策完了", style=TEXT),
        (2, 2): OwnCell(5, f"COUNTIF('{SHEET}'!$M${FIRST}:$M${LAST},\"{WORDS[0]}\")", PLAIN),
        (3, 1): OwnCell("=A1 は式ではありません", style=PLAIN),
        (3, 2): OwnCell("確認", '"確"&"認"', PLAIN),
        (4, 1): OwnCell("12 行目へ", style=CellStyle(underline=True, color="1F4E79"), link=f"'{SHEET}'!M12"),
        (4, 2): OwnCell(date(2026, 3, 31), style=CellStyle(number_format="yyyy/m/d")),
    }
    return OwnSheet(
        name,
        cells,
        widths={1: 24, 2: 9},
        merges=("A6:B6",),
        freeze="A2",
        filter="A1:B4",
        lists=(OwnList("A8:A9", ("はい", "いいえ")),),
        formats=(OwnFormat("B2:B4", "$B2>3", "FFE699"),),
        charts=(
            Chart("bar", "残り", "D2", 12, 7, "A2:A4", (Series("件数", "B2:B4", "305496"),)),
            Chart("radar", "ラベル別", "D20", 12, 7, "A2:A4", (Series("件数", "B2:B4", "305496"),)),
        ),
        page=PagePrint(area="A1:J40", title_rows="1:1", breaks=(18,), footer="社内用"),
        tab_color="FFC000",
    )


ONE_EACH: dict[str, tuple[Change, ...]] = {
    "write": (
        WriteBlock(
            SHEET, 6, 13, ((WORDS[1], "=1+1"), (KEEP, "2027年3月までに策定予定です"), (WORDS[2], None))
        ),
    ),
    "write ours": (
        WriteBlock(SHEET, 5, 15, (("確認", "期限"),), HEAD),
        WriteBlock(SHEET, 6, 15, (("○", date(2026, 3, 31)), (3, 0.5)), CellStyle(number_format="yyyy/m/d")),
    ),
    "list": (SetList(SHEET, ("M8:M10", "O6:O25"), WORDS, prompt_title="評価", prompt="一つ選んでください"),),
    "list from cells": (SetList(SHEET, ("K7:K9",), source="'一覧'!$A$2:$A$4", strict=False),),
    "mark": (MarkCells(SHEET, "M6:N25", '$O6<>""', "FFE699", "社内用_確認"),),
    "column": (SetColumn(SHEET, 15, 5), SetColumn(SHEET, 13, 28), SetColumn(SHEET, 16, 9, hidden=True)),
    "filter": (ExtendFilter(SHEET, 16),),
    "name": (DefineName("社内用_列", f"='{SHEET}'!$O$5:$P$25", hidden=True),),
    "notes": (MarkAsOurs({"columns": SHEET, "state": '{"a": "行1\\n"}'}),),
    "put": (PutSheet(own_sheet()),),
    "put and remove": (PutSheet(own_sheet()), RemoveSheet(OWN)),
}

EVERYTHING: tuple[Change, ...] = tuple(
    change for name, part in ONE_EACH.items() for change in part if name != "put and remove"
)
