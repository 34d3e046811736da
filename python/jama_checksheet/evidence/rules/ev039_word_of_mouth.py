"""A 2, but it rests on word of mouth, a poster, a request."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity

_POSTED = Phrase(r"貼(?:っ|り出|り付)|掲示|配(?:った|って|布)|署名|受領印|回覧")
"""What is told in the morning and also put in writing is no mere word of mouth."""


def find(case: Case) -> Hit | None:
    """Turns of speech for asking and telling."""
    spots = [span for family, span in case.weak_spots if family == "spoken"]
    for span in spots:
        if not (span.words.startswith("朝礼") and _POSTED.search(case.text)):
            return Hit(case.around(span))
    return None


RULE = Rule(
    code="EV039",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、口頭やお願いにとどまるように読めます",
    why="口頭の注意やお願いだけでは、決まりや仕組みがあることを説明できません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、口頭やお願いにとどまるように読めます。",
    fix="文書や仕組みがあれば追記してください。なければ、1点と整備の時期をご検討ください。",
    find=find,
    good=(
        Good("持ち込みの禁止は朝礼で話し、更衣室にも掲示した。", "書いたものがあります。"),
        Good("外部の会社に24時間の監視をお願いしています。", "委託の丁寧な言い方です。"),
        Good("規程を制定し、改正時は全員に配布して受領印をもらう。", "文書と記録があります。"),
    ),
    bad=(
        Bad("USBは使わないよう各自にお願いしている。", "USBは使わないよう各自にお願いしている"),
        Bad("図面の扱いは朝礼で口頭注意している。", "図面の扱いは朝礼で口頭注意している"),
        Bad("古くからの取引先とは口約束で続けている。", "古くからの取引先とは口約束で続けている"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
