"""Taking back what a journal says, last change first."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from jama_checksheet.workbook.live import com, own_sheet
from jama_checksheet.workbook.live.blocks import Blocks
from jama_checksheet.workbook.live.guard import Guard
from jama_checksheet.workbook.live.journal import Journal, unpacked
from jama_checksheet.workbook.live.memo import MEMO, Memo
from jama_checksheet.workbook.live.notes import notes_xml
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.live.state import logger


def take_back(live: LiveBook, guard: Guard, journal: Journal) -> list[str]:
    """Undo all entries, last first. Returns what could not be put back, as lines for the user; the rest is put back all the same."""
    left: list[str] = []
    for entry in reversed(journal.entries):
        if entry["kind"] == "stays":
            continue
        if entry["kind"] == "left":
            left.append(entry["text"])
            continue
        try:
            _BACK[entry["kind"]](live, guard, journal, entry)
        except (com.com_error(), KeyError, OSError, ValueError) as error:
            logger().warning("could not take back %s: %s", entry["kind"], error)
            left.append(_told(entry))
    return left


def roll_back(live: LiveBook, guard: Guard, journal: Journal) -> None:
    """After an error in the middle of an action: everything back, nothing half-done."""
    left = take_back(live, guard, journal)
    journal.entries.clear()
    for line in left:
        journal.note("left", text=line)


def _cells(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    Blocks(live.sheets[entry["sheet"]], entry["sheet"], live.book).write(unpacked(entry))
    live.used.pop(entry["sheet"], None)


def _fresh(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    cells = live.sheets[entry["sheet"]].range(entry["address"])
    cells.clear_contents()
    com.plain(cells)
    cells.api.Validation.Delete()
    live.used.pop(entry["sheet"], None)


def _columns(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    for address, width in entry["widths"].items():
        cells = live.sheets[entry["sheet"]].range(address)
        cells.api.EntireColumn.Hidden = False
        cells.column_width = width


def _rule(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    for rule, formula in com.signed_rules(live.sheets[entry["sheet"]]):
        if f'"{entry["signature"]}"' in formula:
            rule.Delete()


def _list(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    com.set_list(live.sheets[entry["sheet"]].range(entry["address"]), entry["before"])


def _name(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    if entry["before"] is None:
        live.book.names[entry["name"]].delete()
    else:
        live.book.names.add(entry["name"], entry["before"])


def _filter(_live: LiveBook, guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    guard.filter_address = entry["before"]


def _notes(live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    com.write_notes(live.book, *notes_xml(entry["before"]))
    live.notes = dict(entry["before"])
    live.memo = Memo.from_text(live.notes.get(MEMO, ""))


def _sheet(live: LiveBook, guard: Guard, journal: Journal, entry: dict[str, Any]) -> None:
    """A new sheet goes; one that was replaced or removed comes back from the backup."""
    name = entry["name"]
    guard.moves()
    there = name in live.sheets
    if not entry["replaced"]:
        if there:
            own_sheet.delete(live, name)
        return
    backup = Path(journal.backup)
    if not backup.is_file():
        raise FileNotFoundError(name)
    source = live.app.books.open(str(backup), read_only=True, add_to_mru=False)
    try:
        beside = live.sheets[name] if there else live.sheets[list(live.sheets)[-1]]
        made = com.copy_after(source.sheets[name], beside, live.book)
        # While the backup is open its formulas name it without its folder.
        com.link_to_this_book(made, backup.name)
    finally:
        source.close()
    if there:
        own_sheet.delete(live, name, known_ours=True)
        made.name = name
    live.now_has(name, made)


def _file(_live: LiveBook, _guard: Guard, _journal: Journal, entry: dict[str, Any]) -> None:
    """Only where it still reads as we left it: a later action may know more."""
    from jama_checksheet.errors import CheckSheetError
    from jama_checksheet.workbook.storage import write_atomically

    path = Path(entry["path"])
    if hashlib.sha256(path.read_bytes()).hexdigest() != entry["after"]:
        raise ValueError("written since")
    try:
        write_atomically(path, entry["before"].encode("utf-8"))
    except CheckSheetError as error:
        raise OSError(error.what) from error


def _told(entry: dict[str, Any]) -> str:
    what = {
        "cells": "セルの値",
        "fresh": "社内用の列",
        "columns": "列の幅",
        "rule": "色の印",
        "list": "プルダウン",
        "name": "名前の定義",
        "sheet": "シート",
        "notes": "ツールの目印",
        "file": "ファイル",
    }.get(entry["kind"], "一部")
    where = "、".join(str(entry[key]) for key in ("sheet", "name", "address", "path") if entry.get(key))
    return f"{what}（{where}）" if where else what


_BACK = {
    "cells": _cells,
    "fresh": _fresh,
    "columns": _columns,
    "rule": _rule,
    "list": _list,
    "name": _name,
    "filter": _filter,
    "notes": _notes,
    "sheet": _sheet,
    "file": _file,
}
