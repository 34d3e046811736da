"""What collect tells: as the JSON document of the command line, and for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jama_checksheet.actions.collect_decided import FORMULA, KEPT, Decided
from jama_checksheet.actions.collect_departments import blanks, elsewhere, waiting
from jama_checksheet.actions.collect_files import Sorted
from jama_checksheet.checksheet.recognise import item_no
from jama_checksheet.checksheet.wording import and_more
from jama_checksheet.consolidation import Result, Rule
from jama_checksheet.delivery.manifest import Manifest
from jama_checksheet.model import Answer, Score
from jama_checksheet.workbook.sheets.history_lines import NAME, QUESTIONS, History, key_mark

_SHOWN = 12
_NUMBERS = 20
_WHY = {
    Result.KEPT: KEPT,
    Result.FORMULA: FORMULA,
    Result.TOO_LONG: "各部門の根拠を合わせると1つのセルに入らないため、書き換えていません。",
}
_DIFFER = "部門によって評価が異なります。"
_EYE = ("conflicts", "quarantined", "missing", "questions", "absent", "blank", "passed_over")


@dataclass(frozen=True, slots=True)
class RuleTold:
    """The rule of this run, that of the last one ("" where there was none), and the items that get another answer by the new one."""

    used: Rule
    before: str
    changed: tuple[str, ...]


def to_json(
    decided: Mapping[str, Decided], files: Sorted, manifest: Manifest, history: History, rule: RuleTold
) -> dict[str, Any]:
    """`merged` and `unchanged` numbers, `conflicts`, `quarantined`, `missing`, `untouched`, `returned`, `questions`, `absent`,
    `waiting`, `blank`, `passed_over`, `rule`.
    """
    numbers = {no: item_no(no) for no in decided}
    merged = [numbers[no] for no, found in decided.items() if found.decision.result is Result.MERGED]
    conflicts = [_conflict(numbers[no], found) for no, found in decided.items() if found.needs_eye]
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
                "changed": file.returned.changed,
            }
            for file in files.received
        ],
        "questions": _questions(history, manifest),
        "absent": elsewhere(manifest, history),
        "waiting": waiting(decided, history),
        "blank": blanks(decided, files, manifest, history),
        "passed_over": files.passed_over,
        "rule": {
            "used": str(rule.used),
            "before": rule.before or None,
            "changed": [item_no(no) for no in rule.changed],
        },
    }


def needs_eye(result: Mapping[str, Any]) -> bool:
    """Whether a person should look at what collecting found."""
    late = any(entry["returned"] for entry in result["waiting"])
    return late or bool(result["rule"]["changed"]) or any(result[key] for key in _EYE)


def _conflict(no: int | str | None, found: Decided) -> dict[str, Any]:
    decision = found.decision
    values = []
    for value in decision.values:
        values.append({"department": value.department, **_answer(Answer(value.score, value.evidence))})
        if value.back and value.department in decision.doubted:
            values.append({"department": value.department, **_answer(value.back)})
    return {
        "no": no,
        "chosen": {"department": "、".join(decision.chosen), **_answer(decision.answer)},
        "values": values,
        "reason": " ".join(_reasons(found)),
    }


def _reasons(found: Decided) -> Iterator[str]:
    decision = found.decision
    if decision.result in _WHY:
        yield _WHY[decision.result]
    elif decision.differ:
        yield _DIFFER
    if decision.doubted and not found.settled:
        names = "、".join(decision.doubted)
        yield (
            f"{names}の新しいファイルでは、配布したときの回答のままです。"
            "取り消しかどうか分からないため、先に届いた回答を残しています。"
        )


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


def lines(result: Mapping[str, Any]) -> list[str]:
    """The result for people: what was taken, then what needs their eye. Texts of answers stay in the workbook."""
    text = [f"{len(result['returned'])}件のファイルを取り込みました。"]
    text += [f"  {department_of(entry)}（{entry['file']}）" for entry in result["returned"]]
    merged = result["merged"]
    text.append(
        f"チェックシートの{len(merged)}項目に反映しました{numbers_of(merged)}。"
        if merged
        else "チェックシートの回答に変更はありません。"
    )
    text += rule_lines(result["rule"])
    text += open_points(result, _SHOWN, "（--json ですべて表示します）")
    if result["missing"]:
        text.append(missing_line(result["missing"]))
    return text


def department_of(entry: Mapping[str, Any]) -> str:
    """One returned file: who answered how much."""
    told = "" if entry["changed"] else "、変更なし"
    return f"{entry['department']} {entry['answered']}／{entry['items']}項目{told}"


def missing_line(missing: Sequence[str]) -> str:
    """Who has not answered yet."""
    return f"まだ回答のない部門（{len(missing)}部門）: {'、'.join(missing)}"


def rule_lines(rule: Mapping[str, Any]) -> list[str]:
    """That another rule than last time changes answers that were put together."""
    if not rule["changed"]:
        return []
    before, used = (Rule(rule[key]).label for key in ("before", "used"))
    return [
        f"集約ルールが前回の「{before}」から「{used}」に変わったため、"
        f"{len(rule['changed'])}項目の内容が変わります{numbers_of(rule['changed'])}。"
    ]


def open_points(result: Mapping[str, Any], shown: int, more: str = "") -> list[str]:
    """What needs a person, `shown` entries of each kind; `more` says where the others stand."""
    text = []

    def listed(entries: Sequence[Any], told: Iterable[str]) -> None:
        text.extend(list(told)[:shown])
        if len(entries) > shown:
            text.append(f" {and_more(entries, shown)}{more}")

    if conflicts := result["conflicts"]:
        text.append(
            f"ご判断いただきたい項目が{len(conflicts)}件あります（「{NAME}」シートに残します。"
            "保留の項目は、お済みになりましたらその行の「メモ」にご記入ください）。"
        )
        listed(conflicts, map(conflict_line, conflicts))
    if kept := result["quarantined"]:
        text.append(f"反映しないファイルや行が{len(kept)}件あります。")
        listed(kept, (f"  {place_of(entry)}: {entry['reason']}" for entry in kept))
    if absent := result["absent"]:
        text += [
            f"以前取り込んだ {entry['file']}（{entry['department']}）の回答が、このチェックシートにありません。"
            for entry in absent[:shown]
        ]
        listed(absent, ())
        text.append(
            "  そのとき取り込んだ先のチェックシートを指定するか、これらのファイルも一緒に取り込んでください。"
        )
    for entry in result["waiting"][:shown]:
        told = "ファイルに、この項目の回答がありません" if entry["returned"] else "回答をお待ちしています"
        text.append(
            f"No.{entry['no']} は主担当（{entry['lead']}）の{told}。ほかの部門の回答は履歴に残しました。"
        )
    listed(result["waiting"], ())
    for entry in result["blank"][:shown]:
        text.append(
            f"{entry['department']} の空欄の項目: {len(entry['items'])}件{numbers_of(entry['items'])}"
        )
    listed(result["blank"], ())
    if over := result["passed_over"]:
        text.append(f"読み取らなかったファイルやフォルダーが{len(over)}件あります。")
        listed(over, (f"  {entry['file']}: {entry['reason']}" for entry in over))
    if names := result["untouched"]:
        text.append(
            f"配布したときのままのファイルは、取り込んでいません: {'、'.join(names[:shown])}{and_more(names, shown)}"
        )
    if result["questions"]:
        text.append(
            f"部門からの質問・連絡が{len(result['questions'])}件あります（「{NAME}」シートの「{QUESTIONS}」をご覧ください）。"
        )
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
    return f"（No.{'、'.join(map(str, numbers[:_NUMBERS]))}{and_more(numbers, _NUMBERS)}）"
