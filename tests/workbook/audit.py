"""openxml-audit: an independent check against the Open XML schemas."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def audit(file: Path) -> tuple[int, list[object]]:
    """Exit status and findings of the Open XML schema check."""
    command = [sys.executable, "-m", "openxml_audit", str(file), "-o", "json", "-m", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, [finding for report in json.loads(done.stdout) for finding in report["errors"]]
