"""A 2, but a length or a period stays below the one asked."""

from __future__ import annotations

from collections.abc import Iterator

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.criteria import Threshold, threshold
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

_GIVEN = Phrase(
    r"(?P<n>\d+)\s?(?P<unit>文字|桁|日|(?:か|ヶ|カ|ケ|箇)月|年|世代)(?:分|間)?(?P<way>以上|保[管存]|残|で(?:強制|運用|自動)|(?:の)?ログ|を?(?:強制|必須|保持))"
)


_KEPT = Phrase(r"保[存管](?:期間|日数|年数)")
_KEPT_FOR = Phrase(r"(?P<n>\d+)\s?(?P<unit>日|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|分)?(?P<way>(?=[\s、。()・,]|$))")
_ALWAYS = Phrase(r"24時間365日|24時間(?!以内)|365日|昼夜")
_BY_DAY = Phrase(
    r"(?:平日|営業日|日中|営業時間|勤務時間|就業時間)(?:の?(?:み|だけ|日中|時間内|内|昼))|平日\s?\d{1,2}[:時]|(?:夜間|休日|土日|時間外)[^。]{0,24}(?:翌(?:営業日|朝|日)|対象外|不在|いない|見て(?:い|お)ない|月曜)"
)


def _given(text: str) -> Iterator[tuple[Threshold, Span]]:
    for match in _GIVEN.finditer(text):
        yield threshold(match), Span(match.start(), match.end(), match.group())


def find(case: Case) -> Iterator[Hit]:
    """A stated value below a lower bound of the same unit in 達成基準."""
    for asked in case.demands.thresholds:
        given = [(t, span) for t, span in _given(case.text) if t.unit == asked.unit]
        if asked.at_least and asked.unit == "日" and _KEPT.search(case.text):
            for kept in _KEPT_FOR.finditer(case.text):
                if threshold(kept).value < asked.value * 0.95:
                    yield Hit(Span(kept.start(), kept.end(), kept.group()))
        if asked.at_least and given and all(t.value < asked.value * 0.95 for t, _ in given):
            yield Hit(given[0][1])
    if _ALWAYS.search(case.demands.text) and (match := _BY_DAY.search(case.text)):
        yield Hit(case.around(Span(match.start(), match.end(), match.group())))


RULE = Rule(
    code="EV031",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、数値が達成基準に届いていません",
    why="達成基準に示された長さや期間も、対策完了（2点）の条件です。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、達成基準の値に届いていないように読めます。",
    fix="設定値をご確認ください。基準に届いていない場合は、1点と見直しの時期をご検討ください。",
    find=find,
    good=(
        Good("昼夜とも外部のSOCが監視。", "時間の限りがありません。", criteria="・24時間365日監視すること"),
        Good("ログを400日保管している。", "基準を上回っています。", criteria="・ログを180日以上保管すること"),
    ),
    bad=(
        Bad("監視は平日9:00-17:30。", "監視は平日9:00-17:30", criteria="・24時間365日監視すること"),
        Bad("保存期間\n・認証 30日\n・境界 2年", "30日", criteria="・保存期間1年以上"),
        Bad("パスワードは8桁以上をシステムで強制。", "8桁以上", criteria="・12文字以上とすること"),
        Bad("ログは60日分残る設定。", "60日分残", criteria="・記録を6か月以上残すこと"),
    ),
    suggested=Score.UNDER_WAY,
    weak=True,
)
