"""Is it still there? One check per feature, on the parts that can be reached from the root of the package.

A part that no relationship leads to is lost for Excel, so it does not count.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SHEET = "xl/worksheets/sheet1.xml"


class Reached:
    """The parts that relationships lead to."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            everything = {name: archive.read(name) for name in archive.namelist()}
        self.kinds: dict[str, set[str]] = {}
        self.parts: dict[str, bytes] = {}
        todo = [""]
        while todo:
            source = todo.pop()
            rels = posixpath.join(posixpath.dirname(source), "_rels", posixpath.basename(source) + ".rels")
            if rels not in everything:
                continue
            for node in etree.fromstring(everything[rels]).iter(REL):
                if node.get("TargetMode") == "External":
                    continue
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(source), node.get("Target"))
                ).lstrip("/")
                self.kinds.setdefault(node.get("Type").rsplit("/", 1)[-1], set()).add(target)
                if target in everything and target not in self.parts:
                    self.parts[target] = everything[target]
                    todo.append(target)
        self.types = everything["[Content_Types].xml"].decode()

    def kind(self, word: str) -> list[bytes]:
        return [self.parts[name] for name in sorted(self.kinds.get(word, ())) if name in self.parts]

    def nodes(self, word: str, tag: str) -> Iterator[etree._Element]:
        for data in self.kind(word):
            yield from etree.fromstring(data).iter(tag)

    def sheet(self, tag: str) -> list[etree._Element]:
        return list(etree.fromstring(self.parts[SHEET]).iter(tag)) if SHEET in self.parts else []

    def book(self, tag: str) -> list[etree._Element]:
        return list(self.nodes("officeDocument", MAIN + tag))

    def says(self, word: str, text: str) -> bool:
        return any(text in data.decode() for data in self.kind(word))


def _rules(parts: Reached, kind: str) -> bool:
    return any(rule.get("type") == kind for rule in parts.sheet(MAIN + "cfRule"))


def _list_with_prompt(parts: Reached) -> bool:
    found = [node for node in parts.sheet(MAIN + "dataValidation") if node.get("prompt") == "選んでください"]
    return len(found) == 1 and found[0].get("sqref").startswith("M6:")


def _list_elsewhere(parts: Reached) -> bool:
    return any(
        rule.findtext(f".//{XM}f") == "一覧!$A$2:$A$4" and rule.findtext(f"{XM}sqref").startswith("K6")
        for rule in parts.sheet(X14 + "dataValidation")
    )


def _chart_details(parts: Reached) -> bool:
    return any(
        root.find(f".//{TEXT}gradFill") is not None
        and root.find(f".//{CHART}trendline") is not None
        and any(font.get("typeface") == "Meiryo" for font in root.iter(TEXT + "latin"))
        for root in map(etree.fromstring, parts.kind("chart"))
    )


def _names(parts: Reached) -> set[tuple[str, str]]:
    return {(node.get("name"), node.text) for node in parts.book("definedName")}


def _furigana(parts: Reached) -> bool:
    return any(node.findtext(MAIN + "t") == "ヤマダ" for node in parts.nodes("sharedStrings", MAIN + "rPh"))


def _ribbon(parts: Reached, name: str) -> bool:
    return any(target.endswith(f"/{name}.xml") for target in parts.kinds.get("extensibility", ()))


def _shape(parts: Reached, tag: str) -> bool:
    return any(True for _ in parts.nodes("drawing", DRAW + tag))


def _vml(parts: Reached, kind: str) -> bool:
    return any(node.get("ObjectType") == kind for node in parts.nodes("vmlDrawing", VML_EXCEL + "ClientData"))


FEATURES: dict[str, Callable[[Reached], bool]] = {
    "VBA project": lambda p: bool(p.kind("vbaProject")) and "macroEnabled" in p.types,
    "ribbon of 2006": lambda p: _ribbon(p, "customUI"),
    "ribbon of 2009": lambda p: _ribbon(p, "customUI14"),
    "custom XML of others": lambda p: (
        p.says("customXml", "urn:example:records") and bool(p.kind("customXmlProps"))
    ),
    "custom document property": lambda p: p.says("custom-properties", "ISMS-001"),
    "printer settings": lambda p: p.kind("printerSettings") == [bytes(64)],
    "page setup": lambda p: [n.get("orientation") for n in p.sheet(MAIN + "pageSetup")] == ["landscape"],
    "picture in the header": lambda p: bool(p.sheet(MAIN + "legacyDrawingHF")),
    "background picture": lambda p: bool(p.sheet(MAIN + "picture")),
    "comment": lambda p: p.says("comments", "昨年の指摘"),
    "box of the comment": lambda p: _vml(p, "Note"),
    "threaded comment and person": lambda p: (
        p.says("threadedComment", "再確認をお願いします") and p.says("person", "鈴木")
    ),
    "text box": lambda p: p.says("drawing", "押印は不要"),
    "shape with a macro": lambda p: any(
        n.get("macro") == "[0]!RunCheck" for n in p.nodes("drawing", DRAW + "sp")
    ),
    "form button": lambda p: _vml(p, "Button"),
    "image": lambda p: _shape(p, "pic") and bool(p.kind("image")),
    "chart": lambda p: any(True for _ in p.nodes("chart", CHART + "barChart")),
    "gradient, trend line and font of the chart": _chart_details,
    "chart sheet": lambda p: len(p.kind("chartsheet")) == 1,
    "runs of letters in a cell": lambda p: any(
        "記録" in (n.findtext(MAIN + "t") or "") for n in p.nodes("sharedStrings", MAIN + "r")
    ),
    "furigana": _furigana,
    "format by value": lambda p: _rules(p, "cellIs"),
    "data bar": lambda p: _rules(p, "dataBar"),
    "data bar of 2010": lambda p: bool(p.sheet(X14 + "cfRule")),
    "icon set": lambda p: _rules(p, "iconSet"),
    "drop-down with a prompt": _list_with_prompt,
    "drop-down from another sheet (x14)": _list_elsewhere,
    "sparkline": lambda p: bool(p.sheet(X14 + "sparkline")),
    "slicer": lambda p: bool(p.kind("slicer")) and bool(p.kind("slicerCache")),
    "table": lambda p: any(n.get("displayName") == "部署表" for n in p.nodes("table", MAIN + "table")),
    "sheet protection": lambda p: any(
        n.get("password") or n.get("hashValue") for n in p.sheet(MAIN + "sheetProtection")
    ),
    "range open for editing": lambda p: (
        [n.get("name") for n in p.sheet(MAIN + "protectedRange")] == ["回答欄"]
    ),
    "very hidden sheet": lambda p: any(n.get("state") == "veryHidden" for n in p.book("sheet")),
    "defined name": lambda p: ("判定範囲", "チェックシート!$M$6:$M$25") in _names(p),
    "print titles": lambda p: ("_xlnm.Print_Titles", "チェックシート!$3:$5") in _names(p),
    "dynamic array": lambda p: (
        any(n.get("cm") for n in p.sheet(MAIN + "c")) and bool(p.kind("sheetMetadata"))
    ),
    "check box in a cell": lambda p: bool(p.kind("FeaturePropertyBag")),
    "row outline": lambda p: any(n.get("outlineLevel") == "1" for n in p.sheet(MAIN + "row")),
    "theme": lambda p: len(p.kind("theme")) == 1,
}
"""The 39 things that a save by openpyxl (18 to 23 of them) or LibreOffice (27) does not keep whole."""


def alive(data: bytes) -> set[str]:
    """The features that the book has."""
    parts = Reached(data)
    return {name for name, check in FEATURES.items() if check(parts)}
