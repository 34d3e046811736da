"""What an action changed in the open workbook, and how to take it back: for a rollback, and for 直前の操作を取り消す."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from jama_checksheet.checksheet.grid import Cells, GridValue
from jama_checksheet.workbook.edit.refs import area_ref
from jama_checksheet.workbook.live.blocks import Content, Formula
from jama_checksheet.workbook.live.rectangles import Place

_DAY = "%Y-%m-%dT%H:%M:%S"


@dataclass
class Journal:
    """The changes of one action, in order, each as a small dictionary that says what to put back."""

    title: str
    book: str = ""
    backup: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)

    def note(self, kind: str, **what: Any) -> None:
        """One change that is about to be made."""
        self.entries.append({"kind": kind, **what})

    def cells(
        self, sheet: str, area: Cells, values: Mapping[Place, GridValue], formulas: Mapping[Place, str]
    ) -> None:
        """What stands in the cells now."""
        block = [
            [
                _pack(values.get((row, column)), formulas.get((row, column)))
                for column in range(area.left, area.right + 1)
            ]
            for row in range(area.top, area.bottom + 1)
        ]
        self.note("cells", sheet=sheet, top=area.top, left=area.left, block=block, address=area_ref(area))

    def file(self, path: Path, before: str, after: bytes) -> None:
        """A text file beside the book that the action wrote: what stood in it, and how to know that nobody wrote it since."""
        self.note("file", path=str(path), before=before, after=hashlib.sha256(after).hexdigest())

    def stays(self, text: str) -> None:
        """Something that undoing leaves alone on purpose, as a line for the user."""
        self.note("stays", text=text)

    @property
    def staying(self) -> tuple[str, ...]:
        """What undoing leaves alone."""
        return tuple(str(entry["text"]) for entry in self.entries if entry["kind"] == "stays")

    def save(self, path: Path) -> None:
        """Keep the journal, in the place of the one of the action before."""
        data = {"title": self.title, "book": self.book, "backup": self.backup, "entries": self.entries}
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Journal | None:
        """The kept journal; None where there is none that can be read."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(data["title"], data["book"], data["backup"], data["entries"])
        except (OSError, ValueError, KeyError):
            return None


def _pack(value: GridValue | None, formula: str | None) -> list[Any] | None:
    if formula is not None:
        return ["formula", formula]
    if value is None:
        return None
    if isinstance(value, datetime):
        return ["day", value.strftime(_DAY)]
    if isinstance(value, date):
        return ["day", f"{value.isoformat()}T00:00:00"]
    if isinstance(value, time):
        return ["value", (value.hour * 3600 + value.minute * 60 + value.second) / 86400]
    return ["value", value]


def unpacked(entry: Mapping[str, Any]) -> dict[Place, Content]:
    """The cells of a "cells" entry with what stood in them."""
    return {
        (entry["top"] + down, entry["left"] + right): _unpack(packed)
        for down, line in enumerate(entry["block"])
        for right, packed in enumerate(line)
    }


def _unpack(packed: list[Any] | None) -> Content:
    if packed is None:
        return None
    kind, content = packed
    if kind == "formula":
        return Formula(str(content))
    if kind == "day":
        return datetime.strptime(content, _DAY)
    return content  # type: ignore[no-any-return]
