"""Makes the one-folder program: `python addin/frozen/build.py`, on Windows, in an environment with this package and PyInstaller.

The folder dist/jama_checksheet can be copied to PCs without Python. Afterwards the program is asked for its version and for
the whole job on the bundled sample, so that a folder with something missing is noticed here and not on a colleague's PC.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = "jama_checksheet.exe" if sys.platform == "win32" else "jama_checksheet"


def main(arguments: list[str]) -> int:
    """Build into DIST (default: dist at the top of the repository) and try the result."""
    dist = Path(arguments[0]) if arguments else ROOT / "dist"
    program = dist / "jama_checksheet" / PROGRAM
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--distpath", str(dist), "--workpath", work, str(HERE / "jama_checksheet.spec")]
        subprocess.run(command, check=True)
        trials = (["--version"], ["demo", "--out", str(Path(work) / "demo")])
        tried = [subprocess.run([program, *trial], check=False).returncode for trial in trials]
    if any(tried):
        print(f"{program} はできましたが、動作の確認に失敗しました。")
        return 1
    print(f"できました: {program.parent}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
