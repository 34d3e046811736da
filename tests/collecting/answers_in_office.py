"""Runs in LibreOffice's own Python: a person opens a sub-sheet, chooses from the drop-down, writes, and saves.

usage: /usr/bin/python3 answers_in_office.py FILE   with [[No., place in the drop-down, text], …] as JSON on stdin; on stdout a JSON
document: the words of the drop-down, what the person chose, which columns are locked, and the line of progress.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

SHEET, FILTER = "回答シート", "Calc MS Excel 2007 XML"


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def started(profile):
    """LibreOffice without a window, reachable through a pipe of our own."""
    pipe = f"pipe,name=jamacollect{os.getpid()};urp"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept={pipe}"]
    process = subprocess.Popen(
        [*command, f"-env:UserInstallation={Path(profile).as_uri()}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return process, resolver.resolve(f"uno:{pipe};StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    process.kill()
    raise SystemExit("LibreOffice did not start")


def answer(page, answers):
    """Fill the answers in; what was seen on the way."""
    used = page.createCursor()
    used.gotoEndOfUsedArea(False)
    width, height = used.RangeAddress.EndColumn + 1, used.RangeAddress.EndRow + 1
    head = next(row for row in range(30) if page.getCellByPosition(0, row).String == "No.")
    columns = {page.getCellByPosition(column, head).String: column for column in range(width)}
    told = {"words": [], "chosen": {}}
    for no, place, text in answers:
        row = next(row for row in range(head + 1, height) if page.getCellByPosition(0, row).String == str(no))
        score = page.getCellByPosition(columns["達成条件評価"], row)
        told["words"] = [word.strip('"') for word in score.Validation.getFormula1().split(";")]
        score.String = told["chosen"][no] = told["words"][place]
        page.getCellByPosition(columns["評価の根拠記入欄"], row).String = text
        page.getCellByPosition(columns["回答者"], row).String = "木村"
    told["protected"] = page.isProtected()
    told["locked"] = sorted(
        header
        for header, column in columns.items()
        if page.getCellByPosition(column, head + 1).CellProtection.IsLocked
    )
    progress = page.getCellByPosition(0, 1).String
    return {**told, "progress": progress}


def main():
    path = Path(sys.argv[1])
    profile = tempfile.mkdtemp(prefix="jama-office-")
    process, context = started(profile)
    try:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (value("Hidden", True),))
        told = answer(document.Sheets.getByName(SHEET), json.load(sys.stdin))
        document.calculateAll()
        document.storeToURL(path.with_suffix(".saved.xlsx").as_uri(), (value("FilterName", FILTER),))
        document.close(True)
    finally:
        try:
            desktop.terminate()
        except Exception:
            process.kill()
        process.wait(60)
        shutil.rmtree(profile, ignore_errors=True)
    print(json.dumps(told, ensure_ascii=False))


main()
