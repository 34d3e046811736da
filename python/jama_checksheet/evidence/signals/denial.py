"""What a negation denies: a measure, or a blemish (nothing is missing), or an act that is forbidden.

『教育は行っていない』 denies a measure. 『行方の分からない鍵は1本もない』 and 『捨てそびれはありません』 deny a blemish: what is
said not to exist is itself marked as bad by a negation, a prefix such as 未 or 不, or a verb such as 忘れる. 『届けのない方は
お通ししません』 denies twice and so commands. Read from the words, so that it does not hang on single turns of speech.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jama_checksheet.evidence.morphemes import NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jama_checksheet.evidence.morphemes import Word

_NONE = frozenset(["無い", "無し", "なし", "皆無", "ゼロ"])
_BEING = frozenset(
    [
        "有る",
        "在る",
        "居る",
        "御座る",
        "残る",
        "見当たる",
        "見付かる",
        "見つかる",
        "出る",
        "起こる",
        "起きる",
        "生じる",
        "発生",
        "確認",
        "認める",
    ]
)
_BLEMISH = frozenset(
    [
        "忘れる",
        "漏れる",
        "漏らす",
        "抜ける",
        "損じる",
        "損ねる",
        "損なう",
        "失う",
        "無くす",
        "無くなる",
        "破る",
        "破れる",
        "壊す",
        "壊れる",
        "遅れる",
        "欠ける",
        "外れる",
        "断る",
        "途切れる",
        "滞る",
        "零す",
        "落とす",
        "誤る",
        "間違う",
        "間違える",
        "違う",
        "怠る",
        "逃す",
        "切れる",
        "余る",
        "古い",
        "弱い",
        "短い",
        "怪しい",
        "勝手",
        "紛らわしい",
        "放置",
        "違反",
        "逸脱",
        "超過",
        "期限切れ",
        "侵入",
        "感染",
        "流出",
        "漏洩",
        "漏えい",
        "紛失",
        "盗難",
        "事故",
        "障害",
        "故障",
        "異常",
        "差異",
        "例外",
        "支障",
        "被害",
        "実害",
        "指摘",
        "苦情",
        "漏れ",
        "抜け",
        "抜け漏れ",
        "遅れ",
        "滞り",
        "残り",
        "残し",
        "取り残し",
        "忘れ",
        "捨て",
        "違い",
        "間違い",
        "誤り",
        "ミス",
        "空白",
        "切れ",
        "過ぎ",
        "食い違い",
        "ずれ",
        "持ち主",
        "迷子",
        "滞納",
        "滞留",
        "懸念",
        "心配",
        "問題",
        "恐れ",
        "出番",
        "中断",
        "停止",
        "ロス",
        "欠落",
        "取りこぼし",
        "取り零し",
        "やり残し",
        "拒否",
        "拒む",
        "苦情",
        "失敗",
        "しくじる",
        "失念",
        "無断",
        "重複",
        "落ち度",
        "侭",
        "異状",
        "破損",
        "残骸",
        "隙",
        "死角",
    ]
)
_MARKED = ("未", "不", "無", "非", "残")
_HARMLESS_NAMES = [
    "無線",
    "無料",
    "無償",
    "未来",
    "不動",
    "無停電",
    "非常",
    "不在",
    "不要",
    "無人",
    "非公開",
    "未然",
    "無料",
    "不燃",
    "無害",
    "不可",
    "無償",
    "不特定",
    "非番",
]
_KEPT = frozenset(
    ["記録", "ログ", "証跡", "履歴", "控え", "データ", "映像", "画像", "議事録", "文書", "痕跡", "証拠"]
)
"""What ought to remain."""
_GRANTED = frozenset(["申請", "許可", "登録", "想定", "規則", "規程", "承認", "指定", "予定", "管理"])
_ELSE = ("ほか", "他", "以外")
_THERE = frozenset(["に", "は", "には", "あり", "な", "なく", "ない", "なし"])
_CARRIED_OUT = frozenset(["行う", "為る", "見る", "使う", "守る"])
_SUBJECT = frozenset("はがも")


def _is_negation(word: Word) -> bool:
    return word.kind.endswith(NEGATIONS) or word.lemma in _NONE


def _bad(word: Word) -> bool:
    """Whether a word marks what it stands with as something nobody wants."""
    lemma = word.lemma
    if (
        word.kind.endswith(NEGATIONS)
        or lemma in _BLEMISH
        or lemma.endswith(("そびれる", "損なう", "忘れる", "残す", "逃す", "漏らす"))
    ):
        return True
    if word.kind.startswith(("副詞", "連体詞")):
        return False
    if word.surface.endswith(("そびれ", "忘れ", "漏れ", "切れ", "損じ")):
        return True
    return lemma.startswith(_MARKED) and not lemma.startswith(tuple(_HARMLESS_NAMES))


def _last_negation(words: Sequence[Word]) -> int | None:
    for place in range(len(words) - 1, max(-1, len(words) - 9), -1):
        if _is_negation(words[place]):
            return place
    return None


def _predicate(words: Sequence[Word], negation: int) -> Word | None:
    """The verb that is negated, past ます, て and いる; `None` where the negation is itself the predicate."""
    for word in reversed(words[:negation]):
        if (
            word.kind.startswith(("助動詞", "下一段", "五段"))
            or word.surface in ("て", "で")
            or word.lemma == "居る"
        ):
            continue
        return word if word.kind.startswith(("動詞", "名詞")) else None
    return None


def _passive_never(before: Sequence[Word]) -> bool:
    """送られることは(ない): what cannot happen to the thing protected; not 行われることは(ない)."""
    return any(
        noun.lemma in ("事", "こと") and passive.kind == "助動詞-レル" and verb.lemma not in _CARRIED_OUT
        for verb, passive, noun in zip(before, before[1:], before[2:], strict=False)
    )


def denies_blemish(words: Sequence[Word]) -> bool:
    """Whether what is said not to exist is itself a blemish: 未登録の端末はない, 無断のものはない, 損じたものはない."""
    negation = _last_negation(words)
    if negation is None:
        return False
    head = None if words[negation].lemma in _NONE else _predicate(words, negation)
    if head is not None and head.lemma not in _BEING:
        return False
    if head is not None and head.lemma == "残る" and not any(word.lemma in _KEPT for word in words):
        return True
    if any(word.surface in _ELSE and after.surface in _THERE for word, after in pairwise(words)):
        return True
    if _passive_never(words[:negation]):
        return True
    end = negation
    for place in range(negation - 1, -1, -1):
        if words[place].surface in _SUBJECT and words[place].kind.startswith("助詞"):
            end = place
            if words[place].surface != "も":
                break
        elif words[place].kind.startswith("補助記号") and words[place].surface in "、,":
            break
    if words[end].surface == "は" and end < negation and words[negation].surface in ("なし", "無し"):
        end = negation if end + 1 < negation else end
    start = 0
    for place in range(end - 1, -1, -1):
        word = words[place]
        if word.surface in ("は", "が", "、", ",", "で", "も") and word.kind.startswith(
            ("助詞", "補助記号", "助動詞")
        ):
            start = place + 1
            break
    return any(map(_bad, words[start:end])) or any(
        outside.surface == "外" and what.surface in _GRANTED for what, outside in pairwise(words[start:end])
    )


def commands(words: Sequence[Word]) -> bool:
    """Whether a second negation makes the clause a rule of conduct: 届けのない方はお通ししません, 直さないうちは済みとしない."""
    negation = _last_negation(words)
    if negation is None:
        return False
    head = _predicate(words, negation)
    if (
        head is None
        or head.lemma in _BEING
        or any(word.lemma == "居る" for word in words[negation - 2 : negation])
    ):
        return False
    topics = [
        place
        for place, word in enumerate(words[:negation])
        if word.surface == "は" and word.kind.startswith("助詞")
    ]
    return bool(topics) and any(
        _is_negation(words[place]) and not words[place + 1].kind.startswith("補助記号")
        for place in range(topics[-1])
    )


def bare_none(words: Sequence[Word]) -> Word | None:
    """The noun that a bare なし or ゼロ at the end of a clause denies: 追加作業なし -> 作業; `None` where there is none."""
    own = [word for word in words if not word.kind.startswith(("補助記号", "空白"))]
    if len(own) < 2 or own[-1].surface not in ("なし", "ゼロ", "無し"):
        return None
    head = own[-2]
    if head.kind.startswith("接尾辞") and len(own) > 2:
        return head._replace(surface=own[-3].surface + head.surface)
    return head if head.kind.startswith(("名詞", "動詞")) else None
