"""A 2, but it is done only when something happens to prompt it."""

from __future__ import annotations

from collections.abc import Iterator

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Iterator[Hit]:
    """Turns of speech for no fixed rhythm."""
    for family, span in case.weak_spots:
        if family == "occasional":
            yield Hit(case.around(span))


RULE = Rule(
    code="EV035",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、実施の時期が決まっていないように読めます",
    why="気付いたときだけの対応は、実施の漏れが起きやすくなります。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、定めた頻度や期限で行っていないように読めます。",
    fix="実施の頻度や期限が決まっていれば追記してください。決まっていない場合は、1点と決める時期をご検討ください。",
    find=find,
    good=(Good("毎月1日に権限を確認し、不要なIDを削除する。", "時期が決まっています。"),),
    bad=(
        Bad("退職者のIDは気付いたときに消しています。", "退職者のIDは気付いたときに消しています"),
        Bad("注意喚起は不定期に行っている。", "注意喚起は不定期に行っている"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
