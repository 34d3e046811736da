"""A 2, but the text explains why something is not done."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV038",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、できない事情が書かれているように読めます",
    why="事情があっても、達成基準を満たしていない部分が残る間は対策中（1点）にあたります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、できていない部分の事情のように読めます。",
    fix="満たしていない部分がある場合は、1点と対策の予定をご検討ください。代わりの手当てがある場合は、その内容を追記してください。",
    find=weak_spot("excused"),
    good=(
        Good("監査で直すように言われた箇所は翌月に直した。", "指摘への手当てです。"),
        Good("当初は不便との声もありましたが、今では皆慣れています。", "過去の声です。"),
        Good(
            "更新できない検査機は社内LANから切り離し、例外台帳で承認している。", "代わりの手当てがあります。"
        ),
    ),
    bad=(
        Bad(
            "開発部は業務の都合から管理者権限で使っています。",
            "開発部は業務の都合から管理者権限で使っています",
        ),
        Bad("規程はあるが、実際には守る余裕がありません。", "実際には守る余裕がありません"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
