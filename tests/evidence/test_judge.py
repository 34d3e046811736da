"""The judge as its callers see it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from weakref import WeakSet

import pytest

from jama_checksheet.evidence import judge, judge_all
from jama_checksheet.evidence.case import Case
from jama_checksheet.model import Kind, Score, Severity

DAY = date(2025, 11, 20)

GOOD_EXAMPLES = [
    ("2", "セキュリティ方針を『情報セキュリティ規則』として〇〇年〇月に制定済み"),
    ("1", "現状は実施できていない。今年度中に監視の体制を設け、予兆の検知などを行う予定"),
    ("0", "現状は実施できていない。今年度中に監視の体制を設け、予兆の検知などを行う予定"),
    ("2", "訓練メールを年2回送り、社内ポータルで注意喚起を適宜実施"),
    ("2", "サーバーの置き場所にICカードの入退室システムを設置済"),
    ("2", "ファイアウォールを置いて通信を制限済"),
]
"""The associations' five good example answers, in our own words (よろず相談会 第3回 質問④)."""


@pytest.mark.parametrize(("score", "evidence"), GOOD_EXAMPLES)
def test_the_associations_good_examples_are_ok(score, evidence):
    assert judge(score=score, evidence=evidence, as_of=DAY).kind is Kind.OK


@pytest.mark.parametrize(
    ("score", "evidence", "kind"),
    [
        ("2", "事務所は導入済み。工場側はこれから。", Kind.OVER),
        ("1", "全PCへの導入を2024年3月に完了し、毎日更新を確認している。", Kind.UNDER),
        ("NA", "人手が足りず手順書は作っていない。", Kind.NA),
        ("2", "適切に管理しております。", Kind.THIN),
        ("1", "2025年3月末までに全拠点への展開を完了する予定。", Kind.STALE),
        ("", "ファイアウォールを設置し、不要な通信を遮断", Kind.UNSCORED),
        ("", "", Kind.OK),
        ("2", "", Kind.THIN),
    ],
)
def test_every_kind_has_its_verdict(score, evidence, kind):
    verdict = judge(score=score, evidence=evidence, as_of=DAY)

    assert verdict.kind is kind
    assert (kind is Kind.OK) == (not any(finding.flags for finding in verdict.findings))


def test_a_message_quotes_the_writers_own_spelling():
    verdict = judge(score="2", evidence="ﾊﾟｿｺﾝは導入済み。ｻｰﾊﾞｰの分はこれから。", as_of=DAY)

    assert "ｻｰﾊﾞｰの分はこれから" in verdict.findings[0].quote
    assert verdict.findings[0].quote in verdict.findings[0].message


@pytest.mark.parametrize(
    ("evidence", "quote"),
    [
        ("規程は承認され、研修は来年1月に始める。", "研修は来年1月に始める"),
        ("案は承認され、体制も決まり、研修は来月に始める。", "研修は来月に始める"),
        ("原案は法務で作り、今は各部から意見をもらっています。", "今は各部から意見をもらっています"),
    ],
)
def test_the_quoted_clause_is_the_one_that_says_so(evidence, quote):
    """The clause before it leaves its state open and takes that of the next; its words alone would explain nothing."""
    assert judge(score="2", evidence=evidence, as_of=DAY).findings[0].quote == quote


def test_the_next_round_told_in_the_same_sentence_is_no_plan():
    evidence = "台帳は各部が毎年1月に更新。2024年1月分も全18部の提出を確認し、次は来年1月。"

    assert judge(score="2", evidence=evidence, as_of=DAY).kind is Kind.OK


def test_many_answers_at_once_are_judged_as_each_by_itself():
    texts = ["", "-", "規程を制定済み。", "事務所は導入済み。工場側はこれから。", "適切に管理しております。"]
    texts += ["拠点は1つしかない。", "規程は本社が作り、教育は来月に始める。", "訓練を年1回実施。\n" * 400]
    texts += [f"{n}拠点のうち{n // 2}拠点で訓練を実施しました。" for n in range(2, 60)]
    rows = [
        {"score": score, "evidence": text, "condition": "訓練をすること", "criteria": "・年2回以上"}
        for text in texts
        for score in ("2", "1", "0", "NA", "")
    ]

    assert list(judge_all(rows, as_of=DAY)) == [judge(**row, as_of=DAY) for row in rows]
    assert list(judge_all([], as_of=DAY)) == []


def test_an_answer_that_cannot_be_read_costs_none_before_it():
    rows = [
        *[{"score": "2", "evidence": f"{n}号館に錠を付けた。"} for n in range(130)],
        {"score": "3", "evidence": ""},
    ]
    verdicts = judge_all(rows, as_of=DAY)

    assert [next(verdicts).kind for _ in range(130)] == [Kind.OK] * 130
    with pytest.raises(ValueError, match="3") as raised:
        next(verdicts)
    assert raised.value.__notes__ == ["answer 131: score '3'"]


def test_no_more_than_a_hundred_answers_are_held(monkeypatch):
    alive: WeakSet[Case] = WeakSet()
    most = 0

    class Watched(Case):
        def __init__(self, *given):
            nonlocal most
            super().__init__(*given)
            alive.add(self)
            most = max(most, len(alive))

    monkeypatch.setattr(sys.modules[judge.__module__], "Case", Watched)
    rows = ({"score": "2", "evidence": f"{n}号館に錠を付けた。"} for n in range(350))

    assert sum(1 for _ in judge_all(rows, as_of=DAY)) == 350
    assert most <= 101  # and the last one before them
    assert not alive


def test_of_long_answers_fewer_are_read_together():
    taken = []

    def rows():
        for n in range(20):
            taken.append(n)
            yield {"score": "2", "evidence": f"{n}号館に錠を付けた。" * 1500}

    next(judge_all(rows(), as_of=DAY))
    assert len(taken) == 4


def test_many_answers_are_read_a_hundred_at_a_time():
    taken = []

    def rows():
        for n in range(1000):
            taken.append(n)
            yield {"score": "2", "evidence": f"{n}号館に錠を付けた。"}

    assert next(judge_all(rows(), as_of=DAY)).kind is Kind.OK
    assert len(taken) == 100


def test_the_first_finding_has_the_kind_of_the_verdict():
    verdict = judge(score="2", evidence="規程は作成中です。教育は行っていません。", as_of=DAY)

    assert verdict.findings[0].kind is verdict.kind
    assert verdict.findings[0].suggested_score is Score.UNDER_WAY


def test_a_missing_year_is_advice_only():
    verdict = judge(score="2", evidence="ファイアウォールを置いて通信を制限済", as_of=DAY)

    assert [finding.severity for finding in verdict.findings] == [Severity.ADVICE]


def test_a_filled_bracket_is_no_blank():
    assert (
        judge(score="2", evidence="サーバー室〔本社2階〕は常時施錠し、鍵は総務で管理。", as_of=DAY).kind
        is Kind.OK
    )
    assert judge(score="2", evidence="『〔　〕規程』を2022年4月に制定済み", as_of=DAY).kind is Kind.THIN


def test_judging_imports_neither_pandas_nor_numpy_nor_an_excel_library():
    code = (
        "import sys, datetime; from jama_checksheet.evidence import judge;"
        "judge(score='2', evidence='工場側はこれから', as_of=datetime.date(2025, 11, 20));"
        "print([m for m in ('numpy', 'pandas', 'openpyxl', 'xlwings', 'lxml', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.stdout.strip() == "[]"
