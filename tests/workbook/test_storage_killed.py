"""A process that is killed while it writes leaves the old file whole, or the new one: never a mixture, never a part."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

SIZE = 8 * 1024 * 1024
KILLS = 25
SOURCE = str(Path(__file__).parents[2] / "python")
WRITER = f"""
import itertools, sys
from pathlib import Path
from jama_checksheet.workbook.storage import write_atomically
print("ready", flush=True)
for letter in itertools.cycle(b"AB"):
    write_atomically(Path(sys.argv[1]), bytes([letter]) * {SIZE})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_killed_at_many_moments(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(b"O" * SIZE)
    chance = random.Random(20251120)
    found, left_over = [], 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            env={**os.environ, "PYTHONPATH": SOURCE},
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        process.communicate()
        content = path.read_bytes()
        assert len(content) == SIZE
        assert content.count(content[:1]) == SIZE
        found.append(content[:1])
        leftovers = [entry for entry in tmp_path.iterdir() if entry != path]
        left_over += bool(leftovers)
        for entry in leftovers:
            entry.unlink()
    assert len(set(found)) > 1, "nothing was ever written"
    assert left_over, "no kill struck in the middle of writing"
