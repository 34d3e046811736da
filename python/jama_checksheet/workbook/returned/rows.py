"""The rows of a returned answer sheet, wherever its columns and rows stand by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT, NOT_IN_XML, fits
from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.find import Candidate
from jama_checksheet.checksheet.grid import Grid
from jama_checksheet.checksheet.headers import HEADERS
from jama_checksheet.checksheet.memory import QUESTION_CELLS, fingerprint
from jama_checksheet.checksheet.recognise import item_no, level_name
from jama_checksheet.checksheet.score_words import is_prompt, read_score
from jama_checksheet.checksheet.wording import as_text, header_key
from jama_checksheet.errors import LayoutError
from jama_checksheet.model import Score
from jama_checksheet.workbook.returned.reply import GivenText, Remark, ReturnedRow
from jama_checksheet.workbook.subsheet.payload import GIVEN_HEADERS, REPLY_HEADERS, Payload, PayloadItem

_KNOWN_HEADERS = frozenset(
    header_key(text)
    for text in (
        *(text for texts in HEADERS.values() for text in texts),
        *REPLY_HEADERS.values(),
        *GIVEN_HEADERS.values(),
    )
)
"""Headers of the columns that a sub-sheet is given out with; other columns are the department's own."""

_ANSWERS = ("score", "evidence")
_DELETE = "\x7f"
"""XML holds it, and no person typed it."""
_LONGEST_PROMPT = 25
_MOST_ROWS = 3_000
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"})


class AnswerRows:
    """The answer sheet of a returned file.

    Raises LayoutError where two columns claim to be the same answer column, and for a sheet with far more rows than were given out.
    """

    def __init__(self, candidate: Candidate, payload: Payload, source: str) -> None:
        self.grid, self.header = candidate.grid, candidate.header
        self.columns = dict(candidate.header.columns)
        self.given = {item.no: item for item in payload.items}
        filled = {row for row, _ in (*self.grid.values, *self.grid.formulas) if row > self.header.bottom}
        most = max(_MOST_ROWS, 10 * len(self.given))
        if len(filled) > most:
            raise LayoutError(
                f"回答のシートに{len(filled):,}行の記入があります（上限は{most:,}行）。", where=source
            )
        self._filled = sorted(filled)
        doubtful = [HEADERS[key][0] for key in (*_ANSWERS, "no") if key in self.header.doubtful]
        if doubtful:
            raise LayoutError(f"見出し「{'」「'.join(doubtful)}」の列が複数あります。", where=source)
        heads = self._heads()
        self.beside = {
            key: column
            for key, text in REPLY_HEADERS.items()
            if (column := next((c for c, found in heads.items() if header_key(found) == header_key(text)), 0))
        }
        ours = {*self.columns.values(), *self.beside.values()}
        self.own_columns = {
            column: heads.get(column, "")
            for column in sorted({column for _, column in self.grid.values} - ours)
            if header_key(heads.get(column, "")) not in _KNOWN_HEADERS
        }

    def _heads(self) -> dict[int, str]:
        return {
            column: as_text(value)
            for (row, column), value in self.grid.values.items()
            if row == self.header.bottom
        }

    @cached_property
    def _numbers(self) -> Mapping[int, str]:
        """Row -> item number as text ("" where none stands), for all rows below the header in which anything stands."""
        found = {}
        for row in self._filled:
            no = item_no(self._text(row, self.columns["no"]))
            found[row] = "" if no is None else str(no)
        return found

    def _text(self, row: int, column: int | None) -> str:
        return as_text(self.grid.values.get((row, column))) if column else ""

    def rows(self) -> Iterator[ReturnedRow]:
        """Every row with a number, and every row without one in which something stands in an answer cell."""
        times = Counter(no for no in self._numbers.values() if no)
        merged = _merged_rows(self.grid, {self.columns[key] for key in _ANSWERS})
        for row, no in self._numbers.items():
            found = self._answer(row, no)
            if not no:
                if found.filled or self._formula(row, *_ANSWERS):
                    yield replace(found, held="番号（No.）のない行に回答が記入されています。")
                continue
            yield replace(found, held=self._reason(found, times[no], row in merged))

    def missing(self) -> tuple[str, ...]:
        """Items that were given out and have no row."""
        present = set(self._numbers.values())
        return tuple(no for no in self.given if no not in present)

    def _answer(self, row: int, no: str) -> ReturnedRow:
        score_text, cut = _clean(self._text(row, self.columns["score"]).strip())
        evidence, cut_too = _clean(self._text(row, self.columns["evidence"]))
        evidence = evidence if evidence.strip() else ""
        score = read_score(score_text) or Score.UNANSWERED
        given = self.given.get(no)
        return ReturnedRow(
            no=no,
            row=row,
            score=score,
            score_text="" if _asks_to_choose(score_text) else score_text,
            evidence=evidence,
            person=_clean(self._text(row, self.beside.get("person")).strip())[0],
            answered_on=_clean(self._text(row, self.beside.get("answered_on")).strip())[0],
            new_score=bool(given and score is not Score.UNANSWERED and score is not given.score),
            new_evidence=bool(given and evidence and fingerprint(evidence) != fingerprint(given.evidence)),
            cleaned=cut or cut_too,
        )

    def _reason(self, found: ReturnedRow, times: int, merged: bool) -> str:
        """Why the row is left to a person; "" where its answer can be taken."""
        given = self.given.get(found.no)
        if times > 1:
            return f"No.{found.no} の行が{times}行あり、どれが回答か決められません。"
        if given is None:
            return f"No.{found.no} は、この部門にお願いした項目ではありません。"
        if altered := self._altered(found.row, given):
            return f"設問の文章（{'、'.join(altered)}）が、配布したときと異なります。"
        if formulas := self._formula(found.row, *_ANSWERS):
            return f"回答の欄（セル {formulas[0]}）に数式が入っています。"
        if merged:
            return "回答の欄のセルが結合されていて、どの項目の回答か決められません。"
        if found.score_text and found.score is Score.UNANSWERED:
            return f"評価「{found.score_text[:30]}」を選択肢として読み取れません。"
        if found.evidence.strip() in _ERRORS:
            return f"根拠の欄がエラー値（{found.evidence.strip()}）になっています。"
        if not fits(found.evidence):
            return f"根拠が1つのセルに入る{MAX_CELL_TEXT:,}文字を超えています。"
        return ""

    def _altered(self, row: int, given: PayloadItem) -> list[str]:
        """The names of the question cells that are not as they were given out."""
        if self._formula(row, "no"):
            return ["No."]
        names = []
        for key, was in zip(QUESTION_CELLS, given.cells, strict=True):
            text = self._text(row, self.columns.get(key))
            now = fingerprint(level_name(text) if key == "level" else text)
            if now != was or self._formula(row, key):
                names.append(HEADERS[key][0])
        return names

    def _formula(self, row: int, *keys: str) -> list[str]:
        """The cells of these columns that hold a formula."""
        columns = [self.columns[key] for key in keys if key in self.columns]
        return [cell_name(row, column) for column in columns if (row, column) in self.grid.formulas]

    def remarks(self) -> Iterator[Remark]:
        """What departments wrote into 質問・連絡欄 and into columns of their own, row by row, and into rows without a number."""
        for row, no in self._numbers.items():
            if not no:
                yield from self._loose(row)
            person = _clean(self._text(row, self.beside.get("person")).strip())[0]
            asked = _clean(self._text(row, self.beside.get("question")).strip())[0]
            if asked:
                yield Remark(REPLY_HEADERS["question"], no, asked, person)
            for column, head in self.own_columns.items():
                text = _clean(self._text(row, column).strip())[0]
                if text:
                    yield Remark(
                        f"追加された列「{head}」" if head else f"セル {cell_name(row, column)}",
                        no,
                        text,
                        person,
                    )

    def _loose(self, row: int) -> Iterator[Remark]:
        """What stands in a row without a number beside its answer cells, such as a note below the table."""
        if self._lost_its_number(row):
            return
        told = {self.columns[key] for key in _ANSWERS} | {self.beside.get("question"), *self.own_columns}
        for column in sorted(column for at, column in self.grid.values if at == row and column not in told):
            text = _clean(self._text(row, column).strip())[0]
            if text and (row, column) not in self.grid.formulas:
                yield Remark(f"セル {cell_name(row, column)}", "", text)

    def _lost_its_number(self, row: int) -> bool:
        """Whether the row is one that was given out: a question stands in it. It is told as a missing number."""
        return any(
            fingerprint(text) in self._question_texts
            for key in QUESTION_CELLS
            if key != "level" and (text := self._text(row, self.columns.get(key)).strip())
        )

    @cached_property
    def _question_texts(self) -> frozenset[str]:
        return frozenset(cell for item in self.given.values() for cell in item.cells)

    def given_texts(self) -> Iterator[GivenText]:
        """The texts above the table, and those of the columns that only inform; live formulas are left out."""
        for (row, column), value in sorted(self.grid.values.items()):
            text = _clean(as_text(value).strip())[0]
            if row < self.header.top and text and (row, column) not in self.grid.formulas:
                yield GivenText("head", f"セル {cell_name(row, column)}", "", text)
        wanted = {header_key(text): key for key, text in GIVEN_HEADERS.items()}
        places = {
            column: (wanted[header_key(head)], head)
            for column, head in self._heads().items()
            if header_key(head) in wanted
        }
        if "area" in self.columns:
            places[self.columns["area"]] = ("area", HEADERS["area"][0])
        for row, no in self._numbers.items():
            for column, (key, head) in places.items():
                text = _clean(self._text(row, column).strip())[0]
                if no and text and (row, column) not in self.grid.formulas:
                    yield GivenText(key, f"「{head}」の欄", no, text)


def _merged_rows(grid: Grid, columns: set[int]) -> set[int]:
    """Rows whose answer cells are merged with those of other rows."""
    return {
        row
        for area in grid.merges
        if area.bottom > area.top and any(area.left <= column <= area.right for column in columns)
        for row in range(area.top, min(area.bottom, area.top + 10_000) + 1)
    }


def _asks_to_choose(text: str) -> bool:
    """Whether it is the prompt of a form, and not a department's sentence that ends in ください."""
    return is_prompt(text) and ("選" in text or "プルダウン" in text) and len(text) <= _LONGEST_PROMPT


def _clean(text: str) -> tuple[str, bool]:
    """The text with line breaks as a cell has them and without characters that no workbook holds; whether any was taken out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = NOT_IN_XML.sub("", plain).replace(_DELETE, "")
    return clean, clean != plain
