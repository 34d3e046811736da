"""The Python side of the doctor: interpreter, packages, the library that Excel loads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path

from jama_checksheet.addin.sources import XLWINGS
from jama_checksheet.install.finding import Diagnosis, fine, look, mend

NEEDED = (3, 11)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _importable(module: str) -> bool:
    return util.find_spec(module) is not None


@dataclass(frozen=True, slots=True)
class PythonFacts:
    """What the checks ask of this Python; tests put in other answers."""

    version: tuple[int, int, int] = sys.version_info[:3]
    executable: str = sys.executable
    bits: int = 64 if sys.maxsize > 2**32 else 32
    windows: bool = sys.platform == "win32"
    frozen: bool = bool(getattr(sys, "frozen", False))
    package_version: Callable[[str], str] = field(default=_version)
    importable: Callable[[str], bool] = field(default=_importable)


def check_python(facts: PythonFacts) -> list[Diagnosis]:
    """Interpreter, this package, xlwings, pywin32, xlwings' DLL; in the one-folder program all of it is inside."""
    if facts.frozen:
        return [fine("プログラム", f"{facts.executable}（Python を含みます）")]
    checks = [_interpreter(facts), _package(facts), _xlwings(facts), _pywin32(facts)]
    if facts.windows:
        checks.append(_library(facts))
    return checks


def _interpreter(facts: PythonFacts) -> Diagnosis:
    shown = ".".join(map(str, facts.version))
    told = f"{shown}（{facts.bits}ビット）{facts.executable}"
    if facts.version[:2] < NEEDED:
        return mend("Python", f"{told} は古いため動きません。Python 3.11 以降を入れてください。")
    if "\\WindowsApps\\" in facts.executable:
        return look(
            "Python",
            f"{told} は Microsoft Store 版です。Excel から見つからないときは、python.org の Python をお使いください。",
        )
    return fine("Python", told)


def _package(facts: PythonFacts) -> Diagnosis:
    installed = facts.package_version("jama-checksheet")
    if installed:
        return fine("jama-checksheet", f"{installed} がこの Python に入っています。")
    told = "この Python に入っていません（フォルダーから直接動いています）。pip install でこのツールを入れてください。"
    return mend("jama-checksheet", told) if facts.windows else look("jama-checksheet", told)


def _xlwings(facts: PythonFacts) -> Diagnosis:
    installed = facts.package_version("xlwings")
    command = f"pip install xlwings=={XLWINGS} を実行してください。"
    if not installed:
        return mend("xlwings", f"入っていません。{command}")
    if installed != XLWINGS:
        return mend(
            "xlwings", f"{installed} が入っていますが、アドインは {XLWINGS} に合わせてあります。{command}"
        )
    return fine("xlwings", f"{installed}（アドインと同じ版です）")


def _pywin32(facts: PythonFacts) -> Diagnosis:
    if not facts.windows:
        return look(
            "pywin32",
            "Windows だけで使います。この PC ではコマンドライン（ファイルの操作）をお使いください。",
        )
    if facts.importable("win32com") and facts.importable("pythoncom"):
        return fine("pywin32", f"{facts.package_version('pywin32') or '版は不明'} が入っています。")
    return mend(
        "pywin32", "入っていないか壊れています。pip install --force-reinstall pywin32 を実行してください。"
    )


def _library(facts: PythonFacts) -> Diagnosis:
    """xlwings' VBA looks for it beside the interpreter, then one folder up; buttons work without (worksheet functions do not)."""
    folder = Path(facts.executable).parent
    names = [f"xlwings{bits}-{XLWINGS}.dll" for bits in (32, 64)]
    if all(any((place / name).is_file() for place in (folder, folder.parent)) for name in names):
        return fine("xlwings の DLL", "あります。")
    return look(
        "xlwings の DLL",
        f"{folder} に見つかりません。ボタンは使えますが、ワークシート関数と高速モードは使えません。"
        f"使う場合は pip install --force-reinstall xlwings=={XLWINGS} を実行してください。",
    )
