"""Every alteration of the table: no answer is lost, none goes where it does not belong."""

import shutil
from pathlib import Path

import pytest

from collecting.alterations import ANSWERS, CASES, manual
from collecting.distribution import JINJI, JOSYS, SOUMU, answers_in, fill, fresh

MANUAL = Path(__file__).parents[2] / "docs" / "collect.ja.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_what_becomes_of_it_once_and_twice(case, tmp_path):
    given = fresh(tmp_path)
    before, untouched = answers_in(given.master), given.master.read_bytes()
    file = fill(given.reply(SOUMU), *ANSWERS)
    case.alter(file)
    if case.refused:
        the_file_is_left_out_and_the_others_go_on(given, case, file)
        return
    options = passwords(given, case)

    result = given.collect(file, options=options)

    assert result.status == 1, result.said
    assert given.master.read_bytes() == untouched
    reasons = [(q["no"] or "", q["reason"]) for q in result.json["quarantined"]]
    assert answers_in(result.path) == before | case.answers
    assert {no for no, _ in reasons} == set(case.held), reasons
    assert all(case.held[no] in reason for no, reason in reasons)
    kept = "\n".join(" ".join(map(str, line.values.values())) for line in result.history.replies)
    assert [text for text in case.kept if text not in kept] == []
    assert [question["text"] for question in result.json["questions"]] == list(case.asked)
    assert not [
        line for line in result.history.replies if line.mark and line.mark.kind == "s" and not line.whole
    ]
    and_twice_is_once(given, file, options, result)


def passwords(given, case):
    if not case.options:
        return ()
    words = given.folder / "passwords.tsv"
    words.write_text("".join(f"*\t{word}\n" for word in case.options), encoding="utf-8")
    return ("--password-file", words)


def the_file_is_left_out_and_the_others_go_on(given, case, file):
    """Alone it changes nothing at all; beside a sound file it is told, and that one is taken."""
    before, untouched = answers_in(given.master), given.master.read_bytes()
    options = passwords(given, case)

    alone = given.collect(file, options=options, out="単独.xlsx")
    assert alone.status in (1, 2)
    if alone.status == 1:
        assert alone.path.read_bytes() == untouched
    else:
        assert case.refused in alone.said
        assert not alone.path.exists()

    sound = fill(given.reply(JINJI), (6, "未実施(0点)", "来年度に行う。"))
    result = given.collect(file, sound, options=options)

    assert result.status == 1, result.said
    assert given.master.read_bytes() == untouched
    assert [(q["no"], case.refused in q["reason"]) for q in result.json["quarantined"]] == [(None, True)]
    assert answers_in(result.path) == before | {6: ("0", "来年度に行う。")}
    assert {line.text("department") for line in result.history.replies} == {JINJI}
    assert result.json["missing"] == [SOUMU, JOSYS]


def and_twice_is_once(given, file, options, first):
    """Collecting the same file once more changes nothing and tells the same."""
    shutil.copy(first.path, given.master)

    again = given.collect(file, options=options, out="二度目.xlsx")

    assert again.path.read_bytes() == first.path.read_bytes()
    assert again.json["merged"] == []
    assert again.json["quarantined"] == first.json["quarantined"]
    assert again.json["questions"] == first.json["questions"]


def test_the_table_is_large_enough_and_every_line_says_something_else():
    assert len(CASES) >= 40
    assert len({case.what for case in CASES}) == len(CASES)


def test_the_manual_shows_the_same_table():
    assert MANUAL.read_text(encoding="utf-8") == manual()
