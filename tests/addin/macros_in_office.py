"""Runs in LibreOffice's own Python: opens a book with macros, lists its modules, calls Subs, tells cells and the selection.

usage: /usr/bin/python3 macros_in_office.py FILE   with a list of steps as JSON on stdin, one JSON document on stdout.
Steps: ["call", "Module.Sub", argument?], ["select", sheet, cell], ["cell", sheet, cell], ["put", sheet, cell, text], ["where"].
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from office_by_pipe import office, value

ADDIN_FILTER = "Calc MS Excel 2007 VBA XML"


def allow_macros(context):
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    for node, settings in (
        ("/org.openoffice.Office.Common/Security/Scripting", {"MacroSecurityLevel": 0}),
        ("/org.openoffice.Office.Calc/Filter/Import/VBA", {"Load": True, "Executable": True}),
    ):
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (value("nodepath", node),)
        )
        for key, content in settings.items():
            access.setPropertyValue(key, content)
        access.commitChanges()


def modules(document):
    libraries = document.BasicLibraries
    found = {}
    for name in libraries.ElementNames:
        libraries.loadLibrary(name)
        library = libraries.getByName(name)
        for module in library.ElementNames:
            kind = library.getModuleInfo(module).ModuleType if library.hasModuleInfo(module) else 0
            found[module] = {"library": name, "kind": kind, "length": len(library.getByName(module))}
    return found


def step(document, library, kind, *rest):
    controller = document.CurrentController
    sheets = document.Sheets
    if kind == "call":
        provider = document.getScriptProvider()
        script = provider.getScript(
            f"vnd.sun.star.script:{library}.{rest[0]}?language=Basic&location=document"
        )
        return script.invoke(tuple(rest[1:]) or (document,), (), ())[0]
    if kind == "ask":
        provider = document.getScriptProvider()
        script = provider.getScript(
            f"vnd.sun.star.script:{library}.{rest[0]}?language=Basic&location=document"
        )
        return script.invoke((), (), ())[0]
    if kind == "select":
        sheet = sheets.getByName(rest[0])
        controller.setActiveSheet(sheet)
        controller.select(sheet.getCellRangeByName(rest[1]))
        return None
    if kind == "cell":
        return sheets.getByName(rest[0]).getCellRangeByName(rest[1]).String
    if kind == "put":
        sheets.getByName(rest[0]).getCellRangeByName(rest[1]).String = rest[2]
        return None
    if kind == "hide":
        sheets.getByName(rest[0]).Rows.getByIndex(rest[1] - 1).IsVisible = False
        return None
    if kind == "where":
        address = document.CurrentSelection.RangeAddress
        return [controller.ActiveSheet.Name, address.StartRow + 1, address.StartColumn + 1]
    raise ValueError(kind)


def main():
    path = Path(sys.argv[1])
    steps = json.load(sys.stdin)
    told = {"steps": []}
    with office() as (context, desktop):
        allow_macros(context)
        options = [value("MacroExecutionMode", 4), value("UpdateDocMode", 3)]
        if path.suffix == ".xlam":
            options.append(value("FilterName", ADDIN_FILTER))
        document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(options))
        told["modules"] = modules(document)
        library = next((m["library"] for n, m in told["modules"].items() if n == "JamaRibbon"), "Standard")
        for one in steps:
            try:
                told["steps"].append(step(document, library, *one))
            except Exception as error:
                told["steps"].append({"error": str(getattr(error, "Message", error))[:400]})
        document.close(True)
    print(json.dumps(told, ensure_ascii=False))


main()
