"""The styles part: every index within its list, every list as long as it says."""

from __future__ import annotations

from collections import Counter

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import schema
from jama_checksheet.workbook.invariants.order import out_of_order, wrong_counts
from jama_checksheet.workbook.package import Package

_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_INDICES = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs"))


def styles_part(package: Package) -> str:
    """The styles part of the book, "" where it has none."""
    relations = package.relations(package.workbook_part)
    return next((rel.target for rel in relations if rel.kind == "styles" and rel.target in package), "")


def sizes(package: Package) -> dict[str, int]:
    """How many entries each list of the styles has."""
    part = styles_part(package)
    found = dict.fromkeys(_LISTS, 0)
    for name in _LISTS if part else ():
        holder = package.xml(part).find(names.main(name))
        if holder is not None:
            found[name] = sum(1 for node in holder if isinstance(node.tag, str))
    return found


def check_styles(package: Package) -> list[str]:
    """Fonts, fills, borders, number formats and cell formats."""
    part = styles_part(package)
    if not part:
        return []
    root = package.xml(part)
    length = sizes(package)
    found = [
        *out_of_order(root, schema.STYLESHEET),
        *wrong_counts(root, tuple(names.main(name) for name in _LISTS)),
    ]
    formats = [node.get("numFmtId") for node in root.iterfind(f"{names.main('numFmts')}/*")]
    found += [f"表示形式 {key} が {count} 回あります" for key, count in Counter(formats).items() if count > 1]
    for name in ("cellStyleXfs", "cellXfs"):
        for at, xf in enumerate(root.iterfind(f"{names.main(name)}/{names.main('xf')}")):
            for key, target in _INDICES:
                value = xf.get(key)
                if value is not None and int(value) >= length[target]:
                    found.append(f"{name} {at} の {key} {value} がありません")
            number = int(xf.get("numFmtId") or 0)
            if number >= 164 and str(number) not in formats:
                found.append(f"{name} {at} の numFmtId {number} がありません")
    for style in root.iter(names.main("cellStyle")):
        if int(style.get("xfId") or 0) >= length["cellStyleXfs"]:
            found.append(f"cellStyle {style.get('name')} の xfId {style.get('xfId')} がありません")
    return [f"{part}: {text}" for text in found]
