"""Progress on stderr: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


class Steps:
    """A bar over a known number of named steps. Imports tqdm only where a person watches."""

    def __init__(self, total: int) -> None:
        self._bar: Any = None
        if sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                total=total, file=sys.stderr, leave=False, bar_format="{desc} {bar:24} {n}/{total}"
            )

    def __enter__(self) -> Steps:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def next(self, name: str) -> None:
        """The step of this name begins."""
        if self._bar is not None:
            self._bar.set_description_str(name)
            self._bar.update(1)
