"""A 2, but things stand as they were left long ago."""

from __future__ import annotations

from jama_checksheet.evidence.rule import Bad, Good, Rule, weak_spot
from jama_checksheet.model import Kind, Score, Severity

RULE = Rule(
    code="EV033",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、更新されていないように読めます",
    why="作成や導入のあと手入れがされていないと、現状に合った対策とは言えません。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、その後の更新や確認が行われていないように読めます。",
    fix="直近の見直し・更新・確認の時期を追記してください。行っていない場合は、1点と予定時期をご検討ください。",
    find=weak_spot("left_as_is"),
    good=(
        Good("改訂のつど旧版を回収し、細断している。", "旧版は手当てされています。"),
        Good("出しっぱなしの書類は、見回りの人が金庫に移す。", "見つけたときの扱いです。"),
        Good("2019年に制定し、毎年4月に見直している。", "見直しが続いています。"),
        Good("初期設定のままの機器は検収で受け取らない。", "受け取らない決まりです。"),
    ),
    bad=(
        Bad("机に書類を積んだまんまで帰る。", "机に書類を積んだまんまで帰る"),
        Bad("分工場は従来の配線のまま使っています。", "分工場は従来の配線のまま使っています"),
        Bad("巡回の担当が異動し、点検表はそれきりです。", "点検表はそれきりです"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
