"""Whatever the bytes: either a book, or one clear message. Never a traceback, never a long wait."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.opening import open_package, refuse_editing
from jama_checksheet.workbook.reading import read_book
from workbook.damage import bytes_changed, cut_or_doubled, text_changed
from workbook.reading_books import by_openpyxl, by_xlsxwriter, unzipped, zipped

SEED = 20251120
VARIANTS = 30
"""Of each kind of damage to each workbook: 300 in all."""
NASTY = [b"", b"-1", b"0", b"99999999999999999999", b"A0", b"XFE1", b"1e999", b"nan", b"\xe2\x91\xa0", b"_x0000_",
         b"../../etc/passwd", b"A1:B", b"&#65;", b"veryHidden", b"s", b"inlineStr", b"d", b"rId1", b"'", b"1:1", b"#REF!"]  # fmt: skip


def value_changed(data: bytes, chance: random.Random) -> bytes:
    """Well-formed XML with senseless attribute values or texts."""
    parts = unzipped(data)
    name = chance.choice(
        [name for name in parts if name.startswith(("xl/w", "xl/s", "xl/_rels", "[C", "_rels"))]
    )
    part = parts[name]
    places = list(re.finditer(rb'="([^"]*)"|>([^<]+)<', part))
    for found in sorted(chance.sample(places, min(3, len(places))), key=lambda f: f.start(), reverse=True):
        group = 1 if found[1] is not None else 2
        part = part[: found.start(group)] + chance.choice(NASTY) + part[found.end(group) :]
    return zipped({**parts, name: part})


def element_changed(data: bytes, chance: random.Random) -> bytes:
    """An attribute is gone, or an element has another name."""
    parts = unzipped(data)
    name = chance.choice(
        [name for name in parts if name.startswith(("xl/w", "xl/s", "xl/_rels", "[C", "_rels"))]
    )
    part = parts[name]
    places = list(re.finditer(rb' [\w:]+="[^"]*"', part))
    for found in sorted(chance.sample(places, min(2, len(places))), key=lambda f: f.start(), reverse=True):
        part = part[: found.start()] + part[found.end() :]
    tag = chance.choice(re.findall(rb"<(\w+)", part) or [b"x"])
    return zipped({**parts, name: part.replace(b"<" + tag, b"<x" + tag).replace(b"</" + tag, b"</x" + tag)})


@pytest.fixture(scope="module", params=[by_openpyxl, by_xlsxwriter], ids=["openpyxl", "xlsxwriter"])
def whole(request: pytest.FixtureRequest) -> bytes:
    made: bytes = request.param()
    return made


def outcome(path: Path) -> CheckSheetError | None:
    try:
        package = open_package(path)
        refuse_editing(package, path)
        read_book(package, str(path))
    except CheckSheetError as error:
        return error
    return None


@pytest.mark.parametrize(
    "damage", [bytes_changed, cut_or_doubled, text_changed, value_changed, element_changed]
)
def test_a_damaged_workbook_is_read_or_refused(
    whole: bytes, damage: Callable[[bytes, random.Random], bytes], tmp_path: Path
) -> None:
    chance = random.Random(f"{SEED} {damage.__name__}")
    refused = []
    for number in range(VARIANTS):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(damage(whole, chance))
        begun = time.perf_counter()
        refused += [error for error in [outcome(path)] if error]
        assert time.perf_counter() - begun < 5
    assert refused, "the damage did no harm at all"
    for error in refused:
        assert error.what
        assert error.remedy
        assert error.where.startswith(str(tmp_path))
        assert "\n" not in error.one_line()
