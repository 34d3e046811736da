"""docs/rules.ja.md, written from the rules themselves: `python -m jama_checksheet.evidence.document > docs/rules.ja.md`."""

from __future__ import annotations

import sys

from jama_checksheet.evidence.explain import CODES, explain

_HEAD = """# 確認ポイントのルール一覧

この文書はルールの定義から自動で作られています（`python -m jama_checksheet.evidence.document > docs/rules.ja.md`）。

判断はすべて助言です。自工会・部工会が回答を確認・是正することはなく、点数の最終判断は各社で行います。
"""


def document() -> str:
    """The whole document."""
    parts = [_HEAD]
    for code in CODES:
        title, _, body = explain(code).partition("\n")
        lines = [f"## {title}", ""]
        for line in body.strip().split("\n"):
            lines.append(
                line.replace("  ・", "- ") if line.startswith("  ・") else f"{line}  " if line else ""
            )
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(document())
