"""Macros and ribbon of a workbook: code names, the VBA project, the two ribbon parts; put in, found, taken out.

Everything here is package work: relationships, content types and two attributes. No other content of the book changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from lxml import etree

from jama_checksheet.errors import UnsafeFileError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, schema
from jama_checksheet.workbook.package import Package

PLAIN_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_BOOK = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
PROJECT_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON_RELATIONS = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}
"""Ribbon part -> the type of the package's relationship to it: Excel 2010 and later read the first, Excel 2007 the second."""
RIBBON_MARK = "jama_ribbon"
"""A hidden name in a book with a ribbon of its own: the add-in's tab hides while such a book is in front."""

_XML = "application/xml"
_KINDS = ("worksheet", "chartsheet")
_FIRST_CODE = {"worksheet": "Sheet", "chartsheet": "Chart"}


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The code name of one sheet, and which kind of sheet it is."""

    code_name: str
    kind: Literal["worksheet", "chartsheet"]


@dataclass(frozen=True, slots=True)
class CodeNames:
    """The code names of a book and of its sheets in tab order.

    `given` are those that it had not had before, each with whether the element that carries it was made for it.
    """

    book: str
    sheets: tuple[SheetCode, ...]
    given: tuple[tuple[str, bool], ...] = ()


def refuse_macros(package: Package) -> None:
    """Raise UnsafeFileError for a book that cannot take our macros: it has macros or a ribbon already, or a sheet that
    belongs to old macro languages (dialog and Excel 4.0 macro sheets)."""
    book = package.workbook_part
    if any(relation.type == PROJECT_RELATION for relation in package.relations(book)):
        raise UnsafeFileError(
            "このブックには、すでにマクロが入っています。",
            remedy="元のマクロを壊さないよう、追加しません。マクロのないブック（.xlsx）を指定してください。",
        )
    if any(relation.type in RIBBON_RELATIONS.values() for relation in package.relations("")):
        raise UnsafeFileError(
            "このブックには、すでに独自のリボンが入っています。",
            remedy="元のリボンを壊さないよう、追加しません。アドイン（jama_checksheet.xlam）をお使いください。",
        )
    for name, kind in _tabs(package):
        if kind not in _KINDS:
            raise UnsafeFileError(
                f"シート「{name}」は、古い形式のマクロシートまたはダイアログシートです。",
                remedy="このようなシートのないブックを指定するか、アドイン（jama_checksheet.xlam）をお使いください。",
            )


def give_code_names(package: Package) -> CodeNames:
    """Give the book and every sheet a code name; those that have one keep it. VBA knows its document modules by these."""
    book = package.workbook_part
    properties = package.xml(book).find(names.main("workbookPr"))
    book_code = (properties.get("codeName") if properties is not None else "") or ""
    parts = _sheet_parts(package)
    had = [code_name(package, part) for part, _ in parts]
    used = {code.casefold() for code in (*had, book_code or "ThisWorkbook") if code}
    given: list[tuple[str, bool]] = []
    if not book_code:
        book_code = "ThisWorkbook"
        given.append((book_code, properties is None))
        schema.child(package.edit(book), "workbookPr", schema.WORKBOOK).set("codeName", book_code)
    sheets = []
    for place, ((part, kind), code) in enumerate(zip(parts, had, strict=True), 1):
        if not code:
            code = _free_code(_FIRST_CODE[kind], place, used)
            used.add(code.casefold())
            given.append((code, package.xml(part).find(names.main("sheetPr")) is None))
            schema.child(package.edit(part), "sheetPr", schema.WORKSHEET).set("codeName", code)
        sheets.append(SheetCode(code, cast(Literal["worksheet", "chartsheet"], kind)))
    return CodeNames(book_code, tuple(sheets), tuple(given))


def put_macros(package: Package, project: bytes, ribbon: Mapping[str, bytes], book_type: str) -> list[str]:
    """Put the VBA project and the ribbon parts in, and call the book what it is now. Returns the names of the new parts."""
    book = package.workbook_part
    part = f"{book.rsplit('/', 1)[0]}/vbaProject.bin"
    package.put(part, project, PROJECT_TYPE)
    package.relate(book, PROJECT_RELATION, part)
    for name, data in ribbon.items():
        package.put(name, data, _XML)
        package.relate("", RIBBON_RELATIONS[name], name)
    package.put(book, package.read(book), book_type)
    return [part, *ribbon]


def take_macros(package: Package) -> list[str]:
    """Take the VBA project and the ribbon parts out; the book is a plain one again. Returns the parts that went."""
    book = package.workbook_part
    gone = []
    for source, types in ((book, (PROJECT_RELATION,)), ("", tuple(RIBBON_RELATIONS.values()))):
        for relation in package.relations(source):
            if relation.type in types and not relation.external:
                _drop_with_children(package, relation.target)
                package.unrelate(source, relation.id)
                gone.append(relation.target)
    if package.content_type(book) == MACRO_BOOK:
        package.put(book, package.read(book), PLAIN_BOOK)
    return gone


def take_code_names(package: Package, given: tuple[tuple[str, bool], ...]) -> None:
    """Take the code names out that we gave (`CodeNames.given`), and the elements that we made for them."""
    made = dict(given)
    places = [
        (package.workbook_part, "workbookPr"),
        *((part, "sheetPr") for part, _ in _sheet_parts(package)),
    ]
    for part, tag in places:
        node = package.xml(part).find(names.main(tag))
        if node is None or node.get("codeName") not in made:
            continue
        package.edit(part)
        element_too = made[node.get("codeName") or ""]
        del node.attrib["codeName"]
        holder = node.getparent()
        if element_too and holder is not None and not node.attrib and len(node) == 0:
            holder.remove(node)


def has_own_ribbon(package: Package) -> bool:
    """Whether the book carries our ribbon."""
    return book_xml.find_name(package, RIBBON_MARK, None) is not None


def _drop_with_children(package: Package, part: str) -> None:
    for relation in package.relations(part):
        if not relation.external and relation.target in package:
            package.drop(relation.target)
    package.drop(part)


def _tabs(package: Package) -> list[tuple[str, str]]:
    """Name and kind of every tab."""
    kinds = {relation.id: relation.kind for relation in package.relations(package.workbook_part)}
    return [
        (node.get("name") or "", kinds.get(node.get(book_xml.REL_ID) or "", ""))
        for node in book_xml.sheet_nodes(package)
    ]


def _sheet_parts(package: Package) -> list[tuple[str, str]]:
    """Part and kind of every worksheet and chart sheet, in tab order."""
    relations = {relation.id: relation for relation in package.relations(package.workbook_part)}
    found = [relations.get(node.get(book_xml.REL_ID) or "") for node in book_xml.sheet_nodes(package)]
    return [
        (relation.target, relation.kind)
        for relation in found
        if relation is not None and relation.kind in _KINDS and relation.target in package
    ]


def code_name(package: Package, part: str) -> str:
    """The code name of the sheet in that part, "" where it has none."""
    node: etree._Element | None = package.xml(part).find(names.main("sheetPr"))
    return (node.get("codeName") or "") if node is not None else ""


def _free_code(first: str, place: int, used: set[str]) -> str:
    number = place
    while f"{first}{number}".casefold() in used:
        number += 1
    return f"{first}{number}"
