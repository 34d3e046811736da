"""Where the frozen program starts: a button of Excel (xlwings' RunFrozenPython), else the command line.

RunFrozenPython calls `jama_checksheet.exe FUNCTION --wb=… --from_xl=1 --app=… --hwnd=…`; xlwings itself reads these arguments
to find the calling workbook. Only functions of the ribbon's table are called by name.
"""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Run one ribbon function or one command. Returns the exit status; Excel shows what stands on stderr where it is not 0."""
    if not any(argument.startswith("--from_xl") for argument in arguments):
        from jama_checksheet.cli import main as command_line

        return command_line(arguments)
    from jama_checksheet.ribbon_table import COMMANDS

    name = arguments[0]
    if name not in {command.function for command in COMMANDS if command.function}:
        sys.stderr.write(f"この版のプログラムに、ボタンの機能「{name}」はありません。\n")
        return 2
    from jama_checksheet import ribbon

    getattr(ribbon, name)()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
