"""Taking our things out of a worksheet of the user's: columns, drop-down lists, the filter's reach."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import book_xml, refs, validations_xml
from jama_checksheet.workbook.edit.calc_chain import forget_cells
from jama_checksheet.workbook.edit.desk import Desk
from jama_checksheet.workbook.edit.filter_xml import FILTER_NAME
from jama_checksheet.workbook.edit.sheet_xml import ROW, C, F
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import RemoveColumns, RemoveList

COL = names.main("col")


def remove_columns(desk: Desk, change: RemoveColumns) -> None:
    """Carry out a RemoveColumns."""
    root = desk.root(change.sheet)
    gone = set(change.columns)
    freed = set()
    for row in root.iterfind(f"{names.main('sheetData')}/{ROW}"):
        for cell in list(row.iterchildren(C)):
            if cell.get("r") and refs.parse_cell(cell.get("r") or "")[1] in gone:
                if cell.find(F) is not None:
                    freed.add(cell.get("r") or "")
                row.remove(cell)
        _shorten_spans(row)
    validations_xml.clear(root, [Cells(1, column, refs.MAX_ROW, column) for column in sorted(gone)])
    _release_widths(root, gone)
    _shrink_dimension(root)
    desk.forget(desk.part(change.sheet))
    if freed:
        node = book_xml.sheet_nodes(desk.package)[book_xml.sheet_index(desk.package, change.sheet) or 0]
        forget_cells(desk.package, node.get("sheetId") or "", freed)


def remove_list(root: etree._Element, change: RemoveList) -> None:
    """Carry out a RemoveList, wherever rows were added since."""
    column = Cells(1, change.column, refs.MAX_ROW, change.column)
    holes: list[Cells] = []
    for node in root.iter(names.main("dataValidation"), f"{{{names.X14}}}dataValidation"):
        if (node.get("promptTitle"), _plain(node.get("prompt"))) != (
            change.prompt_title,
            _plain(change.prompt),
        ):
            continue
        place = node.find(f"{{{names.XM}}}sqref")
        try:
            areas = refs.parse_sqref((place.text if place is not None else node.get("sqref")) or "")
        except ValueError:
            continue
        holes += [area for area in areas if area.left == area.right == column.left]
    if holes:
        validations_xml.clear(root, holes)


def shrink_filter(package: Package, root: etree._Element, sheet: str, last_column: int) -> None:
    """Carry out a ShrinkFilter. Rows that only a criterion further right hid are shown again."""
    node = root.find(names.main("autoFilter"))
    if node is None or not node.get("ref"):
        return
    area = refs.parse_area(node.get("ref") or "")
    if area.right <= last_column or area.left > last_column:
        return
    narrower = area._replace(right=last_column)
    node.set("ref", refs.area_ref(narrower))
    criteria = list(node.iterchildren(names.main("filterColumn")))
    beyond = [entry for entry in criteria if area.left + int(entry.get("colId") or 0) > last_column]
    for entry in beyond:
        node.remove(entry)
    for state in node.findall(names.main("sortState")):
        if refs.parse_area(state.get("ref") or "A1").right > last_column:
            node.remove(state)
    if beyond and len(beyond) == len(criteria):
        _show_rows(root, area)
    name = book_xml.find_name(package, FILTER_NAME, book_xml.sheet_index(package, sheet))
    if name is not None:
        package.edit(package.workbook_part)
        prefix = (name.text or "").rpartition("!")[0]
        first = f"${refs.column_letters(narrower.left)}${narrower.top}"
        last = f"${refs.column_letters(narrower.right)}${narrower.bottom}"
        name.text = f"{prefix}!{first}:{last}"


def _plain(text: str | None) -> str:
    """A prompt as it is compared: other programs change its line ends."""
    return "".join((text or "").replace("_x000a_", "").split())


def _show_rows(root: etree._Element, area: Cells) -> None:
    for row in root.iterfind(f"{names.main('sheetData')}/{ROW}"):
        if area.top < int(row.get("r") or 0) <= area.bottom:
            row.attrib.pop("hidden", "")


def _shorten_spans(row: etree._Element) -> None:
    """Keep the optimisation hint `spans` as narrow as the cells that are left."""
    spans = (row.get("spans") or "").split()
    if len(spans) != 1:
        return
    columns = [refs.parse_cell(cell.get("r") or "")[1] for cell in row.iterchildren(C) if cell.get("r")]
    first, _, last = spans[0].partition(":")
    if columns and last.isdigit() and int(last) > max(columns):
        row.set("spans", f"{first}:{max(columns)}")


def _release_widths(root: etree._Element, gone: set[int]) -> None:
    """Our columns lose their widths.

    An entry that begins right behind them is what is left of a run that had reached over them before `set_column` cut it, so
    it reaches over them again. What else their widths had been is not to be known here.
    """
    cols = root.find(names.main("cols"))
    if cols is None:
        return
    holes = [Cells(1, column, 1, column) for column in sorted(gone)]
    for entry in list(cols.iterchildren(COL)):
        run = Cells(1, int(entry.get("min") or 1), 1, int(entry.get("max") or 1))
        pieces = refs.subtract([run], holes)
        if pieces == [run]:
            continue
        for piece in pieces:
            part = deepcopy(entry)
            part.set("min", str(piece.left))
            part.set("max", str(piece.right))
            entry.addprevious(part)
        cols.remove(entry)
    for entry in cols.iterchildren(COL):
        first = int(entry.get("min") or 1)
        while first - 1 in gone:
            first -= 1
        entry.set("min", str(first))
    if cols.find(COL) is None:
        root.remove(cols)


def _shrink_dimension(root: etree._Element) -> None:
    """The stated size of the sheet follows the cells that are left."""
    node = root.find(names.main("dimension"))
    places = [
        refs.parse_cell(cell.get("r") or "")
        for cell in root.iterfind(f"{names.main('sheetData')}/{ROW}/{C}")
        if cell.get("r")
    ]
    if node is None or not places:
        return
    area = refs.parse_area(node.get("ref") or "A1")
    right = max(column for _, column in places)
    if area.right > right >= area.left:
        node.set("ref", refs.area_ref(area._replace(right=right)))
