"""Ways in which a file on its way gets damaged; `chance` is seeded, so every run damages alike."""

from __future__ import annotations

import random

from workbook.reading_books import unzipped, zipped


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """A few bytes of the file as it lies on disk are others."""
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut_or_doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece is missing, or stands twice."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:start] + data[end:] if chance.random() < 0.7 else data[:end] + data[start:]


def text_changed(data: bytes, chance: random.Random) -> bytes:
    """The zip is whole, but bytes inside one part are others."""
    parts = unzipped(data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    damaged = bytearray(parts[name])
    for _ in range(chance.choice((1, 2, 5))):
        damaged[chance.randrange(len(damaged))] = chance.choice(b"<>/\"'=&; 0aA1\x00\xff")
    return zipped({**parts, name: bytes(damaged)})
