"""The sheets around the check sheet: the cover 「はじめに」 and the ordinary extra sheet 「改訂履歴」."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.sample.look import GREEN, NAVY, NOTE_FILL, fit_to_pages, lines_needed, paint, row_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COVER_NAME = "はじめに"
HISTORY_NAME = "改訂履歴"

_COVER = (
    (
        "このブックについて",
        "自動車業界のセキュリティ自己評価チェックシートと同じ形をした、練習用の見本です。\n"
        "項目の文章はすべてこのツールの作者が書いたもので、自工会・部工会が配布する公式の文章ではありません。\n"
        "番号、レベルの数、列の並びといった形だけを公式のシートにならっています。",
    ),
    (
        "回答例について",
        "「サンプル精密株式会社」は架空の会社です。氏名、メールアドレス、回答の内容も作り物です。\n"
        "確認ポイントの働きが分かるように、点数と根拠が食い違う行や、根拠が足りない行をわざと入れています。",
    ),
    (
        "本番でのお願い",
        "実際の自己評価には、自工会・部工会が公開している最新のチェックシートをお使いください。\n"
        "この見本を提出しないでください。",
    ),
    (
        "記入のしかた",
        "シート「チェックシート」の緑色の見出しの列に記入します。\n"
        "点数は一覧から選び、そう判断した訳を隣の欄に書きます。迷ったときは低いほうを選ぶと弱い所が見えます。",
    ),
    (
        "レベルと満点",
        "Lv1は50項目で100点、Lv2は74項目で148点、Lv3は29項目で58点です。\n"
        "全153項目の満点は306点で、1項目は2点が上限です。",
    ),
)

_HISTORY = (
    ("1.0", "2025-04-01", "見本の初版を作成しました。"),
    ("1.1", "2025-09-01", "生成AI、ソフトの部品構成、社外からの見え方の項目を加えました。"),
)


def cover_texts() -> tuple[str, ...]:
    """Every text of the cover and the history, for whoever wants to read or check them without the workbook."""
    return (*(text for pair in _COVER for text in pair), *(text for *_, text in _HISTORY))


def write_cover(sheet: Worksheet) -> None:
    """Say plainly what this workbook is and is not."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = GREEN
    for letter, width in zip("ABC", (2, 22, 96), strict=True):
        sheet.column_dimensions[letter].width = width
    title = sheet["B2"]
    title.value = "自己評価チェックシートの見本"
    paint(title, size=18, bold=True, color=NAVY, vertical="center", border=False, wrap=False)
    sheet.row_dimensions[2].height = 32
    for row, (heading, text) in enumerate(_COVER, 4):
        paint(sheet.cell(row, 2, heading), size=11, bold=True, color="FFFFFF", fill=NAVY, vertical="center")
        paint(sheet.cell(row, 3, text), size=11, vertical="center")
        # 11 point lines are about a third higher than the 9 point lines of the check sheet.
        sheet.row_dimensions[row].height = row_height(lines_needed(text, 80)) * 1.4
    _print_on_a4(sheet, f"B2:C{3 + len(_COVER)}")


def write_history(sheet: Worksheet) -> None:
    """An ordinary sheet behind the check sheet, as official files have them."""
    for letter, width in zip("ABC", (8, 14, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    for column, heading in enumerate(("版", "日付", "内容"), 1):
        paint(sheet.cell(1, column, heading), size=10, bold=True, fill=NOTE_FILL, horizontal="center")
    for row, record in enumerate(_HISTORY, 2):
        for column, value in enumerate(record, 1):
            paint(sheet.cell(row, column, value), size=10)
    _print_on_a4(sheet, f"A1:C{1 + len(_HISTORY)}")


def _print_on_a4(sheet: Worksheet, area: str) -> None:
    sheet.print_area = area
    fit_to_pages(sheet, sheet.PAPERSIZE_A4)
