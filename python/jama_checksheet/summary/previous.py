"""What is known beside this year's sheet: last year's promises and which departments have returned their answers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jama_checksheet.model import ItemNo


class Promise(NamedTuple):
    """What last year's sheet promised for one item: until when (if it named a date) and in which words."""

    no: ItemNo
    due: date | None = None
    text: str = ""


class Previous(NamedTuple):
    """Optional knowledge for the summary.

    `promises` is None where no last year's sheet was given. `asked` are the departments that received a sub-sheet, `returned` those
    that have answered; `asked` is empty where nothing was distributed.
    """

    promises: tuple[Promise, ...] | None = None
    asked: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Departments that have not answered yet, in the order they were asked."""
        return tuple(name for name in self.asked if name not in self.returned)
