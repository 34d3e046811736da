"""担当領域: the seven standard areas, their spelling variants, and how a cell names several of them."""

from __future__ import annotations

import re

from jama_checksheet.checksheet.wording import compact

AREAS: dict[str, tuple[str, ...]] = {
    "情報セキュリティ": ("セキュリティ", "情報保全", "情報管理"),
    "IT": ("情報システム", "情シス", "システム", "情報技術"),
    "法務": ("法務・コンプライアンス", "コンプライアンス", "知財法務"),
    "購買・調達": ("購買", "調達", "購買調達", "購買/調達", "購買,調達", "購買、調達", "調達・購買", "資材"),
    "人事": ("人事労務", "人事・労務", "労務"),
    "リスク": ("リスク管理", "リスクマネジメント", "危機管理"),
    "総務": ("総務・庶務", "庶務"),
}
"""Standard spelling -> variants seen in companies' sheets."""

UNASSIGNED = "未割当"

_SEPARATOR = re.compile(r"[、,/・;;\n\r]|(?:および|及び|並びに|と(?=情報|IT|法務|購買|人事|リスク|総務))")
_SUFFIX = re.compile(r"(?:部門|部署|部|課|室|担当|領域|グループ)$")


def _key(text: str) -> str:
    return compact(text).lower()


_STANDARD = {_key(name): area for area, variants in AREAS.items() for name in (area, *variants)}
_TOGETHER = sorted((key for key in _STANDARD if _SEPARATOR.search(key)), key=len, reverse=True)


def standard_area(text: str) -> str | None:
    """The standard spelling of one area; None where it is not one of the seven."""
    key = _key(text)
    return _STANDARD.get(key) or _STANDARD.get(_SUFFIX.sub("", key))


def split_areas(text: str) -> tuple[str, ...]:
    """The areas that a cell names, in order and without doubles; unknown ones as they stand.

    購買・調達 is one area although ・ also separates areas.
    """
    rest, protected = "\n".join(compact(line) for line in text.splitlines()), {}
    for number, key in enumerate(_TOGETHER):
        pattern = re.compile(re.escape(key), re.IGNORECASE)
        if pattern.search(rest):
            token = chr(0xE000 + number)
            protected[token] = _STANDARD[key]
            rest = pattern.sub(token, rest)
    found: list[str] = []
    for piece in _SEPARATOR.split(rest):
        named = "".join(protected.get(character, character) for character in piece)
        area = standard_area(named) or named
        if area and area not in found:
            found.append(area)
    return tuple(found)
