"""From a book's grids to the CheckSheet: items, answers, score words, our columns, and what looks odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from jama_checksheet.checksheet.areas import AREAS, split_areas
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.dates import as_date
from jama_checksheet.checksheet.find import Candidate, find_check_sheet
from jama_checksheet.checksheet.grid import Book, Grid, ListRule
from jama_checksheet.checksheet.headers import HEADERS
from jama_checksheet.checksheet.own_block import free_column, own_columns
from jama_checksheet.checksheet.score_words import is_prompt, own_words, read_score
from jama_checksheet.checksheet.sheet import CheckSheet, Layout, OwnValues, Problem
from jama_checksheet.checksheet.wording import as_text, compact
from jama_checksheet.errors import AnswerCellError, LayoutError
from jama_checksheet.model import Answer, CheckItem, ItemNo, Score

FILLED_DOWN = ("category", "label", "purpose", "requirement")
"""Merged vertically over several items in the official sheet, from the widest to the narrowest."""

_NO = re.compile(r"^(?:No\.?)?((?:[A-Za-z]{0,3}[-.]?)?\d{1,6}(?:[-.]\d{1,4})*)$", re.IGNORECASE)

_LEVEL = re.compile(r"^(?:レベル|Level|Lv\.?|L)?([1-9])$", re.IGNORECASE)


def recognise(book: Book, sheet: str = "", *, preferred: str = "") -> CheckSheet:
    """The check sheet of a book (`sheet` names the worksheet where several look alike; `preferred` is a mere wish).

    Raises LayoutError where no check sheet, or no item in it, is recognised, and AnswerCellError where a formula stands in the
    score column. Doubled numbers, unknown score words and unknown areas are reported in `problems` with their cells.
    """
    return _Recognition(book, find_check_sheet(book, sheet, preferred=preferred)).result()


def level_name(text: str) -> str:
    """The level as it is usually written: "1", "レベル１", "Lv.1" and "LV1" are all "Lv1"; other texts stay."""
    match = _LEVEL.match(compact(text))
    return f"Lv{match.group(1)}" if match else compact(text)


def item_no(text: str) -> ItemNo | None:
    """The number of an item: an int for whole numbers, else the text such as "1-2"; None for other texts."""
    match = _NO.match(compact(text))
    if match is None:
        return None
    return int(match.group(1)) if match.group(1).isdigit() else match.group(1)


class _Recognition:
    def __init__(self, book: Book, candidate: Candidate) -> None:
        self.book, self.grid, self.header = book, candidate.grid, candidate.header
        self.columns = candidate.header.columns
        self.problems: list[Problem] = [
            Problem(
                cell_name(self.header.bottom, self.columns[key]),
                f"見出し「{HEADERS[key][0]}」の列が複数あるため、左の列を使います。",
            )
            for key in self.header.doubtful
        ]
        answers = [key for key in ("score", "evidence") if key in self.header.doubtful]
        if answers:
            named = "、".join(f"「{HEADERS[key][0]}」" for key in answers)
            raise LayoutError(
                f"見出し{named}の列が複数あり、どれが今年の回答か決められません。",
                where=f"{book.source} シート「{self.grid.name}」 {self.header.bottom}行目",
                remedy="今年の回答でない列の見出しに「昨年」と付けるなど、見分けられるようにしてください。",
            )
        self._numbers_without_value()

    def result(self) -> CheckSheet:
        items = tuple(self._items())
        if not items:
            raise LayoutError(
                f"シート「{self.grid.name}」の見出し（{self.header.bottom}行目）より下に、番号（No.）のある項目が1件もありません。",
                where=self.book.source,
                remedy="項目の行が削除されていないか、番号の列をご確認ください。",
            )
        layout = self._layout(items)
        lists = tuple(rule for rule in self.grid.lists if self._on_scores(rule, items))
        answers = {item.no: self._answer(item, lists) for item in items}
        listed = [word for rule in lists for word in rule.words]
        used = [answer.score_text for answer in answers.values()]
        return CheckSheet(
            source=self.book.source,
            layout=layout,
            items=items,
            answers=answers,
            words=own_words(listed, used),
            own={item.no: self._own(item.row, layout.own_columns) for item in items},
            lists=self.grid.lists,
            protected=self.grid.protected,
            filtered=self.grid.filter is not None,
            problems=tuple(self.problems),
        )

    def _numbers_without_value(self) -> None:
        """Numbers that are formulas nobody has calculated yet cannot be read."""
        cells = [
            (row, column)
            for row, column in self.grid.formulas
            if column == self.columns["no"]
            and row > self.header.bottom
            and (row, column) not in self.grid.values
        ]
        if cells:
            raise LayoutError(
                f"番号（No.）の列に、計算結果のない数式が{len(cells)}件あります。",
                where=f"{self.book.source} シート「{self.grid.name}」 {cell_name(*min(cells))}",
                remedy="Excel で開いて保存し直すか、番号を値に置き換えてください。",
            )

    def _text(self, row: int, key: str) -> str:
        column = self.columns.get(key)
        return as_text(self.grid.values.get((row, column))) if column else ""

    def _items(self) -> Iterator[CheckItem]:
        filled = _FilledDown(self.grid, self.columns)
        seen: dict[ItemNo, str] = {}
        rows = sorted({row for row, column in self.grid.values if column == self.columns["no"]})
        for row in range(self.header.bottom + 1, (rows[-1] if rows else 0) + 1):
            texts = filled.at(row)
            no = item_no(self._text(row, "no"))
            if no is None:
                continue
            cell = cell_name(row, self.columns["no"])
            if no in seen:
                message = f"番号 {no} が {seen[no]} と重複しています。この行は対象外とします。"
                self.problems.append(Problem(cell, message))
                continue
            if not self._text(row, "condition").strip():
                message = f"番号 {no} の行に達成条件の文章がないため、この行は対象外とします。"
                self.problems.append(Problem(cell, message))
                continue
            seen[no] = cell
            yield CheckItem(
                no=no,
                row=row,
                level=level_name(self._text(row, "level")),
                condition=self._text(row, "condition"),
                criteria=self._text(row, "criteria"),
                examples=self._text(row, "examples"),
                areas=self._areas(row),
                **texts,
            )

    def _areas(self, row: int) -> tuple[str, ...]:
        areas = split_areas(self._text(row, "area"))
        unknown = "、".join(f"「{area}」" for area in areas if area not in AREAS)
        if unknown:
            cell = cell_name(row, self.columns["area"])
            self.problems.append(Problem(cell, f"担当領域{unknown}は、標準の7区分にない名前です。"))
        return areas

    def _on_scores(self, rule: ListRule, items: tuple[CheckItem, ...]) -> bool:
        return any(rule.covers(item.row, self.columns["score"]) for item in items)

    def _answer(self, item: CheckItem, lists: tuple[ListRule, ...]) -> Answer:
        cell = (item.row, self.columns["score"])
        if cell in self.grid.formulas:
            raise AnswerCellError(
                f"評価の欄に数式（={self.grid.formulas[cell]}）が入っているため、読み取りを止めました。",
                where=f"{self.book.source} シート「{self.grid.name}」 {cell_name(*cell)}（No.{item.no}）",
                remedy="プルダウンの選択肢を選び直してください。",
            )
        evidence = self._text(item.row, "evidence")
        text = as_text(self.grid.values.get(cell)).strip()
        score = read_score(text)
        if score is None:
            listed = any(text in rule.words for rule in lists if rule.covers(*cell))
            if not (is_prompt(text) and not listed):
                message = f"評価「{text}」は選択肢として読み取れないため、未選択として扱います。"
                self.problems.append(Problem(cell_name(*cell), message))
            score = Score.UNANSWERED
        return Answer(score, evidence, text)

    def _layout(self, items: tuple[CheckItem, ...]) -> Layout:
        return Layout(
            sheet=self.grid.name,
            header_top=self.header.top,
            header_bottom=self.header.bottom,
            first_row=items[0].row,
            last_row=items[-1].row,
            columns=dict(self.columns),
            own_columns=own_columns(self.grid, self.header, self.book.names),
            free_column=free_column(self.grid, self.header, items[-1].row),
        )

    def _own(self, row: int, columns: Mapping[str, int]) -> OwnValues:
        values: dict[str, str | date | None] = {}
        for key, column in columns.items():
            value = self.grid.values.get((row, column))
            if key in ("due", "finish"):
                values[key] = as_date(value) or as_text(value) or None
            else:
                values[key] = as_text(value)
        return OwnValues(**values)  # type: ignore[arg-type]


class _FilledDown:
    """分類, ラベル, 目的, 要求事項 by row: from merged cells, and from above where cells were unmerged and left blank."""

    def __init__(self, grid: Grid, columns: Mapping[str, int]) -> None:
        self.grid, self.columns = grid, columns
        self.tops = {
            (row, area.left): area.top
            for area in grid.merges
            for row in range(area.top, min(area.bottom, area.top + 5000) + 1)
        }
        self.current = dict.fromkeys(FILLED_DOWN, "")

    def at(self, row: int) -> dict[str, str]:
        """The texts for this row; to be called for every row in order."""
        renewed = False
        for key in FILLED_DOWN:
            column = self.columns.get(key)
            if column is None:
                continue
            top = self.tops.get((row, column), row)
            text = as_text(self.grid.values.get((top, column)))
            if text.strip():
                self.current[key] = text
                renewed = renewed or top == row
            elif renewed or (row, column) in self.tops:
                self.current[key] = ""
        return dict(self.current)
