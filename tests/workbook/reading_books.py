"""Workbooks that the tests of opening and reading read: written by two libraries, and by hand where neither can."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

SCORES = ("対策完了(2点)", "対策中(1点)", "未実施(0点)", "該当なし")


def by_openpyxl() -> bytes:
    """Every kind of value, merges, hidden rows and columns, lists, names, protection, hidden sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "チェックシート"
    sheet.append(["No.", "達成条件評価", "評価の根拠", None, "日付", "率"])
    for number in range(1, 41):
        sheet.append(
            [
                number,
                SCORES[number % 4],
                f"規程{number}を\n改定",
                None,
                date(2025, 1, number % 28 + 1),
                number / 8,
            ]
        )
    sheet["H2"], sheet["H3"], sheet["H4"] = datetime(2025, 4, 1, 13, 30), time(9, 15), True
    sheet["H5"], sheet["H6"], sheet["H7"] = "=A2*2", "#N/A", 1.5e300
    sheet["H8"], sheet["H9"] = -12345678901234, 0
    sheet["H10"] = CellRichText("規程は", TextBlock(InlineFont(b=True), "改定"), "済み")
    sheet["H11"] = 45000
    sheet["H11"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["H12"] = 45000.5
    sheet["H12"].number_format = "[$-411]ge.m.d;@"
    sheet["H13"] = 1.5
    sheet["H13"].number_format = "[h]:mm"
    sheet["H14"], sheet["H15"], sheet["H16"] = 'a < b & c > "d"', "  前後  ", "𠮷野家🚗"
    sheet.merge_cells("J1:K3")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:F41"
    sheet.protection.sheet = True
    words = book.create_sheet("選択肢")
    for word in SCORES:
        words.append([word])
    words.append([2])
    words.sheet_state = "veryHidden"
    book.create_sheet("O'Brien 様").sheet_state = "hidden"
    book["O'Brien 様"]["B2"] = "はい"
    book["O'Brien 様"]["B3"] = "いいえ"
    for cells, formula in {
        "B2:B20": '"対策完了(2点),対策中(1点), 未実施(0点) ,該当なし"',
        "B21:B30 B33": "選択肢!$A$1:$A$5",
        "B31": "評価語",
        "B32": "OFFSET(選択肢!$A$1,0,0,4,1)",
        "B34": "'O''Brien 様'!$B$2:$B$3",
        "B35": "選択肢!$A:$A",
        "B36": "$A$2:$A$4",
        "B37": "ない名前",
        "B38": "#REF!",
        "B39": "'[1]別のブック'!$A$1:$A$2",
    }.items():
        rule = DataValidation(type="list", formula1=formula)
        rule.sqref = openpyxl.worksheet.cell_range.MultiCellRange(cells)
        sheet.add_data_validation(rule)
    sheet.add_data_validation(DataValidation(type="whole", formula1="1", formula2="9", sqref="F2:F9"))
    book.defined_names["評価語"] = DefinedName("評価語", attr_text="選択肢!$A$1:$A$4", hidden=True)
    book.defined_names["別名"] = DefinedName("別名", attr_text="評価語")
    sheet.defined_names["評価語"] = DefinedName("評価語", attr_text="選択肢!$A$2:$A$3")
    return _saved(book)


def by_xlsxwriter(*, date_1904: bool = False) -> bytes:
    """The same ground from another writer: cached formula results, rich text, a list on another sheet, both date systems."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": date_1904})
    sheet = book.add_worksheet("回答")
    bold = book.add_format({"bold": True})
    formats = {
        code: book.add_format({"num_format": code}) for code in ("yyyy/m/d", "yyyy/m/d h:mm", "h:mm", "0.00")
    }
    sheet.write("A1", "見出し")
    sheet.write_rich_string("A2", "太字は", bold, "ここ", "です")
    sheet.write_datetime("B1", datetime(2025, 11, 20), formats["yyyy/m/d"])
    sheet.write_datetime("B2", datetime(2025, 11, 20, 8, 30), formats["yyyy/m/d h:mm"])
    sheet.write_datetime("B3", time(8, 30), formats["h:mm"])
    sheet.write_number("C1", 0.1, formats["0.00"])
    sheet.write_formula("C2", "=1+2", None, 3)
    sheet.write_formula("C3", '="済"&"み"', None, "済み")
    sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C5", "=1=1", None, True)
    sheet.write_boolean("C6", False)
    sheet.write_string("D1", "1-1")
    sheet.write_string("D2", "=1+1")
    sheet.write_string("D3", "一行目\r\n二行目")
    sheet.write_string("D4", "_x000D_ のまま")
    sheet.write_string("D5", "制御\x01文字")
    sheet.data_validation("A2:A9", {"validate": "list", "source": "=言葉!$A$1:$A$2"})
    sheet.autofilter("A1:D9")
    sheet.merge_range("F1:G2", "結合")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("J:L", None, None, {"hidden": True})
    other = book.add_worksheet("言葉")
    other.write_column("A1", ["あり", "なし"])
    other.hide()
    chart = book.add_chartsheet("グラフ")
    drawn = book.add_chart({"type": "bar"})
    drawn.add_series({"values": "=回答!$C$1:$C$2"})
    chart.set_chart(drawn)
    book.close()
    return out.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def by_hand(
    sheet_body: str = "<sheetData/>",
    *,
    strings: str = "",
    styles: str = "",
    workbook_extra: str = "",
    main_type: str = XLSX,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A one-sheet workbook from raw XML. `strings` and `styles` are the insides of their parts; `parts` adds or replaces."""
    root = f'xmlns="{MAIN}" xmlns:r="{_KIND[:-1]}"'
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(main=main_type),
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_KIND}officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook {root}><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets>{workbook_extra}</workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            f'<Relationship Id="s1" Type="{_KIND}worksheet" Target="worksheets/sheet1.xml"/>'
            + (
                f'<Relationship Id="s2" Type="{_KIND}sharedStrings" Target="/xl/sharedStrings.xml"/>'
                if strings
                else ""
            )
            + (f'<Relationship Id="s3" Type="{_KIND}styles" Target="styles.xml"/>' if styles else "")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {root}>{sheet_body}</worksheet>",
    }
    if strings:
        contents["xl/sharedStrings.xml"] = f"<sst {root}>{strings}</sst>"
    if styles:
        contents["xl/styles.xml"] = f"<styleSheet {root}>{styles}</styleSheet>"
    contents.update(parts or {})
    return zipped(contents)


def large(rows: int, columns: int = 14) -> bytes:
    """Text of a check sheet's size: `rows` x `columns`, every text different."""
    numbers = range(rows * columns)
    strings = "".join(
        f"<si><t>項目{number}に、どう取り組んでいるかを書いた文章です。</t></si>" for number in numbers
    )
    lines = []
    for row in range(rows):
        cells = "".join(
            f'<c r="{chr(65 + column)}{row + 1}" s="0" t="s"><v>{row * columns + column}</v></c>'
            for column in range(columns)
        )
        lines.append(f'<row r="{row + 1}" spans="1:{columns}">{cells}</row>')
    return by_hand(f"<sheetData>{''.join(lines)}</sheetData>", strings=strings)


def zipped(contents: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, str | bytes]:
    """All entries of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
