"""Expressions that an earlier click compiled.

`re` compiles in Python: what one sheet asks for takes a tenth of a second of every process, a fifth of a click. Python keeps
the bytecode of modules in files; this keeps that of expressions in the same way, for clicks alone. A file serves only the
very Python that wrote it, and each expression only its own source. Whatever is unexpected leads back to `re.compile`, whose
own steps these are.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import json
import os
import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]

_PYTHON = [sys.implementation.cache_tag, sys.hexversion, _sre.MAGIC, _sre.CODESIZE, sys.byteorder]
_UNIT = "I"
"""Of the stored bytecode: unsigned, as wide as `_sre` takes it."""

FILE_NAME = "expressions.bin"
"""Lies in the folder of what the live actions keep on this PC, and serves all sheets."""

Entry = tuple[int, list[int], int, dict[str, int]]
"""Flags, bytecode, number of groups, numbers of the named groups: what `_sre` makes an expression of."""


class Kept:
    """The expressions of one file: those it held, and those compiled since."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._held: dict[str, Entry] = {}
        self._new: dict[str, Entry] = {}

    def use(self, path: Path) -> None:
        """Take expressions from a file from now on, and keep new ones for it."""
        self._path, self._held, self._new = path, {}, {}
        with suppress(OSError, ValueError, TypeError, KeyError):
            head, _, body = path.read_bytes().partition(b"\n")
            stored = json.loads(head)
            if stored["python"] == _PYTHON:
                codes = array(_UNIT, body).tolist()
                self._held = {
                    source: (flags, codes[start:end], groups, names)
                    for source, flags, start, end, groups, names in stored["expressions"]
                }

    def pattern(self, source: str) -> re.Pattern[str]:
        """The compiled expression."""
        if self._path is None:
            return re.compile(source)
        with suppress(Exception):
            if source not in self._held:
                self._held[source] = self._new[source] = _compiled(source)
            return _pattern(source, self._held[source])
        return re.compile(source)

    def save(self) -> None:
        """Write the file anew where expressions were compiled since it was read."""
        if self._path is None or not self._new:
            return
        codes, listed = array(_UNIT), []
        for source, (flags, code, groups, names) in self._held.items():
            listed.append((source, flags, len(codes), len(codes) + len(code), groups, names))
            codes.extend(code)
        head = json.dumps({"python": _PYTHON, "expressions": listed}, ensure_ascii=True)
        with suppress(OSError):  # next time they are compiled again
            temporary = self._path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(head.encode("ascii") + b"\n" + codes.tobytes())
            temporary.replace(self._path)
            self._new = {}


def _compiled(source: str) -> Entry:
    parsed = _parser.parse(source, 0)
    return parsed.state.flags, _compiler._code(parsed, 0), parsed.state.groups - 1, parsed.state.groupdict


def _pattern(source: str, entry: Entry) -> re.Pattern[str]:
    """Raises where the bytecode is not sound: `_sre` looks it through."""
    flags, code, groups, names = entry
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    made: re.Pattern[str] = _sre.compile(source, flags, code, groups, names, tuple(by_number))
    return made


KEPT = Kept()
"""The expressions of this process."""
