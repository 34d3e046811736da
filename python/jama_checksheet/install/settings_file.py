"""The user's xlwings.conf: one `"KEY","value"` a line, shared with every other workbook that uses xlwings.

xlwings' VBA reads it with `Open … For Input`, so it is in the code page of the PC, not in UTF-8. It is therefore edited as
bytes: whatever other lines hold stays exactly as it was. In Japanese code pages neither `"` nor `,` is ever half a character.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from jama_checksheet.errors import OutputError

INTERPRETER, FAST, FROZEN = "INTERPRETER_WIN", "USE UDF SERVER", "JAMA_FROZEN"
"""The keys that are ours to write: which Python runs, whether it stays loaded between clicks, and in Python's stead the
one-folder program (addin/frozen)."""

_KEY = re.compile(rb'\s*"?([^",\r\n]+?)"?\s*,')
_VALUE = re.compile(rb'[^,]*,\s*"?([^"\r\n]*)"?\s*$')


def code_page() -> str:
    """The codec of the PC's code page; elsewhere than on Windows the Japanese one."""
    return "mbcs" if sys.platform == "win32" else "cp932"


def value_of(data: bytes, key: str) -> str | None:
    """The value of a key (the first line that has it counts, case does not); None where no line has it."""
    place = _line_of(_lines(data), key)
    if place is None:
        return None
    found = _VALUE.fullmatch(_lines(data)[place].rstrip(b"\r\n"))
    return found[1].decode(code_page(), "replace") if found else ""


def with_values(data: bytes | None, values: Mapping[str, str]) -> bytes:
    """The file with our keys set; all other lines and their order stay. `None` is a file that does not exist yet."""
    lines = _lines(data or b"")
    end = b"\n" if data and b"\n" in data and b"\r\n" not in data else b"\r\n"
    for key, value in values.items():
        line = f'"{key}","{value}"'.encode(code_page()) + end
        place = _line_of(lines, key)
        if place is None:
            if lines and not lines[-1].endswith(b"\n"):
                lines[-1] += end
            lines.append(line)
        else:
            lines[place] = line
    return b"".join(lines)


def without_values(data: bytes, ours: Mapping[str, str], before: bytes | None) -> bytes:
    """The file with our lines as they stood in `before`; a key that somebody has changed since keeps its new value.

    `ours` are the values that we wrote.
    """
    lines = _lines(data)
    old = _lines(before or b"")
    for key, value in ours.items():
        place = _line_of(lines, key)
        if place is None or value_of(data, key) != value:
            continue
        earlier = _line_of(old, key)
        if earlier is None:
            del lines[place]
        else:
            lines[place] = old[earlier]
    return b"".join(lines)


def fitting(path: str, environment: Mapping[str, str]) -> str:
    """A path as it can stand in the file: characters outside ASCII hidden behind a variable that Excel fills in (%USERPROFILE%).

    Raises OutputError where the PC's code page cannot spell the path.
    """
    if path.isascii():
        return path
    for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE"):
        folder = environment.get(name, "")
        rest = path[len(folder) :]
        if folder and path.lower().startswith(folder.lower()) and rest[:1] in ("\\", "/") and rest.isascii():
            return f"%{name}%{rest}"
    try:
        path.encode(code_page())
    except UnicodeEncodeError as error:
        raise OutputError(
            "Python の場所に、この PC の Excel が読み取れない文字が含まれています。",
            where=path,
            remedy="半角英数字だけのフォルダーに Python（または仮想環境）を作り、そこから install を実行してください。",
        ) from error
    return path


def expanded(value: str, environment: Mapping[str, str]) -> str:
    """A value with its %VARIABLES% filled in, as xlwings' VBA does."""
    known = {name.upper(): text for name, text in environment.items()}
    return re.sub(r"%([^%]+)%", lambda match: known.get(match[1].upper(), match[0]), value)


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _line_of(lines: list[bytes], key: str) -> int | None:
    wanted = key.upper().encode()
    for place, line in enumerate(lines):
        found = _KEY.match(line)
        if found and found[1].upper() == wanted:
            return place
    return None
