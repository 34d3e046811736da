"""The hidden column remembers a row across programs."""

from datetime import date

from jama_checksheet.checksheet.memory import (
    QUESTION_CELLS,
    Memory,
    answer_fingerprint,
    fingerprint,
    question_cells,
    question_fingerprint,
)
from jama_checksheet.model import Answer, CheckItem, Score


def test_it_reads_back_what_it_wrote():
    memory = Memory("9", "abc", "def", date(2025, 12, 12), date(2026, 3, 31), Score.NOT_APPLICABLE)

    assert Memory.from_text(memory.to_text()) == memory


def test_nothing_to_remember_is_an_empty_cell():
    assert Memory().to_text() == ""
    assert Memory.from_text("") == Memory()


def test_damaged_memory_is_forgotten():
    assert Memory.from_text("v1 n=9 d=2025-99-99 s=7 zz q=") == Memory(no="9")
    assert Memory.from_text("なにか") == Memory()


def test_fingerprints_survive_widths_spaces_and_line_breaks():
    assert fingerprint("ＡＢ  ｶﾅ\r\n次") == fingerprint("AB カナ\n次")
    assert fingerprint("a", "b") != fingerprint("ab", "")


def test_another_score_is_another_answer():
    assert answer_fingerprint(Answer(Score.DONE, "x")) != answer_fingerprint(Answer(Score.UNDER_WAY, "x"))


def test_a_question_is_known_by_its_cells():
    item = CheckItem(
        no=1, row=8, level="Lv1", condition="方針を定めている。", criteria="【規則】\n方針 を定める"
    )
    same = CheckItem(
        no=1, row=99, level="Lv1", condition="方針を定めている。", criteria="【規則】 方針　を定める"
    )
    other = CheckItem(
        no=1, row=8, level="Lv1", condition="方針を定めている。", criteria="【規則】方針を見直す"
    )

    assert question_fingerprint(item) == question_fingerprint(same)
    assert question_fingerprint(item) != question_fingerprint(other)
    changed = [
        name
        for name, before, after in zip(
            QUESTION_CELLS, question_cells(item), question_cells(other), strict=True
        )
        if before != after
    ]
    assert changed == ["criteria"]
