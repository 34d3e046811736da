"""Where an open workbook lies on this PC. OneDrive and SharePoint books tell Excel a web address instead."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

_PERSONAL = re.compile(r"https://d\.docs\.live\.net/[^/]+/(?P<rest>.+)", re.IGNORECASE)
_BUSINESS = re.compile(
    r"https://[^/]+-my\.sharepoint\.[^/]+/personal/[^/]+/[^/]+/(?P<rest>.+)", re.IGNORECASE
)
_REGISTRY = r"Software\SyncEngines\Providers\OneDrive"


def is_web(fullname: str) -> bool:
    """Whether Excel shows a web address instead of a path."""
    return "://" in fullname


def local_path(
    fullname: str, environment: Mapping[str, str] | None = None, mounts: Mapping[str, str] | None = None
) -> Path | None:
    """The file on this PC behind `Workbook.FullName`; None where it was never saved, or is not synchronised to this PC.

    `mounts` maps web addresses to folders, as OneDrive keeps them in the registry (default: read from there); where none fits, the
    folders that `environment` names are tried. Only a file that exists is returned.
    """
    if not is_web(fullname):
        path = Path(fullname)
        return path if path.is_file() else None
    environment = os.environ if environment is None else environment
    mounts = _mounts() if mounts is None else mounts
    for candidate in _candidates(fullname, environment, mounts):
        if candidate.is_file():
            return candidate
    return None


def _candidates(url: str, environment: Mapping[str, str], mounts: Mapping[str, str]) -> list[Path]:
    found = []
    for address, folder in sorted(mounts.items(), key=lambda pair: -len(pair[0])):
        if url.lower().startswith(address.lower()):
            found.append(Path(folder) / unquote(url[len(address) :]).lstrip("/"))
    for pattern, names in (
        (_BUSINESS, ("OneDriveCommercial", "OneDrive")),
        (_PERSONAL, ("OneDriveConsumer", "OneDrive")),
    ):
        if match := pattern.match(url):
            found += [
                Path(environment[name]) / unquote(match["rest"]) for name in names if environment.get(name)
            ]
    return found


def _mounts() -> dict[str, str]:
    """Web address -> folder of every library that OneDrive synchronises on this PC."""
    try:
        import winreg
    except ImportError:
        return {}
    return _registered(winreg)


def _registered(winreg: object) -> dict[str, str]:
    found: dict[str, str] = {}
    reg: object = winreg
    try:
        root = reg.OpenKey(reg.HKEY_CURRENT_USER, _REGISTRY)  # type: ignore[attr-defined]
    except OSError:
        return found
    place = 0
    while True:
        try:
            name = reg.EnumKey(root, place)  # type: ignore[attr-defined]
        except OSError:
            return found
        place += 1
        try:
            key = reg.OpenKey(root, name)  # type: ignore[attr-defined]
            address = reg.QueryValueEx(key, "UrlNamespace")[0]  # type: ignore[attr-defined]
            folder = reg.QueryValueEx(key, "MountPoint")[0]  # type: ignore[attr-defined]
        except OSError:
            continue
        found[str(address)] = str(folder)
