"""The VBA around the worksheet functions, written by xlwings' own generator, without Windows and without Excel.

The generator lives in a module that imports three packages of pywin32; where these are absent, empty ones stand in for them
during the import, because writing the text needs nothing of theirs.
"""

from __future__ import annotations

import importlib
import io
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jama_checksheet.addin.vba_text import literal

UDF_MODULE = "jama_checksheet.udf"
_LIMIT = 255
"""Characters that Excel takes of a description (Application.MacroOptions)."""


def wrappers() -> tuple[str, str]:
    """The sources of xlwings_udfs.bas (the functions themselves) and JamaFunctions.bas (their descriptions for Excel)."""
    with _generator() as (udfs, functions):
        text = io.StringIO()
        writer = udfs.VBAWriter(text)
        writer.writeln('Attribute VB_Name = "xlwings_udfs"')
        writer.writeln("' Written by addin/build.py with the generator of xlwings. Do not edit here.")
        writer.writeln("Option Explicit")
        writer.writeln('#Const App = "Microsoft Excel"')
        # A name that ends in .xlam asks for functions that work on the active book.
        book = types.SimpleNamespace(Name="jama_checksheet.xlam")
        udfs.generate_vba_wrapper(UDF_MODULE, functions, text, book)
        described = [
            function.__xlfunc__ for function in vars(functions).values() if hasattr(function, "__xlfunc__")
        ]
        return text.getvalue(), _descriptions(described)


def _descriptions(functions: list[dict[str, Any]]) -> str:
    blocks = []
    for function in functions:
        arguments = [argument["doc"] for argument in function["args"] if not argument["vba"]]
        joined = ", _\n        ".join(literal(text[:_LIMIT]) for text in arguments)
        blocks.append(
            f"    Application.MacroOptions _\n"
            f'        Macro:="{function["name"]}", _\n'
            f"        Description:={literal(function['ret']['doc'][:_LIMIT])}, _\n"
            f"        Category:={literal(function['category'])}, _\n"
            f"        ArgumentDescriptions:=Array( _\n        {joined})"
        )
    body = "\n".join(blocks)
    return f"""Attribute VB_Name = "JamaFunctions"
Option Explicit
Option Private Module

' Written by addin/build.py from jama_checksheet/udf.py. Do not edit here.

' Tell Excel what the worksheet functions do. A book in protected view refuses; the functions work without.
Public Sub DescribeFunctions()
    On Error Resume Next
{body}
End Sub
"""


@contextmanager
def _generator() -> Iterator[tuple[Any, Any]]:
    """xlwings' module with the generator, and our functions declared through it."""
    import xlwings

    absent = {name: _module(name) for name in ("pythoncom", "pywintypes", "win32com", "win32com.client")}
    absent["pythoncom"].CoInitialize = lambda *_: None
    absent["pythoncom"].IID_IDispatch = None
    absent["pywintypes"].com_error = type("com_error", (Exception,), {})
    absent["win32com"].client = absent["win32com.client"]
    absent["win32com.client"].Dispatch = _Anything()
    kept = {
        name: sys.modules.get(name) for name in (*absent, "xlwings.udfs", "xlwings._xlwindows", UDF_MODULE)
    }
    if "pythoncom" not in sys.modules:
        sys.modules.update(absent)
    for name in ("xlwings.udfs", "xlwings._xlwindows", UDF_MODULE):
        sys.modules.pop(name, None)
    decorators = {name: getattr(xlwings, name) for name in ("func", "arg", "ret")}
    try:
        udfs = importlib.import_module("xlwings.udfs")
        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        yield udfs, importlib.import_module(UDF_MODULE)
    finally:
        for name, decorator in decorators.items():
            setattr(xlwings, name, decorator)
        for name, module in kept.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


def _module(name: str) -> Any:
    return types.ModuleType(name)


class _Anything:
    """Answers any attribute and any call with itself."""

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __call__(self, *arguments: Any, **named: Any) -> _Anything:
        return self
