"""Runs in LibreOffice's own Python: a person opens a sub-sheet, chooses from the drop-down, writes, and saves.

usage: /usr/bin/python3 answers_in_office.py FILE   with [[No., place in the drop-down, text], …] as JSON on stdin; on stdout a JSON
document: the words of the drop-down, what the person chose, which columns are locked, and the line of progress.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from office_by_pipe import office, value

SHEET, FILTER = "回答シート", "Calc MS Excel 2007 XML"


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
    with office() as (_, desktop):
        document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (value("Hidden", True),))
        told = answer(document.Sheets.getByName(SHEET), json.load(sys.stdin))
        document.calculateAll()
        document.storeToURL(path.with_suffix(".saved.xlsx").as_uri(), (value("FilterName", FILTER),))
        document.close(True)
    print(json.dumps(told, ensure_ascii=False))


main()
