"""A package read as data: every worksheet a `Grid`, from the very XML that is edited, so reading and editing cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from jama_checksheet.checksheet.grid import Book, Cells, Grid
from jama_checksheet.errors import CheckSheetError, UnreadableFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.cells import AddressError, cells_at, rows_of, string_of
from jama_checksheet.workbook.edit.notes_xml import notes_part
from jama_checksheet.workbook.edit.refs import MAX_COLUMN
from jama_checksheet.workbook.names import NOTES
from jama_checksheet.workbook.numberformats import shown_by_styles
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.references import DefinedNames
from jama_checksheet.workbook.validations import ListSources, list_rules
from jama_checksheet.workbook.values import SheetValues, ValueReader

_REMEDY = "Excel で開いて保存し直すか、元のファイルを入手し直してください。"


def read_book(package: Package, source: str) -> Book:
    """Read all worksheets (chart, dialog and macro sheets are left out). `source` is the file's path as shown to the user.

    Values: text with "\\n" line breaks; int where a number is whole, else float; bool; error values as text ("#N/A"); date,
    datetime or time where the number format shows one. A formula cell has its cached value in `values` and its formula without
    "=" in `formulas`. `names` holds the book's defined names, and those of one sheet as "シート!名前".
    Raises UnreadableFileError where the file contradicts itself, UnsafeFileError for XML with a DTD.
    """
    try:
        return _read(package, source)
    except CheckSheetError as error:
        if error.where:
            raise
        raise type(error)(error.what, where=source, remedy=error.remedy) from error


def _read(package: Package, source: str) -> Book:
    workbook = package.xml(package.workbook_part)
    reader = ValueReader(
        strings=_strings(package),
        styles=shown_by_styles(_related(package, "styles")),
        from_1904=_on(workbook.find(names.main("workbookPr")), "date1904"),
    )
    parts = package.sheet_parts()
    roots = {name: package.xml(part) for name, part in parts.items()}
    contents = {name: _values(reader, name, root) for name, root in roots.items()}
    defined = _defined_names(workbook)
    sources = ListSources({name: content.values for name, content in contents.items()}, defined)
    shut = {
        node.get("name") or ""
        for node in workbook.iter(names.main("sheet"))
        if node.get("state") in ("hidden", "veryHidden")
    }
    grids = tuple(
        _grid(name, root, contents[name], sources, visible=name not in shut) for name, root in roots.items()
    )
    scoped = {
        f"{sheet}!{name}": text for sheet, own in defined.by_sheet.items() for name, text in own.items()
    }
    return Book(source, grids, {**defined.book, **scoped}, _notes(package))


def _grid(
    name: str, root: etree._Element, content: SheetValues, sources: ListSources, *, visible: bool
) -> Grid:
    try:
        return Grid(
            name=name,
            values=content.values,
            merges=tuple(_areas(root, "mergeCells/mergeCell")),
            lists=list_rules(root, name, sources),
            formulas=content.formulas,
            hidden_rows=frozenset(
                number for data in _data(root) for number, row in rows_of(data) if _on(row, "hidden")
            ),
            hidden_columns=frozenset(_hidden_columns(root)),
            filter=next(_areas(root, "autoFilter"), None),
            protected=_on(root.find(names.main("sheetProtection")), "sheet"),
            visible=visible,
        )
    except AddressError as error:
        raise _unplaced(name, error) from error


def _values(reader: ValueReader, name: str, root: etree._Element) -> SheetValues:
    content = SheetValues()
    try:
        for data in _data(root):
            reader.read_into(content, data, name)
    except AddressError as error:
        raise _unplaced(name, error) from error
    return content


def _unplaced(name: str, error: AddressError) -> UnreadableFileError:
    return UnreadableFileError(
        f"シート「{name}」に、場所を読み取れないセル（{str(error)[:40]}）があります。", remedy=_REMEDY
    )


def _data(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterchildren(names.main("sheetData"))


def _areas(root: etree._Element, path: str) -> Iterator[Cells]:
    for node in root.iterfind("/".join(names.main(tag) for tag in path.split("/"))):
        if reference := node.get("ref"):
            yield cells_at(reference)


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    for node in root.iterfind(f"{names.main('cols')}/{names.main('col')}"):
        if _on(node, "hidden"):
            first, last = _count(node, "min"), _count(node, "max")
            yield from range(max(first, 1), min(last, MAX_COLUMN) + 1)


def _count(node: etree._Element, attribute: str) -> int:
    text = node.get(attribute) or ""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise AddressError(text)
    return int(text)


def _on(node: etree._Element | None, attribute: str) -> bool:
    return node is not None and node.get(attribute) in ("1", "true", "on")


def _related(package: Package, kind: str) -> etree._Element | None:
    for relation in package.relations(package.workbook_part):
        if relation.kind == kind and relation.target in package:
            return package.xml(relation.target)
    return None


def _strings(package: Package) -> tuple[str, ...]:
    table = _related(package, "sharedStrings")
    return () if table is None else tuple(string_of(item) for item in table.iterchildren(names.main("si")))


def _defined_names(workbook: etree._Element) -> DefinedNames:
    book: dict[str, str] = {}
    by_sheet: dict[str, dict[str, str]] = {}
    sheets = [node.get("name") or "" for node in workbook.iter(names.main("sheet"))]
    for node in workbook.iterfind(f"{names.main('definedNames')}/{names.main('definedName')}"):
        name, text, scope = node.get("name") or "", node.text or "", node.get("localSheetId")
        if scope is None:
            book[name] = text
        elif scope.isascii() and scope.isdigit() and len(scope) < 6 and int(scope) < len(sheets):
            by_sheet.setdefault(sheets[int(scope)], {})[name] = text
    return DefinedNames(book, by_sheet)


def _notes(package: Package) -> dict[str, str]:
    """What we noted in the book earlier: `<notes><note key="…">text</note></notes>`."""
    part = notes_part(package)
    if not part:
        return {}
    nodes = package.xml(part).iterchildren(f"{{{NOTES}}}note")
    return {node.get("key") or "": node.text or "" for node in nodes}
