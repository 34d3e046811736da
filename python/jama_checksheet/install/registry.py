"""Reading the Windows registry, and nothing but reading."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Protocol


class Registry(Protocol):
    """What the doctor asks of a registry."""

    def values(self, hive: str, path: str) -> Mapping[str, Any]:
        """All values of a key; empty where there is no such key or it may not be read. `hive` is "HKCU" or "HKLM"."""


class WindowsRegistry:
    """The registry of this PC."""

    def values(self, hive: str, path: str) -> Mapping[str, Any]:
        """All values of a key."""
        import winreg  # only Windows has it

        api: Any = winreg
        found: dict[str, Any] = {}
        root = {"HKCU": api.HKEY_CURRENT_USER, "HKLM": api.HKEY_LOCAL_MACHINE}[hive]
        try:
            with api.OpenKey(root, path, 0, api.KEY_READ | api.KEY_WOW64_64KEY) as key:
                for place in range(api.QueryInfoKey(key)[1]):
                    name, value, _ = api.EnumValue(key, place)
                    found[name] = value
        except OSError:
            return {}
        return found


def registry_of_this_pc() -> Registry | None:
    """The registry; None on other systems than Windows."""
    return WindowsRegistry() if sys.platform == "win32" else None
