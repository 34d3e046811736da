"""社内用_担当者: who answers for which 担当領域, and the lists that the drop-downs 担当部門 and 担当者 refer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jama_checksheet.checksheet.areas import AREAS
from jama_checksheet.checksheet.cells import cell_name, column_letter
from jama_checksheet.model import Owner
from jama_checksheet.workbook.plan import CellValue, OwnList, OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks, rule_table
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed_range, sheet_prefix

NAME = "社内用_担当者"

COLUMNS: tuple[tuple[str, float], ...] = (
    ("担当領域", 18),
    ("部門", 18),
    ("担当者", 14),
    ("メール", 28),
    ("役職", 12),
    ("CC", 28),
    ("回答期限", 13),
)
"""Header and width (characters) of each column of the table; `owners.read_owners` finds them again by these headers."""

HEADER_ROW = 6
FIRST_ROW = HEADER_ROW + 1
SPARE_LINES = 12
"""Empty lines under the table for more owners."""

DEPARTMENT_COLUMN, PERSON_COLUMN = 11, 12
"""部門一覧 and 担当者一覧; two hidden columns with running numbers follow. From column 16 on stands the table 集約ルール (`rule_table`)."""

_COUNTERS = (13, 14)
_LISTS_NOTE = "下の2列は、プルダウンの候補として左の表から自動で作られます。"

_HOW_TO = (
    "担当領域ごとに、ご回答いただく部門と担当の方をご記入ください。担当領域の名前は、チェックシートの列「担当領域」に合わせます。",
    "ひとつの担当領域に複数の部門がある場合は、行を分けてご記入ください。上にある行の部門が主担当、ほかは関係部門になります。",
    "ご記入のあと「担当者割当」（コマンドでは assign）を実行すると、チェックシートの担当部門・担当者・回答期限に反映されます。手で直した割当は変わりません。",
)


def owners_sheet(
    owners: Sequence[Owner], areas_in_sheet: Sequence[str], rules: Sequence[Sequence[CellValue]] = ()
) -> OwnSheet:
    """The owners table as it is known; areas of the check sheet that nobody answers for yet follow as empty lines.

    With no owners and no areas the seven standard areas make the template. `rules` are the lines of 集約ルール as they stand.
    """
    lines = _lines(owners, areas_in_sheet)
    last_row = FIRST_ROW + len(lines) + SPARE_LINES - 1
    canvas = Canvas()
    canvas.put(1, 1, "担当者の一覧", looks.TITLE, to=len(COLUMNS))
    canvas.height(1, 28)
    for row, sentence in enumerate(_HOW_TO, start=2):
        canvas.put(row, 1, sentence, looks.PLAIN, to=len(COLUMNS))
        canvas.height(row, 16)
    for column, (header, _) in enumerate(COLUMNS, start=1):
        canvas.put(HEADER_ROW, column, header, looks.HEADER)
    canvas.height(HEADER_ROW, 20)
    for row in range(FIRST_ROW, last_row + 1):
        owner = lines[row - FIRST_ROW] if row - FIRST_ROW < len(lines) else Owner("", "")
        texts = (owner.area, owner.department, owner.person, owner.mail, owner.title, owner.cc)
        for column, value in enumerate(texts, start=1):
            canvas.put(row, column, value or None, looks.FIELD)
        canvas.put(row, len(COLUMNS), owner.due, looks.FIELD_DAY)
        canvas.height(row, 18)
    canvas.put(HEADER_ROW - 1, DEPARTMENT_COLUMN, _LISTS_NOTE, looks.NOTE_LINE)
    for place in range(len(_COUNTERS)):
        _list(canvas, lines, last_row, place)
    rule_list = rule_table.put_rules(canvas, HEADER_ROW, rules)
    area_range = f"A{FIRST_ROW}:A{last_row}"
    return OwnSheet(
        name=NAME,
        cells=canvas.cells,
        widths={
            **{column: width for column, (_, width) in enumerate(COLUMNS, start=1)},
            **dict.fromkeys(range(len(COLUMNS) + 1, DEPARTMENT_COLUMN), 3.0),
            DEPARTMENT_COLUMN: 18,
            PERSON_COLUMN: 14,
            rule_table.FIRST_COLUMN - 1: 3.0,
            **{
                column: width
                for column, (_, width) in enumerate(rule_table.HEADERS, start=rule_table.FIRST_COLUMN)
            },
        },
        heights=canvas.heights,
        merges=tuple(canvas.merges),
        hidden_columns=_COUNTERS,
        freeze=f"A{FIRST_ROW}",
        lists=(
            OwnList(
                range=area_range,
                choices=tuple(AREAS),
                prompt_title="担当領域",
                prompt="一覧から選ぶか、チェックシートの列「担当領域」のとおりにご記入ください。",
                strict=False,
            ),
            rule_list,
        ),
        page=PagePrint(
            landscape=True,
            area=f"$A$1:$G${last_row}",
            title_rows=f"{HEADER_ROW}:{HEADER_ROW}",
            footer="担当者の一覧（社内用）　&P / &N ページ",
        ),
        tab_color=looks.BLUE,
    )


def department_source(owners: Sequence[Owner], areas_in_sheet: Sequence[str] = ()) -> str:
    """The cells with every department once, such as "'社内用_担当者'!$K$7:$K$12".

    Where there is none yet, one cell per line of the template: they fill as departments are typed into the table.
    """
    return _source(DEPARTMENT_COLUMN, _unique(owner.department for owner in owners), owners, areas_in_sheet)


def person_source(owners: Sequence[Owner], areas_in_sheet: Sequence[str] = ()) -> str:
    """The cells with every person once; as `department_source`."""
    return _source(PERSON_COLUMN, _unique(owner.person for owner in owners), owners, areas_in_sheet)


def _source(column: int, words: Sequence[str], owners: Sequence[Owner], areas: Sequence[str]) -> str:
    length = len(words) or len(_lines(owners, areas))
    return sheet_prefix(NAME) + fixed_range(FIRST_ROW, column, FIRST_ROW + length - 1)


def _lines(owners: Sequence[Owner], areas_in_sheet: Sequence[str]) -> list[Owner]:
    known = {owner.area for owner in owners}
    wanted = tuple(dict.fromkeys(areas_in_sheet)) or (() if owners else tuple(AREAS))
    return [*owners, *(Owner(area=area, department="") for area in wanted if area not in known)]


def _unique(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]


def _list(canvas: Canvas, lines: Sequence[Owner], last_row: int, place: int) -> None:
    """One list as live formulas: a hidden column numbers the first occurrence of each word, the list picks them by number."""
    header, column, source = (
        ("部門一覧", DEPARTMENT_COLUMN, 2),
        ("担当者一覧", PERSON_COLUMN, 3),
    )[place]
    counter = _COUNTERS[place]
    words = [(line.department, line.person)[place] for line in lines]
    words += [""] * (last_row - FIRST_ROW + 1 - len(words))
    listed = _unique(words)
    canvas.put(HEADER_ROW, column, header, looks.HEADER)
    from_table = fixed_range(FIRST_ROW, source, last_row)
    numbers = fixed_range(FIRST_ROW, counter, last_row)
    for place_in_list, (row, word) in enumerate(zip(range(FIRST_ROW, last_row + 1), words, strict=True)):
        cell, above = (
            cell_name(row, source),
            f"{column_letter(counter)}${HEADER_ROW}:{cell_name(row - 1, counter)}",
        )
        so_far = f"{column_letter(source)}${FIRST_ROW}:{cell}"
        first = bool(word) and word not in words[:place_in_list]
        canvas.put(
            row,
            counter,
            len(_unique(words[: place_in_list + 1])) if first else "",
            looks.DATA,
            formula=f'IF({cell}="","",IF(SUMPRODUCT(--EXACT({so_far},{cell}))=1,MAX({above})+1,""))',
        )
        canvas.put(
            row,
            column,
            listed[place_in_list] if place_in_list < len(listed) else "",
            looks.LIVE_TEXT,
            formula=f'IFERROR(INDEX({from_table},MATCH({place_in_list + 1},{numbers},0)),"")',
        )
