"""The rendered one-sheet workbook, part by part."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from lxml import etree

from jama_checksheet.workbook.edit.style_nodes import xf_parts
from jama_checksheet.workbook.names import main
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import Chart, OwnCell, OwnFormat, OwnList, OwnSheet, PagePrint, Series
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.sheets.render import render
from jama_checksheet.workbook.style import CellStyle


def part(package: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(package)).read(name))


def sheet_of(**more):
    return OwnSheet(name="社内用_試験", **{"cells": {(1, 1): OwnCell("見出し")}, **more})


def page_of(sheet):
    return openpyxl.load_workbook(io.BytesIO(render(sheet))).worksheets[0]


def cell_node(package: bytes, name: str):
    return next(
        node for node in part(package, "xl/worksheets/sheet1.xml").iter(main("c")) if node.get("r") == name
    )


def test_the_same_sheet_gives_the_same_bytes():
    style = CellStyle(bold=True, border="C0C0C0")
    cells = {(row, 1): OwnCell(f"{row}行", style=style) for row in range(1, 50)}

    assert render(sheet_of(cells=cells)) == render(sheet_of(cells=dict(reversed(cells.items()))))


TEXTS = ("=1+1", "+81-3", "-5", "@山田", "#N/A", "001", " 前後 ", "一行目\n二行目", "_x0041_", "前\x0b後")


def values_of(sheet):
    return read_book(Package.from_bytes(render(sheet)), "x.xlsx").grids[0].values


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_stays_text(text):
    sheet = sheet_of(cells={(1, 1): OwnCell(text)})

    assert values_of(sheet) == {(1, 1): text}
    assert page_of(sheet)["A1"].data_type == "s"


def test_an_endless_text_is_cut_where_a_cell_ends():
    text = values_of(sheet_of(cells={(1, 1): OwnCell("長" * 40_000)}))[1, 1]

    assert (len(text), text[-1]) == (32_767, "…")


@pytest.mark.parametrize(
    ("value", "kind", "cached"),
    [
        (3, None, "3"),
        (0.25, None, "0.25"),
        ("完了", "str", "完了"),
        ("", "str", None),
        (date(2025, 11, 20), None, "45981"),
    ],
)
def test_a_formula_carries_its_true_result(value, kind, cached):
    node = cell_node(render(sheet_of(cells={(1, 1): OwnCell(value, formula="B1")})), "A1")

    assert node.findtext(main("f")) == "B1"
    assert (node.get("t"), node.findtext(main("v")) or None) == (kind, cached)


def test_fonts_are_written_in_schema_order():
    style = CellStyle(bold=True, underline=True, color="112233")
    package = render(sheet_of(cells={(1, 1): OwnCell("x", style=style)}))
    fonts = [
        [etree.QName(child).localname for child in font]
        for font in part(package, "xl/styles.xml").iter(main("font"))
    ]

    assert ["b", "u", "sz", "color", "name"] in fonts


@pytest.mark.parametrize(("wrap", "shrunk"), [(False, "1"), (True, None)])
def test_a_long_text_shrinks_unless_it_wraps(wrap, shrunk):
    style = CellStyle(wrap=wrap, shrink=True)
    styles = part(render(sheet_of(cells={(1, 1): OwnCell("x", style=style)})), "xl/styles.xml")
    rendered = list(styles.find(main("cellXfs")).iter(main("alignment")))[-1]

    assert rendered.get("shrinkToFit") in ((shrunk,) if shrunk else (None, "0"))
    assert xf_parts(style)["alignment"].get("shrinkToFit") == shrunk


def test_a_merge_keeps_the_look_and_the_link_stays_inside_the_book():
    style = CellStyle(fill="FFE9B8", border="C0C0C0")
    cells = {(1, 1): OwnCell(5, style=style, link="'It''s'!M5"), (1, 2): OwnCell(style=style)}
    page = page_of(sheet_of(cells=cells, merges=("A1:B1",)))

    assert page["A1"].hyperlink.location == "'It''s'!M5"
    assert page["A1"].hyperlink.target is None
    assert page["B1"].border.right.style == "thin"
    assert str(page.merged_cells) == "A1:B1"


def test_frame_and_print_set_up():
    page = page_of(
        sheet_of(
            widths={1: 12.5},
            heights={1: 30},
            freeze="B2",
            filter="A1:C9",
            hidden_columns=(5,),
            tab_color="1F3A5F",
            page=PagePrint(landscape=True, area="$A$1:$C$9", breaks=(4,), title_rows="1:1", footer="&P / &N"),
        )
    )

    assert (page.column_dimensions["A"].width, page.row_dimensions[1].height) == (12.5, 30)
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:C9")
    assert page.column_dimensions["E"].hidden
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert [item.id for item in page.row_breaks.brk] == [4]
    assert page.print_title_rows == "$1:$1"
    assert page.oddFooter.center.text == "&P / &N"
    assert not page.sheet_view.showGridLines


def test_drop_down_with_prompt():
    page = page_of(
        sheet_of(lists=(OwnList("C3", choices=("Lv1", "Lv2"), prompt_title="目標", prompt="選びます"),))
    )
    rule = page.data_validations.dataValidation[0]

    assert (str(rule.sqref), rule.formula1, rule.prompt) == ("C3", '"Lv1,Lv2"', "選びます")


@pytest.mark.parametrize("choices", [("長" * 256,), ("購買,調達",)])
def test_a_drop_down_that_excel_refuses_is_refused(choices):
    with pytest.raises(ValueError, match="drop-down"):
        render(sheet_of(lists=(OwnList("A1", choices=choices),)))


def test_conditional_format():
    page = page_of(sheet_of(formats=(OwnFormat("A1:B3", '$A1="済"', fill="F5F6F8", color="767C86"),)))
    rules = {str(area.sqref): area.rules for area in page.conditional_formatting}

    assert rules["A1:B3"][0].formula == ['$A1="済"']
    assert rules["A1:B3"][0].dxf.fill.bgColor.rgb == "00F5F6F8"


@pytest.mark.parametrize("kind", ["bar", "stacked", "radar"])
def test_charts_refer_to_their_own_sheet_and_show_their_axes(kind):
    series = (Series("残り", "B2:B5", "2F75B5"), Series("完了", "C2:C5", "E0A030"))
    chart = Chart(kind, "ラベル別", "E2", 10, 8, "A2:A5", series, to="K20")
    drawn = part(render(sheet_of(charts=(chart,))), "xl/charts/chart1.xml")
    names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}

    assert drawn.xpath("//c:val//c:f/text()", namespaces=names) == [
        "'社内用_試験'!$B$2:$B$5",
        "'社内用_試験'!$C$2:$C$5",
    ]
    assert set(drawn.xpath("//c:delete/@val", namespaces=names)) == {"0"}
    assert drawn.xpath("//c:plotVisOnly/@val", namespaces=names) == ["0"]
    assert drawn.xpath("//c:legend/c:overlay/@val", namespaces=names) == ["0"]
    assert "".join(drawn.xpath("//c:title//text()", namespaces=names)).strip() == "ラベル別"


def test_a_day_without_a_look_of_its_own_is_shown_as_a_day():
    page = page_of(sheet_of(cells={(1, 1): OwnCell(date(2025, 11, 20))}))

    assert (page["A1"].value.date(), page["A1"].number_format) == (date(2025, 11, 20), "yyyy-mm-dd")


def test_signs_of_xml_are_kept_in_texts_and_formulas():
    cells = {(1, 1): OwnCell("A<B & C>D"), (1, 2): OwnCell("A&B", formula='"A"&"B"&IF(1<2,"","")')}
    package = render(sheet_of(cells=cells))

    assert cell_node(package, "A1").findtext(f"{main('is')}/{main('t')}") == "A<B & C>D"
    assert cell_node(package, "B1").findtext(main("f")) == '"A"&"B"&IF(1<2,"","")'
    assert cell_node(package, "B1").findtext(main("v")) == "A&B"


def test_links_stand_where_the_schema_wants_them():
    cells = {(2, 3): OwnCell(5, link="'シート'!M5")}
    package = render(sheet_of(cells=cells, lists=(OwnList("A1", choices=("済",)),)))
    root = part(package, "xl/worksheets/sheet1.xml")
    order = [etree.QName(node).localname for node in root]

    assert order.index("dataValidations") < order.index("hyperlinks") < order.index("printOptions")
    assert root.find(main("dimension")).get("ref") == "C2"
