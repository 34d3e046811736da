"""The judge's expressions, compiled when the add-in is installed, so that no click waits for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def keep_expressions(state: Path) -> None:
    """Compile all of them into the folder of what the live actions keep; without effect where it cannot be written."""
    from jama_checksheet.evidence import cross_row, rules  # noqa: F401 (each makes its expressions when imported)
    from jama_checksheet.evidence.kept import FILE_NAME, Kept
    from jama_checksheet.evidence.phrases import SOURCES, compiled_form
    from jama_checksheet.evidence.wording import expression

    path = state / FILE_NAME
    with suppress(OSError):
        path.unlink(missing_ok=True)  # what an earlier version asked for need not be read for ever
    kept = Kept()
    kept.use(path)
    for source in (*map(compiled_form, SOURCES), expression()):
        kept.pattern(source)
    kept.save()
