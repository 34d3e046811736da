"""Working on real files in tests: run the command line in this process, look at and change cells of the result."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.cli import main
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import ChangePlan, WriteBlock
from jama_checksheet.workbook.reading import read_book

AS_OF = ["--as-of", "2025-11-20"]


def call(capsys: Any, *arguments: object) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON document of one call."""
    capsys.readouterr()
    status = main([*map(str, arguments), "--json"])
    printed = capsys.readouterr()
    return status, json.loads(printed.out) if printed.out else {"error": printed.err}


def sheet_in(path: Path) -> CheckSheet:
    return recognise(read_book(open_package(path), str(path)))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def type_into(path: Path, no: object, **cells: str) -> None:
    """What a person types: score=, evidence=, or one of our columns, in the row of item `no`."""
    package = open_package(path)
    sheet = recognise(read_book(package, str(path)))
    row = next(item.row for item in sheet.items if item.no == no)
    columns = {**sheet.layout.columns, **sheet.layout.own_columns}
    changes = tuple(WriteBlock(sheet.name, row, columns[key], ((text,),)) for key, text in cells.items())
    apply_plan(package, ChangePlan("typed", changes))
    path.write_bytes(package.to_bytes())
