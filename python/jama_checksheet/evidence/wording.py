"""One wording for every tone: polite, old-fashioned and casual forms are read as the plain form they stand for.

でございます is です, ておりまして is ており, 致します is します, 許さぬ is 許さない, してます is しています, 出来ず is できず,
令和六年十月 is 令和6年10月. The signals and rules then need one spelling each. Every replaced stretch keeps its way
back to the writer's own words (see `text.Text`).
"""

from __future__ import annotations

import re
from functools import cache

from jama_checksheet.evidence.kept import KEPT

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100}

_SAME: dict[str, str] = {
    # the polite copula and verbs of being
    "でございます": "です",
    "でございました": "でした",
    "でございまして": "であり",
    "でございましょう": "でしょう",
    "うございます": "いです",
    "ございます": "あります",
    "ございました": "ありました",
    "ございまして": "あり",
    "ございません": "ありません",
    "ございませぬ": "ありません",
    "おりまして": "おり",
    "ておる": "ている",
    "でおる": "でいる",
    "ていただいており": "ており",
    "でいただいており": "でおり",
    "ていただいてい": "てい",
    "でいただいてい": "でい",
    "て頂いており": "ており",
    "で頂いており": "でおり",
    "ていただいておる": "ている",
    # humble verbs
    "いたしかた": "いたしかた",
    "致し方": "致し方",
    "いたしまして": "し",
    "致しまして": "し",
    "いたし": "し",
    "致し": "し",
    "いたす": "する",
    "致す": "する",
    "させていただき": "し",
    "させていただいて": "して",
    "させていただく": "する",
    "させて頂き": "し",
    "させて頂いて": "して",
    "させて頂く": "する",
    "て参り": "ていき",
    "て参る": "ていく",
    "でまいり": "でいき",
    "てまいり": "ていき",
    "てまいる": "ていく",
    "と存じ": "と思い",
    "たく存じ": "たいと思い",
    "と申しま": "と言いま",
    "相成り": "なり",
    # old negation
    "ませぬ": "ません",
    "せぬ": "しない",
    "おらぬ": "いない",
    "ならぬ": "ならない",
    # casual forms
    "ってる": "っている",
    "ってます": "っています",
    "ってない": "っていない",
    "ってません": "っていません",
    "してる": "している",
    "してます": "しています",
    "してない": "していない",
    "してません": "していません",
    "れてる": "れている",
    "れてます": "れています",
    "れてない": "れていない",
    "れてません": "れていません",
    "なきゃ": "なければ",
    "なくちゃ": "なくては",
    "たけりゃ": "たければ",
    "まんま": "まま",
    "っちゃった": "ってしまった",
    "んでる": "んでいる",
    "んでます": "んでいます",
    "んでない": "んでいない",
    "いてる": "いている",
    "いてます": "いています",
    "けてる": "けている",
    "けてます": "けています",
    "えてる": "えている",
    "えてます": "えています",
    "めてる": "めている",
    "めてます": "めています",
    # the shorthand of technical writers
    "only": "のみ",
    "TBD": "未定",
    "WIP": "作業中",
    "blocked": "遮断",
    "block": "遮断",
    "Block": "遮断",
    "deny": "拒否",
    "Deny": "拒否",
    "permit": "許可",
    "allow": "許可",
    "0件": "ゼロ",
    "0台": "ゼロ",
    "0名": "ゼロ",
    "0人": "ゼロ",
    "0本": "ゼロ",
    "0社": "ゼロ",
    "0": "ゼロ",
    # one spelling
    "出来上": "出来上",
    "出来合": "出来合",
    "出来事": "出来事",
    "出来高": "出来高",
    "出来": "でき",
    "未だ": "まだ",
    "いまだ": "まだ",
    "迄": "まで",
    "無い": "ない",
    "無く": "なく",
    "無し": "なし",
    "無かった": "なかった",
    "て居": "てい",
    "で居": "でい",
}
_COUNTED = r"年|月|日|台|社|名|件|割|[かカヶ箇][所月]|拠点|部門|部署|工場|文字|桁|世代|時間|週間"


def expression() -> str:
    """All forms, sorted by their first character, after a look whether the next character begins one."""
    tails: dict[str, list[str]] = {}
    for form in sorted(_SAME, key=lambda form: (-len(form), form)):
        tails.setdefault(form[0], []).append(form[1:])
    for before_nu in "かがさただなばまらわえけげてねべめれ":
        tails.setdefault(before_nu, []).append("ぬ")
    forms = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    numerals = "".join([*_DIGITS, *_TENS])
    return rf"(?=[{''.join(tails)}{numerals}])(?:{forms}|[{numerals}]{{1,12}}(?={_COUNTED}))"


_WHOLE = frozenset("oTWbBdDpa0")
"""What forms begin with that must stand alone."""
_NUMERIC = frozenset("0123456789.,:/-+")
_LETTER = re.compile(r"[A-Za-z0-9]")


@cache
def _forms() -> re.Pattern[str]:
    return KEPT.pattern(expression())


def number(run: str) -> str:
    """Digits for a run of kanji numerals: 二十四 -> 24, 二〇二五 -> 2025; the run itself where it is no number."""
    if not any(c in _TENS for c in run):
        return "".join(str(_DIGITS[c]) for c in run)
    total, pending = 0, 0
    for c in run:
        if c in _TENS:
            total, pending = total + (pending or 1) * _TENS[c], 0
        elif pending:
            return run
        else:
            pending = _DIGITS[c]
    return str(total + pending)


def _stands_alone(found: str, text: str, start: int) -> bool:
    """Whether letters or a digit are no part of a longer word or number."""
    before, after = text[start - 1 : start], text[start + len(found) : start + len(found) + 1]
    if found[0] == "0":
        return before not in _NUMERIC and before > "z" and (not after or after in "、。,;)\n (」")
    return not (_LETTER.match(before) or _LETTER.match(after) or (before and before in "-_/"))


def _plain(found: str, text: str, start: int) -> str:
    if found == "いまだ" and "一" <= text[start - 1 : start] <= "龥":
        return found
    if (same := _SAME.get(found)) is not None:
        return same if found[0] not in _WHOLE or _stands_alone(found, text, start) else found
    if found.endswith("ぬ"):
        return found[:-1] + "ない"
    before = text[start - 1 : start]
    if (before and before in "数第何幾") or (found == "一" and text[start + 1 : start + 2] not in "年月日"):
        return found
    return number(found)


def plain_wording(text: str) -> tuple[str, list[int]] | None:
    """The text in plain wording and, for each of its characters, the index it comes from; `None` where nothing changes."""
    chars: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _forms().finditer(text):
        found = match.group()
        plain = _plain(found, text, match.start())
        if plain == found:
            continue
        start, end = match.span()
        chars.append(text[done:start])
        origins.extend(range(done, start))
        chars.append(plain)
        origins.extend(min(start + i, end - 1) for i in range(len(plain)))
        done = end
    if not done:
        return None
    chars.append(text[done:])
    origins.extend(range(done, len(text)))
    return "".join(chars), origins
