"""The points to confirm as CSV for Excel: UTF-8 with BOM, no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jama_checksheet.model import Kind, Score, Severity

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: dict[str, str] = {
    "no": "No.",
    "row": "行",
    "kind": "確認の種類",
    "severity": "区分",
    "code": "規則",
    "title": "表題",
    "message": "確認内容",
    "quote": "根拠の該当箇所",
    "advice": "ご提案",
    "suggested_score": "考えられる評価",
}
_SEVERITIES = {Severity.MISMATCH: "点数の確認", Severity.MISSING: "追記のお願い", Severity.ADVICE: "参考"}


def harmless(value: object) -> str:
    """The text of a cell; with a leading apostrophe where it would start a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def to_csv(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A whole CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(text) for text in header])
    writer.writerows([harmless(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def findings_csv(findings: Iterable[Mapping[str, Any]]) -> bytes:
    """The findings of `check` as CSV, in the words that users see."""
    return to_csv(tuple(COLUMNS.values()), (tuple(_words(finding).values()) for finding in findings))


def _words(finding: Mapping[str, Any]) -> dict[str, object]:
    line = {key: finding[key] for key in COLUMNS}
    line["kind"] = Kind(finding["kind"]).label
    line["severity"] = _SEVERITIES[Severity(finding["severity"])]
    if finding["suggested_score"] is not None:
        line["suggested_score"] = Score(finding["suggested_score"]).label
    return line
