"""The workbook part: defined names, the list of sheets, the open tab, the date system."""

from __future__ import annotations

from datetime import date, datetime

from lxml import etree

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema
from jama_checksheet.workbook.package import Package

NAME, SHEET = names.main("definedName"), names.main("sheet")
REL_ID = f"{{{names.DOC_REL}}}id"


def sheet_nodes(package: Package) -> list[etree._Element]:
    """The entries of all tabs, chart sheets and the like included; their places are what localSheetId and activeTab mean."""
    return list(package.xml(package.workbook_part).iterfind(f"{names.main('sheets')}/{SHEET}"))


def sheet_index(package: Package, name: str) -> int | None:
    """The place of a tab among all tabs, 0-based. Excel does not tell names apart by case."""
    wanted = name.casefold()
    nodes = sheet_nodes(package)
    return next((at for at, node in enumerate(nodes) if (node.get("name") or "").casefold() == wanted), None)


def defined_names(package: Package) -> list[etree._Element]:
    """All defined names, workbook-wide and local ones."""
    return list(package.xml(package.workbook_part).iterfind(f"{names.main('definedNames')}/{NAME}"))


def find_name(package: Package, name: str, local: int | None) -> etree._Element | None:
    """The defined name of that scope (`local`: place of a tab; None: the whole workbook)."""
    scope = None if local is None else str(local)
    for node in defined_names(package):
        if (node.get("name") or "").casefold() == name.casefold() and node.get("localSheetId") == scope:
            return node
    return None


def define_name(
    package: Package, name: str, refers_to: str, *, hidden: bool = False, local: int | None = None
) -> None:
    """Define or replace a name; an empty `refers_to` takes it away. New ones are put in alphabetical order, as Excel does."""
    text = refers_to.removeprefix("=")
    found = find_name(package, name, local)
    if not text:
        if found is not None:
            remove_name(package, found)
        return
    if found is not None:
        if found.text != text or (found.get("hidden") in ("1", "true")) != hidden:
            package.edit(package.workbook_part)
            found.text = text
            found.attrib.pop("hidden", "")
            if hidden:
                found.set("hidden", "1")
        return
    if not name or any(char.isspace() for char in name):
        raise CheckSheetError("名前の定義に使えない名前です。", where=f"「{name}」")
    container = schema.child(package.edit(package.workbook_part), "definedNames", schema.WORKBOOK)
    node = schema.make(container, "definedName", name=name)
    if local is not None:
        node.set("localSheetId", str(local))
    if hidden:
        node.set("hidden", "1")
    node.text = text
    later = next((other for other in container.iterfind(NAME) if _sort_key(other) > _sort_key(node)), None)
    if later is None:
        container.append(node)
    else:
        later.addprevious(node)


def remove_name(package: Package, node: etree._Element) -> None:
    """Remove a defined name, and the list of names where it becomes empty (an empty one is not allowed)."""
    package.edit(package.workbook_part)
    container = node.getparent()
    if container is None:
        return
    container.remove(node)
    holder = container.getparent()
    if holder is not None and container.find(NAME) is None:
        holder.remove(container)


def _sort_key(node: etree._Element) -> tuple[str, int]:
    return (node.get("name") or "").casefold(), int(node.get("localSheetId") or -1)


def uses_1904(package: Package) -> bool:
    """Whether the book counts days from 1904 (old Mac books)."""
    node = package.xml(package.workbook_part).find(names.main("workbookPr"))
    return node is not None and node.get("date1904") in ("1", "true")


def date_serial(value: date, from_1904: bool) -> int | float:
    """A date as the day number of the book (ECMA-376 part 1, 18.17.4.1); the 1900 system counts a 29 February 1900."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    passed = moment.replace(tzinfo=None) - start
    days = passed.days + (0 if from_1904 or passed.days > 60 else -1)
    if days < 0:
        raise CheckSheetError("Excel で扱えない古い日付です。", where=value.isoformat())
    seconds = passed.seconds + passed.microseconds / 1_000_000
    return days + seconds / 86_400 if seconds else days
