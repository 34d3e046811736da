"""Areas that must not share a cell."""

from __future__ import annotations

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook.edit import refs


def overlaps(areas: list[Cells], word: str) -> list[str]:
    """Pairs that share a cell, found by a sweep down the rows."""
    found = []
    open_ones: list[Cells] = []
    for area in sorted(areas):
        open_ones = [other for other in open_ones if other.bottom >= area.top]
        for other in open_ones:
            if refs.overlap(area, other):
                found.append(f"{word} {refs.area_ref(other)} と {refs.area_ref(area)} が重なっています")
        open_ones.append(area)
    return found
