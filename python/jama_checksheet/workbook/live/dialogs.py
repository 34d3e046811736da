"""What is said to the user, and asked: boxes and file dialogs over Excel, or lines on a terminal."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from jama_checksheet.workbook.live import com

PRODUCT = "自工会チェック支援"
_MAX_LINES = 24
"""A message box taller than the screen hides its buttons."""


class Talk(Protocol):
    """How an action speaks with its user. `asks` says whether somebody is there to be asked."""

    @property
    def asks(self) -> bool:
        """Whether somebody is there; without, no question may be needed."""

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Say how it went."""

    def agree(self, question: str) -> bool:
        """Ask before something happens; False where the user declines."""

    def text(self, question: str, default: str = "") -> str | None:
        """Let them type something (one short question, at most 255 characters); None where they cancel."""

    def folder(self, title: str, start: Path) -> Path | None:
        """Let them choose a folder that exists; None where they cancel."""

    def file(self, title: str, wanted: str = com.WORKBOOKS) -> Path | None:
        """Let them choose a file; None where they cancel."""

    def files(self, title: str) -> tuple[Path, ...]:
        """Let them choose workbooks; none where they cancel."""


class MessageBoxes:
    """Message boxes and Excel's own dialogs over the Excel window."""

    asks = True

    def __init__(self, app: Any) -> None:
        self._app = app

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Show the text until it is closed."""
        self._app.alert(_shortened(text), PRODUCT, "ok", "critical" if trouble else "info")

    def agree(self, question: str) -> bool:
        """Yes or no."""
        return bool(self._app.alert(_shortened(question), PRODUCT, "yes_no", "info") == "yes")

    def text(self, question: str, default: str = "") -> str | None:
        """A box with one line to type."""
        return com.ask_text(self._app, question, PRODUCT, default)

    def folder(self, title: str, start: Path) -> Path | None:
        """Excel's folder dialog, beginning inside `start`."""
        found = com.pick_folder(self._app, title, os.path.join(start, ""))
        return Path(found) if found else None

    def file(self, title: str, wanted: str = com.WORKBOOKS) -> Path | None:
        """Excel's file dialog."""
        found = com.pick_file(self._app, title, wanted)
        return Path(found) if found else None

    def files(self, title: str) -> tuple[Path, ...]:
        """Excel's file dialog for several files."""
        return tuple(Path(found) for found in com.pick_files(self._app, title))


def plain_box(text: str) -> None:
    """A message box of Windows itself, for when Excel does not answer."""
    import_module("win32api").MessageBox(0, text, PRODUCT, 0x30)


class Terminal:
    """Lines on stderr, questions where a person sits at the keyboard. Who started a command agreed to it, unless asked."""

    def __init__(self, *, ask: bool | None = None) -> None:
        self.asks = sys.stdin is not None and sys.stdin.isatty() if ask is None else ask
        self.told: list[str] = []

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Keep the text for the command's output; trouble is said at once."""
        self.told.append(text)
        if trouble:
            sys.stderr.write(f"{text}\n")

    def agree(self, question: str) -> bool:
        """Ask on the terminal; without one, yes."""
        if not self.asks:
            return True
        return self._line(f"{question}\n続けますか？ [y/N] ").lower() in ("y", "yes", "はい")

    def text(self, question: str, default: str = "") -> str | None:
        """A line; an empty one means the default. Without anybody there, nothing."""
        if not self.asks:
            return None
        return self._line(f"{question} [{default}] ") or default

    def folder(self, title: str, start: Path) -> Path | None:
        """A folder typed as a path."""
        return self.file(title)

    def file(self, title: str, wanted: str = com.WORKBOOKS) -> Path | None:
        """A path."""
        typed = self.text(title)
        return Path(typed) if typed else None

    def files(self, title: str) -> tuple[Path, ...]:
        """One path, which may be a folder."""
        found = self.file(title)
        return (found,) if found else ()

    def _line(self, question: str) -> str:
        sys.stderr.write(question)
        sys.stderr.flush()
        return sys.stdin.readline().strip()


def _shortened(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= _MAX_LINES:
        return text
    return "\n".join([*lines[: _MAX_LINES - 1], f"（ほか{len(lines) - _MAX_LINES + 1}行）"])
