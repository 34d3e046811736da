"""A blank of the starter text was left unfilled."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import vagueness
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Empty 〔　〕."""
    blanks = vagueness.blanks(case.text)
    return Hit(blanks[0]) if blanks else None


RULE = Rule(
    code="EV067",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.DONE, Score.UNDER_WAY, Score.NOT_DONE, Score.NOT_APPLICABLE),
    title="ひな形の空欄が残っています",
    why="ひな形の空欄が残ったままでは、根拠として読めません。",
    message="根拠にひな形の空欄『{quote}』が残っています。",
    fix="空欄に自社の内容を記入してください。",
    find=find,
    good=(Good("サーバー室〔本社2階〕は常時施錠", "記入済みの括弧です。"),),
    bad=(Bad("『〔　〕規程』を〔　〕年に制定済み", "〔　〕"),),
)
