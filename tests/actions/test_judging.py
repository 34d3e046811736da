"""Judgements are remembered row by row; what is not known is judged, all else is not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jama_checksheet.actions.judging import Judging, RememberedJudging
from jama_checksheet.model import Answer, CheckItem, Score

DAY = date(2025, 11, 20)


def row(no: int, evidence: str, score: Score = Score.DONE) -> tuple[CheckItem, Answer]:
    return CheckItem(no, row=no), Answer(score, evidence)


ROWS = [
    row(1, "規程を制定済み。"),
    row(2, "事務所は導入済み。工場側はこれから。"),
    row(3, "規程を制定済み。"),
    row(4, "2026年3月までに整備する予定。", Score.UNDER_WAY),
    row(5, ""),
]


@pytest.fixture
def judged_afresh(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are judged and not remembered."""
    texts: list[str] = []
    judge = Judging.verdicts

    def watched(self, rows, as_of):
        rows = list(rows)
        texts.extend(answer.evidence for _, answer in rows)
        return judge(self, rows, as_of)

    monkeypatch.setattr(Judging, "verdicts", watched)
    return texts


def remembering(path: Path, rows=ROWS) -> list:
    judging = RememberedJudging(path)
    found = judging.verdicts(iter(rows), DAY)
    judging.save()
    return found


def test_remembered_judgements_are_those_that_are_made_afresh(tmp_path):
    expected = Judging().verdicts(ROWS, DAY)

    assert remembering(tmp_path / "judged.json") == expected
    assert remembering(tmp_path / "judged.json") == expected


def test_rows_that_say_the_same_are_judged_once(tmp_path, judged_afresh):
    remembering(tmp_path / "judged.json")

    assert judged_afresh == ["規程を制定済み。", ROWS[1][1].evidence, ROWS[3][1].evidence, ""]


def test_only_what_is_not_known_is_judged(tmp_path, judged_afresh):
    remembering(tmp_path / "judged.json", ROWS[:2])
    judged_afresh.clear()

    assert remembering(tmp_path / "judged.json") == Judging().verdicts(ROWS, DAY)
    assert judged_afresh[:2] == [ROWS[3][1].evidence, ""]


@pytest.mark.parametrize(
    "damage", [None, 3, "over", [], ["over"], ["worse", []], ["over", [["EV021"]]], ["over", 1]]
)
def test_a_damaged_judgement_is_made_again_and_the_others_are_not(tmp_path, judged_afresh, damage):
    path = tmp_path / "judged.json"
    expected = remembering(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    worst = next(key for key, value in stored["judged"].items() if value[0] == "over")
    stored["judged"][worst] = damage
    path.write_text(json.dumps(stored), encoding="utf-8")
    judged_afresh.clear()

    assert remembering(path) == expected
    assert judged_afresh == [ROWS[1][1].evidence]


def test_no_rows_no_judgements(tmp_path):
    assert remembering(tmp_path / "judged.json", []) == []
