"""A 2 without the name of any measure, rule, system or practice."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.completeness import repeats_the_item
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals import vagueness
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Words of assurance in a text that names nothing concrete."""
    if repeats_the_item(case) or (
        case.text
        and not case.names_measure
        and (vagueness.praise(case.text) or vagueness.refers_elsewhere(case.text))
    ):
        return Hit(case.whole)
    return None


RULE = Rule(
    code="EV063",
    kind=Kind.THIN,
    severity=Severity.MISSING,
    scores=(Score.DONE,),
    title="対策の名前が書かれていません",
    why="対策完了（2点）の根拠には、規程名・導入システム・実施内容が求められています。",
    message="2点の根拠が『{quote}』で、規程名・システム名・実施内容が読み取れません。",
    fix="規程名、導入システム、実施内容のいずれかと、その時期を追記してください。",
    find=find,
    good=(Good("サーバー室は常時施錠。", "対策が書かれています。"),),
    bad=(
        Bad(
            "必要な教育は適切に行っています。",
            "必要な教育は適切に行っています。",
            criteria="・教育をすること",
        ),
        Bad("十分な水準を保てているものと考えております。", "十分な水準を保てているものと考えております。"),
    ),
    weak=True,
)
