"""Parts, content types and relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.package import TYPES_PART, Package

_RELATED = etree.XPath("//@r:*", namespaces={"r": names.DOC_REL}, smart_strings=False)


def xml_parts(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold XML, as far as they can be read. VML is left out: Excel itself writes some that is no XML."""
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")):
            try:
                yield name, package.xml(name)
            except ValueError:
                continue


def broken_parts(package: Package) -> list[str]:
    """Parts that should be XML and are not."""
    readable = {name for name, _ in xml_parts(package)}
    return [
        f"{name}: XML として読めません"
        for name in package.names
        if name.lower().endswith((".xml", ".rels")) and name not in readable
    ]


def check_parts(package: Package) -> list[str]:
    """Every part has a type, every relationship a target and an id of its own, every used id a relationship."""
    return [*_types(package), *_relations(package), *_used_ids(package)]


def _types(package: Package) -> list[str]:
    found = []
    types = package.xml(TYPES_PART)
    declared = [node.get("PartName") or "" for node in types if node.get("PartName")]
    present = {("/" + name).lower() for name in package.names}
    for name, count in Counter(name.lower() for name in declared).items():
        if count > 1:
            found.append(f"{TYPES_PART}: {name} の種類が {count} 回書かれています")
    found += [
        f"{TYPES_PART}: {name} という部品はありません" for name in declared if name.lower() not in present
    ]
    endings = Counter((node.get("Extension") or "").lower() for node in types if node.get("Extension"))
    found += [f"{TYPES_PART}: 拡張子 {ending} が二重です" for ending, count in endings.items() if count > 1]
    known = {name.lower() for name in declared}
    for name in package.names:
        ending = name.rsplit(".", 1)[-1].lower()
        if name != TYPES_PART and ("/" + name).lower() not in known and ending not in endings:
            found.append(f"{name}: 種類が宣言されていません")
    for name, count in Counter(name.lower() for name in package.names).items():
        if count > 1:
            found.append(f"{name}: 同じ名前の部品が {count} 個あります")
    return found + _expected_types(package)


# What a part must be, where a relationship of this kind leads to it.
_KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "chartsheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "sharedStrings": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "customXmlProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}


def _expected_types(package: Package) -> list[str]:
    found = []
    for source in sources(package):
        for relation in package.relations(source):
            wanted = _KINDS.get(relation.kind)
            if relation.external or not wanted or relation.target not in package:
                continue
            actual = package.content_type(relation.target)
            if actual != wanted:
                found.append(f"{relation.target}: 種類が「{actual}」ですが「{wanted}」のはずです")
    return found


def sources(package: Package) -> list[str]:
    """The parts that have relationships ("" is the package itself)."""
    return [name for name in ("", *package.names) if package.relations_part(name) in package]


def _relations(package: Package) -> list[str]:
    found = []
    for source in sources(package):
        relations = package.relations(source)
        place = package.relations_part(source)
        for key, count in Counter(relation.id for relation in relations).items():
            if count > 1:
                found.append(f"{place}: 関係 {key} が {count} 回あります")
        found += [
            f"{place}: 関係 {relation.id} の先 {relation.target} がありません"
            for relation in relations
            if not relation.external and not _present(package, relation.target)
        ]
    owners = {package.relations_part(name) for name in ("", *package.names)}
    found += [
        f"{name}: 元になる部品がありません"
        for name in package.names
        if name.endswith(".rels") and name not in owners
    ]
    return found


def _present(package: Package, target: str) -> bool:
    # "#…" is a place inside the same part, as hyperlinks of shapes have it; its path was normalised away.
    return target in package or "#" in target or target.rsplit("/", 1)[-1] in ("NULL", "")


def _used_ids(package: Package) -> list[str]:
    found = []
    for name, root in xml_parts(package):
        if name.endswith(".rels") or name == TYPES_PART:
            continue
        # Searched by libxml2: a sheet may have hundreds of thousands of elements.
        related = _RELATED(root)
        used = {str(value) for value in related if value} if isinstance(related, list) else set()
        if used:
            known = {relation.id for relation in package.relations(name)}
            found += [f"{name}: 使われている関係 {key} がありません" for key in sorted(used - known)]
    return found
