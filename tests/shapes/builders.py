"""Check sheets of many shapes: `SHAPES[name]()` gives the package, `FACTS[name]` what a reader should find in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jama_checksheet.model import Score
from jama_checksheet.sample.build import build_sample, load_answers, load_items
from jama_checksheet.sample.checksheet import SCORE_WORDS
from shapes import packages, plain
from shapes.layout import Layout, Value

Builder = Callable[[], bytes]


@dataclass(frozen=True)
class Facts:
    """The truth about one shape, taken from what was written, never from reading it back."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    numbers: tuple[int, ...]
    columns: dict[str, str]
    words: dict[Score, Value]
    answered: int
    extension: str = ".xlsx"

    @property
    def items(self) -> int:
        return len(self.numbers)


def _facts(layout: Layout, extension: str = ".xlsx") -> Facts:
    return Facts(
        sheet=layout.sheet,
        header_rows=tuple(range(layout.top, layout.first_row)),
        first_row=layout.first_row,
        last_row=layout.last_row,
        numbers=layout.numbers,
        columns=layout.column_letters(),
        words=layout.words,
        answered=sum(answer.score is not Score.UNANSWERED for _, answer in layout.rows()),
        extension=extension,
    )


def _sample_facts(*, answered: bool) -> Facts:
    keys = ("category", "label", "purpose", "requirement", "no", "level", "condition", "criteria", "examples")
    columns = dict(zip((*keys, "area", "score", "evidence"), "BCDEFGHIJLMN", strict=True))
    scores = [answer.score for answer in load_answers()] if answered else []
    return Facts(
        sheet="チェックシート",
        header_rows=(5, 6, 7),
        first_row=8,
        last_row=160,
        numbers=tuple(item.no for item in load_items()),
        columns=columns,
        words=dict(SCORE_WORDS),
        answered=sum(score is not Score.UNANSWERED for score in scores),
    )


def _empty_sample() -> bytes:
    """The sample's form before anybody answered."""
    return build_sample(answered=False)


_TABLE: dict[str, tuple[Builder, Facts]] = {
    "sample": (build_sample, _sample_facts(answered=True)),
    "empty_sample": (_empty_sample, _sample_facts(answered=False)),
    "shifted_columns": (plain.shifted_columns, _facts(plain.SHIFTED)),
    "numero_header": (plain.numero_header, _facts(plain.NUMERO)),
    "wide_header": (plain.wide_header, _facts(plain.WIDE)),
    "observed_spelling": (plain.observed_spelling, _facts(plain.OBSERVED)),
    "guidance_rows": (plain.guidance_rows, _facts(plain.GUIDANCE)),
    "gaps_in_numbers": (plain.gaps_in_numbers, _facts(plain.GAPS)),
    "numeric_scores": (plain.numeric_scores, _facts(plain.NUMBERS)),
    "no_list": (plain.no_list, _facts(plain.NO_LIST)),
    "list_on_sheet": (plain.list_on_sheet, _facts(plain.DOTTED)),
    "list_by_hidden_name": (plain.list_by_hidden_name, _facts(plain.PLAIN)),
    "list_in_extension": (packages.list_in_extension, _facts(plain.PLAIN)),
    "protected": (plain.protected, _facts(plain.PLAIN)),
    "filtered": (plain.filtered, _facts(plain.PLAIN)),
    "drawings_and_sheets": (packages.drawings_and_sheets, _facts(plain.PLAIN)),
    "variant_sheet_name": (plain.variant_sheet_name, _facts(plain.VARIANT)),
    "date_1904": (plain.date_1904, _facts(plain.PLAIN)),
    "macro_book": (packages.macro_book, _facts(plain.PLAIN, ".xlsm")),
    "inline_strings": (plain.inline_strings, _facts(plain.PLAIN)),
    "rich_text": (plain.rich_text, _facts(plain.PLAIN)),
    "furigana": (packages.furigana, _facts(plain.PLAIN)),
}

SHAPES: dict[str, Builder] = {name: builder for name, (builder, _) in _TABLE.items()}
FACTS: dict[str, Facts] = {name: facts for name, (_, facts) in _TABLE.items()}
