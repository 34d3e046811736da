"""A 2, but the frequency given is lower than the one asked."""

from __future__ import annotations

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.model import Kind, Score, Severity


def find(case: Case) -> Hit | None:
    """The highest frequency in the text stays below the lowest one asked."""
    if not case.rates:
        return None
    asked = [per_year for per_year in case.demands.per_year if per_year <= 365]
    best = max(case.rates, key=lambda rate: rate.per_year)
    return Hit(best.span) if asked and best.per_year < min(asked) else None


RULE = Rule(
    code="EV029",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、頻度が達成基準に届いていません",
    why="達成基準の頻度も、対策完了（2点）の条件です。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、達成基準の求める頻度に届いていないように読めます。",
    fix="達成基準の頻度で実施していれば、その頻度を追記してください。届いていない場合は、1点と見直しの時期をご検討ください。",
    find=find,
    good=(
        Good("毎年4月と10月に役員会へ報告しています。", "年2回です。", criteria="【頻度】\n・2回以上/年"),
        Good("訓練を年2回実施。", "基準を上回っています。", criteria="【頻度】\n・年1回以上"),
        Good(
            "毎日バックアップを取り、復元は年1回試す。",
            "基準の頻度を満たすものがあります。",
            criteria="【頻度】\n・日に1回以上",
        ),
    ),
    bad=(
        Bad("評価は3年周期で行う。", "3年周期", criteria="【頻度】\n・年1回以上"),
        Bad("外部診断は年1回。", "年1回", criteria="【頻度】\n・1回以上/四半期"),
        Bad("訓練は2年に1回開催している。", "2年に1回", criteria="【頻度】\n・年1回以上"),
        Bad("月1回、控えを取っている。", "月1回", criteria="【頻度】\n・週1回以上"),
    ),
    suggested=Score.UNDER_WAY,
)
