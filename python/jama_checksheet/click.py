"""A click as a program of its own: `python -m jama_checksheet.click FUNCTION --wb=… --from_xl=1 --app=… --hwnd=…`.

xlwings' RunPython imports xlwings, and with it pandas where that is installed, before it comes to our code. Started this way
(RunFrozenPython with the interpreter as its program), nothing is imported but what the button needs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one function of the ribbon. Returns the exit status; Excel shows what stands on stderr where it is not 0."""
    from jama_checksheet.ribbon_table import COMMANDS

    name = next((argument for argument in arguments if not argument.startswith("--")), "")
    if name not in {command.function for command in COMMANDS if command.function}:
        sys.stderr.write(f"この版のプログラムに、ボタンの機能「{name}」はありません。\n")
        return 2
    from jama_checksheet import ribbon

    getattr(ribbon, name)()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
