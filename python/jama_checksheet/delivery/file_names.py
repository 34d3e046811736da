"""File names of sub-sheets: what people recognise, and what Windows, macOS, Linux and Excel all accept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

LONGEST_PATH = 218
"""Excel opens no workbook whose full path has more characters (Microsoft, "File path is too long" in Excel: 218)."""
_LONGEST_DEPARTMENT = 40
"""Characters of a department that go into the name; in UTF-8 four bytes each at most, and a name may have 255 bytes."""

# Forbidden in Windows file names, and the square brackets, which Excel keeps for references to other books.
_WIDE = str.maketrans('<>:"/\\|?*[]', "＜＞：”／＼｜？＊［］")
# Controls, format characters (which turn the reading direction or cannot be seen), unassigned ones and lone surrogates.
_UNSEEN = ("C", "Zl", "Zp")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Device names of Windows, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces")."""


def sub_sheet_names(year: int, departments: Iterable[str]) -> dict[str, str]:
    """Department -> file name, such as 「2025_自工会_総務部_回答用.xlsx」.

    No name contains a separator, a forbidden or an invisible character, or is the same as another one where case and width do
    not count. Names are NFC, as Windows and Linux show them; macOS finds them too.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for department in departments:
        wanted = safe_name(department) or "部門"
        name, turn = wanted, 1
        while _same(name) in taken:
            turn += 1
            name = f"{wanted}_{turn}"
        taken.add(_same(name))
        names[department] = f"{year}_自工会_{name}_回答用.xlsx"
    return names


def safe_name(text: str) -> str:
    """The text as one part of a file name, at most 40 characters; "" where nothing of it can stay."""
    shown = unicodedata.normalize("NFC", text).translate(_WIDE)
    visible = "".join(" " if _unseen(sign) else sign for sign in shown)
    name = " ".join(visible.split())[:_LONGEST_DEPARTMENT].strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name.partition(".")[0].strip()) else name


def too_long_for_excel(path: Path) -> bool:
    """Whether Excel would refuse to open the file because of the length of its full path."""
    return len(str(path.absolute()).encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_PATH


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_UNSEEN)


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
