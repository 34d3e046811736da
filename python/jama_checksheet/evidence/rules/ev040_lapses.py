"""A 2, but the text tells of lapses, or of a part only."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV040",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、守られていない場合があるように読めます",
    why="決まりがあっても守られていない部分があると、対策完了（2点）の根拠として弱くなります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、守られていない場合や、一部にとどまる部分があるように読めます。",
    fix="その後の手当て（点検・是正など）があれば追記してください。残っている場合は、1点と是正の時期をご検討ください。",
    find=weak_spot("lapses", "half"),
    good=(
        Good("遅れて出す人もいるが、出るまで追うので漏れはない。", "漏れがないという意味です。"),
        Good("点検で見つかった不備は3か月以内に是正し、結果を確認している。", "手当てされています。"),
    ),
    bad=(
        Bad("申請の決まりはあるが、後から知るケースがほとんどです。", "後から知るケースがほとんどです"),
        Bad("半数の部門から回答を得た。", "半数の部門から回答を得た"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
