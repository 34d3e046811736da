"""Drawings and tables: ids that must be one of a kind."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from jama_checksheet.workbook.invariants.parts import sources
from jama_checksheet.workbook.package import Package

_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"


def check_drawings(package: Package) -> list[str]:
    """Shape ids within a drawing; table ids and names within the book."""
    found = []
    ids: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for part in sorted(_targets(package, "drawing")):
        shapes = Counter(node.get("id") for node in _own_shapes(package.xml(part)))
        found += [
            f"{part}: 図形の番号 {key} が {count} 回あります" for key, count in shapes.items() if count > 1
        ]
    for part in sorted(_targets(package, "table")):
        root = package.xml(part)
        ids[root.get("id") or ""] += 1
        titles[(root.get("displayName") or "").casefold()] += 1
    found += [f"テーブルの番号 {key} が {count} 回あります" for key, count in ids.items() if count > 1]
    found += [f"テーブル名 {key} が {count} 回あります" for key, count in titles.items() if count > 1]
    return found


def _targets(package: Package, kind: str) -> set[str]:
    return {
        relation.target
        for source in sources(package)
        for relation in package.relations(source)
        if relation.kind == kind and relation.target in package
    }


def _own_shapes(root: etree._Element) -> list[etree._Element]:
    """Shapes of the drawing; the two branches of an AlternateContent stand for the same shape, so only the first counts."""
    found = []
    for node in root.iter(_SHAPE):
        above = (etree.QName(parent).localname for parent in node.iterancestors())
        if "Fallback" not in above:
            found.append(node)
    return found
