"""Names that are too long for their place, cut so that they can still be told apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_CUT = "…"


def breadth(text: str) -> float:
    """How wide a text is, in Japanese characters; Latin ones and half-width katakana count half."""
    return sum(1 if unicodedata.east_asian_width(letter) in "FWA" else 0.5 for letter in text)


def short_names(names: Iterable[str], length: int) -> dict[str, str]:
    """Each name on one line in at most `length` characters: 「情報シ…第三課」.

    Names broader than `length` lose their middle, since names of one company often differ only at the end. Where several would look
    the same, all of them are cut at another place; where no place tells them apart, they stay whole.
    """
    lines = {name: " ".join(name.split()) for name in names}
    long = [name for name in lines if breadth(lines[name]) > length]
    result = {name: line for name, line in lines.items() if name not in long}
    together = defaultdict(list)
    for name in long:
        together[_without_middle(lines[name], length, length // 2)].append(name)
    for short, group in together.items():
        result |= {group[0]: short} if len(group) == 1 else _told_apart({n: lines[n] for n in group}, length)
    return {name: result[name] for name in lines}


def _without_middle(line: str, length: int, tail: int) -> str:
    return line[: length - 1 - tail] + _CUT + line[len(line) - tail :]


def _told_apart(lines: dict[str, str], length: int) -> dict[str, str]:
    """Names that look the same with the usual cut, all cut where they differ."""
    alike = len({line[: length // 2] for line in lines.values()}) == 1
    tails = range(length // 2 + 1, length - 1) if alike else range(length // 2 - 1, 0, -1)
    for tail in tails:
        cut = {name: _without_middle(line, length, tail) for name, line in lines.items()}
        if len(set(cut.values())) == len(cut):
            return cut
    start = next(
        place for place, letters in enumerate(zip(*lines.values(), strict=False)) if len(set(letters)) > 1
    )
    window = {name: line[:3] + _CUT + line[start : start + length - 5] + _CUT for name, line in lines.items()}
    return window if len(set(window.values())) == len(window) else lines
