"""The VBA modules of the add-in: ours, and xlwings' own from the installed package."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from jama_checksheet.addin.vba_project import Module
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.edit.macros_xml import RIBBON_RELATIONS

XLWINGS = "0.37.8"
"""The version whose VBA module goes in; its DLL has the number in its name, so Python side and VBA side must be equal."""

OWN_MODULES = ("JamaRibbon", "JamaPoints", "JamaSay", "JamaText")
"""Our modules in every book with our ribbon, attached ones included."""
FUNCTION_MODULES = ("JamaFunctions", "xlwings_udfs")
"""The worksheet functions: in our two products only."""

_PLACEHOLDER = 'Public Const PROJECT_NAME As String = "myaddin"'
_PROJECT = 'Public Const PROJECT_NAME As String = "xlwings"'


def data(name: str) -> bytes:
    """A file of the package's copy of addin/ (see addin/build.py)."""
    return (resources.files("jama_checksheet.addin") / "data" / name).read_bytes()


def own_module(name: str) -> Module:
    """One of our modules."""
    return Module(name, data(f"{name}.bas").decode("ascii"))


def own_modules(*, functions: bool = False) -> tuple[Module, ...]:
    """Our modules, on demand with the worksheet functions."""
    wanted = (*OWN_MODULES, *(FUNCTION_MODULES if functions else ()))
    return tuple(own_module(name) for name in wanted)


def xlwings_modules() -> tuple[Module, ...]:
    """xlwings' VBA module (BSD) and the dictionary class it needs on a Mac (MIT), from the installed package.

    It is the one for add-ins: it works on the active book, which is right for the add-in and for a book's own ribbon alike.
    Only its settings' name is set back to "xlwings", so that the sheet, the folder and the user's file xlwings.conf serve.
    Raises CheckSheetError where another version is installed.
    """
    folder = _xlwings_folder()
    source = (folder / "xlwings_custom_addin.bas").read_bytes().decode("ascii")
    if f'XLWINGS_VERSION As String = "{XLWINGS}"' not in source or source.count(_PLACEHOLDER) != 1:
        raise CheckSheetError(
            f"インストールされている xlwings の版が、このツールに合う {XLWINGS} ではありません。",
            where=str(folder),
            remedy=f"pip install xlwings=={XLWINGS} を実行してください。",
        )
    dictionary = (folder / "addin" / "Dictionary.cls").read_bytes().decode("ascii")
    return (
        Module("xlwings", source.replace(_PLACEHOLDER, _PROJECT)),
        Module("Dictionary", dictionary, is_class=True),
    )


def _xlwings_folder() -> Path:
    """Where xlwings is installed, without importing it."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise CheckSheetError(
            "xlwings がインストールされていません。",
            remedy=f"pip install xlwings=={XLWINGS} を実行してください。",
        )
    return Path(spec.origin).parent


def ribbon(*, add_in: bool) -> dict[str, bytes]:
    """Part name -> ribbon XML, for the add-in or for a book with a ribbon of its own."""
    folder = "addin" if add_in else "book"
    return {part: data(f"{folder}/{Path(part).name}") for part in RIBBON_RELATIONS}
