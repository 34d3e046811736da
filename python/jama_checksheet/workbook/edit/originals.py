"""The parts of a book as they were when our ribbon was put in, kept inside it, so that taking it out gives them back exactly.

Writing XML anew changes how it is spelt (quotes, white space, the declaration) though nothing that it says. Where a part says the
same again in the end, its old bytes take its place. Kept is what our edits can touch; texts, drawings and the rest are not.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit import custom_xml
from jama_checksheet.workbook.edit.original_columns import restore_columns
from jama_checksheet.workbook.edit.styles_xml import canonical
from jama_checksheet.workbook.package import TYPES_PART, Package, parse_xml

ORIGINALS = "urn:jama-checksheet:originals:1"
STORE_ID = "{C2C1E7B4-6B52-4D0B-9C0C-4C3F6A1D7E52}"

_ROOT, _CODE = f"{{{ORIGINALS}}}originals", f"{{{ORIGINALS}}}code"
_DATE = (1980, 1, 1, 0, 0, 0)
_STYLE_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")


@dataclass(frozen=True, slots=True)
class Originals:
    """What was kept: the bytes by part name, and the code names that we gave (see `macros_xml.CodeNames`)."""

    parts: Mapping[str, bytes]
    codes: tuple[tuple[str, bool], ...]


def worth_keeping(package: Package) -> dict[str, bytes]:
    """The parts that our edits can touch, as they are now."""
    book = package.workbook_part
    wanted = {TYPES_PART, book, Package.relations_part(""), Package.relations_part(book)}
    kinds = ("worksheet", "chartsheet", "styles", "calcChain")
    wanted |= {relation.target for relation in package.relations(book) if relation.kind in kinds}
    return {name: package.read(name) for name in package.names if name in wanted}


def keep(package: Package, parts: Mapping[str, bytes], codes: Iterable[tuple[str, bool]]) -> None:
    """Put the parts into the book."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    root = etree.fromstring(f'<originals xmlns="{ORIGINALS}"/>')
    for code, made in codes:
        etree.SubElement(root, _CODE, element="1" if made else "0").text = code
    etree.SubElement(root, f"{{{ORIGINALS}}}parts").text = base64.b64encode(packed.getvalue()).decode("ascii")
    custom_xml.put_part(package, root, STORE_ID)


def kept(package: Package) -> Originals | None:
    """What was kept; None where nothing was, or where it cannot be read any more."""
    part = custom_xml.find_part(package, _ROOT)
    if not part:
        return None
    root = package.xml(part)
    codes = tuple((node.text or "", node.get("element") == "1") for node in root.iterfind(_CODE))
    packed = root.findtext(f"{{{ORIGINALS}}}parts") or ""
    try:
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as archive:
            # A part is no larger than the one that stands in the book now, or not much.
            limit = 4 * sum(len(package.read(name)) for name in package.names)
            if sum(info.file_size for info in archive.infolist()) > limit:
                return Originals({}, codes)
            return Originals({name: archive.read(name) for name in archive.namelist()}, codes)
    except (zipfile.BadZipFile, zlib.error, binascii.Error, ValueError, EOFError):
        return Originals({}, codes)


def forget(package: Package) -> None:
    """Take what was kept out of the book."""
    custom_xml.remove_part(package, _ROOT)


def restore(package: Package, originals: Originals, columns: Mapping[str, tuple[int, ...]]) -> None:
    """Give every part that says the same as before its old bytes back; `columns` are our columns by sheet part.

    A book that another program wrote anew has other numbers for its looks; there only whole parts can match, and looks stay.
    """
    known = {name: data for name, data in originals.parts.items() if name in package}
    styles = next(
        (rel.target for rel in package.relations(package.workbook_part) if rel.kind == "styles"), ""
    )
    same_looks = styles in known and _begins_with(package.xml(styles), parse_xml(known[styles]))
    if same_looks:
        for part, ours in columns.items():
            if part in known:
                restore_columns(package.edit(part), parse_xml(known[part]), ours)
    for name, data in known.items():
        if package.read(name) != data and _content(package.read(name)) == _content(data):
            package.put(name, data)
    _restore_calc_chain(package, originals.parts)
    if same_looks and package.read(styles) != known[styles] and _enough(package, parse_xml(known[styles])):
        package.put(styles, known[styles])


def _content(data: bytes, without: str = "") -> bytes:
    """What a part says: an empty list of names says nothing, nor does an entry whose target is the part `without`."""
    root = parse_xml(data)
    for node in list(root):
        empty = node.tag == names.main("definedNames") and len(node) == 0
        target = node.get("Target") or node.get("PartName") or ""
        if empty or (without and f"/{target}".endswith(f"/{without}")):
            root.remove(node)
    return etree.tostring(root, method="c14n")


def _restore_calc_chain(package: Package, parts: Mapping[str, bytes]) -> None:
    """The order of calculation, which our edits drop, comes back where every sheet is as it was."""
    entries = (TYPES_PART, Package.relations_part(package.workbook_part))
    chains = [name for name in parts if name.endswith("calcChain.xml") and name not in package]
    sheets = [name for name in parts if "sheets/" in name]
    if not chains or any(name not in package or package.read(name) != parts[name] for name in sheets):
        return
    base = chains[0].rsplit("/", 1)[-1]
    if all(_content(package.read(name)) == _content(parts[name], base) for name in entries if name in parts):
        package.put(chains[0], parts[chains[0]])
        for name in entries:
            package.put(name, parts[name])


def _begins_with(now: etree._Element, before: etree._Element) -> bool:
    """Whether every list of looks still begins with the looks that it had."""
    for tag in _STYLE_LISTS:
        old, new = before.find(names.main(tag)), now.find(names.main(tag))
        for place, entry in enumerate(old if old is not None else ()):
            if new is None or place >= len(new) or canonical(new[place]) != canonical(entry):
                return False
    return True


def _enough(package: Package, styles: etree._Element) -> bool:
    """Whether no cell, row, column or rule uses a look beyond those of `styles`."""
    formats = len(styles.findall(f"{names.main('cellXfs')}/{names.main('xf')}"))
    fills = len(styles.findall(f"{names.main('dxfs')}/{names.main('dxf')}"))
    for part in package.sheet_parts().values():
        root = package.xml(part)
        cells = root.iter(names.main("c"), names.main("row"))
        columns = root.iter(names.main("col"))
        used = chain((node.get("s") for node in cells), (node.get("style") for node in columns))
        if any(int(look) >= formats for look in used if look):
            return False
        if any(int(rule.get("dxfId") or -1) >= fills for rule in root.iter(names.main("cfRule"))):
            return False
    return True
