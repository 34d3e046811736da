"""An Office Open XML package in memory: parts, relationships, content types.

Parts that nobody edits are written back with exactly the bytes they had; order and dates of the zip entries stay.
XML is parsed without entities, without network and without a DTD.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from jama_checksheet.errors import UnreadableFileError, UnsafeFileError
from jama_checksheet.workbook import names

TYPES_PART = "[Content_Types].xml"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_REMEDY = "Excel で開いて保存し直すか、元のファイルを入手し直してください。"
# Possessive (*+), so that a prologue full of comments cannot make the search slow.
_DOCTYPE = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE)


class DamagedPartError(UnreadableFileError, ValueError):
    """A part is not well-formed XML: a ValueError for code that can do without the part, a clear message for everybody else."""


class UnsafePartError(UnsafeFileError, ValueError):
    """A part declares a DTD."""


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part. Raises `etree.XMLSyntaxError` for malformed XML and ValueError where the part declares a DTD.

    The declaration is looked for before the parser sees it, so that no entity is ever expanded.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = data.decode("utf-16", "replace").encode("utf-8", "replace") if wide else data
    if _DOCTYPE.match(plain.removeprefix(b"\xef\xbb\xbf")):
        raise ValueError("document type declaration")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type declaration")
    return root


def to_xml(root: etree._Element) -> bytes:
    """Serialise one part the way Excel does: UTF-8, declaration, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One entry, never more than its declared size: `ZipFile.read` would first inflate whatever really is there."""
    with archive.open(info) as stream:
        data = stream.read(info.file_size)
    if len(data) != info.file_size:
        raise zipfile.BadZipFile(f"{info.filename}: shorter than declared")
    return data


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; `target` is the absolute part name, or the address where it is external."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type ("worksheet", "styles", …)."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """The parts of one file. Read with `xml`, change with `edit` or `put`, write with `to_bytes`."""

    def __init__(
        self, parts: dict[str, bytes], dates: dict[str, tuple[int, int, int, int, int, int]]
    ) -> None:
        self._parts, self._dates = parts, dates
        self._parsed: dict[str, etree._Element] = {}
        self._edited: set[str] = set()

    @classmethod
    def from_bytes(cls, data: bytes) -> Package:
        """Unpack. The caller has checked sizes before (`workbook.opening`). Raises `zipfile.BadZipFile` when damaged."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            return cls(
                {info.filename: _inflate(archive, info) for info in infos},
                {info.filename: info.date_time for info in infos},
            )

    @property
    def names(self) -> tuple[str, ...]:
        """All part names, in the order of the file; new ones last."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part as they would be written now. Raises KeyError."""
        if name in self._edited:
            return to_xml(self._parsed[name])
        return self._parts[name]

    def xml(self, name: str) -> etree._Element:
        """The parsed part, for reading only.

        Raises KeyError where there is no such part, DamagedPartError where it is not well-formed, UnsafePartError where it
        declares a DTD.
        """
        if name not in self._parsed:
            try:
                self._parsed[name] = parse_xml(self._parts[name])
            except etree.XMLSyntaxError as error:
                raise DamagedPartError(
                    f"ファイルの中の {name} が壊れていて読み取れません。", remedy=_REMEDY
                ) from error
            except ValueError as error:
                raise UnsafePartError(
                    f"ファイルの中の {name} に、Excel が使わない宣言（DTD）が含まれています。", remedy=_REMEDY
                ) from error
        return self._parsed[name]

    def edit(self, name: str) -> etree._Element:
        """The parsed part, for changing: it will be written anew."""
        root = self.xml(name)
        self._edited.add(name)
        return root

    def put(self, name: str, data: bytes, content_type: str = "") -> None:
        """Add or replace a part, with an Override in the content types where one is given."""
        self._parts[name] = data
        self._parsed.pop(name, None)
        self._edited.discard(name)
        if content_type and self.content_type(name) != content_type:
            self._override(name, content_type)

    def drop(self, name: str) -> None:
        """Remove a part, its relationships and its Override."""
        for part in (name, self.relations_part(name)):
            self._parts.pop(part, None)
            self._parsed.pop(part, None)
            self._edited.discard(part)
            declared = "/" + part.lower()
            for node in [n for n in self.xml(TYPES_PART) if (n.get("PartName") or "").lower() == declared]:
                self.edit(TYPES_PART).remove(node)

    def content_type(self, name: str) -> str:
        """The content type of a part, by Override or by Default; "" where none is declared."""
        ending = name.rsplit(".", 1)[-1].lower()
        default = ""
        for node in self.xml(TYPES_PART):
            if (node.get("PartName") or "").lower() == "/" + name.lower():
                return node.get("ContentType") or ""
            if (node.get("Extension") or "").lower() == ending:
                default = node.get("ContentType") or ""
        return default

    def _override(self, name: str, content_type: str) -> None:
        types = self.edit(TYPES_PART)
        for node in [n for n in types if n.get("PartName") == "/" + name]:
            types.remove(node)
        etree.SubElement(
            types, f"{{{names.CONTENT_TYPES}}}Override", PartName="/" + name, ContentType=content_type
        )

    @staticmethod
    def relations_part(source: str) -> str:
        """The name of the part that holds the relationships of `source` ("" is the package itself)."""
        folder, base = posixpath.split(source)
        return posixpath.join(folder, "_rels", base + ".rels")

    def relations(self, source: str) -> tuple[Relation, ...]:
        """The relationships of a part, in file order."""
        part = self.relations_part(source)
        if part not in self:
            return ()
        return tuple(self._relation(source, node) for node in self.xml(part) if isinstance(node.tag, str))

    def _relation(self, source: str, node: etree._Element) -> Relation:
        target, external = node.get("Target") or "", node.get("TargetMode") == "External"
        if not external:
            base = posixpath.dirname(source)
            target = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            if target not in self:
                target = self._spelling(target)
        return Relation(node.get("Id") or "", node.get("Type") or "", target, external)

    def _spelling(self, target: str) -> str:
        """The part that a target means though it is spelt otherwise: part names ignore case, targets may be %-encoded."""
        wanted = {target.lower(), unquote(target).lower()}
        return next((name for name in self._parts if name.lower() in wanted), target)

    def relate(self, source: str, relation_type: str, target: str) -> str:
        """Add a relationship from `source` to the part `target` and return its new id."""
        part = self.relations_part(source)
        if part not in self:
            self.put(part, f'<Relationships xmlns="{names.PKG_REL}"/>'.encode())
        root = self.edit(part)
        used = {node.get("Id") for node in root}
        number = next(n for n in range(1, len(used) + 2) if f"rIdJ{n}" not in used)
        start = posixpath.dirname(source) or "."
        etree.SubElement(
            root,
            f"{{{names.PKG_REL}}}Relationship",
            Id=f"rIdJ{number}",
            Type=relation_type,
            Target=posixpath.relpath(target, start),
        )
        return f"rIdJ{number}"

    def unrelate(self, source: str, relation_id: str) -> None:
        """Remove one relationship of `source`."""
        root = self.edit(self.relations_part(source))
        for node in [n for n in root if n.get("Id") == relation_id]:
            root.remove(node)

    def restore_order(self, before: Mapping[str, bytes]) -> None:
        """Bring parts and Overrides into the order that they had in `before` (all parts of an earlier time); new ones come last.

        A part that was dropped and put again is then where it was, so that the same edit twice gives the same file.
        """
        place = {name: at for at, name in enumerate(before)}
        self._parts = dict(sorted(self._parts.items(), key=lambda item: place.get(item[0], len(place))))
        if TYPES_PART not in self._edited or TYPES_PART not in before:
            return
        old = {node.get("PartName"): at for at, node in enumerate(parse_xml(before[TYPES_PART]))}
        types = self.edit(TYPES_PART)
        now = [node for node in types if node.get("PartName")]
        wanted = sorted(now, key=lambda node: old.get(node.get("PartName"), len(old)))
        if now != wanted:
            for node in wanted:
                types.remove(node)
            types.extend(wanted)

    @property
    def workbook_part(self) -> str:
        """The main part of the workbook. Raises KeyError where the package has none."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        raise KeyError("officeDocument")

    def sheet_parts(self) -> dict[str, str]:
        """Worksheet name -> part, in the order of the tabs; chart, dialog and macro sheets are left out."""
        book = self.workbook_part
        targets = {relation.id: relation for relation in self.relations(book)}
        found: dict[str, str] = {}
        for node in self.xml(book).iter(names.main("sheet")):
            relation = targets.get(node.get(f"{{{names.DOC_REL}}}id") or "")
            if relation and relation.kind == "worksheet" and relation.target in self:
                found[node.get("name") or ""] = relation.target
        return found

    def to_bytes(self) -> bytes:
        """The package as a file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._parts:
                info = zipfile.ZipInfo(name, self._dates.get(name, _FIXED_DATE))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, self.read(name))
        return out.getvalue()
