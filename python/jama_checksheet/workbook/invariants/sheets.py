"""Worksheets: rows, cells, merges, columns."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT, utf16_length
from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import refs, schema
from jama_checksheet.workbook.invariants.book import sheet_titles
from jama_checksheet.workbook.invariants.order import out_of_order, wrong_counts
from jama_checksheet.workbook.invariants.overlaps import overlaps
from jama_checksheet.workbook.invariants.references import missing_sheets
from jama_checksheet.workbook.invariants.rules import check_rules
from jama_checksheet.workbook.invariants.styles import sizes
from jama_checksheet.workbook.package import Package

_COUNTED = tuple(
    names.main(tag) for tag in ("mergeCells", "dataValidations", "tableParts", "rowBreaks", "colBreaks")
)
_COUNTED += (f"{{{names.X14}}}dataValidations",)
_FORMULAS = (*(names.main(tag) for tag in ("f", "formula", "formula1", "formula2")), f"{{{names.XM}}}f")
_ROW, _CELL, _V, _F, _T = (names.main(tag) for tag in ("row", "c", "v", "f", "t"))
_NS = {"m": names.MAIN}
_NUMBERS = etree.XPath("//m:c[not(@t) or @t='n'][m:v][not(number(m:v) = number(m:v))]", namespaces=_NS)
_SHARED = etree.XPath("//m:c[@t='s'][not(number(m:v) >= 0 and number(m:v) < $n)]", namespaces=_NS)
_INLINE = etree.XPath("//m:c[@t='inlineStr'][m:f or string-length(m:is) > 16000]", namespaces=_NS)


def check_sheets(package: Package) -> list[str]:
    """Every worksheet of the book."""
    length = sizes(package)
    strings = _shared_count(package)
    titles = sheet_titles(package)
    found = []
    for part in package.sheet_parts().values():
        root = package.xml(part)
        texts = [
            *out_of_order(root, schema.WORKSHEET),
            *wrong_counts(root, _COUNTED),
            *_cells(root, length["cellXfs"]),
            *_contents(root, strings),
            *_columns(root, length["cellXfs"]),
            *_merges(root),
            *check_rules(root, length["dxfs"]),
        ]
        for node in root.iter(*_FORMULAS):
            for title in missing_sheets(node.text or "", titles):
                texts.append(f"数式が指すシート「{title}」がありません")
        found += [f"{part}: {text}" for text in texts]
    return found


def _shared_count(package: Package) -> int:
    relations = package.relations(package.workbook_part)
    part = next((rel.target for rel in relations if rel.kind == "sharedStrings"), "")
    return sum(1 for _ in package.xml(part).iterchildren(names.main("si"))) if part in package else 0


def _cells(root: etree._Element, styles: int) -> list[str]:
    found = []
    number = 0
    sound = {str(index) for index in range(max(styles, 1))} | {None}
    for row in root.iterfind(f"{names.main('sheetData')}/{_ROW}"):
        after, number = number, int(row.get("r") or number + 1)
        if number <= after:
            found.append(f"行 {number} が行 {after} より後にあります")
        if row.get("s") not in sound:
            found.append(f"行 {number} のスタイル {row.get('s')} がありません")
        column, end = 0, str(number)
        for cell in row.iterchildren(_CELL):
            before, ref = column, cell.get("r")
            if ref is None:
                column += 1
            elif ref.endswith(end) and (letters := ref[: -len(end)]).isalpha() and letters.isascii():
                column = refs.column_number(letters)
            else:
                found.append(f"セル {ref} が行 {number} にあります")
                continue
            if column <= before or column > refs.MAX_COLUMN:
                found.append(f"セル {refs.cell_ref(number, column)} が二重か、順序が正しくありません")
            if cell.get("s") not in sound:
                found.append(f"セル {ref} のスタイル {cell.get('s')} がありません")
    return found


def _contents(root: etree._Element, strings: int) -> list[str]:
    """Cells whose content cannot be right. libxml2 looks for candidates, because a sheet may have very many cells."""
    found = []
    for cell in _hits(_NUMBERS, root):
        text = cell.findtext(_V) or "0"
        try:
            float(text)
        except ValueError:
            found.append(f"セル {cell.get('r')} の数値「{text[:20]}」が読めません")
    for cell in _hits(_SHARED, root, n=strings):
        found.append(f"セル {cell.get('r')} の共有文字列 {cell.findtext(_V)} がありません")
    for cell in _hits(_INLINE, root):
        if cell.find(_F) is not None:
            found.append(f"セル {cell.get('r')} に数式と文字列の両方があります")
        if sum(utf16_length(node.text or "") for node in cell.iter(_T)) > MAX_CELL_TEXT:
            found.append(f"セル {cell.get('r')} の文字数が {MAX_CELL_TEXT} を超えています")
    return found


def _hits(search: etree.XPath, root: etree._Element, **variables: int) -> list[etree._Element]:
    nodes = search(root, **variables)
    return [node for node in nodes if isinstance(node, etree._Element)] if isinstance(nodes, list) else []


def _columns(root: etree._Element, styles: int) -> list[str]:
    found = []
    last = 0
    for col in root.iterfind(f"{names.main('cols')}/{names.main('col')}"):
        start, end = int(col.get("min") or 0), int(col.get("max") or 0)
        if start <= last or end < start or end > refs.MAX_COLUMN:
            found.append(f"列の定義 {start}〜{end} が重なるか、範囲の外です")
        if int(col.get("style") or 0) >= max(styles, 1):
            found.append(f"列 {start} のスタイル {col.get('style')} がありません")
        last = max(last, end)
    cols = root.find(names.main("cols"))
    if cols is not None and not len(cols):
        found.append("列の定義の一覧が空です")
    return found


def _merges(root: etree._Element) -> list[str]:
    areas: list[Cells] = []
    found = []
    for node in root.iter(names.main("mergeCell")):
        try:
            areas.append(refs.parse_area(node.get("ref") or ""))
        except ValueError:
            found.append(f"結合範囲 {node.get('ref')} は正しくありません")
    return found + overlaps(areas, "結合範囲")
