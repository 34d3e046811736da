"""The two products as they stand at the top of the repository, and what their parts say."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType

from jama_checksheet.addin import sources
from jama_checksheet.addin.vba_project import Module
from jama_checksheet.workbook.package import Package

ROOT = Path(__file__).parents[2]
ADDIN, SAMPLE = ROOT / "jama_checksheet.xlam", ROOT / "jama_checksheet.xlsm"
PRODUCTS = (ADDIN, SAMPLE)
PROJECT = "xl/vbaProject.bin"


@cache
def builder() -> ModuleType:
    """addin/build.py as a module; it is no part of the package."""
    spec = util.spec_from_file_location("addin_build", ROOT / "addin" / "build.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    sys.modules["addin_build"] = module
    spec.loader.exec_module(module)
    return module


def package_of(path: Path) -> Package:
    return Package.from_bytes(path.read_bytes())


def code_names(path: Path) -> list[str]:
    """codeName of the workbook and of every sheet, read with a plain text search."""
    package = package_of(path)
    parts = [
        "xl/workbook.xml",
        *(n for n in package.names if re.match(r"xl/(work|chart)sheets/[^/]+\.xml", n)),
    ]
    return [re.search(r'codeName="([^"]*)"', package.read(part).decode())[1] for part in parts]


def expected_modules(path: Path) -> dict[str, Module]:
    """Every module of ours and of xlwings that the product carries, by name."""
    assert path in PRODUCTS
    return {m.name: m for m in (*sources.own_modules(functions=True), *sources.xlwings_modules())}


def callbacks() -> set[str]:
    """The public Subs of JamaRibbon."""
    text = sources.own_module("JamaRibbon").source
    return set(re.findall(r"^Public Sub (\w+)\(control As IRibbonControl", text, re.MULTILINE))
