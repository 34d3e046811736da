"""The add-in's bytes, wherever this package came from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from jama_checksheet.addin.products import ADDIN_FILE, build_addin


def addin_bytes() -> bytes:
    """The add-in: the file shipped in the package or beside it in a clone, else built from the package's texts (the same bytes).

    Raises CheckSheetError where it must be built and the installed xlwings is another version.
    """
    package = resources.files("jama_checksheet")
    shipped = package / "addin" / "data" / ADDIN_FILE
    if shipped.is_file():
        return shipped.read_bytes()
    beside = Path(str(package)).parents[1] / ADDIN_FILE
    return beside.read_bytes() if beside.is_file() else build_addin()
