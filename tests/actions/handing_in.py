"""Handing in, for tests: an official download without answers, a working copy, and what one check said."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from actions.files import AS_OF, call
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.sample.build import build_sample
from jama_checksheet.sample.checksheet import PROMPT
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.package import Package, to_xml
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock
from jama_checksheet.workbook.reading import read_book


@functools.cache
def download() -> bytes:
    """The sample's form as a company downloads it."""
    return build_sample(answered=False)


def emptied(data: bytes) -> bytes:
    """The form as it is downloaded: every score asks to choose, every evidence is empty."""
    package = Package.from_bytes(data)
    sheet = recognise(read_book(package, "様式"))
    columns = sheet.layout.columns
    changes = []
    for item in sheet.items:
        changes.append(WriteBlock(sheet.name, item.row, columns["score"], ((PROMPT,),)))
        changes.append(WriteBlock(sheet.name, item.row, columns["evidence"], ((None,),)))
    apply_plan(package, ChangePlan("未記入", tuple(changes)))
    return package.to_bytes()


def answer_all(path: Path, score: str, evidence: str, **own: str) -> None:
    """What a person types into every row at once: score, evidence, and our columns where they stand."""
    package = open_package(path)
    sheet = recognise(read_book(package, str(path)))
    columns = {**sheet.layout.columns, **sheet.layout.own_columns}
    texts = {"score": score, "evidence": evidence, **own}
    changes = [
        WriteBlock(sheet.name, item.row, columns[key], ((text,),))
        for item in sheet.items
        for key, text in texts.items()
    ]
    apply_plan(package, ChangePlan("記入", tuple(changes)))
    path.write_bytes(package.to_bytes())


def submit(capsys: Any, working: Path, official: Path, out: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON of one call."""
    return call(capsys, "submit", working, "--official", official, "-o", out, *AS_OF, *more)


def check(result: dict[str, Any], name: str) -> dict[str, Any]:
    """The one check of that name."""
    (only,) = [entry for entry in result["checks"] if entry["name"] == name]
    return only


def not_ok(result: dict[str, Any]) -> set[str]:
    """The names of the checks that need a person's eye."""
    return {entry["name"] for entry in result["checks"] if not entry["ok"]}


def edit_part(path: Path, part: str, change: Callable[[etree._Element], object]) -> None:
    """Change one part of a file as some other program would have written it."""
    package = open_package(path)
    root = package.edit(part)
    change(root)
    package.put(part, to_xml(root))
    path.write_bytes(package.to_bytes())


def add_part(
    path: Path, name: str, data: str, content_type: str, *, source: str = "", relation: str = ""
) -> None:
    """Add a part, and a relationship of that type from `source` to it."""
    package = open_package(path)
    package.put(name, data.encode(), content_type)
    if relation:
        package.relate(source, relation, name)
    path.write_bytes(package.to_bytes())
