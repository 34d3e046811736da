"""Imports point one way, and Excel libraries stay out of the core and of the click path."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "python" / "jama_checksheet"

LAYERS = {
    # layer: what it may import from the package besides itself
    "model": set(),
    "errors": set(),
    "process": set(),
    "checksheet": {"model", "errors"},
    "evidence": {"model", "errors"},
    "owners": {"model", "errors", "checksheet"},
    "summary": {"model", "errors", "checksheet"},
    "years": {"model", "errors", "checksheet", "evidence", "summary"},
    "sample": {"model", "errors"},
    "workbook": {
        "model",
        "errors",
        "checksheet",
        "owners",
        "summary",
        "evidence",
        "consolidation",
        "delivery",
    },
    "consolidation": {"model", "errors", "checksheet"},
    "delivery": {"model", "errors", "checksheet"},
    "actions": {
        "addin",
        "consolidation",
        "delivery",
        "ribbon_table",
        "model",
        "errors",
        "checksheet",
        "evidence",
        "owners",
        "summary",
        "years",
        "workbook",
        "sample",
    },
    "ribbon_table": set(),
    "addin": {"model", "errors", "checksheet", "workbook", "sample", "ribbon_table", "udf"},
    "install": {"errors", "addin"},
    "cli": {
        "process",
        "model",
        "errors",
        "checksheet",
        "owners",
        "summary",
        "years",
        "workbook",
        "delivery",
        "actions",
        "install",
        "ribbon",
        "addin",
    },
    "click": {"ribbon", "ribbon_table"},
    "ribbon": {
        "process",
        "model",
        "errors",
        "checksheet",
        "evidence",
        "owners",
        "summary",
        "years",
        "workbook",
        "actions",
        "ribbon_table",
    },
    "udf": {"model", "errors", "checksheet", "evidence", "owners"},
}
CORE = ("model", "errors", "checksheet", "evidence", "owners", "summary", "years", "consolidation")
NOT_IN_CORE = {"xlwings", "openpyxl", "pandas", "lxml", "smtplib", "win32com", "zipfile"}


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return [p for p in sorted(PACKAGE.rglob("*.py")) if layer_of(p) not in ("__init__", "__main__")]


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_belongs_to_a_layer():
    assert {layer_of(path) for path in modules()} <= set(LAYERS)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    names = imports(ast.parse(path.read_text(encoding="utf-8")))
    used = {n.split(".")[1] for n in names if n.startswith("jama_checksheet.")} - {"__version__"}

    assert used - {layer_of(path)} <= LAYERS[layer_of(path)]


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if layer_of(p) in CORE and p.stem != "train"],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_the_core_knows_no_excel_library(path):
    module = ast.parse(path.read_text(encoding="utf-8"))
    at_import = ast.Module(
        body=[n for n in module.body if not (isinstance(n, ast.If) and "TYPE_CHECKING" in ast.dump(n.test))],
        type_ignores=[],
    )
    lazily = {
        id(inner)
        for node in ast.walk(at_import)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
    }
    names = {
        alias.name
        for node in ast.walk(at_import)
        if isinstance(node, ast.Import) and id(node) not in lazily
        for alias in node.names
    } | {
        node.module or ""
        for node in ast.walk(at_import)
        if isinstance(node, ast.ImportFrom) and id(node) not in lazily
    }

    assert not {name.split(".")[0] for name in names} & NOT_IN_CORE


def test_checking_a_file_loads_neither_pandas_nor_openpyxl_nor_xlwings(tmp_path):
    from jama_checksheet.sample.build import write_sample

    write_sample(tmp_path / "sheet.xlsx")
    program = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from jama_checksheet.cli import main;"
        f"status = main(['check', {str(tmp_path / 'sheet.xlsx')!r}, '--json']);"
        "heavy = sorted({'pandas', 'openpyxl', 'xlwings', 'numpy'} & set(sys.modules));"
        "sys.exit(f'loaded {heavy}' if heavy else 0 if status == 1 else f'status {status}')"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
