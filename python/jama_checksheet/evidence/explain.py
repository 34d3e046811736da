"""A rule in words, from its own fields: for `explain EV021` and for docs/rules.ja.md."""

from __future__ import annotations

from jama_checksheet.evidence import cross_row, second_look
from jama_checksheet.evidence.rule import Rule
from jama_checksheet.evidence.rules import ALL
from jama_checksheet.model import Severity

_SEVERITY = {
    Severity.MISMATCH: "確認ポイント（点数と根拠が合っていない可能性）",
    Severity.MISSING: "確認ポイント（記入欄が求める内容の不足）",
    Severity.ADVICE: "ご参考（確認ポイントには数えません）",
}

CODES: tuple[str, ...] = (
    tuple(rule.code for rule in ALL) + tuple(advice.code for advice in cross_row.ALL) + (second_look.CODE,)
)
"""Every code that a finding can carry, in display order."""


def _score_words(rule: Rule) -> str:
    return "、".join(score.label for score in rule.scores)


def _example(text: str) -> str:
    return text.replace("\n", " / ") or "（空欄）"


def _rule(rule: Rule) -> list[str]:
    return [
        f"{rule.code} {rule.title}",
        "",
        f"種別: {rule.kind.label}／{_SEVERITY[rule.severity]}",
        f"対象の評価: {_score_words(rule)}",
        f"理由: {rule.why}",
        f"書き方: {rule.fix}",
        "",
        "確認をお願いする例:",
        *(
            f"  ・{_example(bad.text)}" + (f"（着目する言葉: {bad.points_at}）" if bad.points_at else "")
            for bad in rule.bad
        ),
        "そのままでよい例:",
        *(f"  ・{_example(good.text)}（{good.why}）" for good in rule.good),
    ]


def _advice(advice: cross_row.Advice) -> list[str]:
    return [
        f"{advice.code} {advice.title}",
        "",
        f"種別: {advice.kind.label}／{_SEVERITY[Severity.ADVICE]}",
        "対象の評価: シート全体を見て判断します",
        f"理由: {advice.why}",
        f"書き方: {advice.fix.format(others='（番号）')}",
    ]


def _second_look() -> list[str]:
    return [
        f"{second_look.CODE} {second_look.TITLE}",
        "",
        "種別: 内容により異なります／確認ポイント",
        "対象の評価: 対策完了（2点）、対策中（1点）、未実施（0点）、該当なし",
        f"理由: {second_look.WHY}",
        "書き方:",
        *(f"  ・{look.kind.label}: {look.fix}" for look in second_look.LOOKS.values()),
    ]


def explain(code: str) -> str:
    """The rule `code` (EV001, also ev001) in Japanese. Raises `KeyError` for a code that no rule carries."""
    wanted = code.strip().upper()
    for rule in ALL:
        if rule.code == wanted:
            return "\n".join(_rule(rule))
    for advice in cross_row.ALL:
        if advice.code == wanted:
            return "\n".join(_advice(advice))
    if wanted == second_look.CODE:
        return "\n".join(_second_look())
    raise KeyError(code)
