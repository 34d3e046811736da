"""What every action that writes says at its end: where the result lies, and where the backup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jama_checksheet.actions.outcome import Outcome


def with_paths(outcome: Outcome, paths: Mapping[str, str | None], unwritten: str = "") -> Outcome:
    """The outcome with the JSON keys `output` and `backup` and their lines; `unwritten` is said where nothing was written."""
    told = [f"保存しました: {paths['output']}"] if paths["output"] else [unwritten] if unwritten else []
    if paths["backup"]:
        told.append(f"元のファイルの控え: {paths['backup']}")
    return replace(outcome, result={**outcome.result, **paths}, lines=(*outcome.lines, *told))
