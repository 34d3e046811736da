"""The smallest workbooks, written by hand, so that a test sees every element it starts from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from jama_checksheet.workbook.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAME = "表"
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"

STYLE_SHEET = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
"""Cell formats: 0 plain, 1 text, 2 date."""


def tiny(
    data: str = "",
    *,
    before: str = "",
    after: str = "",
    names: str = "",
    properties: str = "",
    sheets: tuple[str, ...] = (NAME,),
    shared: tuple[str, ...] = (),
    extra: Mapping[str, str] = {},
    styles: str = STYLE_SHEET,
) -> bytes:
    """A book whose first sheet has `data` in sheetData, `before` and `after` around it. `extra` are more parts."""
    overrides = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    relations = [f'<Relationship Id="rIdS" Type="{DOC}/styles" Target="styles.xml"/>']
    tabs = ""
    parts = {"xl/styles.xml": styles}
    for number, name in enumerate(sheets, start=1):
        part = f"worksheets/sheet{number}.xml"
        overrides.append((f"xl/{part}", "worksheet"))
        relations.append(f'<Relationship Id="rId{number}" Type="{DOC}/worksheet" Target="{part}"/>')
        tabs += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        body = f"{before}<sheetData>{data}</sheetData>{after}" if number == 1 else "<sheetData/>"
        parts[f"xl/{part}"] = f'<worksheet xmlns="{MAIN}" xmlns:r="{DOC}">{body}</worksheet>'
    if shared:
        overrides.append(("xl/sharedStrings.xml", "sharedStrings"))
        relations.append(f'<Relationship Id="rIdT" Type="{DOC}/sharedStrings" Target="sharedStrings.xml"/>')
        items = "".join(f"<si>{item}</si>" for item in shared)
        parts["xl/sharedStrings.xml"] = (
            f'<sst xmlns="{MAIN}" count="{len(shared)}" uniqueCount="{len(shared)}">{items}</sst>'
        )
    if "xl/calcChain.xml" in extra:
        overrides.append(("xl/calcChain.xml", "calcChain"))
        relations.append(f'<Relationship Id="rIdC" Type="{DOC}/calcChain" Target="calcChain.xml"/>')
    if "xl/tables/table1.xml" in extra:
        overrides.append(("xl/tables/table1.xml", "table"))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">{properties}<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{tabs}</sheets>{names}</workbook>"
    )
    pack = "http://schemas.openxmlformats.org/package/2006"
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{pack}/relationships">{"".join(relations)}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{pack}/relationships"><Relationship Id="rId1" Type="{DOC}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    declared = "".join(
        f'<Override PartName="/{part}" ContentType="{TYPE}.{kind}+xml"/>' for part, kind in overrides
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{pack}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
        f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{declared}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (parts | dict(extra)).items():
            archive.writestr(name, text)
    return out.getvalue()


def root(data: bytes, part: str = SHEET) -> etree._Element:
    """A part of the file, parsed."""
    return etree.fromstring(Package.from_bytes(data).read(part))


def q(tag: str) -> str:
    """The qualified name."""
    return f"{{{MAIN}}}{tag}"


def cell(data: bytes, ref: str) -> etree._Element | None:
    """A cell of the first sheet."""
    return next((node for node in root(data).iter(q("c")) if node.get("r") == ref), None)


def written(data: bytes, ref: str) -> tuple[str | None, str | None, str]:
    """Type, style and text of a cell."""
    node = cell(data, ref)
    assert node is not None, f"{ref} does not exist"
    return node.get("t"), node.get("s"), "".join(node.itertext())


def xf(data: bytes, index: str | None) -> dict[str, str]:
    """The attributes of a cell format."""
    formats = root(data, STYLES).find(q("cellXfs"))
    assert formats is not None
    return dict(formats[int(index or 0)].attrib)
