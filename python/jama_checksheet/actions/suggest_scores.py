"""suggest: for rows with evidence and no score, the score that the text supports. Applied only on demand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

from jama_checksheet.actions.check_evidence import SUGGESTED_TEXT
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.checksheet.sheet import MARK_SUGGESTED
from jama_checksheet.errors import UsageError
from jama_checksheet.evidence.suggest import suggest
from jama_checksheet.model import ItemNo, Score

TITLE = "評価の提案"


def suggestions(bench: Workbench) -> list[dict[str, Any]]:
    """One entry per row with evidence and without a score whose text supports one: `no`, `score`, `quote`."""
    found = []
    for item in bench.sheet.items:
        answer = bench.sheet.answers[item.no]
        if answer.answered or not answer.evidence.strip():
            continue
        score, quote = suggest(answer.evidence, item.condition, item.criteria, bench.as_of)
        if score is not None and score in bench.sheet.words:
            found.append({"no": item.no, "score": str(score), "quote": quote})
    return found


def apply(
    bench: Workbench, found: list[dict[str, Any]], wanted: Collection[ItemNo] | Literal["all"]
) -> list[ItemNo]:
    """Choose the suggested scores, all or those of the wanted numbers, and mark the rows. Returns their numbers.

    Raises UsageError where a wanted number has no suggestion.
    """
    scores = {entry["no"]: Score(entry["score"]) for entry in found}
    if wanted != "all":
        absent = [no for no in wanted if no not in scores]
        if absent:
            raise UsageError(
                f"No.{'、'.join(map(str, absent))} には評価の提案がありません。",
                where=bench.sheet.source,
                remedy="suggest で提案のある番号をご確認ください。",
            )
        scores = {no: score for no, score in scores.items() if no in wanted}
    bench.choose(scores)
    for no, score in scores.items():
        bench.fill(no, mark=MARK_SUGGESTED, points=SUGGESTED_TEXT)
        bench.remember(no, suggested=score)
    return list(scores)


def wanted_numbers(text: str) -> tuple[ItemNo, ...] | Literal["", "all"]:
    """What `--apply` asks for: "all", numbers parted by commas, or "" for none. Raises UsageError."""
    if text in ("", "all"):
        return "all" if text else ""
    numbers = tuple(item_no(part) for part in text.replace("、", ",").split(",") if part.strip())
    known = tuple(number for number in numbers if number is not None)
    if not numbers or len(known) < len(numbers):
        raise UsageError(
            f"--apply の番号「{text}」を読み取れません。", remedy="all または 1,2,9 の形で指定してください。"
        )
    return known


def lines(result: dict[str, Any]) -> list[str]:
    """The result for people."""
    if not result["suggestions"]:
        return ["評価の提案はありません（根拠があって評価が未選択の行が対象です）。"]
    text = [f"根拠から読み取れる評価の提案が{len(result['suggestions'])}件あります。"]
    text += [
        f"  No.{entry['no']} → {Score(entry['score']).label}（「{entry['quote']}」）"
        for entry in result["suggestions"]
    ]
    if result["applied"]:
        text.append(
            f"{len(result['applied'])}件を反映し、「案」の印を付けました。内容のご確認をお願いします。"
        )
    else:
        text.append("反映するときは --apply all または --apply 1,2 のように番号を指定してください。")
    return text
