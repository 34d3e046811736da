"""A check sheet as a company has it, as far as XlsxWriter can write it: three header rows, merges, protection, shapes, charts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from importlib.resources import files

import xlsxwriter

SHEET = "チェックシート"
LIST_SHEET, HIDDEN_SHEET = "一覧", "設定"
FIRST, LAST = 6, 25
"""The item rows (1-based)."""
WORDS = ("対策完了(2点)", "対策中(1点)", "未実施(0点)", "該当なし")
HEADERS = (
    "分類",
    "ラベル",
    "目的",
    "要求事項",
    "No.",
    "レベル",
    "達成条件",
    "達成基準",
    "他社事例",
    "備考",
    "参照",
    "担当領域",
)


def picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress((b"\0" + b"\x20\x60\xa0" * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def macros() -> bytes:
    """Some VBA project: the one in xlwings' own quickstart book."""
    template = files("xlwings").joinpath("quickstart_standalone.xlsm").read_bytes()
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return archive.read("xl/vbaProject.bin")


def base(with_macros: bool) -> bytes:
    """The book before `splices` adds what XlsxWriter cannot write."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    if with_macros:
        book.add_vba_project(io.BytesIO(macros()), True)
    sheet = book.add_worksheet(SHEET)
    _cells(book, sheet)
    _rules(book, sheet)
    _shapes(book, sheet, with_macros)
    _page(sheet)
    other = book.add_worksheet(LIST_SHEET)
    columns = [{"header": "部署"}, {"header": "内線"}]
    other.add_table(
        "A1:B4", {"name": "部署表", "columns": columns, "data": [["総務部", 1], ["人事部", 2], ["経理部", 3]]}
    )
    hidden = book.add_worksheet(HIDDEN_SHEET)
    hidden.write("A1", "非公開の設定")
    hidden.very_hidden()
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": f"={SHEET}!$Q$6:$Q$8"})
    book.add_chartsheet("グラフ").set_chart(pie)
    book.define_name("判定範囲", f"={SHEET}!$M${FIRST}:$M${LAST}")
    book.set_custom_property("文書番号", "ISMS-001")
    book.close()
    return out.getvalue()


def _cells(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True})
    open_cell = book.add_format({"locked": False, "border": 1, "text_wrap": True})
    red = book.add_format({"font_color": "red", "bold": True})
    sheet.write("A1", "自己評価チェックシート（社内で作った見本）")
    for column, text in enumerate(HEADERS):
        sheet.merge_range(2, column, 4, column, text, head)
    sheet.merge_range("M3:N3", "評価結果", head)
    sheet.merge_range("M4:M5", "達成条件\n評価", head)
    sheet.merge_range("N4:N5", "評価の根拠\n記入欄", head)
    for top in range(FIRST - 1, LAST, 5):
        for column, text in enumerate(("共通", "1方針", "目的の見本", "要求の見本")):
            sheet.merge_range(top, column, top + 4, column, text)
    for number, row in enumerate(range(FIRST - 1, LAST), start=1):
        sheet.write_row(
            row,
            4,
            [number, f"Lv{number % 3 + 1}", f"条件 {number} の見本", "【規則】見本\n【頻度】1回以上/年"],
        )
        sheet.write(row, 11, "情報セキュリティ")
        sheet.write(row, 12, WORDS[number % 4], open_cell)
        sheet.write(row, 13, f"規程 {number} を策定", open_cell)
        sheet.write(row, 16, number * 10)
    sheet.write("J6", "山田太郎")
    sheet.write_rich_string("J7", "必ず", red, "記録", "を残すこと")
    sheet.write_formula("R6", "=SUM(Q6:Q25)", None, 2100)
    sheet.write_formula("R7", "=COUNTA(M6:M25)", None, 20)
    sheet.write_dynamic_array_formula("R9", "=SORT(Q6:Q25)", None, 10)
    sheet.insert_checkbox("S6", True)
    sheet.set_row(7, None, None, {"level": 1})
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.set_column("A:D", 14)
    sheet.set_column("M:N", 30)
    sheet.freeze_panes(5, 5)


def _rules(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    pale = book.add_format({"bg_color": "#EDEDED"})
    sheet.conditional_format(
        "Q6:Q25", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_negative_color": "red"}
    )
    sheet.conditional_format(
        "M6:M25", {"type": "cell", "criteria": "==", "value": '"該当なし"', "format": pale}
    )
    sheet.conditional_format("E6:E25", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.add_sparkline("T6", {"range": f"{SHEET}!Q6:Q25"})
    sheet.data_validation(
        f"M{FIRST}:M{LAST}",
        {
            "validate": "list",
            "source": list(WORDS),
            "input_title": "評価",
            "input_message": "選んでください",
            "error_type": "warning",
        },
    )
    sheet.autofilter(f"A5:N{LAST}")
    sheet.protect("pw", {"sort": True, "autofilter": True})
    sheet.unprotect_range(f"M{FIRST}:N{LAST}", "回答欄")


def _shapes(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, with_macros: bool) -> None:
    sheet.write_comment("N6", "昨年の指摘", {"author": "監査室", "width": 180})
    sheet.insert_textbox("U2", "注意: 押印は不要です", {"width": 200, "height": 60})
    sheet.insert_image("U7", "logo.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_button(
        "U10", {"caption": "点検", "width": 80, "height": 30} | ({"macro": "RunCheck"} if with_macros else {})
    )
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "values": f"={SHEET}!$Q$6:$Q$25",
            "trendline": {"type": "linear"},
            "gradient": {"colors": ["#305496", "#9BC2E6"]},
        }
    )
    chart.set_title({"name": "得点", "name_font": {"name": "Meiryo"}})
    sheet.insert_chart("W2", chart)


def _page(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_header("&L&G", {"image_left": "logo.png", "image_data_left": io.BytesIO(picture())})
    sheet.set_background(io.BytesIO(picture()))
    sheet.repeat_rows(2, 4)
    sheet.print_area(f"A1:N{LAST}")
    sheet.set_paper(9)
    sheet.set_landscape()
