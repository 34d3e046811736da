"""Texts as SpreadsheetML keeps them: escapes, lengths, and which texts Excel would take for something else."""

from __future__ import annotations

import re

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT, NOT_IN_XML, utf16_length
from jama_checksheet.errors import CheckSheetError

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_START = tuple("=+-@'＝＋－＠")
# Digits with the signs of numbers, dates, times, percentages and amounts: what Excel turns into a number on entry.
_NUMBER_LIKE = re.compile(r"\s*[(（¥\\$]?[0-9０-９][0-9０-９\s.,:/%()（）¥\\$eE年月日時分秒．，：／％-]*")


def escape(text: str) -> str:
    """The text as ST_Xstring (ECMA-376 part 1, 22.9.2.19): what XML cannot hold becomes _xHHHH_, and text that merely
    looks like such an escape is kept from being read as one. A line break is "\\n", as in an Excel cell.
    """
    text = _LOOKS_ESCAPED.sub("_x005F_", text.replace("\r\n", "\n"))
    return NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def check_cell_text(text: str, where: str) -> None:
    """Refuse a text that is too long for a cell."""
    length = utf16_length(text)
    if length > MAX_CELL_TEXT:
        raise CheckSheetError(
            f"1 つのセルに書ける文字数 {MAX_CELL_TEXT:,} を超えています（{length:,} 文字）。",
            where=where,
            remedy="文章を短くするか、別のセルに分けてください。",
        )


def taken_for_other(text: str) -> bool:
    """Whether Excel, on entry, would take the text for a formula, number, date or truth value."""
    return (
        text.startswith(_FORMULA_START)
        or text.strip().upper() in ("TRUE", "FALSE")
        or _NUMBER_LIKE.fullmatch(text) is not None
    )
