"""What is said to the user, and asked: message boxes over Excel, or lines on a terminal."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Protocol

PRODUCT = "自工会チェック支援"
_MAX_LINES = 24
"""A message box taller than the screen hides its buttons."""


class Talk(Protocol):
    """How an action speaks with its user."""

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Say how it went."""

    def agree(self, question: str) -> bool:
        """Ask before something happens; False where the user declines."""


class MessageBoxes:
    """Message boxes over the Excel window."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Show the text until it is closed."""
        self._app.alert(_shortened(text), PRODUCT, "ok", "critical" if trouble else "info")

    def agree(self, question: str) -> bool:
        """Yes or no."""
        return bool(self._app.alert(_shortened(question), PRODUCT, "yes_no", "info") == "yes")


def plain_box(text: str) -> None:
    """A message box of Windows itself, for when Excel does not answer."""
    import_module("win32api").MessageBox(0, text, PRODUCT, 0x30)


class Terminal:
    """Lines on stderr, questions where a person sits at the keyboard. Who started a command agreed to it, unless asked."""

    def __init__(self, *, ask: bool | None = None) -> None:
        self._ask = sys.stdin is not None and sys.stdin.isatty() if ask is None else ask
        self.told: list[str] = []

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """Keep the text for the command's output; trouble is said at once."""
        self.told.append(text)
        if trouble:
            sys.stderr.write(f"{text}\n")

    def agree(self, question: str) -> bool:
        """Ask on the terminal; without one, yes."""
        if not self._ask:
            return True
        sys.stderr.write(f"{question}\n続けますか？ [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes", "はい")


def _shortened(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= _MAX_LINES:
        return text
    return "\n".join([*lines[: _MAX_LINES - 1], f"（ほか{len(lines) - _MAX_LINES + 1}行）"])
