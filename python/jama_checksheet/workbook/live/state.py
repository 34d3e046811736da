"""What the live actions keep on this PC outside the workbook: the log file and the journal of the last action."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

_LOG = "jama-checksheet.log"
_MAX_LOG = 1_000_000


def state_folder() -> Path:
    """The folder, made where it is missing: %LOCALAPPDATA%\\jama-checksheet, elsewhere $XDG_STATE_HOME/jama-checksheet."""
    base = (
        os.environ.get("LOCALAPPDATA")
        or os.environ.get("XDG_STATE_HOME")
        or str(Path.home() / ".local" / "state")
    )
    folder = Path(base) / "jama-checksheet"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_path() -> Path:
    """The log file that messages name."""
    return state_folder() / _LOG


def logger() -> logging.Logger:
    """The log of the live actions. It holds no text of the check sheet, only what was done and what went wrong."""
    log = logging.getLogger("jama_checksheet.live")
    path = log_path()
    if not any(getattr(handler, "baseFilename", "") == str(path) for handler in log.handlers):
        for handler in list(log.handlers):
            log.removeHandler(handler)
            handler.close()
        if path.is_file() and path.stat().st_size > _MAX_LOG:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log


def journal_path(fullname: str) -> Path:
    """Where the last action on this workbook is noted."""
    return state_folder() / f"undo-{hashlib.sha256(fullname.casefold().encode()).hexdigest()[:16]}.json"


def asked_path(fullname: str) -> Path:
    """Where the last distribution of this workbook is remembered: its folder, and who asked."""
    return state_folder() / f"asked-{hashlib.sha256(fullname.casefold().encode()).hexdigest()[:16]}.json"


def judged_path(fullname: str) -> Path:
    """Where the judgements on this workbook's answers are kept, so that the next click judges only what changed.

    Like the journal it holds words of the answers; both lie in the user's own profile.
    """
    return state_folder() / f"judged-{hashlib.sha256(fullname.casefold().encode()).hexdigest()[:16]}.json"
