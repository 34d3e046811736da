"""What an action found and wants changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jama_checksheet.workbook.plan import ChangePlan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action found and wants changed.

    `result` is the JSON document of commands.md, `lines` the Japanese text for people, `needs_eye` whether a person should
    look at something (exit status 1).
    """

    plan: ChangePlan
    result: dict[str, Any]
    lines: tuple[str, ...] = ()
    needs_eye: bool = False
