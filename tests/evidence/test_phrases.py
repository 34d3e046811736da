"""Expressions are skipped where they cannot match, and only there."""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from jama_checksheet.evidence import phrases
from jama_checksheet.evidence.applicable import argues, reason
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import CLASSES, Passage, Phrase, key_of, quick
from jama_checksheet.evidence.signals import times
from jama_checksheet.evidence.signals.times import TIMES
from jama_checksheet.evidence.triggers import all_sources, by_end, covered, derive, first, openings, parsed
from jama_checksheet.model import Score

SOURCES = all_sources()
STORED = json.loads(files("jama_checksheet.evidence").joinpath("triggers.json").read_text(encoding="utf-8"))
TRIGGERS, FIRST = STORED["triggers"], STORED["first"]
REBUILD = "python -m jama_checksheet.evidence.triggers tests/corpus"


@pytest.fixture(autouse=True)
def no_expression_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The expressions that these tests make are none of the package."""
    monkeypatch.setattr(phrases, "SOURCES", list(phrases.SOURCES))


def corpus_texts(every: int = 7) -> list[str]:
    folder = Path(__file__).parents[1] / "corpus"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [json.loads(line)["evidence"] for line in lines[::every]]


def test_every_match_of_every_expression_holds_one_of_its_triggers() -> None:
    unproved = [
        s for s in SOURCES if key_of(s) in TRIGGERS and not covered(parsed(s), frozenset(TRIGGERS[key_of(s)]))
    ]
    assert unproved == []


def test_the_stored_triggers_are_those_of_the_present_expressions() -> None:
    assert set(TRIGGERS) == set(derive([])), f"run: {REBUILD}"
    texts = corpus_texts(every=1)
    assert openings(TRIGGERS, texts) == FIRST, f"run: {REBUILD}"
    assert by_end(TRIGGERS, texts) == STORED["by_end"], f"run: {REBUILD}"


def test_no_two_expressions_share_a_name() -> None:
    assert len({key_of(s) for s in SOURCES}) == len(SOURCES)


def test_phrases_find_what_plain_expressions_find() -> None:
    texts = corpus_texts()
    for source in SOURCES:
        plain, phrase = re.compile(quick(source)), Phrase(source)
        for text in texts:
            expected = [(m.span(), m.groups()) for m in plain.finditer(text)]
            assert [(m.span(), m.groups()) for m in phrase.finditer(text)] == expected, (source, text)
            first = phrase.search(text)
            assert (first.span() if first else None) == (expected[0][0] if expected else None), (source, text)


@pytest.mark.parametrize("written", CLASSES)
def test_a_class_that_compiles_quickly_holds_what_is_written(written: str) -> None:
    kanji, hiragana, katakana, ascii_signs = (
        map(chr, range(ord(first), ord(last) + 1)) for first, last in ("一龥", "ぁん", "ァヶ", "\0~")
    )

    for char in (*kanji, *hiragana, *katakana, *ascii_signs, *"ー、。・「」『』【】()〔〕×⇒※〜"):
        assert bool(re.match(written, char)) == bool(re.match(quick(written), char)), char
    assert re.match(quick(written), "々")


def test_an_expression_without_stored_triggers_is_always_run() -> None:
    assert Phrase("棚卸(?:し|の一覧)").search("年に一度、棚卸しをする。")


@pytest.mark.parametrize(
    ("source", "triggers", "proved"),
    [
        ("規程|手順書?", {"規程", "手順"}, True),
        ("規程|手順書?", {"規程"}, False),
        ("残(?:る|り)", {"残る", "残り"}, True),
        ("(?:残り)?は", {"残り"}, False),
        (r"\d+月末?", {"月"}, True),
        (r"\d+月末?", {"末"}, False),
        ("(?:まだ|未だ)*済", {"まだ", "未だ"}, False),
        ("(?:まだ|未だ)+", {"まだ", "未だ"}, True),
        ("全(?=員|社)", {"員", "社"}, True),
        ("全(?!員)", {"員"}, False),
    ],
)
def test_proof_of_triggers(source: str, triggers: set[str], proved: bool) -> None:
    assert covered(parsed(source), frozenset(triggers)) is proved


@pytest.mark.parametrize(
    ("source", "characters"),
    [
        ("(?:規程|手順書?)[はが]", ""),  # `re` sees that by itself
        ("[0-9]月|年度", "0-9年"),
        (r"\d+月|(?<!前)年度", r"\d年"),
        ("(?:前|次)?[年期]", "前年期次"),
        (r"(?:済み?|完了|[^、]済)", ""),  # anything may stand there
        (r"[一-龥]{2,}|[ァヴ]", ""),  # too many
        ("(?:まだ)*", ""),  # a match can be empty
        (r"(?:[-^\]]+|未)済", r"\-\]\^未"),
        (r"(?:[\]-a]|x)y?|\d+z", r"\]-a\dx"),
        (r"(?i:a)[0-9]|\d", ""),  # large letters as well
        (r"(?i)(?:a[0-9]|\d)", ""),
    ],
)
def test_the_characters_that_a_match_can_begin_with(source: str, characters: str) -> None:
    assert first(source) == characters


def test_a_time_is_found_wherever_it_stands() -> None:
    """The look ahead of times saves time and passes over none of them."""
    bare = re.compile(quick(TIMES))
    starts = sorted({char for char in TIMES if char.isalnum()} | set("0123456789年月日'’"))
    texts = corpus_texts()
    texts += [
        a + b + rest for a in starts for b in starts for rest in ("", "年5月", "月末", "休み", "3", "。")
    ]

    for text in texts:
        spans = [match.span() for match in bare.finditer(text)]
        assert [match.span() for match in times._TIME.finditer(text)] == spans, text


def test_no_match_is_lost_to_the_look_at_the_first_character() -> None:
    texts = corpus_texts(every=40)
    for source in SOURCES:
        if key_of(source) not in FIRST:
            continue
        plain, told = re.compile(quick(source)), re.compile(phrases.compiled_form(source))
        signs = [*dict.fromkeys(FIRST[key_of(source)]), "٣", "\n", "々"]
        for number, text in enumerate(texts):
            sign, place = signs[number % len(signs)], number * 7 % (len(text) + 1)
            text = text[:place] + sign + text[place:]
            spans = [match.span() for match in plain.finditer(text)]
            assert [match.span() for match in told.finditer(text)] == spans, (source, text)


def held_in(text: str) -> int:
    """The bits that a text wakes, found the plain way."""
    bits = 1
    for name, triggers in TRIGGERS.items():
        if any(trigger in text for trigger in triggers):
            bits |= phrases._BITS[name]
    return bits


def test_a_text_wakes_what_its_triggers_tell() -> None:
    odd = [
        "",
        "未",
        "😀",
        "😀未実施",
        "未😀実施",
        "\ud83d",
        "実施\ud83d済み",
        "未実\udc00施",
        "あ" * 9,
        "a\0b",
    ]
    for text in [*corpus_texts(), *odd, *[t for triggers in TRIGGERS.values() for t in triggers]]:
        for cut in (text, text[:-1], text[1:], f"。{text}"):
            assert Passage.whole(cut).awake == held_in(cut), cut


def test_triggers_are_signs_of_two_bytes() -> None:
    assert all(trigger and max(trigger) <= "\uffff" for triggers in TRIGGERS.values() for trigger in triggers)


def test_no_reason_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reasons for 該当なし are looked for only where a word for one stands; looked for everywhere, no more are found."""
    readings = []
    for everywhere in (False, True):
        if everywhere:
            monkeypatch.setattr("jama_checksheet.evidence.signals.applicability.touched", lambda text: True)
        cases = [Case(Score.NOT_DONE, text, "", "", date(2025, 11, 20)) for text in corpus_texts(every=5)]
        readings.append([(reason(case), argues(case)) for case in cases])

    assert readings[0] == readings[1]
    assert any(found for found, _ in readings[0])
