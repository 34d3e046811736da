"""Where things belong on the PC of a user. Excel for Windows names the folders by environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jama_checksheet.addin.products import ADDIN_FILE
from jama_checksheet.errors import UsageError


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one user: the add-in in Excel's start folder, xlwings' settings, and what we keep ourselves."""

    xlstart: Path
    settings: Path
    state: Path

    @property
    def addin(self) -> Path:
        """The add-in as Excel loads it."""
        return self.xlstart / ADDIN_FILE

    @property
    def record(self) -> Path:
        """What `install` did, so that `uninstall` can take it back."""
        return self.state / "install.json"


def places_of(environment: Mapping[str, str]) -> Places:
    """The places by %APPDATA%, %USERPROFILE% and %LOCALAPPDATA%. Raises UsageError where these are absent: no Windows.

    XLSTART is where Excel loads add-ins from at its start; xlwings' VBA module reads %USERPROFILE%\\.xlwings\\xlwings.conf.
    """
    roaming, home = environment.get("APPDATA", ""), environment.get("USERPROFILE", "")
    if not (roaming and home):
        raise UsageError(
            "アドインの設定は Windows 版の Excel がある PC で行います。この PC では行えません。",
            remedy="コマンドラインの操作（check、run、submit など）は、この PC でもそのまま使えます。",
        )
    local = environment.get("LOCALAPPDATA") or str(Path(home) / "AppData" / "Local")
    return Places(
        xlstart=Path(roaming) / "Microsoft" / "Excel" / "XLSTART",
        settings=Path(home) / ".xlwings" / "xlwings.conf",
        state=Path(local) / "jama-checksheet",
    )
