"""vbaProject.bin from text sources, the same bytes on every call.

The binary is written by pyOpenVBA, which also knows what Excel expects of document modules: one for the workbook and one for
each sheet, with the very names that the parts carry as codeName.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import quoteattr

from jama_checksheet.sample.repeatable import write_parts
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit.macros_xml import MACRO_BOOK

JAPANESE = 932
"""The Windows code page of a project whose code names are Japanese; our own sources are ASCII."""

_CODE_PAGE_RECORD = bytes.fromhex("0300 02000000")
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_KIND_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class SheetModule:
    """The document module of one sheet: its codeName, and which kind of sheet it is."""

    code_name: str
    kind: Literal["worksheet", "chartsheet"] = "worksheet"


@dataclass(frozen=True, slots=True)
class Module:
    """One module of ours: its name, its source with the `Attribute` header, whether it is a class."""

    name: str
    source: str
    is_class: bool = False


def build_project(
    book: str, sheets: Sequence[SheetModule], modules: Sequence[Module], book_source: str = ""
) -> bytes:
    """The VBA project of a workbook.

    `book` is the codeName of the workbook and `sheets` are its sheets in tab order; `book_source` is the body of the
    workbook's own module. Raises ValueError where a source is not 7-bit ASCII or a code name fits no code page.
    """
    from pyopenvba import ExcelFile, VBAModuleKind  # type: ignore[import-untyped]

    for module in (*modules, Module(book, book_source)):
        if not module.source.isascii():
            raise ValueError(f"{module.name}: VBA sources are 7-bit ASCII")
    japanese = _japanese([book, *(sheet.code_name for sheet in sheets)])
    stands_in = {name: f"JamaDocument{number}" for number, name in enumerate(japanese, 1)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.xlsm"
        written = [
            SheetModule(stands_in.get(sheet.code_name, sheet.code_name), sheet.kind) for sheet in sheets
        ]
        path.write_bytes(_skeleton(stands_in.get(book, book), written))
        with ExcelFile(path) as file:
            project = file.add_vba_project()
            if book_source:
                project.get_module(stands_in.get(book, book)).body = _lines(book_source)
            for module in modules:
                kind = VBAModuleKind.other if module.is_class else VBAModuleKind.standard
                project.add_module(module.name, _lines(module.source), kind=kind)
            file.save()
        if stands_in:
            _rename(path, stands_in)
        with ExcelFile(path) as file:
            return bytes(file.vba_project_bytes())


def _japanese(code_names: Sequence[str]) -> list[str]:
    """The code names that need the Japanese code page. Raises ValueError for what it cannot hold."""
    wanted = [name for name in code_names if not name.isascii()]
    try:
        "".join(wanted).encode(f"cp{JAPANESE}")
    except UnicodeEncodeError as error:
        raise ValueError("code names outside the Japanese code page: " + " ".join(wanted)) from error
    return wanted


def _rename(path: Path, stands_in: dict[str, str]) -> None:
    """Give the document modules their Japanese names, in a project of the Japanese code page.

    pyOpenVBA starts every project in code page 1252, so the record that says so (MS-OVBA 2.3.4.2.1.5) is set here.
    """
    from pyopenvba import ExcelFile

    with ExcelFile(path) as file:
        project = file.vba_project()
        at = project.dir_raw.index(_CODE_PAGE_RECORD) + len(_CODE_PAGE_RECORD)
        project.dir_raw = project.dir_raw[:at] + JAPANESE.to_bytes(2, "little") + project.dir_raw[at + 2 :]
        project.code_page = JAPANESE
        for name, placeholder in stands_in.items():
            project.rename_module(placeholder, name)
        file.save()


def _lines(source: str) -> str:
    """The source with the line ends of VBA."""
    return "\r\n".join(source.splitlines()) + "\r\n"


def _skeleton(book: str, sheets: Sequence[SheetModule]) -> bytes:
    """The smallest workbook with these code names; only its project is used."""
    types = [_override("/xl/workbook.xml", MACRO_BOOK)]
    tabs, relations = [], []
    parts: dict[str, bytes] = {}
    for number, sheet in enumerate(sheets, 1):
        name = f"{sheet.kind}s/sheet{number}.xml"
        types.append(_override(f"/xl/{name}", _KIND_TYPE.format(sheet.kind)))
        relations.append(
            f'<Relationship Id="rId{number}" Type="{names.rel_type(sheet.kind)}" Target="{name}"/>'
        )
        tabs.append(f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>')
        content = "<sheetData/>" if sheet.kind == "worksheet" else "<sheetViews/>"
        parts[f"xl/{name}"] = (
            f'{_HEAD}<{sheet.kind} xmlns="{names.MAIN}"><sheetPr codeName={quoteattr(sheet.code_name)}/>'
            f"{content}</{sheet.kind}>"
        ).encode()
    parts["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{names.CONTENT_TYPES}"><Default Extension="rels" ContentType="{_RELATIONS}"/>'
        f"{''.join(types)}</Types>"
    ).encode()
    parts["_rels/.rels"] = _relations(
        f'<Relationship Id="rId1" Type="{names.rel_type("officeDocument")}" Target="xl/workbook.xml"/>'
    )
    parts["xl/workbook.xml"] = (
        f'{_HEAD}<workbook xmlns="{names.MAIN}" xmlns:r="{names.DOC_REL}">'
        f"<workbookPr codeName={quoteattr(book)}/><sheets>{''.join(tabs)}</sheets></workbook>"
    ).encode()
    parts["xl/_rels/workbook.xml.rels"] = _relations("".join(relations))
    return write_parts(parts)


def _override(part: str, content_type: str) -> str:
    return f'<Override PartName="{part}" ContentType="{content_type}"/>'


def _relations(inside: str) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{names.PKG_REL}">{inside}</Relationships>'.encode()
