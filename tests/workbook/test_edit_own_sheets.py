"""Sheets of ours: grafted with all that hangs on them, replaced in their place, taken out; sheets of the user's never touched."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.chart import PieChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit.desk import Desk
from jama_checksheet.workbook.edit.graft import free_name
from jama_checksheet.workbook.edit.own_sheets import OWN_MARK, is_ours, put_sheet
from jama_checksheet.workbook.edit.schema import FONT
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import (
    DefineName,
    OwnCell,
    OwnSheet,
    PutSheet,
    RemoveSheet,
    SetList,
    WriteBlock,
)
from jama_checksheet.workbook.style import CellStyle
from workbook.applied import applied, changed, difference, parts
from workbook.plans import OWN, own_sheet
from workbook.rich.base import SHEET as RICH_SHEET
from workbook.rich.build import rich_book
from workbook.tiny import BOOK, NAME, STYLES, q, root, tiny

PART = "xl/worksheets/sheetJ1.xml"


def tabs(data: bytes) -> list[str]:
    return [node.get("name") or "" for node in root(data, BOOK).iter(q("sheet"))]


def plain(name: str, *values: str) -> OwnSheet:
    return OwnSheet(name, {(row, 1): OwnCell(value) for row, value in enumerate(values, start=1)})


def test_a_new_sheet_comes_last_and_the_open_tab_stays():
    after = applied(rich_book(), PutSheet(own_sheet()))

    assert tabs(after) == [*tabs(rich_book()), OWN]
    assert root(after, PART).find(f".//{q('sheetView')}").get("tabSelected") is None
    assert [node.attrib for node in root(after, BOOK).iter(q("workbookView"))] == [
        node.attrib for node in root(rich_book(), BOOK).iter(q("workbookView"))
    ]


def test_values_formulas_and_their_results():
    after = applied(rich_book(), PutSheet(own_sheet()))
    formulas = openpyxl.load_workbook(io.BytesIO(after))[OWN]
    results = openpyxl.load_workbook(io.BytesIO(after), data_only=True)[OWN]

    assert formulas["B2"].value == f"=COUNTIF('{RICH_SHEET}'!$M$6:$M$25,\"対策完了(2点)\")"
    assert [results[ref].value for ref in ("A1", "B2", "A3", "B3")] == [
        "まとめ",
        5,
        "=A1 は式ではありません",
        "確認",
    ]
    assert results["B4"].value.date() == date(2026, 3, 31)
    cells = {node.get("r"): node for node in root(after, PART).iter(q("c"))}
    assert cells["B3"].get("t") == "str"
    assert cells["A3"].find(q("f")) is None


def test_true_results_of_every_kind():
    cells = {
        (1, 1): OwnCell(True, "1=1"),
        (2, 1): OwnCell(2.5, "5/2"),
        (3, 1): OwnCell(date(2026, 3, 31), "DATE(2026,3,31)"),
        (4, 1): OwnCell("", '""'),
        (5, 1): OwnCell(" 字下げ", '" "&"字下げ"'),
    }
    after = applied(tiny(), PutSheet(OwnSheet("社内用_値", cells)))

    found = [(node.get("t"), node.findtext(q("v"))) for node in root(after, PART).iter(q("c"))]
    assert found == [("b", "1"), (None, "2.5"), (None, "46112"), ("str", ""), ("str", " 字下げ")]


def test_dates_in_a_book_that_counts_from_1904():
    cells = {(1, 1): OwnCell(date(2026, 3, 31)), (2, 1): OwnCell(date(2026, 3, 31), "A1")}
    after = applied(tiny(properties='<workbookPr date1904="1"/>'), PutSheet(OwnSheet("社内用_日付", cells)))

    assert [node.text for node in root(after, PART).iter(q("v"))] == ["44650", "44650"]


def test_names_of_the_new_sheet_belong_to_it():
    after = applied(rich_book(), PutSheet(own_sheet()))
    at = str(tabs(after).index(OWN))

    local = {
        n.get("name"): n.text for n in root(after, BOOK).iter(q("definedName")) if n.get("localSheetId") == at
    }
    assert set(local) == {"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase", OWN_MARK}
    assert all(OWN in (text or "") for text in local.values())


def test_links_lead_inside_the_book_only():
    after = applied(rich_book(), PutSheet(own_sheet()))

    (link,) = root(after, PART).iter(q("hyperlink"))
    assert dict(link.attrib) == {"ref": "A4", "location": f"'{RICH_SHEET}'!M12"}


def test_fonts_stand_in_schema_order_and_colours_are_opaque():
    after = applied(rich_book(), PutSheet(own_sheet()))
    styles = root(after, STYLES)

    for font in styles.iter(q("font")):
        words = [node.tag.rpartition("}")[2] for node in font]
        assert words == sorted(words, key=FONT.index)
    old = len(root(rich_book(), STYLES).find(q("fills")))
    new = [node.get("rgb") for fill in styles.find(q("fills"))[old:] for node in fill.iter(q("fgColor"))]
    assert new
    assert all(colour.startswith("FF") for colour in new)


def test_the_user_s_looks_keep_their_numbers():
    before, after = root(rich_book(), STYLES), root(applied(rich_book(), PutSheet(own_sheet())), STYLES)

    for name in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
        old, new = before.find(q(name)), after.find(q(name))
        assert [(n.tag, dict(n.attrib)) for n in new[: len(old)]] == [(n.tag, dict(n.attrib)) for n in old]
        assert new.get("count") == str(len(new))


def test_replacing_keeps_tab_number_and_part_and_drops_the_old_drawings():
    once = applied(rich_book(), PutSheet(own_sheet()), PutSheet(plain("社内用_次", "x")))
    again = applied(once, PutSheet(replace(own_sheet(title="新しいまとめ"), charts=())))

    assert tabs(again) == tabs(once)
    ids = [(n.get("sheetId"), n.get("name")) for n in root(again, BOOK).iter(q("sheet"))]
    assert ids == [(n.get("sheetId"), n.get("name")) for n in root(once, BOOK).iter(q("sheet"))]
    assert changed(once, again) == {
        "[Content_Types].xml",
        PART,
        "xl/worksheets/_rels/sheetJ1.xml.rels",
        "xl/drawings/drawingJ1.xml",
        "xl/drawings/_rels/drawingJ1.xml.rels",
        "xl/charts/chartJ1.xml",
        "xl/charts/chartJ2.xml",
    }
    assert not [
        name
        for name in Package.from_bytes(again).names
        if "J" in name and ("chart" in name or "drawing" in name)
    ]


def test_what_a_person_hid_stays_hidden():
    package = Package.from_bytes(applied(tiny(), PutSheet(plain("社内用_a", "x"))))
    next(n for n in package.edit(BOOK).iter(q("sheet")) if n.get("name") == "社内用_a").set("state", "hidden")

    after = applied(package.to_bytes(), PutSheet(plain("社内用_a", "y")))

    assert [n.get("state") for n in root(after, BOOK).iter(q("sheet"))] == [None, "hidden"]


def test_many_runs_do_not_grow_the_file():
    once = applied(rich_book(), PutSheet(own_sheet()))
    data = once
    for title in ("一", "二", "三", "まとめ"):
        data = applied(data, PutSheet(own_sheet(title=title)))

    assert changed(once, data) == set()


def test_a_sheet_of_the_user_s_with_that_name_is_refused():
    data = tiny(sheets=(NAME, OWN))

    with pytest.raises(
        CheckSheetError, match=r"シート「社内用_サマリー」: .*書き換えません。 .*名前を変えて"
    ):
        applied(data, PutSheet(own_sheet()))
    with pytest.raises(CheckSheetError, match="書き換えません"):
        applied(data, RemoveSheet(OWN))


def test_removing_gives_the_book_back():
    before = rich_book()
    after = applied(applied(before, PutSheet(own_sheet())), RemoveSheet(OWN))

    assert {part for part in changed(before, after) if difference(before, after, part) != ([], [])} == {
        STYLES
    }
    assert parts(after).keys() == parts(before).keys()
    assert changed(after, applied(after, RemoveSheet(OWN))) == set()


def test_removing_from_the_middle_moves_names_and_the_open_tab():
    data = applied(tiny(), PutSheet(plain("社内用_a", "x")), PutSheet(plain("社内用_b", "y")))
    package = Package.from_bytes(data)
    next(package.edit(BOOK).iter(q("workbookView"))).set("activeTab", "2")

    after = Package.from_bytes(applied(package.to_bytes(), RemoveSheet("社内用_a")))

    assert next(after.xml(BOOK).iter(q("workbookView"))).get("activeTab") == "1"
    assert is_ours(after, "社内用_b")
    assert [n.get("localSheetId") for n in after.xml(BOOK).iter(q("definedName"))] == ["1"]


def test_the_open_tab_that_goes_gives_way_to_the_first_visible_one():
    package = Package.from_bytes(applied(tiny(), PutSheet(plain("社内用_a", "x"))))
    next(package.edit(BOOK).iter(q("workbookView"))).set("activeTab", "1")

    after = applied(package.to_bytes(), RemoveSheet("社内用_a"))

    assert next(root(after, BOOK).iter(q("workbookView"))).get("activeTab") == "0"


def test_the_last_visible_sheet_stays():
    package = Package.from_bytes(applied(tiny(), PutSheet(plain("社内用_a", "x"))))
    next(package.edit(BOOK).iter(q("sheet"))).set("state", "hidden")

    with pytest.raises(CheckSheetError, match="表示されるシート"):
        applied(package.to_bytes(), RemoveSheet("社内用_a"))


def test_what_pointed_at_a_removed_sheet_says_so():
    data = tiny(
        '<row r="1"><c r="A1"><f>SUM(社内用_a!A1:A3)+1</f><v>3</v></c><c r="B1"><f>社内用_ab!A1</f><v>1</v></c></row>'
    )
    with_sheets = with_two_sheets(data)
    after = applied(with_sheets, RemoveSheet("社内用_a"))

    cells = {n.get("r"): n for n in root(after).iter(q("c"))}
    assert (cells["A1"].get("t"), cells["A1"].findtext(q("f")), cells["A1"].findtext(q("v"))) == (
        "e",
        "SUM(#REF!)+1",
        "#REF!",
    )
    assert cells["B1"].findtext(q("f")) == "社内用_ab!A1"
    assert root(after).find(q("dataValidations")) is None
    assert [n.text for n in root(after, BOOK).iter(q("definedName")) if n.get("name") == "名前"] == ["#REF!"]
    assert check_package(Package.from_bytes(after)) == []


def with_two_sheets(data: bytes) -> bytes:
    """The formulas of the sheet name sheets that come with this plan."""
    return applied(
        data,
        PutSheet(plain("社内用_a", "x")),
        PutSheet(plain("社内用_ab", "x")),
        SetList(NAME, ("C1:C3",), source="'社内用_a'!$A$1:$A$3"),
        DefineName("名前", "='社内用_a'!$A$1:$A$3"),
    )


def test_writing_into_a_sheet_of_ours_in_the_same_plan():
    after = applied(
        tiny(), PutSheet(plain("社内用_a", "x", "y")), WriteBlock("社内用_a", 2, 1, (("書き足し",),))
    )

    assert openpyxl.load_workbook(io.BytesIO(after))["社内用_a"]["A2"].value == "書き足し"


def foreign() -> bytes:
    """A sheet as openpyxl itself leaves it: fonts in its own order, shared looks, a number format of its own, a chart."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "社内用_図"
    for row in range(1, 6):
        sheet.append([f"行{row}", row / 3])
        cell = sheet.cell(row, 2)
        cell.number_format = '0.0"点"'
        cell.font = Font(name="Meiryo UI", bold=True, color="1F3864", underline="single")
        cell.fill, cell.alignment = PatternFill("solid", fgColor="DDEBF7"), Alignment(wrap_text=True)
        cell.border = Border(*[Side("thin", color="BFBFBF")] * 4)
    sheet["A1"].hyperlink = "#'表'!A1"
    sheet["A2"].hyperlink = "https://example.co.jp/"
    pie = PieChart()
    pie.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5))
    sheet.add_chart(pie, "D2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_straight_from_openpyxl():
    package = Package.from_bytes(tiny())
    content = OwnSheet("社内用_図", {(1, 1): OwnCell("行1")})
    put_sheet(Desk(package), content, foreign())
    put_sheet(Desk(package), content, foreign())

    assert check_package(package) == []
    after = package.to_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(after))["社内用_図"]
    assert (sheet["B3"].number_format, sheet["B3"].font.b, sheet["B3"].border.left.style) == (
        '0.0"点"',
        True,
        "thin",
    )
    assert len(root(after, STYLES).find(q("cellXfs"))) == 4
    links = {n.get("ref"): n.get("location") for n in root(after, PART).iter(q("hyperlink"))}
    assert links == {"A1": "'表'!A1"}
    assert not any(r.external for r in package.relations(PART))


def test_our_cells_look_the_same_in_their_sheet_and_in_ours():
    style = CellStyle(bold=True, fill="FFF2CC", border="BFBFBF", number_format="@", horizontal="center")
    after = applied(
        tiny(),
        WriteBlock(NAME, 1, 1, (("確認",),), style),
        PutSheet(OwnSheet("社内用_a", {(1, 1): OwnCell("確認", style=style)})),
    )
    theirs, ours = (
        next(root(after, part).iter(q("c"))).get("s") for part in ("xl/worksheets/sheet1.xml", PART)
    )

    assert theirs == ours == "3"


def test_free_names_never_collide():
    package = Package.from_bytes(tiny(extra={"xl/charts/chartj1.xml": "<x/>"}))

    assert free_name(package, "xl/charts/chart7.xml") == "xl/charts/chartJ2.xml"
    assert free_name(package, "xl/charts/chartJ1.xml") == "xl/charts/chartJ2.xml"
    assert free_name(package, "xl/worksheets/sheet.xml") == "xl/worksheets/sheetJ1.xml"
