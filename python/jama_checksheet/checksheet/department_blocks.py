"""Texts of several departments in one cell: 【総務部】… line by line, one block per department."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocks:
    """A joined text: what stands before the first block, and each department's own words (without its name).

    A department that is named twice has both texts, one per line.
    """

    head: str
    by_department: Mapping[str, str]


def named(department: str, text: str) -> str:
    """One block; a text that begins with the name already stays as it is."""
    name = f"【{department}】"
    return text if text.startswith(name) else name + text


def blocks_of(text: str, departments: Sequence[str]) -> Blocks | None:
    """The blocks of these departments; None where the text carries none. Other names in 【】 are words like others."""
    if "【" not in text or not departments:
        return None
    names = "|".join(re.escape(name) for name in sorted(departments, key=len, reverse=True))
    head, *pieces = re.split(f"^【({names})】", text, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for name, words in zip(pieces[::2], pieces[1::2], strict=True):
        found.setdefault(name, []).append(words.strip("\n"))
    if not found:
        return None
    return Blocks(head.strip("\n"), {name: "\n".join(filter(None, words)) for name, words in found.items()})
