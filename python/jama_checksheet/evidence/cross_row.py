"""Advice that needs the whole sheet: repeated texts, texts copied from the sheet, scores out of order."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple
from zlib import crc32

from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.text import normalise, plain
from jama_checksheet.model import Answer, CheckItem, Finding, ItemNo, Kind, Score, Severity, Verdict

Row = tuple[CheckItem, Answer, Verdict]


class Advice(NamedTuple):
    """The words of one kind of cross-row advice. `why` explains it, `message` takes {others} and {quote}."""

    code: str
    kind: Kind
    title: str
    why: str
    message: str
    fix: str


SAME_TEXT = Advice(
    "EV081",
    Kind.THIN,
    "複数の項目に同じ根拠が書かれています",
    "項目ごとに求められる対策が違うため、同じ文章では、その項目の根拠になっているかが読み取れません。",
    "根拠『{quote}』は、No.{others}と同じ文章です。",
    "この項目で実施している内容に合わせて書き分けてください。同じ規程による場合は、該当する条や章を添えてください。",
)
COPIED = Advice(
    "EV082",
    Kind.THIN,
    "シートの文章と同じ根拠が書かれています",
    "他社事例は例示であり、達成条件や達成基準の文章だけでは、自社で行っている内容が読み取れません。",
    "根拠『{quote}』は、{others}の文章とほぼ同じです。",
    "自社の規程名・システム名・実施時期など、自社で行っている内容に書き換えてください。",
)
BASE_MISSING = Advice(
    "EV083",
    Kind.OVER,
    "前提となる項目が完了していません",
    "見直しや教育は、もとになる方針や規程があってはじめて成り立ちます。",
    "この項目は2点ですが、前提となるNo.{others}が未実施（0点）です。",
    "No.{others}の評価とあわせて、点数をご確認ください。",
)
ALL_DONE = Advice(
    "EV084",
    Kind.THIN,
    "全項目が2点で、根拠の短い行があります",
    "全項目が2点の回答は、取引先から根拠の説明を求められやすくなります。",
    "ほぼすべての項目が2点ですが、この行の根拠『{quote}』からは、実施内容が読み取りにくくなっています。",
    "規程名・システム名・対象範囲・時期のいずれかを追記してください。",
)
ALL: tuple[Advice, ...] = (SAME_TEXT, COPIED, BASE_MISSING, ALL_DONE)

_SAME = 96.0
"""Similarity (0-100) from which two texts count as one."""
_COPY = 92.0
"""Similarity from which a sentence counts as copied; the associations' own good examples stay well below."""
_SHORTEST = 12
"""Shorter texts (「FortiGateを設置」) may well repeat by right."""
_PIECE, _KEYS, _SHELF = 5, 4, 4
"""Characters of a piece, hashes per text, and how many earlier texts of one shelf are compared."""
_NAMED = 6
"""Other items that a message names."""
_BASE = Phrase(r"策定|制定|定め|作成|文書|整備|設けて|決めて|置いて")
_ON_TOP = Phrase(r"見直|改善|点検|更新|改め|改定|改訂|最新|教育|周知|訓練|展開")


def _alike(one: str, other: str, least: float) -> bool:
    """Whether the similarity of two texts reaches `least` (0-100).

    Only few sheets hold two texts that are worth loading what compares them, so texts that share too few characters are told
    apart without it until then.
    """
    both = len(one) + len(other)
    # One character of slack, so that rounding decides nothing here.
    needed = least * both / 200 - 1
    if min(len(one), len(other)) < needed:
        return False
    if "rapidfuzz.fuzz" not in sys.modules and (
        len(one) - len(set(one).difference(other)) < needed
        or (Counter(one) & Counter(other)).total() < needed
    ):
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other, score_cutoff=least))


def _finding(advice: Advice, quote: str = "", others: str = "") -> Finding:
    shown = quote if len(quote) <= 40 else quote[:39] + "…"
    return Finding(
        advice.code,
        advice.kind,
        Severity.ADVICE,
        advice.title,
        advice.message.format(quote=shown, others=others),
        quote,
        advice.fix.format(others=others),
    )


class _Read(NamedTuple):
    """A row with its evidence normalised."""

    item: CheckItem
    answer: Answer
    verdict: Verdict
    text: str


def _repeated(rows: Sequence[_Read]) -> Iterator[tuple[ItemNo, Finding]]:
    numbers: dict[str, list[ItemNo]] = defaultdict(list)
    for item, answer, _, evidence in rows:
        text = re.sub(r"\s", "", evidence)
        if answer.score in (Score.DONE, Score.UNDER_WAY) and len(text) >= _SHORTEST:
            numbers[text].append(item.no)
    alike: dict[str, set[str]] = defaultdict(set)
    for text, other in _near_pairs(list(numbers)):
        alike[text].add(other)
        alike[other].add(text)
    texts = {no: text for text, nos in numbers.items() for no in nos}
    order = {row.item.no: place for place, row in enumerate(rows)}
    for item, answer, _, _ in rows:
        if (own := texts.get(item.no)) is not None:
            others = [no for same in (own, *alike.get(own, ())) for no in numbers[same] if no != item.no]
            if others:
                named = _named(sorted(others, key=order.__getitem__))
                yield item.no, _finding(SAME_TEXT, answer.evidence.strip(), named)


def _named(numbers: list[ItemNo]) -> str:
    more = f" ほか{len(numbers) - _NAMED}件" if len(numbers) > _NAMED else ""
    return "、".join(map(str, numbers[:_NAMED])) + more


def _near_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different texts that are nearly the same.

    Only texts that share one of their few smallest piece hashes are compared, so the time grows with the number of texts, not
    with its square; two texts as alike as `_SAME` asks share one all but surely.
    """
    shelves: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        pieces = {
            crc32(text[start : start + _PIECE].encode("utf-8", "surrogatepass"))
            for start in range(len(text) - _PIECE + 1)
        }
        keys = nsmallest(_KEYS, pieces)
        rivals = {other for key in keys for other in shelves[key][-_SHELF:]}
        for key in keys:
            shelves[key].append(text)
        for other in sorted(rivals):
            if _alike(text, other, _SAME):
                yield text, other


def _lines(text: str) -> Iterable[str]:
    return (line for raw in re.split(r"[\n。]", text) if len(line := raw.strip(" ・-")) >= _SHORTEST)


def _copied(rows: Sequence[_Read]) -> Iterator[tuple[ItemNo, Finding]]:
    for item, _, _, evidence in rows:
        own = list(_lines(evidence))
        for name, text in (
            ("達成条件", item.condition),
            ("達成基準", item.criteria),
            ("他社事例", item.examples),
        ):
            source = list(_lines(plain(text)))
            copied = [s for s in own if any(_alike(s, line, _COPY) for line in source)]
            if copied and len(copied) == len(own):
                yield item.no, _finding(COPIED, copied[0], name)
                break


def _out_of_order(rows: Sequence[_Read]) -> Iterator[tuple[ItemNo, Finding]]:
    bases: dict[tuple[str, str], ItemNo] = {}
    for item, answer, _, _ in rows:
        key = (item.label, item.requirement)
        if (
            answer.score is Score.NOT_DONE
            and _BASE.search(item.condition)
            and not _ON_TOP.search(item.condition)
        ):
            bases.setdefault(key, item.no)
        elif answer.score is Score.DONE and key in bases and any(key) and _ON_TOP.search(item.condition):
            yield item.no, _finding(BASE_MISSING, others=str(bases[key]))


def _all_done(rows: Sequence[_Read]) -> Iterator[tuple[ItemNo, Finding]]:
    answered = [row for row in rows if row.answer.answered]
    done = sum(row.answer.score is Score.DONE for row in answered)
    if len(answered) < 30 or done < 0.97 * len(answered):
        return
    short = [row for row in answered if len(row.text) < 15 or row.verdict.kind is Kind.THIN]
    if len(short) >= 0.2 * len(answered):
        for row in short:
            yield row.item.no, _finding(ALL_DONE, row.answer.evidence.strip())


def cross_row(rows: Sequence[Row]) -> dict[ItemNo, tuple[Finding, ...]]:
    """Advice per item number; items without any are absent.

    `rows` are (item, answer, verdict) in sheet order. Every finding is advice: it never flags a row by itself.
    """
    found: dict[ItemNo, list[Finding]] = defaultdict(list)
    read = [_Read(*row, normalise(row[1].evidence).norm) for row in rows]
    for check in (_repeated, _copied, _out_of_order, _all_done):
        for no, finding in check(read):
            found[no].append(finding)
    return {no: tuple(findings) for no, findings in found.items()}
