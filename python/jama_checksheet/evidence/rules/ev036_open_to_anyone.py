"""A 2, but a way stays open to anyone, or is shared by many."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV036",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、誰でも触れられる部分があるように読めます",
    why="誰でも触れられる所や共用のIDがあると、制限や追跡が効きません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、制限が効いていない部分があるように読めます。",
    fix="制限の方法を追記してください。制限していない部分が残る場合は、1点と対策の時期をご検討ください。",
    find=weak_spot("open", "shared"),
    good=(
        Good("電話番号の一覧は年度初めに貼り替える。", "連絡先の掲示です。"),
        Good("保守回線は都度つなぐ。常時接続0。", "開いたままの回線がないという意味です。"),
        Good("誰でも開ける共有フォルダは2024年に廃止した。", "もうありません。"),
    ),
    bad=(
        Bad("現場の端末は電源を入れれば誰でもすぐ使えます。", "現場の端末は電源を入れれば誰でもすぐ使えます"),
        Bad(
            "サーバーの管理者IDは3人で同じパスワードを使う。", "サーバーの管理者IDは3人で同じパスワードを使う"
        ),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
