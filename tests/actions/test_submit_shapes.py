"""submit on every shape of check sheet: the answers of one working copy, in each form's own words and columns."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from actions.files import parts, sheet_in
from actions.handing_in import check, emptied, not_ok
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.submit import perform
from jama_checksheet.model import Score
from jama_checksheet.sample.build import build_sample, load_answers
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.opening import open_package
from shapes.builders import FACTS, SHAPES, Facts
from workbook.applied import difference


@dataclass(frozen=True)
class HandedIn:
    shape: str
    facts: Facts
    official: Path
    out: Path
    result: dict[str, Any]


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    path = tmp_path_factory.mktemp("working") / "社内用.xlsx"
    path.write_bytes(build_sample())
    return path


@pytest.fixture(scope="module", params=SHAPES)
def handed_in(request, working, tmp_path_factory):
    """The hand-in of the sample's answers on the empty form of one shape."""
    facts, folder = FACTS[request.param], tmp_path_factory.mktemp("form")
    official, out = (folder / f"{name}{facts.extension}" for name in ("公式", "提出用"))
    official.write_bytes(emptied(SHAPES[request.param]()))
    outcome = perform(
        Options(
            file=working,
            official=official,
            out=out,
            as_of=date(2025, 11, 20),
            now=datetime(2025, 11, 20),
        )
    )
    return HandedIn(request.param, facts, official, out, outcome.result)


def test_the_answers_arrive_in_the_words_of_the_form(handed_in):
    facts = handed_in.facts
    expected = {answer.no: answer for answer in load_answers() if answer.no in facts.numbers}
    answers = sheet_in(handed_in.out).answers
    assert {no: (a.score, a.evidence) for no, a in answers.items()} == {
        no: (a.score, a.evidence) for no, a in expected.items()
    }
    # A form without a list shows no spelling once it is empty: then the words of the working copy stay.
    words = FACTS["sample"].words if handed_in.shape == "no_list" else facts.words
    scored = {no: a.score_text for no, a in answers.items() if a.score is not Score.UNANSWERED}
    assert scored == {no: str(words[expected[no].score]) for no in scored}
    assert handed_in.result["written"] == sum(bool(a.score or a.evidence) for a in expected.values())


def test_only_the_answer_cells_differ(handed_in):
    facts, official, out = handed_in.facts, handed_in.official, handed_in.out
    old, new = parts(official), parts(out)
    assert list(old) == list(new)
    (part,) = [name for name in old if old[name] != new[name]]
    columns = [facts.columns[key] for key in ("score", "evidence")]
    cells = {f"/c[{letter}{row}]" for letter in columns for row in range(facts.first_row, facts.last_row + 1)}
    went, came = difference(official.read_bytes(), out.read_bytes(), part)
    assert came
    assert all(any(cell in line for cell in cells) for line in went + came)
    assert check_package(open_package(out)) == check_package(open_package(official))


def test_what_the_form_itself_brings_is_told(handed_in):
    told = {
        "filtered": {"フィルター", "非表示の行・列"},
        "gaps_in_numbers": {"項目の過不足"},
        "drawings_and_sheets": {"コメント"},
        "macro_book": {"マクロ・関数"},
        "observed_spelling": {"質問の文章"},
    }
    always = {"未選択の項目", "未確認の確認ポイント"}
    assert not_ok(handed_in.result) == always | told.get(handed_in.shape, set())


def test_a_label_spelled_otherwise_is_told_and_the_answer_still_goes_over(handed_in):
    detail = check(handed_in.result, "質問の文章")["detail"]
    assert ("No.9" in detail) == (handed_in.shape == "observed_spelling")
