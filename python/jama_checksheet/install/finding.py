"""One line of the doctor."""

from __future__ import annotations

from dataclasses import dataclass

FINE, LOOK, MEND = "○", "△", "×"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at and how it stands: ○ fine, △ worth knowing, × to be mended; `detail` says what to do."""

    name: str
    mark: str
    detail: str

    @property
    def ok(self) -> bool:
        """Whether nothing has to be mended."""
        return self.mark != MEND


def fine(name: str, detail: str) -> Diagnosis:
    """○"""
    return Diagnosis(name, FINE, detail)


def look(name: str, detail: str) -> Diagnosis:
    """△"""
    return Diagnosis(name, LOOK, detail)


def mend(name: str, detail: str) -> Diagnosis:
    """×"""
    return Diagnosis(name, MEND, detail)
