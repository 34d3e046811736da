"""A 2, but something was put off or still waits."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV037",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、先に延ばした部分があるように読めます",
    why="先に延ばした部分や手配中の部分は、済むまで2点の根拠になりません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、まだ済んでいない部分があるように読めます。",
    fix="済んでいない部分がある場合は、1点と完了予定時期をご検討ください。済んでいれば、その時期を追記してください。",
    find=weak_spot("deferred", "ordered"),
    good=(
        Good("相談先の案内を全員に配り、食堂にも置いた。", "案内は素案ではありません。"),
        Good("納期の遅れで2か月延びていたが、2025年3月に全台の入替えを終えた。", "済んでいます。"),
    ),
    bad=(
        Bad("見直しは人手の都合で翌年に持ち越した。", "見直しは人手の都合で翌年に持ち越した"),
        Bad("装置は発注済みで、設置は来月行う。", "装置は発注済みで、設置は来月"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
