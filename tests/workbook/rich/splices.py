"""What XlsxWriter cannot write, put into the package: threaded comments, slicers, x14 validation, furigana, ribbons and more."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook.rich.base import LIST_SHEET

MS = "http://schemas.microsoft.com/office"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = f"{MS}/spreadsheetml/2009/9/main"
THREADS = f"{MS}/spreadsheetml/2018/threadedcomments"
SHEET1, SHEET2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
EMPTY_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)

Parts = dict[str, bytes]


def splice(parts: Parts) -> None:
    """Add everything; each addition asserts that it found its place."""
    for step in STEPS:
        step(parts)


def _sub(parts: Parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode()
    assert text.count(old) >= 1, (name, old)
    parts[name] = text.replace(old, new, 1).encode()


def _type(parts: Parts, part: str, kind: str) -> None:
    override = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    _sub(parts, "[Content_Types].xml", "</Types>", override)


def _relate(parts: Parts, rels: str, key: str, kind: str, target: str) -> None:
    parts.setdefault(rels, EMPTY_RELS.encode())
    _sub(
        parts,
        rels,
        "</Relationships>",
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/></Relationships>',
    )


def furigana(parts: Parts) -> None:
    reading = (
        '<rPh sb="0" eb="2"><t>ヤマダ</t></rPh><rPh sb="2" eb="4"><t>タロウ</t></rPh>'
        '<phoneticPr fontId="1" type="fullwidthKatakana"/>'
    )
    _sub(parts, "xl/sharedStrings.xml", "<si><t>山田太郎</t></si>", f"<si><t>山田太郎</t>{reading}</si>")


def ribbons(parts: Parts) -> None:
    for year, name, key in (("2009/07", "customUI14", "rIdU14"), ("2006/01", "customUI", "rIdU6")):
        parts[f"customUI/{name}.xml"] = (
            f'<customUI xmlns="{MS}/{year}/customui"><ribbon><tabs><tab id="t" label="点検"><group id="g" label="点検">'
            '<button id="b" label="実行" onAction="RunCheck"/></group></tab></tabs></ribbon></customUI>'
        ).encode()
        version = "2007" if name == "customUI14" else "2006"
        _relate(
            parts,
            "_rels/.rels",
            key,
            f"{MS}/{version}/relationships/ui/extensibility",
            f"customUI/{name}.xml",
        )


def custom_xml(parts: Parts) -> None:
    parts["customXml/item1.xml"] = b'<record xmlns="urn:example:records"><version>3</version></record>'
    parts["customXml/itemProps1.xml"] = (
        b'<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" '
        b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    _relate(parts, "customXml/_rels/item1.xml.rels", "rId1", f"{DOC}/customXmlProps", "itemProps1.xml")
    _type(
        parts,
        "customXml/itemProps1.xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    _relate(parts, BOOK_RELS, "rIdCX", f"{DOC}/customXml", "../customXml/item1.xml")


def printer_settings(parts: Parts) -> None:
    part = "xl/printerSettings/printerSettings1.bin"
    parts[part] = bytes(64)
    _type(parts, part, "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings")
    _relate(
        parts,
        "xl/worksheets/_rels/sheet1.xml.rels",
        "rIdPS",
        f"{DOC}/printerSettings",
        "../printerSettings/printerSettings1.bin",
    )
    parts[SHEET1] = re.sub(
        r"<pageSetup ([^>]*)/>", r'<pageSetup \1 r:id="rIdPS"/>', parts[SHEET1].decode(), count=1
    ).encode()
    assert b'r:id="rIdPS"' in parts[SHEET1]


def threaded_comment(parts: Parts) -> None:
    person = "{AAAAAAAA-0000-0000-0000-000000000001}"
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="鈴木" id="{person}" userId="s" providerId="None"/></personList>'
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="N6" dT="2026-04-01T00:00:00.00" personId="{person}" '
        'id="{BBBBBBBB-0000-0000-0000-000000000001}"><text>再確認をお願いします</text></threadedComment></ThreadedComments>'
    ).encode()
    _type(parts, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    _type(parts, "xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    _relate(parts, BOOK_RELS, "rIdP", f"{MS}/2017/10/relationships/person", "persons/person.xml")
    _relate(
        parts,
        "xl/worksheets/_rels/sheet1.xml.rels",
        "rIdTC",
        f"{MS}/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
    )


def list_in_extension(parts: Parts) -> None:
    rule = (
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1" '
        f'showInputMessage="1" showErrorMessage="1"><x14:formula1><xm:f>{LIST_SHEET}!$A$2:$A$4</xm:f></x14:formula1>'
        "<xm:sqref>K6:K25</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    )
    head, opening, tail = parts[SHEET1].decode().rpartition("<extLst>")
    assert opening
    assert "</sheetData>" in head
    parts[SHEET1] = (head + opening + rule + tail).encode()


def slicer(parts: Parts) -> None:
    parts["xl/slicers/slicer1.xml"] = (
        f'<slicers xmlns="{X14}"><slicer name="部署" cache="スライサー_部署" caption="部署" rowHeight="241300"/></slicers>'
    ).encode()
    parts["xl/slicerCaches/slicerCache1.xml"] = (
        f'<slicerCacheDefinition xmlns="{X14}" name="スライサー_部署" sourceName="部署"><extLst>'
        '<x:ext xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}" '
        f'xmlns:x15="{MS}/spreadsheetml/2010/11/main"><x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst>'
        "</slicerCacheDefinition>"
    ).encode()
    _type(parts, "xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml")
    _type(parts, "xl/slicerCaches/slicerCache1.xml", "application/vnd.ms-excel.slicerCache+xml")
    _relate(
        parts,
        "xl/worksheets/_rels/sheet2.xml.rels",
        "rIdSL",
        f"{MS}/2007/relationships/slicer",
        "../slicers/slicer1.xml",
    )
    _relate(
        parts, BOOK_RELS, "rIdSC", f"{MS}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"
    )
    listed = (
        f'<extLst><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{X14}"><x14:slicerList>'
        '<x14:slicer r:id="rIdSL"/></x14:slicerList></ext></extLst></worksheet>'
    )
    _sub(parts, SHEET2, "</worksheet>", listed)


def shape_with_macro(parts: Parts) -> None:
    def corner(name: str, column: int, row: int) -> str:
        place = f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        return f"<xdr:{name}>{place}</xdr:{name}>"

    shape = (
        f"<xdr:twoCellAnchor>{corner('from', 20, 14)}{corner('to', 22, 16)}"
        '<xdr:sp macro="[0]!RunCheck" textlink=""><xdr:nvSpPr><xdr:cNvPr id="99" name="点検ボタン"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="roundRect"><a:avLst/>'
        "</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>点検</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    _sub(parts, "xl/drawings/drawing1.xml", "</xdr:wsDr>", shape)


def calculation_chain(parts: Parts) -> None:
    parts["xl/calcChain.xml"] = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<c r="R6" i="1"/><c r="R7"/><c r="R9" a="1"/></calcChain>'
    )
    _type(
        parts, "xl/calcChain.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    )
    _relate(parts, BOOK_RELS, "rIdCC", f"{DOC}/calcChain", "calcChain.xml")


STEPS: tuple[Callable[[Parts], None], ...] = (
    furigana,
    ribbons,
    custom_xml,
    printer_settings,
    threaded_comment,
    list_in_extension,
    slicer,
    shape_with_macro,
    calculation_chain,
)
