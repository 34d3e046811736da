"""Expressions that an earlier click compiled.

`re` compiles in Python: what one sheet asks for takes a tenth of a second of every process, a fifth of a click. Python keeps
the bytecode of modules in files; this keeps that of expressions in the same way, for clicks alone. A file serves only the
very Python that wrote it, and each expression only its own source. Whatever is unexpected leads back to `re.compile`, whose
own steps these are.
"""

from __future__ import annotations

import json
import os
import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    _PYTHON: list[Any] = [
        sys.implementation.cache_tag,
        sys.hexversion,
        _sre.MAGIC,
        _sre.CODESIZE,
        sys.byteorder,
    ]
except (ImportError, AttributeError):  # a Python that is built otherwise: nothing is kept
    _PYTHON = []
_UNIT = "I"
"""Of the stored bytecode: unsigned, as wide as `_sre` takes it."""

FILE_NAME = "expressions.bin"
"""Lies in the folder of what the live actions keep on this PC, and serves all sheets."""

Entry = tuple[int, list[int], int, dict[str, int]]
"""Flags, bytecode, number of groups, numbers of the named groups: what `_sre` makes an expression of."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that can be made again, whole or not at all. Raises OSError."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


class Kept:
    """The expressions of one file: those it held, and those compiled since."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._held: dict[str, Entry] = {}
        self._new: dict[str, Entry] = {}

    def use(self, path: Path) -> None:
        """Take expressions from a file from now on, and keep new ones for it."""
        if path == self._path or not _PYTHON:
            return
        self._path, self._held, self._new = path, {}, {}
        with suppress(Exception):
            head, _, body = path.read_bytes().partition(b"\n")
            stored = json.loads(head)
            if stored["python"] == _PYTHON and stored["sum"] == _sum(stored["expressions"], body):
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
            if source in self._held:
                return _pattern(source, self._held[source])
        with suppress(Exception):
            self._held.pop(source, None)
            entry = _compiled(source)
            made = _pattern(source, entry)
            self._held[source] = self._new[source] = entry
            return made
        return re.compile(source)

    def save(self) -> None:
        """Write the file anew where expressions were compiled since it was read."""
        if self._path is None or not self._new:
            return
        codes, listed = array(_UNIT), []
        for source, (flags, code, groups, names) in self._held.items():
            listed.append([source, flags, len(codes), len(codes) + len(code), groups, dict(names)])
            codes.extend(code)
        body = codes.tobytes()
        head = json.dumps({"python": _PYTHON, "sum": _sum(listed, body), "expressions": listed})
        with suppress(OSError):  # next time they are compiled again
            write_whole(self._path, head.encode("ascii") + b"\n" + body)
            self._new = {}


def _sum(listed: list[list[Any]], body: bytes) -> int:
    """Of everything in a file, so that a damaged one is never believed."""
    return crc32(body, crc32(json.dumps(listed).encode("ascii")))


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
