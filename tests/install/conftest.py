"""A user's PC as far as files go: the folders that Windows names by environment variables."""

from pathlib import Path

import pytest

from jama_checksheet.install.places import Places, places_of
from jama_checksheet.install.product import addin_bytes


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "Users" / "sato"
    folders = {
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
    }
    for folder in folders.values():
        folder.mkdir(parents=True)
    return {name: str(folder) for name, folder in folders.items()}


@pytest.fixture
def places(environment: dict[str, str]) -> Places:
    return places_of(environment)


@pytest.fixture(scope="session")
def addin() -> bytes:
    return addin_bytes()


@pytest.fixture
def everything(environment: dict[str, str]):
    """All files and folders of the user: path -> content (None for folders)."""
    home = Path(environment["USERPROFILE"])

    def seen() -> dict[str, bytes | None]:
        return {
            str(path.relative_to(home)): path.read_bytes() if path.is_file() else None
            for path in sorted(home.rglob("*"))
        }

    return seen
