"""What must hold in every package that we write. Excel repairs or refuses a file that breaks one of these.

The schema check of other tools misses most of them (indices, doubles, overlaps), so they are checked here, on the parsed parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.invariants.book import check_book
from jama_checksheet.workbook.invariants.drawings import check_drawings
from jama_checksheet.workbook.invariants.parts import broken_parts, check_parts
from jama_checksheet.workbook.invariants.sheets import check_sheets
from jama_checksheet.workbook.invariants.styles import check_styles
from jama_checksheet.workbook.package import DamagedPartError, Package

__all__ = ["check_package", "guard"]


def check_package(package: Package) -> list[str]:
    """Everything that does not hold, each as one line with its part; empty for a sound package."""
    found = broken_parts(package)
    try:
        for check in (check_parts, check_book, check_styles, check_sheets, check_drawings):
            found += check(package)
    except DamagedPartError as error:
        # A part that the others hang on cannot be read; it is among the broken ones already.
        found.append(error.one_line())
    except KeyError:
        found.append("ブックの本体がありません")
    return found


def guard(package: Package, before: list[str] | Callable[[], list[str]]) -> None:
    """Raise where the package breaks something that the input did not break.

    `before` are the input's findings, or a function that finds them: it is only called where the result has any.
    """
    now = check_package(package)
    if not now:
        return
    fresh = Counter(now) - Counter(before() if callable(before) else before)
    if fresh:
        first = "、".join(list(fresh)[:3])
        raise CheckSheetError(
            f"書き換えた結果が内部の検査に通らなかったため、保存を中止しました（{first}）。",
            remedy="元のファイルは変わっていません。お手数ですが、この表示を開発元にお知らせください。",
        )
