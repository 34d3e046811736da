"""What a program that runs for a second does differently from one that stays."""

from __future__ import annotations

import gc

_SELDOM = 100_000
"""Objects made since the last look for circular garbage; the default is 700."""


def begin() -> None:
    """Call first in a program that does one thing and ends: looking for garbage cost a tenth of a click, and found next to none."""
    gc.set_threshold(_SELDOM, 20, 20)
