"""A 2, but the text denies that something was done."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import argues
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import gaps
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """Clauses that deny a measure."""
    return None if argues(case) else at(gaps.absence(case))


RULE = Rule(
    code="EV021",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、行っていないことが書かれています",
    why="対策完了（2点）は、達成条件と達成基準のすべてを満たす場合の評価です。",
    message="2点を選択されていますが、根拠に『{quote}』とあります。未対応の部分が残る間は、2点の根拠になりません。",
    fix="未対応の部分がある場合は、1点と完了予定時期をご検討ください。達成基準の範囲外であれば、その旨を追記してください。",
    find=find,
    good=(
        Good("台帳にない機器は1台もありません。", "ないのは漏れです。"),
        Good("退職者のIDを止めています。追加作業なし。", "作業が残っていないという意味です。"),
        Good("私物の機器は社内LANに接続できない設定にしている。", "否定の形をした対策です。"),
        Good("組立の検査機は社外のネットにつながっていない。", "つながないことが対策です。"),
        Good("点検で札が1枚見当たらず、その日に鍵を取り替えた。", "点検で見つけ、手当てしています。"),
        Good("見直しの結果、規程の改定はしませんでした。", "見直した結果です。"),
        Good(
            "常駐会社とは契約に守秘の条項を入れています。個人の誓約書までは求めていません。",
            "達成基準はどちらか一方を求めています。",
            criteria="・契約または誓約書で守秘を定めること",
        ),
        Good("全員が受講を終え、未受講者はいない。", "漏れがないという意味です。"),
        Good("未適用の端末が見つかった場合は自動で隔離する。", "手順の中の条件です。"),
    ),
    bad=(
        Bad("規程: あり。教育記録: なし。", "教育記録: なし"),
        Bad("規程は制定したが、教育は行っていない。", "教育は行っていない"),
        Bad("USBの制限はお願いのみで、技術的な制限はかけていません。", "技術的な制限はかけていません"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
