"""Columns, the filter, defined names and our notes."""

from __future__ import annotations

import pytest

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit.notes_xml import NOTES, STORE_ID
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import DefineName, ExtendFilter, MarkAsOurs, SetColumn
from workbook.applied import applied, changed
from workbook.tiny import BOOK, NAME, SHEET, q, root, tiny


def columns(data: bytes) -> list[dict[str, str]]:
    return [dict(node.attrib) for node in root(data).iter(q("col"))]


def test_a_run_of_columns_is_split_and_the_neighbours_keep_their_look():
    before = tiny(before='<cols><col min="1" max="16384" width="8.5" style="1" customWidth="1"/></cols>')

    assert columns(applied(before, SetColumn(NAME, 15, 5, hidden=True))) == [
        {"min": "1", "max": "14", "width": "8.5", "style": "1", "customWidth": "1"},
        {"min": "15", "max": "15", "width": "5", "style": "1", "customWidth": "1", "hidden": "1"},
        {"min": "16", "max": "16384", "width": "8.5", "style": "1", "customWidth": "1"},
    ]


def test_columns_at_the_ends_of_a_run():
    before = tiny(before='<cols><col min="3" max="5" width="9"/></cols>')
    after = applied(
        before, SetColumn(NAME, 3, 1), SetColumn(NAME, 5, 2), SetColumn(NAME, 1, 3), SetColumn(NAME, 9, 4)
    )

    found = [(c["min"], c["max"], c["width"]) for c in columns(after)]
    assert found == [("1", "1", "3"), ("3", "3", "1"), ("4", "4", "9"), ("5", "5", "2"), ("9", "9", "4")]


def test_a_sheet_without_column_entries_gets_them_in_their_place():
    after = applied(tiny(before="<sheetFormatPr/>"), SetColumn(NAME, 2, 12.5))

    assert [child.tag for child in root(after)][:3] == [q("sheetFormatPr"), q("cols"), q("sheetData")]
    assert columns(after) == [{"min": "2", "max": "2", "width": "12.5", "customWidth": "1"}]


def test_a_hidden_column_is_shown_again():
    once = applied(tiny(), SetColumn(NAME, 2, 12, hidden=True))

    assert "hidden" not in columns(applied(once, SetColumn(NAME, 2, 12)))[0]
    assert changed(once, applied(once, SetColumn(NAME, 2, 12, hidden=True))) == set()


FILTER = '<autoFilter ref="A3:N20"><filterColumn colId="2"><filters><filter val="x"/></filters></filterColumn></autoFilter>'
FILTER_NAMES = (
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">表!$A$3:$N$20</definedName>'
    '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">他!$A$1:$B$2</definedName></definedNames>'
)


def test_the_filter_and_its_hidden_name_reach_further():
    after = applied(tiny(after=FILTER, names=FILTER_NAMES, sheets=(NAME, "他")), ExtendFilter(NAME, 18))

    node = root(after).find(q("autoFilter"))
    assert node.get("ref") == "A3:R20"
    assert node[0].get("colId") == "2"
    assert [n.text for n in root(after, BOOK).iter(q("definedName"))] == ["表!$A$3:$R$20", "他!$A$1:$B$2"]


@pytest.mark.parametrize("column", [3, 14])
def test_the_filter_never_shrinks(column: int):
    before = tiny(after=FILTER)

    assert changed(before, applied(before, ExtendFilter(NAME, column))) == set()


def test_a_sheet_without_a_filter_stays_without():
    assert changed(tiny(), applied(tiny(), ExtendFilter(NAME, 9))) == set()


def names(data: bytes) -> list[tuple[str | None, str | None, str | None]]:
    return [(n.get("name"), n.get("hidden"), n.text) for n in root(data, BOOK).iter(q("definedName"))]


OLD_NAMES = '<definedNames><definedName name="b">表!$A$1</definedName><definedName name="x" localSheetId="0">1</definedName></definedNames>'


def test_names_are_added_in_order_replaced_and_removed():
    after = applied(
        tiny(names=OLD_NAMES), DefineName("c", "='表'!$B$2", hidden=True), DefineName("X", "表!$C$3")
    )
    assert names(after) == [
        ("b", None, "表!$A$1"),
        ("c", "1", "'表'!$B$2"),
        ("X", None, "表!$C$3"),
        ("x", None, "1"),
    ]

    replaced = applied(after, DefineName("C", "表!$D$4"), DefineName("b", ""))
    assert names(replaced) == [("c", None, "表!$D$4"), ("X", None, "表!$C$3"), ("x", None, "1")]


def test_the_list_of_names_comes_and_goes_at_its_place():
    once = applied(tiny(), DefineName("社内用_列", "表!$A$1"))

    assert [node.tag for node in root(once, BOOK)][-2:] == [q("sheets"), q("definedNames")]
    assert root(applied(once, DefineName("社内用_列", "")), BOOK).find(q("definedNames")) is None


def test_a_name_with_a_space_is_refused():
    with pytest.raises(CheckSheetError, match="名前"):
        applied(tiny(), DefineName("a b", "表!$A$1"))


def notes(data: bytes) -> dict[str, str]:
    package = Package.from_bytes(data)
    found = [r.target for r in package.relations("xl/workbook.xml") if r.kind == "customXml"]
    nodes = [node for part in found for node in package.xml(part).iter(f"{{{NOTES}}}note")]
    return {node.get("key") or "": node.text or "" for node in nodes}


def test_notes_are_kept_replaced_and_removed():
    first = applied(tiny(), MarkAsOurs({"列": "O:U", "メモ": "一行目\n二行目 <&>"}))
    assert notes(first) == {"列": "O:U", "メモ": "一行目\n二行目 <&>"}
    assert changed(first, applied(first, MarkAsOurs({"列": "O:U", "メモ": "一行目\n二行目 <&>"}))) == set()

    second = applied(first, MarkAsOurs({"列": "P:V"}))
    assert notes(second) == {"列": "P:V"}
    assert changed(first, second) == {"customXml/item1.xml"}

    assert set(Package.from_bytes(applied(second, MarkAsOurs({}))).names) == set(
        Package.from_bytes(tiny()).names
    )


def test_notes_have_their_own_store_item():
    package = Package.from_bytes(applied(tiny(), MarkAsOurs({"a": "b"})))

    (props,) = package.relations("customXml/item1.xml")
    assert props.kind == "customXmlProps"
    assert STORE_ID in package.read(props.target).decode()
    assert package.content_type(props.target).endswith("customXmlProperties+xml")


def test_characters_that_xml_cannot_hold_are_refused():
    with pytest.raises(CheckSheetError, match="メモ"):
        applied(tiny(), MarkAsOurs({"a": "\x00"}))


def test_a_strict_book_is_refused():
    package = Package.from_bytes(tiny())
    package.put(
        BOOK,
        package.read(BOOK).replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )

    with pytest.raises(CheckSheetError, match="Strict"):
        applied(package.to_bytes(), SetColumn(NAME, 1, 5))


def test_a_part_that_nobody_changes_is_not_written_anew():
    package = Package.from_bytes(tiny(before='<cols><col min="2" max="2" width="5" customWidth="1"/></cols>'))
    package.put(SHEET, package.read(SHEET).replace(b"/>", b"  />"))
    before = package.to_bytes()

    assert changed(before, applied(before, SetColumn(NAME, 2, 5))) == set()
