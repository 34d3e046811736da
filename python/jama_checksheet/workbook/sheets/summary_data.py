"""The hidden part of 社内用_サマリー: one line per item with live references into the check sheet, which plain COUNTIFS can count.

Scores are compared with EXACT against a list of spellings and turned into codes, so neither wildcards in a score word nor numbers
stored as numbers can mislead a count. Nothing here needs dynamic arrays: Excel 2016 and LibreOffice calculate it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.score_words import SPELLINGS, STANDARD
from jama_checksheet.checksheet.sheet import CONFIRMED, CheckSheet
from jama_checksheet.model import Kind, Score
from jama_checksheet.summary import Summary, SummaryRow
from jama_checksheet.workbook.plan import CellValue
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed, fixed_range, on_sheet, text
from jama_checksheet.workbook.sheets.short_names import short_names

TOP = 2
"""Row of the first item; row 1 holds the names of the hidden columns."""

CODES: dict[Score, int] = {
    Score.UNANSWERED: 0,
    Score.DONE: 1,
    Score.UNDER_WAY: 2,
    Score.NOT_DONE: 3,
    Score.NOT_APPLICABLE: 4,
}
WORDS: dict[Score, str] = {
    Score.UNANSWERED: "未選択",
    Score.DONE: "完了",
    Score.UNDER_WAY: "対策中",
    Score.NOT_DONE: "未実施",
    Score.NOT_APPLICABLE: "該当なし",
}
"""The short words of the summary, in the order of `CODES`."""

_CONDITION_LENGTH = 26
_DEPARTMENT_LENGTH = 20
"""Characters in the lists of page one; they are shrunk a little where they fill their cell."""


class Col(IntEnum):
    """The hidden columns."""

    NO = 15
    LEVEL = 16
    CATEGORY = 17
    LABEL = 18
    AREAS = 19
    SCORE = 20
    CODE = 21
    DEPARTMENT = 22
    DEPARTMENT_NO = 23
    FINISH = 24
    DUE = 25
    CONDITION = 26
    FLAG = 27
    MAYBE_HIGH = 28
    REMAINING = 29
    OVERDUE = 30
    TOPIC = 31
    SPELLING = 37
    SPELLING_CODE = 38
    WORD = 39
    LEVEL_NAME = 40
    DEPARTMENT_NAME = 41
    SHARE = 42
    SCALAR = 43
    DECISION = 44
    PLACE = 56
    PROMISE = 58
    SHORT_LABEL = 61
    SHORT_DEPARTMENT = 62


LAST = 62
"""The last hidden column."""

DEFAULT_TARGET = (TOP, int(Col.SCALAR))
TARGET_NO = (TOP + 1, int(Col.SCALAR))
TARGET_PHRASE = (TOP + 2, int(Col.SCALAR))
REMAINING_COUNT = (TOP + 3, int(Col.SCALAR))
OVERDUE_COUNT = (TOP + 4, int(Col.SCALAR))

_NAMES = {
    Col.NO: "No.", Col.LEVEL: "レベル番号", Col.CATEGORY: "分類番号", Col.LABEL: "ラベル番号", Col.AREAS: "領域番号",
    Col.SCORE: "評価", Col.CODE: "評価番号", Col.DEPARTMENT: "担当部門", Col.DEPARTMENT_NO: "部門番号",
    Col.FINISH: "完了予定日", Col.DUE: "回答期限", Col.CONDITION: "達成条件", Col.FLAG: "確認ポイント",
    Col.MAYBE_HIGH: "点数の確認", Col.REMAINING: "残り順", Col.OVERDUE: "期限順", Col.TOPIC: "判断の順",
    Col.SPELLING: "評価の表記", Col.SPELLING_CODE: "評価番号", Col.WORD: "評価の呼び名", Col.LEVEL_NAME: "レベル",
    Col.DEPARTMENT_NAME: "部門", Col.SHARE: "完了の割合", Col.SCALAR: "計算用", Col.DECISION: "判断件数",
    Col.PLACE: "表示位置", Col.PROMISE: "昨年の約束",
    Col.SHORT_LABEL: "ラベルの略", Col.SHORT_DEPARTMENT: "部門の略",
}  # fmt: skip


class Block:
    """The hidden part: writes itself onto the canvas and knows the references into it.

    `columns` are our columns in the check sheet as they will stand; what has no column there is written as a fixed value.
    `as_of` is the reference of the cell with the date, `target` the one of the cell with the target level.
    """

    def __init__(
        self,
        canvas: Canvas,
        sheet: CheckSheet,
        summary: Summary,
        columns: Mapping[str, int],
        *,
        as_of: str,
        target_cell: str,
        target: str,
    ) -> None:
        self.canvas, self.sheet, self.summary, self.columns = canvas, sheet, summary, columns
        self.as_of, self.target_cell, self.target = as_of, target_cell, target
        self.levels = summary.levels
        self.reach = len(summary.up_to(target))
        self.spellings = spellings(sheet)
        self.categories = tuple(summary.by_category())
        self.labels = tuple(summary.by_label())
        self.areas = tuple(summary.by_area())
        named = [name for name in summary.by_department() if name != UNASSIGNED]
        self.departments = (*named, UNASSIGNED)
        self.short_departments = short_names(self.departments, _DEPARTMENT_LENGTH)
        for column, name in _NAMES.items():
            canvas.put(1, column, name, looks.DATA)
        self._lists()
        self._scalars()
        for place, row in enumerate(summary.rows):
            self._item(place, row)

    def column(self, column: int) -> str:
        """All items' cells of one hidden column."""
        return fixed_range(TOP, column, TOP + len(self.summary.rows) - 1)

    def put(self, row: int, column: int, value: CellValue, formula: str = "") -> None:
        """Put a hidden cell."""
        is_day = isinstance(value, date) or column in (Col.FINISH, Col.DUE)
        self.canvas.put(row, column, value, looks.DATA_DAY if is_day else looks.DATA, formula=formula)

    def word_of(self, place: str) -> str:
        """The short word for the score of the item at a place (1-based) in the block."""
        words = fixed_range(TOP, Col.WORD, TOP + len(WORDS) - 1)
        return f"INDEX({words},INDEX({self.column(Col.CODE)},{place})+1)"

    def department_of(self, place: str) -> str:
        """The short department of the item at a place; a name that was typed later stands as it is."""
        names = fixed_range(TOP, Col.SHORT_DEPARTMENT, TOP + len(self.departments) - 1)
        number = f"INDEX({self.column(Col.DEPARTMENT_NO)},{place})"
        return f"IF({number}=0,INDEX({self.column(Col.DEPARTMENT)},{place}),INDEX({names},{number}))"

    def _lists(self) -> None:
        for place, (spelling, score) in enumerate(self.spellings.items()):
            self.put(TOP + place, Col.SPELLING, spelling)
            self.put(TOP + place, Col.SPELLING_CODE, CODES[score])
        for score, word in WORDS.items():
            self.put(TOP + CODES[score], Col.WORD, word)
        for column, names in (
            (Col.LEVEL_NAME, self.levels),
            (Col.DEPARTMENT_NAME, self.departments),
            (Col.SHORT_DEPARTMENT, tuple(self.short_departments.values())),
        ):
            for place, name in enumerate(names):
                self.put(TOP + place, column, name)

    def _scalars(self) -> None:
        default, up_to = self.summary.default_target, self.summary.up_to(self.target)
        names = fixed_range(TOP, Col.LEVEL_NAME, TOP + len(self.levels) - 1)
        number = f"SUMPRODUCT(MAX(EXACT({names},{self.target_cell})*(ROW({names})-{TOP - 1})))"
        chosen = fixed(*TARGET_NO)
        level = f"INDEX({names},{chosen})"
        phrase = f'IF({chosen}=1,{level}&" の",{level}&" までの")'
        self.put(*DEFAULT_TARGET, default)
        fallback = self.levels.index(default) + 1
        self.put(*TARGET_NO, len(up_to), f"IF({number}=0,{fallback},{number})")
        self.put(*TARGET_PHRASE, f"{up_to[-1]} {'の' if len(up_to) == 1 else 'までの'}", phrase)
        remaining, overdue = self.column(Col.REMAINING), self.column(Col.OVERDUE)
        self.put(*REMAINING_COUNT, len(self.summary.remaining(self.target)), f"COUNT({remaining})")
        self.put(*OVERDUE_COUNT, len(self.summary.overdue()), f"COUNT({overdue})")

    def _item(self, place: int, item: SummaryRow) -> None:
        row, code = TOP + place, CODES[item.score]
        level = self.levels.index(item.level) + 1
        areas = "|" + "|".join(str(self.areas.index(area) + 1) for area in item.areas) + "|"
        self.put(row, Col.NO, item.no)
        self.put(row, Col.LEVEL, level)
        self.put(row, Col.CATEGORY, self.categories.index(item.category) + 1)
        self.put(row, Col.LABEL, self.labels.index(item.label) + 1)
        self.put(row, Col.AREAS, areas)
        self.put(row, Col.CONDITION, shortened(item.condition))
        score = on_sheet(self.sheet.name, item.row, self.sheet.layout.columns["score"])
        self.put(row, Col.SCORE, item.score_text, f'IFERROR({score}&"","")')
        self.put(row, Col.CODE, code, self._code(cell_name(row, Col.SCORE)))
        self._own_columns(row, item)
        number, chosen = cell_name(row, Col.CODE), fixed(*TARGET_NO)
        level_cell, finish = cell_name(row, Col.LEVEL), cell_name(row, Col.FINISH)
        urgency = {Score.NOT_DONE: 1, Score.UNANSWERED: 2, Score.UNDER_WAY: 3}
        left = item.remains and level <= self.reach
        self.put(
            row,
            Col.REMAINING,
            level * 10**7 + urgency[item.score] * 10**6 + place + 1 if left else "",
            f"IF(AND({level_cell}<={chosen},OR({number}=0,{number}=2,{number}=3)),"
            f'{level_cell}*10^7+CHOOSE({number}+1,2,9,3,1,9)*10^6+{place + 1},"")',
        )
        late = item.score is Score.UNDER_WAY and item.finish is not None and item.finish < self.summary.as_of
        self.put(
            row,
            Col.OVERDUE,
            serial(item.finish) * 10**6 + place + 1 if late and item.finish else "",
            f'IF({number}=2,IF(ISNUMBER({finish}),IF({finish}<{self.as_of},{finish}*10^6+{place + 1},""),""),"")',
        )

    def _code(self, score: str) -> str:
        last = TOP + len(self.spellings) - 1
        known, codes = fixed_range(TOP, Col.SPELLING, last), fixed_range(TOP, Col.SPELLING_CODE, last)
        return f"SUMPRODUCT(MAX(EXACT({known},{score})*{codes}))"

    def _own_columns(self, row: int, item: SummaryRow) -> None:
        def reference(key: str) -> str:
            column = self.columns.get(key)
            return on_sheet(self.sheet.name, item.row, column) if column else ""

        department = reference("department")
        live = f'IFERROR(IF(TRIM({department})="",{text(UNASSIGNED)},{department}&""),{text(UNASSIGNED)})'
        self.put(row, Col.DEPARTMENT, item.department, live if department else "")
        names = fixed_range(TOP, Col.DEPARTMENT_NAME, TOP + len(self.departments) - 1)
        own = cell_name(row, Col.DEPARTMENT)
        number = f"SUMPRODUCT(MAX(EXACT({names},{own})*(ROW({names})-{TOP - 1})))"
        self.put(row, Col.DEPARTMENT_NO, self.departments.index(item.department) + 1, number)
        for column, key, day in ((Col.FINISH, "finish", item.finish), (Col.DUE, "due", item.due)):
            cell = reference(key)
            formula = f'IFERROR(IF(ISNUMBER({cell}),{cell},""),"")' if cell else ""
            self.put(row, column, "" if day is None else day, formula)
        self._flag(row, item, reference("mark"))

    def _flag(self, row: int, item: SummaryRow, mark: str) -> None:
        """A point to confirm counts while the score is the one that was judged and nobody has confirmed the point."""
        judged = item.kind is not Kind.OK and (item.flagged or bool(mark))
        same = f"{cell_name(row, Col.CODE)}={CODES[item.score]}"
        silent = f'TRIM({mark}&"")<>{text(CONFIRMED)}' if mark else "TRUE"
        self.put(row, Col.FLAG, int(item.flagged), f"IF(AND({same},{silent}),1,0)" if judged else "")
        high = item.kind is Kind.OVER
        value = int(high and item.flagged)
        self.put(row, Col.MAYBE_HIGH, value, cell_name(row, Col.FLAG) if high and judged else "")


def spellings(sheet: CheckSheet) -> dict[str, Score]:
    """Every spelling that counts as a score: the sheet's own words, what stands in its cells, then the table of known ones."""
    found = {word: score for score, word in sheet.words.items()}
    for answer in sheet.answers.values():
        if answer.answered:
            found.setdefault(answer.score_text, answer.score)
    for score, standard in STANDARD.items():
        points = (f"{score}", f"{score}点") if score is not Score.NOT_APPLICABLE else ()
        for word in (standard, score.label, *points, *SPELLINGS[score]):
            found.setdefault(word, score)
    return found


def shortened(condition: str) -> str:
    """達成条件 on one line."""
    line = " ".join(condition.split())
    return line if len(line) <= _CONDITION_LENGTH else line[: _CONDITION_LENGTH - 1] + "…"


def serial(day: date) -> int:
    """The day as Excel counts days."""
    return (day - date(1899, 12, 30)).days
