"""500 damaged files: each is taken or held back with a reason; no traceback, no wait, and the master is never touched."""

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from collecting.alterations import ANSWERS
from collecting.distribution import OF, SOUMU, Distribution, answers_in, fill, fresh
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.returned.reading import read_returned
from workbook.damage import bytes_changed, cut_or_doubled, text_changed
from workbook.reading_books import unzipped, zipped

SEED, OF_EACH = 20251120, 100
"""Five kinds of damage: 500 files in all."""
LONGEST = 5.0
"""Seconds that one file may take."""
BATCH = 25
"""Files of one call of collect: one damaged file must not stop the others."""
NASTY = (
    b"", b"-1", b"0", b"99999999999999999999", b"A0", b"XFE1", b"1e999", b"nan", b"\xe2\x91\xa0", b"_x0000_", b"_xD800_",
    b"../../etc/passwd", b"A1:B", b"A1:XFD1048576", b"&#65;", b"veryHidden", b"s", b"inlineStr", b"d", b"rId1", b"'", b"1:1",
    b"#REF!", b"=1+1", b"\xef\xbc\x92",
)  # fmt: skip


def value_changed(data: bytes, chance: random.Random) -> bytes:
    """Well-formed XML with senseless values."""
    parts = unzipped(data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    part = parts[name]
    places = list(re.finditer(rb'="([^"]*)"|>([^<]+)<', part))
    for found in sorted(chance.sample(places, min(4, len(places))), key=lambda f: f.start(), reverse=True):
        group = 1 if found[1] is not None else 2
        part = part[: found.start(group)] + chance.choice(NASTY) + part[found.end(group) :]
    return zipped({**parts, name: part})


def part_gone(data: bytes, chance: random.Random) -> bytes:
    """A part is missing, empty, or another one."""
    parts = unzipped(data)
    names = list(parts)
    name, other = chance.sample(names, 2)
    kind = chance.randrange(3)
    if kind == 0:
        del parts[name]
    else:
        parts[name] = b"" if kind == 1 else parts[other]
    return zipped(parts)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    bytes_changed,
    cut_or_doubled,
    text_changed,
    value_changed,
    part_gone,
)


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Distribution:
    return fresh(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_files(damage, given):
    whole = fill(given.reply(SOUMU, "元.xlsx"), *ANSWERS).read_bytes()
    (given.replies / "元.xlsx").unlink()
    chance = random.Random(f"{SEED}-{damage.__name__}")
    files = []
    for number in range(OF_EACH):
        path = given.replies / f"{damage.__name__}-{number}.xlsx"
        path.write_bytes(damage(whole, chance))
        files.append(path)

    assert [said for path in files if (said := trouble(path))] == []
    master, manifest = given.master.read_bytes(), given.manifest.read_bytes()
    before = answers_in(given.master)
    for start in range(0, OF_EACH, BATCH):
        batch = files[start : start + BATCH]
        result = given.collect(*batch)
        assert given.master.read_bytes() == master
        if result.status == 2:
            assert [path.name for path in batch if not refused(path)] == []
            assert not result.path.exists()
            assert given.manifest.read_bytes() == manifest
            continue
        assert result.status == 1, result.said
        assert result.said == ""
        assert given.master.read_bytes() == master
        after = answers_in(result.path)
        changed = {no for no in before if after[no] != before[no]}
        assert changed <= set(OF[SOUMU])
        assert changed == set(result.merged())
        accounted = {q["file"] for q in result.json["quarantined"]} | {
            r["file"] for r in result.json["returned"]
        }
        assert accounted | set(result.json["untouched"]) | twins(batch) == {path.name for path in batch}
        given.manifest.write_bytes(manifest)
        result.path.unlink()


def refused(path: Path) -> bool:
    """Whether the file cannot be read at all."""
    try:
        read_returned(path)
    except CheckSheetError:
        return True
    return False


def trouble(path: Path) -> str:
    """What went wrong while reading; "" where the file was read or refused with a reason, in time."""
    begin = time.perf_counter()
    try:
        read_returned(path)
    except CheckSheetError:
        pass
    except Exception as error:
        return f"{path.name}: {error!r}"
    took = time.perf_counter() - begin
    return f"{path.name}: {took:.1f} s" if took > LONGEST else ""


def twins(batch: list[Path]) -> set[str]:
    """Files with the same bytes as another one of the batch are one reply."""
    seen: dict[bytes, str] = {}
    return {path.name for path in batch if seen.setdefault(path.read_bytes(), path.name) != path.name}


def test_one_sound_file_among_damaged_ones_is_taken(given):
    sound = fill(given.reply(SOUMU, "正常.xlsx"), *ANSWERS)
    damaged = given.replies / "壊れた.xlsx"
    damaged.write_bytes(sound.read_bytes()[:2000])

    assert given.collect(damaged, sound).merged() == [1, 2]
