"""A 2, but a length or a period stays below the one asked, or what was done took longer than allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.criteria import DAYS, MINUTES, Threshold, threshold
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.model import Kind, Score, Severity

_GIVEN = Phrase(
    r"(?P<n>\d{1,9})\s?(?P<unit>文字|桁|日|(?:か|ヶ|カ|ケ|箇)月|年|世代)(?:分|間)?(?P<way>以上|保[管存]|残|で(?:強制|運用|自動)|(?:の)?ログ|を?(?:強制|必須|保持))"
)


_KEPT = Phrase(r"保[存管](?:期間|日数|年数)")
_KEPT_FOR = Phrase(
    r"(?P<n>\d{1,9})\s?(?P<unit>日|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|分)?(?P<way>(?=[\s、。()・,]|$))"
)
_ALWAYS = Phrase(r"24時間365日|24時間(?!以内)|365日|昼夜")
_BY_DAY = Phrase(
    r"(?:平日|営業日|日中|営業時間|勤務時間|就業時間)(?:の?(?:み|だけ|日中|時間内|内|昼))|平日\s?\d{1,2}[:時]|(?:夜間|休日|土日|時間外)[^。]{0,24}(?:翌(?:営業日|朝|日)|対象外|不在|いない|見て(?:い|お)ない|月曜)"
)


_TOOK = Phrase(
    r"(?<!\d)(?<!月)(?<!月\s)(?<!/)(?:(?P<h>\d{1,9}(?:\.\d{1,9})?)\s?(?:時間|h(?![a-z]))(?P<half>半)?(?:(?P<hm>\d{1,9})\s?(?:分|m(?![a-z]))?)?|(?P<m>\d{1,9})\s?分|(?P<d>\d{1,9})\s?日|(?P<w>\d{1,9})\s?週間?|(?P<mo>\d{1,9})\s?(?:か|ヶ|カ|ケ|箇)月)"
)
_WORST = Phrase(r"最長|最大で|最も|もっとも|遅かっ")
_NEEDED = Phrase(r"平均|(?:時間|分|日|週間?|月|間|ほど|程度)も?(?:かか|掛か|を?要し)")
_RECOVERS = Phrase(r"復旧|復元|復帰|再開")
_RECOVERED = Phrase(r"復旧|復元|復帰|再開|切替|切り替え|訓練|戻")
_AIMED = Phrase(r"目標|RTO|RPO|基準|規定|上限|期限|以内|定め|契約")
_BESIDE = Phrase(
    r"教育|研修|会議|報告会|稼働|延べ|準備|バッチ|削除|消去|保[管存持]|ログ|メールボックス|自動|毎|ごと|おき|バックアップ"
)
"""What else takes time or lies some time apart."""
_WORTH = {"h": MINUTES["時間"], "m": MINUTES["分"], "d": DAYS["日"], "w": DAYS["週"], "mo": DAYS["か月"]}
"""Minutes or days of one unit, by its group in a match."""


def _time(match: re.Match[str]) -> tuple[float, str]:
    unit = "分" if match["h"] or match["m"] else "日"
    value = sum(float(match[name]) * worth for name, worth in _WORTH.items() if match[name])
    return value + float(match["hm"] or 0) + (30 if match["half"] else 0), unit


def _took_longer(case: Case, asked: Threshold) -> Iterator[Span]:
    """Times over a limit that something plainly took: the worst of several, or the only one; not what is aimed at or lies beside it."""
    recovery = bool(_RECOVERS.search(case.demands.text))
    over, within = [], False
    for said in case.said:
        text = said.clause.text
        told = bool(_WORST.search(text))
        about = told or _NEEDED.search(text) or (recovery and asked.unit == "分" and _RECOVERED.search(text))
        for match in _TOOK.finditer(text):
            value, unit = _time(match)
            if unit != asked.unit or any(
                m.start <= said.clause.start + match.start() < m.end for m in said.moments
            ):
                continue
            if value <= asked.value * 1.05:
                within = within or not _AIMED.search(text)
            elif about and not (_AIMED.search(text) or _BESIDE.search(text)):
                start = said.clause.start
                over.append((told, Span(start + match.start(), start + match.end(), match.group())))
    yield from (span for told, span in over if told or not within)


def _given(text: str) -> Iterator[tuple[Threshold, Span]]:
    for match in _GIVEN.finditer(text):
        yield threshold(match), Span(match.start(), match.end(), match.group())


def _below(case: Case, asked: Threshold) -> Span | None:
    """A value under the least one asked."""
    least = asked.value * 0.95
    if asked.unit == "日" and _KEPT.search(case.text):
        for kept in _KEPT_FOR.finditer(case.text):
            if threshold(kept).value < least:
                return Span(kept.start(), kept.end(), kept.group())
    given = [(t, span) for t, span in _given(case.text) if t.unit == asked.unit]
    return given[0][1] if given and all(t.value < least for t, _ in given) else None


def find(case: Case) -> Hit | None:
    """A stated value below a lower bound of the same unit in 達成基準, or a time taken above an upper one."""
    for asked in case.demands.thresholds:
        if span := _below(case, asked) if asked.at_least else next(_took_longer(case, asked), None):
            return Hit(span)
    if _ALWAYS.search(case.demands.text) and (match := _BY_DAY.search(case.text)):
        return Hit(case.around(Span(match.start(), match.end(), match.group())))
    return None


RULE = Rule(
    code="EV031",
    kind=Kind.OVER,
    severity=Severity.MISMATCH,
    scores=(Score.DONE,),
    title="2点ですが、数値が達成基準と合っていません",
    why="達成基準に示された長さや期間、時間の限りも、対策完了（2点）の条件です。",
    message="2点を選択されていますが、根拠に『{quote}』とあり、達成基準の値を満たしていないように読めます。",
    fix="設定値や所要時間をご確認ください。満たしていない場合は、1点と見直しの時期をご検討ください。以前の値や別の作業の時間でしたら、その旨を書き添えてください。",
    find=find,
    good=(
        Good("昼夜とも外部のSOCが監視。", "時間の限りがありません。", criteria="・24時間365日監視すること"),
        Good("ログを400日保管している。", "基準を上回っています。", criteria="・ログを180日以上保管すること"),
        Good(
            "復旧目標は8時間。7月の訓練では2時間50分で画面が開いた。",
            "かかった時間は基準の内です。",
            criteria="・4時間以内に復旧できること",
        ),
        Good(
            "1回目の訓練は復旧に6時間かかりました。手順を直し、2回目は3時間でした。",
            "直した後は基準の内です。",
            criteria="・4時間以内に復旧すること",
        ),
        Good(
            "退職日に停止し、90日後に完全に削除する。",
            "別の作業の日数です。",
            criteria="・7日以内に停止すること",
        ),
        Good(
            "教育は90分。2025年6月に実施。検知から20分で報告した。",
            "教育の長さと日付です。",
            criteria="・60分以内に報告すること",
        ),
        Good("最終適用日は2026年6月20日。", "日付です。", criteria="・14日以内に適用すること"),
        Good(
            "以前は平均45日かかっていたが、配信を自動にして今は最長で12日。",
            "以前の値で、今は基準の内です。",
            criteria="・30日以内に適用すること",
        ),
    ),
    bad=(
        Bad("監視は平日9:00-17:30。", "監視は平日9:00-17:30", criteria="・24時間365日監視すること"),
        Bad("保存期間\n・認証 30日\n・境界 2年", "30日", criteria="・保存期間1年以上"),
        Bad("パスワードは8桁以上をシステムで強制。", "8桁以上", criteria="・12文字以上とすること"),
        Bad(
            "復旧訓練は手順書どおりに進み、再開までに6時間05分かかった。",
            "6時間05分",
            criteria="・4時間以内に復旧できること",
        ),
        Bad("適用までは平均18日、最も遅かったサーバーで41日。", "41日", criteria="・1か月以内に適用すること"),
        Bad("ログは60日分残る設定。", "60日分残", criteria="・記録を6か月以上残すこと"),
    ),
    suggested=Score.UNDER_WAY,
)
