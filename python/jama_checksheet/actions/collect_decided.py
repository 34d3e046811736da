"""The decision on one item as a run carries it, and what 社内用_回答履歴 says of it."""

from __future__ import annotations

from dataclasses import dataclass

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT
from jama_checksheet.consolidation import Decision, Result, Rule, Statement
from jama_checksheet.workbook.sheets.history_sheet import CHOSEN, HELD, JOINED, NOT_CHOSEN, SAME


@dataclass(frozen=True)
class Decided:
    """The decision on one item, under which rule it fell, and who leads the item ("" where nobody does).

    `settled` says that a person noted on the lines concerned that the matter is closed.
    """

    decision: Decision
    rule: Rule
    lead: str
    settled: bool = False

    @property
    def open(self) -> bool:
        """Whether a person must still settle it."""
        return self.decision.open and not self.settled

    @property
    def needs_eye(self) -> bool:
        """Whether a person should look at it."""
        return self.decision.needs_eye and not (self.decision.open and self.settled)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The departments whose answers were left out, or may have been taken back."""
        alone = self.lead if self.rule is Rule.LEAD else ""
        return tuple(
            value.department
            for value in self.decision.values
            if (value.touched or value.back) and (not alone or value.department == alone)
        )


def how(found: Decided) -> str:
    """How one answer came of several, for 理由・補足."""
    if found.rule is Rule.LEAD and found.lead:
        return f"集約ルール「{found.rule.label}」：{found.lead}"
    if len(found.decision.values) > 1:
        return f"集約ルール「{Rule.LOWEST.label}」"
    return "記入のない欄は、元の内容を残しました"


KEPT = "配布のあとでチェックシートの回答が変わっているため、書き換えていません。"
FORMULA = "チェックシートの根拠の欄に数式が入っているため、書き換えていません。"
SETTLE = "ご判断がお済みになりましたら、この行の「メモ」にご記入ください。"


def outcome_of(found: Decided, statement: Statement) -> tuple[str, str]:
    """取扱い and 理由 of one received answer."""
    decision, department = found.decision, statement.department
    newest = next((value for value in decision.values if value.department == department), None)
    if newest is not None and newest.moment < statement.moment:
        return NOT_CHOSEN, "配布したときの回答のままのため、同じ部門の、先の回答を残しました。"
    if newest is not None and newest.moment > statement.moment:
        part = (statement.new_score and statement.score is newest.score) or (
            statement.new_evidence and statement.evidence == newest.evidence
        )
        if not part:
            return NOT_CHOSEN, "同じ部門の、より新しい回答があります。"
        return JOINED, "同じ部門の、より新しい回答と合わせました。"
    if found.rule is Rule.LEAD and found.lead and department != found.lead:
        waiting = decision.result is Result.WAITING
        told = "の回答をお待ちしています。" if waiting else "の回答によります。"
        return (HELD if waiting else NOT_CHOSEN), f"集約ルールにより、主担当（{found.lead}）{told}"
    match decision.result:
        case Result.KEPT:
            return HELD, KEPT
        case Result.FORMULA:
            return HELD, FORMULA
        case Result.TOO_LONG:
            return HELD, f"各部門の根拠を合わせると、1つのセルに入る{MAX_CELL_TEXT:,}文字を超えます。"
        case Result.UNCHANGED:
            told = "" if statement.touched else "配布したときの回答から変更はありません。"
            return SAME, told or "チェックシートと同じ内容です。"
    if len(decision.values) > 1 and found.rule is not Rule.LEAD:
        return JOINED, "複数の部門の回答を合わせました。"
    return CHOSEN, ""
