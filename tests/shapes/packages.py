"""Shapes that openpyxl cannot write by itself: made by editing the parts of a package, or with xlsxwriter."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from importlib.resources import files

import xlsxwriter

from jama_checksheet.sample.repeatable import BUILD_DATE, read_parts, save_repeatable, write_parts
from shapes.books import add_list, add_list_sheet, book_of
from shapes.layout import Layout

PLAIN = Layout()

_X14_LIST = (
    '<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1">'
    "<x14:formula1><xm:f>{source}</xm:f></x14:formula1><xm:sqref>{cells}</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)
_READINGS = {
    "達成条件評価": "タッセイジョウケンヒョウカ",
    "評価結果": "ヒョウカケッカ",
    "対策完了(2点)": "タイサクカンリョウ",
    "情報セキュリティ": "ジョウホウ",
}


def list_in_extension() -> bytes:
    """The score list as Excel 2010 and later store a list on another sheet: in the sheet's extension part."""
    book, _ = book_of(PLAIN)
    source = add_list_sheet(book, PLAIN, "選択肢")
    parts = read_parts(save_repeatable(book))
    extension = _X14_LIST.format(source=source, cells=PLAIN.area_of("score"))
    _edit(parts, "xl/worksheets/sheet1.xml", "</worksheet>", f"{extension}</worksheet>")
    return write_parts(parts)


def furigana() -> bytes:
    """Readings (furigana) stored with headers, areas and score words; they are no part of the text."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    parts = read_parts(save_repeatable(book))
    for text, reading in _READINGS.items():
        phonetic = f'<rPh sb="0" eb="{len(text)}"><t>{reading}</t></rPh><phoneticPr fontId="0"/>'
        _edit(parts, "xl/sharedStrings.xml", f"<si><t>{text}</t></si>", f"<si><t>{text}</t>{phonetic}</si>")
    return write_parts(parts)


def macro_book() -> bytes:
    """An .xlsm with a VBA project (the one xlwings ships); its document modules are ThisWorkbook, Sheet1 and Sheet2."""
    book, sheet = book_of(PLAIN)
    add_list(sheet, PLAIN)
    book.code_name = "ThisWorkbook"
    sheet.sheet_properties.codeName = "Sheet1"
    book.create_sheet("メモ").sheet_properties.codeName = "Sheet2"
    parts = read_parts(save_repeatable(book))
    with zipfile.ZipFile(
        io.BytesIO((files("xlwings") / "quickstart_standalone.xlsm").read_bytes())
    ) as shipped:
        parts["xl/vbaProject.bin"] = shipped.read("xl/vbaProject.bin")
    types = "[Content_Types].xml"
    _edit(
        parts,
        types,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    _edit(
        parts,
        types,
        "</Types>",
        '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    _edit(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>',
    )
    return write_parts(parts)


def drawings_and_sheets() -> bytes:
    """Written by another program: a chart, a picture, a text box and a comment beside the answers, and extra sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": BUILD_DATE})
    figures = book.add_worksheet("集計メモ")
    figures.write_column("A1", ["Lv1", "Lv2", "Lv3"])
    figures.write_column("B1", [50, 74, 29])
    sheet = book.add_worksheet(PLAIN.sheet)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for (row, column), value in PLAIN.cells().items():
        sheet.write(row - 1, column - 1, value, wrap)
    for top, left, bottom, right in PLAIN.merges():
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, PLAIN.cells().get((top, left), ""), wrap)
    words = [str(word) for word in PLAIN.words.values()]
    sheet.data_validation(PLAIN.area_of("score"), {"validate": "list", "source": words})
    sheet.autofilter(PLAIN.header_bottom - 1, 0, PLAIN.last_row - 1, PLAIN.right - 1)
    sheet.freeze_panes(PLAIN.first_row - 1, PLAIN.columns["no"])
    sheet.insert_textbox("P10", "この欄は社内の確認用です。", {"width": 220, "height": 60})
    sheet.insert_image("P16", "logo.png", {"image_data": io.BytesIO(_png(24, 24))})
    sheet.write_comment("L8", "不明な点は推進室まで", {"author": "推進室"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=集計メモ!$A$1:$A$3", "values": "=集計メモ!$B$1:$B$3"})
    sheet.insert_chart("P20", chart)
    book.add_worksheet("改訂履歴").write("A1", "初版")
    book.close()
    return write_parts(read_parts(buffer.getvalue()))


def _edit(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    """Replace one place in a part; a place that is not there once would leave the shape unmade."""
    text = parts[name].decode()
    found = len(re.findall(re.escape(old), text))
    assert found == 1, f"{old!r} stands {found} times in {name}"
    parts[name] = text.replace(old, new).encode()


def _png(width: int, height: int) -> bytes:
    """A plain picture in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + b"\x1f\x38\x64" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )
