"""What `install` found and did: enough to put everything back."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


def digest(data: bytes | None) -> str:
    """A fingerprint of a file's content; "" for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """The settings file before us (`None`: there was none) and the fingerprint of what we made of it.

    `values` are the values that we wrote, `folders` the folders that we made, outermost first.
    """

    before: bytes | None
    after: str
    values: Mapping[str, str]
    folders: tuple[str, ...] = field(default=())

    def to_json(self) -> bytes:
        """The record as a file."""
        before = None if self.before is None else base64.b64encode(self.before).decode("ascii")
        fields = {
            "before": before,
            "after": self.after,
            "values": dict(self.values),
            "folders": self.folders,
        }
        return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def read_record(path: Path) -> Record | None:
    """The record of an earlier `install`; None where there is none, or none that can be read."""
    try:
        fields = json.loads(path.read_bytes())
        before = None if fields["before"] is None else base64.b64decode(fields["before"])
        values = {str(key): str(value) for key, value in fields["values"].items()}
        return Record(before, str(fields["after"]), values, tuple(map(str, fields["folders"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file, None where it does not exist. Other trouble is raised."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
