"""What collect tells: as the JSON document of the command line, and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jama_checksheet.actions.collect_files import Sorted
from jama_checksheet.actions.collect_history import Decided
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.consolidation import Result
from jama_checksheet.delivery.manifest import Manifest
from jama_checksheet.model import Answer, Score
from jama_checksheet.workbook.sheets.history_lines import NAME, QUESTIONS, History, key_mark

_SHOWN = 12
_WHY = {
    Result.KEPT: "配布のあとでチェックシートの回答が変わっているため、書き換えていません。",
    Result.TOO_LONG: "各部門の根拠を合わせると1つのセルに入らないため、書き換えていません。",
}


def to_json(
    decided: Mapping[str, Decided], files: Sorted, manifest: Manifest, history: History
) -> dict[str, Any]:
    """`merged` and `unchanged` numbers, `conflicts`, `quarantined`, `missing`, `untouched`, `returned`, `questions`."""
    numbers = {no: item_no(no) for no in decided}
    merged = [numbers[no] for no, found in decided.items() if found.decision.result is Result.MERGED]
    conflicts = [_conflict(numbers[no], found) for no, found in decided.items() if found.decision.needs_eye]
    apart = {conflict["no"] for conflict in conflicts}
    unchanged = [no for no in numbers.values() if no not in merged and no not in apart]
    return {
        "merged": merged,
        "unchanged": unchanged,
        "conflicts": conflicts,
        "quarantined": files.quarantined,
        "missing": [name for name in history.asked if name not in history.returned],
        "untouched": files.untouched,
        "returned": [
            {
                "department": file.part.department,
                "file": file.returned.name,
                "items": len(file.part.items),
                "answered": file.answers,
            }
            for file in files.received
        ],
        "questions": _questions(history, manifest),
    }


def _conflict(no: int | str | None, found: Decided) -> dict[str, Any]:
    decision = found.decision
    return {
        "no": no,
        "chosen": {"department": "、".join(decision.chosen), **_answer(decision.answer)},
        "values": [
            {"department": value.department, **_answer(Answer(value.score, value.evidence))}
            for value in decision.values
        ],
        "reason": _WHY.get(decision.result, "部門によって評価が異なります。"),
    }


def _answer(answer: Answer) -> dict[str, str]:
    return {"score": str(answer.score), "evidence": answer.evidence}


def _questions(history: History, manifest: Manifest) -> list[dict[str, Any]]:
    """Questions of this distribution that nobody has marked as answered."""
    return [
        {
            "no": item_no(line.text("no")),
            "department": line.text("department"),
            "person": line.text("person"),
            "place": line.text("score"),
            "text": line.text("evidence"),
            "file": line.text("file"),
        }
        for line in history.questions
        if line.mark and line.mark.key == key_mark(manifest.key) and not line.text("outcome").strip()
    ]


def lines(result: Mapping[str, Any], files: Sorted) -> list[str]:
    """The result for people: what was taken, then what needs their eye. Texts of answers stay in the workbook."""
    text = [f"{len(files.received)}件のファイルを取り込みました。"]
    text += [
        f"  {entry['department']}: {entry['answered']}／{entry['items']}項目（{entry['file']}）"
        for entry in result["returned"]
    ]
    merged = result["merged"]
    text.append(
        f"チェックシートの{len(merged)}項目に反映しました{numbers_of(merged)}。"
        if merged
        else "チェックシートの回答に変更はありません。"
    )
    if result["conflicts"]:
        text.append(f"ご判断いただきたい項目が{len(result['conflicts'])}件あります。")
        text += [conflict_line(conflict) for conflict in result["conflicts"][:_SHOWN]]
        text += _more(result["conflicts"])
    if result["quarantined"]:
        text.append(f"反映していないファイルや行が{len(result['quarantined'])}件あります。")
        text += [f"  {place_of(entry)}: {entry['reason']}" for entry in result["quarantined"][:_SHOWN]]
        text += _more(result["quarantined"])
    if files.untouched:
        text.append(
            f"配布したときのままのファイルは、取り込んでいません: {'、'.join(files.untouched[:_SHOWN])}"
        )
    if result["questions"]:
        text.append(
            f"部門からの質問・連絡が{len(result['questions'])}件あります（「{NAME}」シートの「{QUESTIONS}」をご覧ください）。"
        )
    if result["missing"]:
        text.append(f"まだ回答のない部門（{len(result['missing'])}部門）: {'、'.join(result['missing'])}")
    return text


def conflict_line(conflict: Mapping[str, Any]) -> str:
    """One conflict: who says what, and what stands in the check sheet."""
    values = "、".join(f"{value['department']} {_label(value)}" for value in conflict["values"])
    return f"  No.{conflict['no']}: {values} → チェックシートは {_label(conflict['chosen'])}。{conflict['reason']}"


def _label(value: Mapping[str, Any]) -> str:
    return Score(value["score"]).label


def place_of(entry: Mapping[str, Any]) -> str:
    """Where something was left out: the file, and the row where it is about one."""
    return f"{entry['file']} {entry['row']}行目" if entry["row"] else str(entry["file"])


def numbers_of(numbers: Sequence[Any]) -> str:
    """Item numbers in brackets, the first twenty of them."""
    more = f" ほか{len(numbers) - 20}件" if len(numbers) > 20 else ""
    return f"（No.{'、'.join(map(str, numbers[:20]))}{more}）"


def _more(entries: Sequence[Any]) -> list[str]:
    rest = len(entries) - _SHOWN
    return [f"  ほか{rest}件（--json ですべて表示します）"] if rest > 0 else []
