"""Names of departments: what people spell in two ways is one department, and that is told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.checksheet.sheet import Problem

_SPACES = re.compile(" {2,}")
_UNSEEN = ("C", "Z")


def department_key(text: str) -> str:
    """What tells departments apart: width, case, white space, line breaks and invisible characters do not."""
    normal = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in normal if not unicodedata.category(sign).startswith(_UNSEEN))


@dataclass
class DepartmentNames:
    """The spelling that came first of every department, and what was found spelled otherwise (`problems`)."""

    problems: list[Problem] = field(default_factory=list)
    _first: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def name(self, text: str, cell: str) -> str:
        """The department's name, on one line, as it was first spelled. `cell` says where this text stands."""
        typed, shown = text.strip(), _SPACES.sub(" ", one_line(text))
        key = department_key(text)
        if not key:
            return shown
        first, first_typed, place = self._first.setdefault(key, (shown, typed, cell))
        if typed not in (first, first_typed) and typed not in self._told:
            self._told.add(typed)
            self.problems.append(Problem(cell, _told(shown, first, place)))
        return first


def _told(shown: str, first: str, place: str) -> str:
    if shown == first:
        return (
            f"部門「{shown}」は、{place}の同じ名前の部門と、見えない文字・改行・空白だけが異なります。"
            "同じ部門として扱いました。入力し直して、書き方をそろえてください。"
        )
    return (
        f"部門「{shown}」を、{place}の「{first}」と同じ部門として扱いました。書き方をどちらかにそろえてください。"
        "別の部門の場合は、違いの分かる名前に変えてください。"
    )
