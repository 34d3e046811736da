"""Shapes that differ in where things stand, how headers are spelled and where the score list comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import FilterColumn, Filters

from jama_checksheet.model import Score
from jama_checksheet.sample.repeatable import save_repeatable
from shapes.books import add_list, add_list_sheet, book_of
from shapes.layout import OFFICIAL_HEADS, Head, Layout

PLAIN = Layout()


def _inline(layout: Layout) -> bytes:
    book, sheet = book_of(layout)
    add_list(sheet, layout)
    return save_repeatable(book)


SHIFTED = replace(
    PLAIN,
    left=3,
    top=9,
    titles=("社内展開版", "", "配布：情報セキュリティ推進室"),
    heads=(
        *OFFICIAL_HEADS[:5],
        Head("", "関連規程", "―"),
        *OFFICIAL_HEADS[5:9],
        Head("", "昨年の評価", "―"),
        Head("", "社内メモ"),
        *OFFICIAL_HEADS[9:],
    ),
)


def shifted_columns() -> bytes:
    """Two columns inserted on the left, extra columns between, the header further down."""
    return _inline(SHIFTED)


NUMERO = replace(PLAIN, header_rows=1, top=3, merged=False).with_texts(
    no="№", label="ラベル名", score="達成条件評価"
)


def numero_header() -> bytes:
    """A single header row with № and nothing merged: every row repeats its group's texts."""
    return _inline(NUMERO)


WIDE = replace(PLAIN, header_rows=2).with_texts(
    no="Ｎｏ．",
    level="レ ベ ル",
    purpose="目　的",
    condition="達 成 条 件",
    criteria="達成\n基準",
    area="担当\n領域\n（回答の依頼先）",
    score="達成条件\n評価",
    evidence="評価の根拠\n記入欄\n・対策完了（２点）：決まりや仕組みの名前と年\n・該当なし：その訳",
)


def wide_header() -> bytes:
    """A two-row header in full width, with spaces and line breaks inside the words."""
    return _inline(WIDE)


OBSERVED = replace(PLAIN, label_words={"3法令順守": "3 法令 \n遵守"}, header_rows=2).with_texts(
    no="No", examples="他社事例（すべての遵守は求めません）"
)


def observed_spelling() -> bytes:
    """遵守 for 順守, a label broken into words, and No without its dot."""
    return _inline(OBSERVED)


GUIDANCE = replace(
    PLAIN,
    titles=(
        "セキュリティ自己評価",
        "「達成条件評価」を一覧から選び、「評価の根拠記入欄」に訳を書いてください。No.とレベルは変えないでください。",
        "担当領域",
        "達成条件と達成基準の両方を読んでから評価してください。",
    ),
    top=7,
)


def guidance_rows() -> bytes:
    """Rows above the header that use the header's own words in sentences, and one of them alone."""
    return _inline(GUIDANCE)


GAPS = replace(PLAIN, numbers=tuple(no for no in range(1, 154) if no % 3 or no == 153))


def gaps_in_numbers() -> bytes:
    """A sub-set of the items: No. has gaps."""
    return _inline(GAPS)


NUMBERS = replace(
    PLAIN,
    words={Score.DONE: 2, Score.UNDER_WAY: 1, Score.NOT_DONE: 0, Score.NOT_APPLICABLE: "該当なし"},
    prompt="プルダウンで評価ください。",
)


def numeric_scores() -> bytes:
    """The list offers 2,1,0 and chosen scores are stored as numbers."""
    return _inline(NUMBERS)


NO_LIST = replace(
    PLAIN,
    words={
        Score.DONE: "２．対応完了",
        Score.UNDER_WAY: "１．対応中",
        Score.NOT_DONE: "０．未実施",
        Score.NOT_APPLICABLE: "該当なし",
    },
)


def no_list() -> bytes:
    """No drop-down at all: only the words in the cells tell the spelling."""
    book, _ = book_of(NO_LIST)
    return save_repeatable(book)


DOTTED = replace(
    PLAIN,
    words={Score.DONE: "2点", Score.UNDER_WAY: "1点", Score.NOT_DONE: "0点", Score.NOT_APPLICABLE: "非該当"},
)


def list_on_sheet() -> bytes:
    """The score words stand on another visible sheet."""
    book, sheet = book_of(DOTTED)
    add_list(sheet, DOTTED, add_list_sheet(book, DOTTED, "選択肢 一覧"))
    return save_repeatable(book)


def list_by_hidden_name() -> bytes:
    """The score words stand on a hidden sheet, reached through a defined name."""
    book, sheet = book_of(PLAIN)
    book.defined_names["評価選択肢"] = DefinedName(
        "評価選択肢", attr_text=add_list_sheet(book, PLAIN, "_list", hidden=True)
    )
    add_list(sheet, PLAIN, "評価選択肢")
    return save_repeatable(book)


def protected() -> bytes:
    """A protected sheet with a password; only score and evidence may be typed into."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    for key in ("score", "evidence"):
        for (cell,) in sheet[PLAIN.area_of(key)]:
            cell.protection = Protection(locked=False)
    sheet.protection.password = "mihon"
    sheet.protection.enable()
    return save_repeatable(book)


def filtered() -> bytes:
    """Filtered to Lv1, so that the other rows are hidden; two columns are hidden as well."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    letters = PLAIN.column_letters()
    sheet.auto_filter.ref = f"A{PLAIN.header_bottom}:{get_column_letter(PLAIN.right)}{PLAIN.last_row}"
    # A filter's colId counts from the left of its range, from 0.
    column = FilterColumn(colId=PLAIN.columns["level"] - PLAIN.left, filters=Filters(filter=["Lv1"]))
    sheet.auto_filter.filterColumn.append(column)
    for row, (item, _) in enumerate(PLAIN.rows(), PLAIN.first_row):
        sheet.row_dimensions[row].hidden = item.level != "Lv1"
    for key in ("purpose", "examples"):
        sheet.column_dimensions[letters[key]].hidden = True
    return save_repeatable(book)


VARIANT = replace(PLAIN, sheet="自己評価表（國內據點）")


def variant_sheet_name() -> bytes:
    """The check sheet is the third of four and its name holds older character forms."""
    book, sheet = book_of(VARIANT)
    add_list(sheet, VARIANT)
    for index, title in enumerate(("表紙", "使い方（No.の見方）")):
        book.create_sheet(title, index)["A1"] = title
    # Words of the header in an ordinary sheet do not make it a check sheet.
    terms = book.create_sheet("用語")
    for row, text in enumerate(("No.", "レベル", "達成条件", "担当領域"), 1):
        terms.cell(row, 1, text)
        terms.cell(row, 2, f"{text}の説明です。")
    return save_repeatable(book)


def date_1904() -> bytes:
    """The 1904 date system, with a date above the header."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    book.epoch = CALENDAR_MAC_1904
    sheet["D1"] = date(2025, 11, 20)
    return save_repeatable(book)


def inline_strings() -> bytes:
    """Every text inside its cell instead of the shared table, as reporting tools write it."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    return save_repeatable(book, shared_strings=False)


def rich_text() -> bytes:
    """Headers and answers in several fonts within one cell."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    red, bold = InlineFont(color="FFC00000"), InlineFont(b=True)
    for key, cut in (("condition", 2), ("score", 4), ("evidence", 5)):
        for (cell,) in sheet[f"{PLAIN.area_of(key)}"]:
            text = str(cell.value or "")
            if len(text) > cut:
                cell.value = CellRichText(TextBlock(bold, text[:cut]), TextBlock(red, text[cut:]))
    for key in ("no", "score", "area"):
        head = sheet.cell(PLAIN.top + (key == "score"), PLAIN.columns[key])
        text = str(head.value)
        head.value = CellRichText(text[:1], TextBlock(red, text[1:]))
    return save_repeatable(book)
