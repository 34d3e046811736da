"""What users see of the second opinion: a request to look, with the words that moved it."""

from __future__ import annotations

from typing import NamedTuple

from jama_checksheet.model import Kind, Severity


class Look(NamedTuple):
    """The words for one kind; `message` takes {score} and {quote}."""

    kind: Kind
    severity: Severity
    message: str
    fix: str


CODE = "EV091"
TITLE = "念のためご確認ください"
WHY = "はっきりした言葉はないものの、これまでに確認をお願いした回答と似た書き方の箇所です。判断には学習済みの小さなモデルを使っています。"

LOOKS: dict[Kind, Look] = {
    look.kind: look
    for look in (
        Look(
            Kind.OVER,
            Severity.MISMATCH,
            "{score}を選択されていますが、根拠の『{quote}』の部分から、達成基準をすべて満たしているかが読み取りにくくなっています。",
            "満たしていない部分があれば、1点と完了予定時期をご検討ください。満たしていれば、対象範囲や頻度を追記してください。",
        ),
        Look(
            Kind.UNDER,
            Severity.MISMATCH,
            "{score}を選択されていますが、根拠の『{quote}』の部分から、より高い点数に当たる可能性があります。",
            "完了している場合は2点、取り組みが進んでいる場合は1点をご検討ください。残りがあれば、その内容を追記してください。",
        ),
        Look(
            Kind.NA,
            Severity.MISMATCH,
            "{score}を選択されていますが、根拠の『{quote}』の部分から、該当するかどうかが読み取りにくくなっています。",
            "対象が社内にない場合は「該当なし」と理由を、対象がある場合は実施状況に合う点数をご検討ください。",
        ),
        Look(
            Kind.THIN,
            Severity.MISSING,
            "{score}の根拠『{quote}』からは、記入欄が求める内容が読み取りにくくなっています。",
            "2点は規程名・システム名・実施内容、1点は完了予定時期、0点は改善計画、該当なしは理由を追記してください。",
        ),
        Look(
            Kind.STALE,
            Severity.MISMATCH,
            "根拠の『{quote}』の時期が、評価日の時点で過ぎている可能性があります。",
            "完了していれば2点を、遅れていれば新しい完了予定時期をご記入ください。",
        ),
    )
}
