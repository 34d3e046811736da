"""Applying plans to bytes, and comparing parts before and after."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

from lxml import etree

from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import Change, ChangePlan


def applied(data: bytes, *changes: Change) -> bytes:
    """The file after the changes."""
    package = Package.from_bytes(data)
    apply_plan(package, ChangePlan("試験", changes))
    return package.to_bytes()


def parts(data: bytes) -> dict[str, bytes]:
    """Part name -> bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts whose bytes differ, came or went."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def leaves(xml: bytes) -> Counter[str]:
    """A part as a bag of lines, one per element: path, attributes, text. The difference of two bags is what changed.

    Rows and cells carry their number in the path, so that a cell is compared with itself.
    """
    found: Counter[str] = Counter()

    def walk(node: etree._Element, path: str) -> None:
        here = f"{path}/{etree.QName(node).localname}"
        if node.get("r") and etree.QName(node).localname in ("row", "c"):
            here += f"[{node.get('r')}]"
        attributes = " ".join(f"{key}={value}" for key, value in sorted(node.attrib.items()))
        found[f"{here} {attributes} {(node.text or '').strip()}"] += 1
        for inner in node.iterchildren(etree.Element):
            walk(inner, here)

    walk(etree.fromstring(xml), "")
    return found


def difference(before: bytes, after: bytes, part: str) -> tuple[list[str], list[str]]:
    """The lines of a part that went and that came."""
    old, new = leaves(parts(before)[part]), leaves(parts(after)[part])
    return sorted((old - new).elements()), sorted((new - old).elements())
