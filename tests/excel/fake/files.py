"""From a workbook file to the fake book and back, through openpyxl and lxml."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
from lxml import etree
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import Rule as CellRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink as CellLink

from excel.fake import looks
from excel.fake.book import Book
from excel.fake.conditional import FormatCondition
from excel.fake.entry import Cell, serial
from excel.fake.filter import AutoFilter
from excel.fake.places import Area, address, letters, number, parse
from excel.fake.sheet import ChartObject, Hyperlink, Sheet
from excel.fake.validation import LIST, Rule

if TYPE_CHECKING:
    from excel.fake.app import Application

_ACROSS = {
    "left": looks.LEFT,
    "center": looks.CENTER,
    "right": looks.RIGHT,
    None: looks.GENERAL,
    "general": looks.GENERAL,
}
_DOWN = {"top": looks.TOP, "center": looks.CENTER, "bottom": looks.BOTTOM, None: looks.BOTTOM}
_PADDING = 0.71
"""A file counts a column's width with the cell's padding, the object model without."""
_ALERTS = {None: 1, "stop": 1, "warning": 2, "information": 3}


def read(app: Application, path: str, name: str, folder: str) -> Book:
    """Open a file."""
    book = Book(app, name, folder)
    source = openpyxl.load_workbook(path, rich_text=False)
    cached = openpyxl.load_workbook(path, data_only=True) if _has_formulas(path) else source
    for tab in source.worksheets:
        sheet = Sheet(book, tab.title)
        book._sheets.append(sheet)
        sheet._visible = {"visible": -1, "hidden": 0, "veryHidden": 2}[tab.sheet_state]
        _cells(sheet, tab, cached[tab.title])
        _frame(sheet, tab)
        _rules(sheet, tab)
        for local, defined in tab.defined_names.items():
            if not local.startswith("_xlnm."):
                sheet._names.Add(local, "=" + defined.attr_text, not defined.hidden)
    for each, defined in source.defined_names.items():
        book._names.Add(each, "=" + (defined.attr_text or ""), not defined.hidden)
    title = source.active.title if source.active is not None else source.worksheets[0].title
    book._active = next(sheet for sheet in book._sheets if sheet._name == title)
    if book._active._visible != -1:
        book._active = next(sheet for sheet in book._sheets if sheet._visible == -1)
    for text in _custom_xml(path):
        book._parts.Add(text)
    return book


def _has_formulas(path: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(
            re.search(rb"<f[ >]", archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )


def _cells(sheet: Sheet, tab: Any, cached: Any) -> None:
    known: dict[Any, dict[str, Any]] = {}
    for row in tab.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            key = cell._style if cell.has_style else None
            if key is not None:
                key = bytes(key)
                if key not in known:
                    known[key] = _look(cell)
                if known[key]:
                    sheet._looks[place] = dict(known[key])
            if isinstance(cell, MergedCell) or cell.value is None:
                continue
            value = cell.value
            if hasattr(value, "text"):  # an array formula
                value = value.text
            if cell.data_type == "f" or (
                isinstance(value, str) and value.startswith("=") and cell.data_type != "s"
            ):
                result = cached.cell(*place).value
                sheet._cells[place] = Cell(_plain(result), formula=str(value))
            else:
                sheet._cells[place] = Cell(_plain(value), prefix=bool(cell.quotePrefix))
            if cell.hyperlink is not None and cell.hyperlink.location:
                sheet._links.append(Hyperlink(place, cell.hyperlink.location))


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return value if isinstance(value, str) else serial(value)


def _look(cell: Any) -> dict[str, Any]:
    font, fill, side, align = cell.font, cell.fill, cell.border.left, cell.alignment
    found = {
        "NumberFormat": cell.number_format,
        "WrapText": bool(align.wrap_text),
        "HorizontalAlignment": _ACROSS.get(align.horizontal, looks.GENERAL),
        "VerticalAlignment": _DOWN.get(align.vertical, looks.BOTTOM),
        "Locked": bool(cell.protection.locked),
        "IndentLevel": int(align.indent or 0),
        "Font.Name": font.name,
        "Font.Size": font.size,
        "Font.Bold": bool(font.bold),
        "Font.Color": _bgr(font.color) or 0,
        "Font.Underline": 2 if font.underline else looks.NONE,
        "Interior.Color": _bgr(fill.fgColor) if fill.patternType == "solid" else None,
        "Borders.LineStyle": 1 if side is not None and side.style else looks.NONE,
        "Borders.Color": (_bgr(side.color) or 0) if side is not None and side.style else 0,
    }
    return {name: value for name, value in found.items() if value != looks.NORMAL[name]}


def _bgr(color: Any) -> int | None:
    if color is None or color.type != "rgb":
        return None
    rgb = color.rgb[-6:]
    return int(rgb[4:6] + rgb[2:4] + rgb[0:2], 16)


def _rgb(bgr: int) -> str:
    text = f"{bgr:06X}"
    return text[4:6] + text[2:4] + text[0:2]


def _frame(sheet: Sheet, tab: Any) -> None:
    sheet._merges = [Area(*_bounds(merged)) for merged in tab.merged_cells.ranges]
    sheet._hidden_rows = {row for row, look in tab.row_dimensions.items() if look.hidden}
    for key, look in tab.column_dimensions.items():
        first, last = look.min or number(key), look.max or number(key)
        for column in range(first, min(last, first + 200) + 1):
            if look.customWidth or look.width != 13:
                sheet._widths[column] = round(look.width - _PADDING, 2)
            if look.hidden:
                sheet._hidden_columns.add(column)
    if tab.auto_filter.ref:
        sheet._filter = AutoFilter(sheet, parse(tab.auto_filter.ref)[0])
        for column in tab.auto_filter.filterColumn:
            if column.filters is not None:
                one = sheet._filter._filters[column.colId]
                one._on, one._first, one._operator = (
                    True,
                    tuple(f"={word}" for word in column.filters.filter),
                    7,
                )
    sheet._protected = bool(tab.protection.sheet)
    for place, chart in enumerate(tab._charts, start=1):
        sources = tuple(
            reference.f
            for series in chart.ser
            for part in (series.val, getattr(series, "cat", None))
            if part is not None
            for reference in (part.numRef, getattr(part, "strRef", None))
            if reference is not None
        )
        sheet._charts.append(ChartObject(f"グラフ {place}", "", sources))


def _bounds(merged: Any) -> tuple[int, int, int, int]:
    return merged.min_row, merged.min_col, merged.max_row, merged.max_col


def _rules(sheet: Sheet, tab: Any) -> None:
    for rule in tab.data_validations.dataValidation:
        if rule.type != "list":
            continue
        source = rule.formula1 or ""
        formula = source[1:-1].replace('""', '"') if source.startswith('"') else "=" + source
        found = Rule(
            LIST,
            formula,
            _ALERTS[rule.errorStyle],
            input_title=rule.promptTitle or "",
            input_message=rule.prompt or "",
            error_title=rule.errorTitle or "",
            error_message=rule.error or "",
            show_input=bool(rule.showInputMessage),
            show_error=bool(rule.showErrorMessage),
        )
        for area in str(rule.sqref).split():
            for place in parse(area)[0].cells():
                sheet._validations[place] = found
    ranked = []
    for cells in tab.conditional_formatting:
        areas = [parse(part)[0] for part in str(cells.sqref).split()]
        for rule in cells.rules:
            expression = rule.type == "expression"
            made = FormatCondition(
                sheet, areas, "=" + rule.formula[0] if expression else "", 2 if expression else 1
            )
            if rule.dxf is not None and rule.dxf.fill is not None:
                made._interior.Color = _bgr(rule.dxf.fill.bgColor) or 0
            made._xml = rule
            ranked.append((rule.priority or 0, made))
    sheet._rules = [made for _, made in sorted(ranked, key=lambda pair: pair[0])]


def _custom_xml(path: str) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [
            archive.read(name).decode().split("?>", 1)[-1].strip()
            for name in sorted(archive.namelist())
            if re.fullmatch(r"customXml/item\d+\.xml", name)
        ]


def written(book: Book) -> bytes:
    """The book as a file."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for sheet in book._sheets:
        _write(made.create_sheet(sheet._name), sheet)
    for each in book._names._items:
        made.defined_names[each._name] = DefinedName(
            each._name, attr_text=each.RefersTo.removeprefix("="), hidden=not each.Visible or None
        )
    made.active = book._sheets.index(book._active)
    out = io.BytesIO()
    made.save(out)
    return _with_parts(out.getvalue(), [part._text for part in book._parts._items])


def _write(tab: Any, sheet: Sheet) -> None:
    tab.sheet_state = {-1: "visible", 0: "hidden", 2: "veryHidden"}[sheet._visible]
    styles: dict[tuple[Any, ...], Any] = {}
    for place in sheet._cells.keys() | sheet._looks.keys():
        cell = tab.cell(*place)
        content = sheet._cells.get(place)
        if content is not None:
            cell.value = content.formula or content.value
            if not content.formula and isinstance(content.value, str):
                cell.data_type = "s"
        own = sheet._looks.get(place)
        if own:
            key = tuple(sorted(own.items(), key=str))
            if key not in styles:
                _dress(cell, {**looks.NORMAL, **own})
                styles[key] = cell._style
            cell._style = styles[key]
        if content is not None and content.prefix:
            cell.quotePrefix = True
    for area in sheet._merges:
        tab.merge_cells(address([area], ""))
    for row in sheet._hidden_rows:
        tab.row_dimensions[row].hidden = True
    for column, width in sheet._widths.items():
        tab.column_dimensions[letters(column)].width = width + _PADDING
    for column in sheet._hidden_columns:
        tab.column_dimensions[letters(column)].hidden = True
    if sheet._filter is not None:
        tab.auto_filter.ref = address([sheet._filter._area], "")
        for place, one in enumerate(sheet._filter._filters):
            if one._on and one._operator == 7:
                tab.auto_filter.add_filter_column(place, [str(word).removeprefix("=") for word in one._first])
    tab.protection.sheet = sheet._protected
    by_rule: dict[Rule, list[tuple[int, int]]] = {}
    for place, rule in sheet._validations.items():
        by_rule.setdefault(rule, []).append(place)
    for rule, places in by_rule.items():
        tab.add_data_validation(_validation(rule, places))
    for place, rule in enumerate(sheet._rules, start=1):
        xml = getattr(rule, "_xml", None)
        if xml is None:
            fill = PatternFill(bgColor=_rgb(rule._interior.Color))
            xml = CellRule(type="expression", formula=[rule._formula[1:]], dxf=DifferentialStyle(fill=fill))
        xml.priority = place
        tab.conditional_formatting.add(" ".join(address([area], "") for area in rule._areas), xml)
    for link in sheet._links:
        cell = tab.cell(*link._place)
        cell.hyperlink = CellLink(ref=cell.coordinate, location=link._target)
    for each in sheet._names._items:
        tab.defined_names[each._name] = DefinedName(
            each._name, attr_text=each.RefersTo.removeprefix("="), hidden=not each.Visible or None
        )


def _dress(cell: Any, look: dict[str, Any]) -> None:
    across = {value: name for name, value in _ACROSS.items() if name != "general"}
    down = {value: name for name, value in _DOWN.items() if name}
    line = Side("thin", color=_rgb(look["Borders.Color"])) if look["Borders.LineStyle"] == 1 else Side()
    cell.font = Font(
        name=look["Font.Name"],
        size=look["Font.Size"],
        bold=look["Font.Bold"],
        color=_rgb(look["Font.Color"]) if look["Font.Color"] else None,
        underline="single" if look["Font.Underline"] == 2 else None,
    )
    if look["Interior.Color"] is not None:
        cell.fill = PatternFill("solid", fgColor=_rgb(look["Interior.Color"]))
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(
        horizontal=across[look["HorizontalAlignment"]],
        vertical=down[look["VerticalAlignment"]],
        wrap_text=look["WrapText"],
        indent=look["IndentLevel"],
    )
    cell.number_format = look["NumberFormat"]
    cell.protection = Protection(locked=look["Locked"])


def _validation(rule: Rule, places: list[tuple[int, int]]) -> DataValidation:
    source = rule.formula[1:] if rule.formula.startswith("=") else '"' + rule.formula.replace('"', '""') + '"'
    made = DataValidation("list", formula1=source, allow_blank=True)
    made.errorStyle = {1: None, 2: "warning", 3: "information"}[rule.alert]
    made.showInputMessage, made.showErrorMessage = rule.show_input, rule.show_error
    made.promptTitle, made.prompt = rule.input_title or None, rule.input_message or None
    made.errorTitle, made.error = rule.error_title or None, rule.error_message or None
    columns: dict[int, list[int]] = {}
    for row, column in places:
        columns.setdefault(column, []).append(row)
    from excel.fake.places import runs

    for column, rows in columns.items():
        for first, last in runs(rows):
            made.add(f"{letters(column)}{first}:{letters(column)}{last}")
    return made


def _with_parts(package: bytes, texts: list[str]) -> bytes:
    """The package with the custom XML parts, related to the workbook."""
    if not texts:
        return package
    out, relations = io.BytesIO(), "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == relations:
                root = etree.fromstring(data)
                for place in range(1, len(texts) + 1):
                    etree.SubElement(
                        root,
                        f"{{{root.nsmap[None]}}}Relationship",
                        Id=f"rIdX{place}",
                        Type=kind,
                        Target=f"../customXml/item{place}.xml",
                    )
                data = etree.tostring(root)
            new.writestr(name, data)
        for place, text in enumerate(texts, start=1):
            new.writestr(f"customXml/item{place}.xml", text)
    return out.getvalue()
