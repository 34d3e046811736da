"""Where the file points to: links to other files, and paths that show names of people, PCs and servers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.checksheet.grid import Book
from jama_checksheet.workbook.handin.check import Check, found
from jama_checksheet.workbook.package import Package, parse_xml

_OTHER_BOOK = re.compile(r"\[(?:\d+|[^\[\]]+\.xl[a-z]{1,2})\][^\[\]!]*!", re.IGNORECASE)
_LINK_FORMULA = re.compile(r'HYPERLINK\(\s*"(?!https?:|mailto:|#)[^"]+"', re.IGNORECASE)
_PATH = re.compile(
    r"(?:(?<![A-Za-z])[A-Za-z]:\\[^/:*?\"<>|\r\n]+"
    r"|(?<!\\)\\\\[A-Za-z0-9._-]+\\[^\\/:*?\"<>|\r\n]+"
    r"|file:///?[^\s\"<]+"
    r"|(?<![\w./])/(?:Users|home)/[^/\s\"<]+/"
    r"|https://(?:[\w.-]+-my\.sharepoint\.com|d\.docs\.live\.net)/[^\s\"<]+)"
)
_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\b.*</(?:\w+:)?sheetData>", re.DOTALL)


_YEN = str.maketrans("¥￥", "\\\\")
"""On Japanese PCs a backslash shows as a yen sign, and people type it as one."""
_QUOTED = 60


def links(package: Package, book: Book) -> Check:
    """Links to other workbooks, to files, to data sources. Web and mail addresses are no files."""
    places = list(_targets(package))
    for grid in book.grids:
        cells = [
            cell
            for cell, formula in grid.formulas.items()
            if _OTHER_BOOK.search(formula) or _LINK_FORMULA.search(formula)
        ]
        if cells:
            places.append(f"シート「{grid.name}」の {cell_name(*min(cells))} など{len(cells)}か所の計算式")
    places += [f"名前「{name}」" for name, text in book.names.items() if _OTHER_BOOK.search(text)]
    return found(
        "リンク",
        places,
        none="ほかのファイルへのリンクはありません。",
        some="ほかのファイルへのリンクがあります: {}。リンクを解除するか、社外に出してよいかご確認ください。",
    )


def _targets(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.startswith("xl/externalLinks/") and name.endswith(".xml"):
            yield "ほかのブックの参照"
        elif name == "xl/connections.xml":
            yield "データ接続"
        elif name.endswith(".rels"):
            for node in _root(package, name):
                target = node.get("Target") or ""
                inside = node.get("TargetMode") != "External" or target.startswith("#")
                if not inside and not re.match(r"https?:|mailto:", target, re.IGNORECASE):
                    yield f"「{target}」"


def paths(package: Package, book: Book, texts: Mapping[str, str]) -> Check:
    """Paths of this PC or of the company's servers: in cells, in the answers to be written (`texts`: place -> text), in settings."""
    places: list[str] = []
    for grid in book.grids:
        for cell, value in sorted(grid.values.items()):
            if isinstance(value, str) and (seen := _path_in(value)):
                places.append(f"{grid.name} {cell_name(*cell)}「{seen}」")
    places += [f"{place}「{seen}」" for place, text in texts.items() if (seen := _path_in(text))]
    places += [f"ファイルの設定「{path}」" for path in _in_settings(package)]
    return found(
        "個人のパス",
        places,
        none="パソコンやサーバーの場所を示す文字列はありません。",
        some="パソコンやサーバーの場所が書かれています: {}。社外に出してよいか、ご確認ください。",
    )


def _path_in(text: str) -> str:
    """The first path in a text as it stands there, cut where it is long; "" where there is none."""
    seen = _PATH.search(text.translate(_YEN))
    if seen is None:
        return ""
    found = text[seen.start() : seen.end()]
    return found if len(found) <= _QUOTED else found[:_QUOTED] + "…"


def _in_settings(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.endswith(("sharedStrings.xml", ".rels")):
            continue  # cells are looked through by themselves, and relations by `links`
        if name.endswith((".xml", ".vml")):
            root = _root(package, name, without_cells=True)
            for node in root.iter(etree.Element):
                for text in (node.text, *node.attrib.values()):
                    if text and (seen := _path_in(str(text))):
                        yield seen
        elif re.search(r"printerSettings\d*\.bin$", name):
            # The printer's name opens the DEVMODE structure, 32 UTF-16 characters; a shared printer begins with its server.
            printer = package.read(name)[:64].decode("utf-16-le", "replace").split("\0")[0]
            if printer.startswith("\\\\"):
                yield printer


def _root(package: Package, name: str, *, without_cells: bool = False) -> etree._Element:
    """A part's tree; an empty one where it is no XML that can be read (then nothing can be said about it)."""
    data = package.read(name)
    if without_cells:
        data = _SHEET_DATA.sub(b"", data)
    try:
        return parse_xml(data)
    except (etree.XMLSyntaxError, ValueError):
        return etree.Element("unreadable")
