"""How far a longer step is, in Excel's status bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.state import logger

_SHOWN = 10
"""Updates at most: each is a round trip to Excel."""


@contextmanager
def in_status_bar(app: Any, doing: str, total: int) -> Iterator[Callable[[str], None]]:
    """Gives the function that is told the name of each of `total` steps as it begins. The bar is put back in any case."""
    before, done = app.status_bar, 0

    def step(name: str) -> None:
        nonlocal done
        if done * _SHOWN // total != (done - 1) * _SHOWN // total:
            app.status_bar = f"{doing}… {done + 1}／{total} {name}"
        done += 1

    try:
        yield step
    finally:
        try:
            com.patiently(lambda: setattr(app, "status_bar", before))
        except Exception as error:
            # What was done must not fail because the bar cannot be put back.
            logger().warning("could not restore the status bar: %s", type(error).__name__)
