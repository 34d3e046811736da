"""From departments' answers to one answer: nothing is lost, nothing depends on the order of arrival."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jama_checksheet.checksheet.cell_text import MAX_CELL_TEXT
from jama_checksheet.checksheet.memory import answer_fingerprint
from jama_checksheet.consolidation import Decision, Result, Rule, Statement, decide, standing
from jama_checksheet.model import Answer, Score

SPLIT = Answer(Score.UNDER_WAY, "手順を作成している。")


def says(department: str, score: str, evidence: str, moment: str = "1") -> Statement:
    """What a department says of an item that was given out with `SPLIT`."""
    return Statement(
        department,
        Score(score),
        evidence,
        moment,
        new_score=bool(score) and score != SPLIT.score,
        new_evidence=bool(evidence) and evidence != SPLIT.evidence,
    )


def decided(
    *statements: Statement,
    present: Answer = SPLIT,
    rule: Rule = Rule.LOWEST,
    lead: str = "総務部",
    written: Answer | None = None,
) -> Decision:
    return decide(
        statements,
        present,
        departments=("総務部", "情シス", "人事部"),
        lead=lead,
        rule=rule,
        at_split=answer_fingerprint(SPLIT),
        written=answer_fingerprint(written) if written else "",
    )


def test_one_departments_answer_is_taken_as_it_is():
    found = decided(says("総務部", "2", "手順書を2025年4月に制定した。"))

    assert (found.result, found.answer) == (
        Result.MERGED,
        Answer(Score.DONE, "手順書を2025年4月に制定した。"),
    )
    assert found.chosen == ("総務部",)
    assert not found.needs_eye


def test_an_empty_answer_never_overwrites():
    assert decided(says("総務部", "", "")).result is Result.UNCHANGED
    assert decided(says("総務部", "2", "")).answer == Answer(Score.DONE, SPLIT.evidence)
    assert decided(says("総務部", "", "新しい説明")).answer == Answer(SPLIT.score, "新しい説明")


def test_a_newer_reply_of_the_same_department_replaces_its_older_one_cell_by_cell():
    older, newer = says("総務部", "2", "制定した。", "1"), says("総務部", "0", "", "2")

    for order in itertools.permutations((older, newer)):
        assert decided(*order).answer == Answer(Score.NOT_DONE, "制定した。")


def test_lowest_the_weakest_part_counts_and_all_texts_are_kept():
    found = decided(says("総務部", "2", "全員に周知した。"), says("情シス", "0", "まだ実施していない。"))

    assert found.answer == Answer(
        Score.NOT_DONE, "【総務部】全員に周知した。\n【情シス】まだ実施していない。"
    )
    assert found.chosen == ("情シス",)
    assert found.differ


@pytest.mark.parametrize(
    ("scores", "lowest"),
    [
        ("2 1", "1"),
        ("1 0", "0"),
        ("NA 2", "2"),
        ("NA 0", "0"),
        ("NA NA", "NA"),
        ("2 NA 1", "1"),
        ("2 2 2", "2"),
    ],
)
def test_not_applicable_is_no_claim(scores, lowest):
    departments = ("総務部", "情シス", "人事部")
    found = decided(
        *(
            says(name, score, f"{name}の説明")
            for name, score in zip(departments, scores.split(), strict=False)
        )
    )

    assert found.answer.score == lowest
    assert found.differ == (len(set(scores.split())) > 1)


def test_lead_only_the_leading_department_counts():
    others = says("情シス", "0", "まだ実施していない。")

    waiting = decided(others, rule=Rule.LEAD)
    assert (waiting.result, waiting.answer) == (Result.WAITING, SPLIT)
    answered = decided(others, says("総務部", "2", "全員に周知した。"), rule=Rule.LEAD)
    assert answered.answer == Answer(Score.DONE, "全員に周知した。")
    assert answered.chosen == ("総務部",)
    assert answered.differ


def test_lead_where_nobody_leads_the_lowest_counts():
    found = decided(says("情シス", "0", "未実施"), says("人事部", "2", "済み"), rule=Rule.LEAD, lead="")

    assert found.answer.score is Score.NOT_DONE


def test_what_the_coordinator_changed_stays():
    by_phone = Answer(Score.DONE, "電話で確認: 完了")

    conflict = decided(says("総務部", "0", "未実施です。"), present=by_phone)
    assert (conflict.result, conflict.answer) == (Result.KEPT, by_phone)
    assert conflict.needs_eye
    same = decided(says("総務部", "2", "電話で確認: 完了"), present=by_phone)
    assert same.result is Result.UNCHANGED


def test_a_reply_equal_to_what_was_given_out_says_nothing_against_the_coordinator():
    by_phone = Answer(Score.DONE, "電話で確認: 完了")

    found = decided(says("総務部", "1", SPLIT.evidence), present=by_phone)

    assert (found.result, found.answer, found.needs_eye) == (Result.UNCHANGED, by_phone, False)


def test_what_collecting_itself_wrote_may_be_replaced():
    first = Answer(Score.DONE, "制定した。")
    newer = says("総務部", "0", "廃止した。", "2")

    assert decided(says("総務部", "2", "制定した。"), newer, present=first, written=first).answer == Answer(
        Score.NOT_DONE, "廃止した。"
    )
    edited = Answer(Score.DONE, "制定した（規程番号 12）。")
    assert (
        decided(says("総務部", "2", "制定した。"), newer, present=edited, written=first).result is Result.KEPT
    )


def test_a_coordinator_who_goes_back_to_the_old_answer_is_respected():
    first = Answer(Score.DONE, "制定した。")

    assert decided(says("総務部", "2", "制定した。"), present=SPLIT, written=first).result is Result.KEPT


def test_whether_a_department_takes_its_answer_back_is_for_a_person_to_say():
    """The newer file says what was given out: taken back, or another person's copy? The new answer stays, both are shown."""
    first, last = says("総務部", "2", "制定した。"), says("総務部", "1", SPLIT.evidence, "2")
    kept = Answer(Score.DONE, "制定した。")

    for order in itertools.permutations((first, last)):
        found = decided(*order)
        assert (found.result, found.answer) == (Result.MERGED, kept)
        later = decided(*order, present=kept, written=kept)
        assert (later.result, later.answer) == (Result.UNCHANGED, kept)
        for decision in (found, later):
            assert decision.needs_eye
            assert decision.doubted == ("総務部",)
            assert decision.values[0].back == SPLIT


def test_two_people_of_a_department_each_on_a_copy_keep_both_their_cells():
    found = decided(says("総務部", "1", "一人目の根拠"), says("総務部", "2", SPLIT.evidence, "2"))

    assert found.answer == Answer(Score.DONE, "一人目の根拠")
    assert found.values[0].back == Answer(Score.DONE, SPLIT.evidence)


def test_a_newer_answer_ends_the_doubt():
    found = decided(
        says("総務部", "2", "制定した。"),
        says("総務部", "1", SPLIT.evidence, "2"),
        says("総務部", "0", "廃止した。", "3"),
    )

    assert (found.answer, found.doubted) == (Answer(Score.NOT_DONE, "廃止した。"), ())


JOINED = Answer(Score.UNDER_WAY, "調整担当のメモ\n【総務部】手順を作った。\n【情シス】台帳がある。\n二行目。")


def second_round(*texts: tuple[str, str], present: Answer = JOINED) -> str:
    """The text after a round in which `JOINED` was given out and departments sent these texts back."""
    statements = [
        Statement(name, Score.UNDER_WAY, text, "1", new_evidence=text != JOINED.evidence)
        for name, text in texts
    ]
    mark = answer_fingerprint(present)
    names = ("総務部", "情シス", "人事部")
    return decide(
        statements, present, departments=names, lead="総務部", rule=Rule.LOWEST, at_split=mark
    ).answer.evidence


def test_in_a_joined_text_each_department_changes_its_own_block():
    edited = JOINED.evidence.replace("作った", "改めた")

    assert second_round(("総務部", edited), ("情シス", JOINED.evidence)) == edited
    assert second_round(("総務部", edited)) == edited
    assert second_round(("情シス", JOINED.evidence), ("総務部", "書き直した。")) == (
        "調整担当のメモ\n【総務部】書き直した。\n【情シス】台帳がある。\n二行目。"
    )
    assert second_round(("人事部", JOINED.evidence), ("総務部", edited)) == edited


def test_an_untouched_joined_text_adds_nothing():
    for names in (("総務部",), ("総務部", "情シス"), ("人事部", "情シス")):
        assert second_round(*((name, JOINED.evidence) for name in names)) == JOINED.evidence


def test_a_name_in_brackets_of_a_department_that_was_not_asked_is_a_word_like_others():
    text = "【法務部】に確認した。"

    assert decided(says("総務部", "2", text)).answer.evidence == text


edits = st.sampled_from(["そのまま", "書き足す", "書き直す", "空にする", "返さない"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(edits, edits, edits), min_size=3, max_size=3), st.randoms())
def test_three_rounds_double_nothing(rounds, chance):
    names, master = ("総務部", "情シス", "人事部"), SPLIT
    for number, kinds in enumerate(rounds):
        given_out, own, statements = master, {}, []
        for name, kind in zip(names, kinds, strict=True):
            own[name] = f"{name}の{number}回目。"
            text = {
                "そのまま": master.evidence,
                "書き足す": f"{master.evidence}\n【{name}】{own[name]}",
                "書き直す": own[name],
                "空にする": "",
            }.get(kind)
            if text is None:
                continue
            new = bool(text) and text != master.evidence
            statements.append(Statement(name, Score.UNDER_WAY, text, "1", new_evidence=new))
        chance.shuffle(statements)
        for _ in range(2):
            mark = answer_fingerprint(given_out)
            master = decide(
                statements,
                master,
                departments=names,
                lead="",
                rule=Rule.LOWEST,
                at_split=mark,
                written=answer_fingerprint(master),
            ).answer
        for name, kind in zip(names, kinds, strict=True):
            assert master.evidence.count(own[name]) == (kind in ("書き足す", "書き直す"))
        assert all(master.evidence.count(f"【{name}】") <= 1 for name in names)
        assert master.evidence.count(SPLIT.evidence) <= len(names)


def test_an_untouched_answer_counts_where_several_departments_answer():
    """The weakest stave: what a department let stand is its statement."""
    found = decided(says("総務部", "2", "全員に周知した。"), says("情シス", "1", SPLIT.evidence))

    assert found.answer.score is Score.UNDER_WAY
    assert found.answer.evidence == f"【総務部】全員に周知した。\n【情シス】{SPLIT.evidence}"


def test_nobody_touched_it_nothing_changes():
    found = decided(says("総務部", "1", SPLIT.evidence), says("情シス", "1", SPLIT.evidence))

    assert (found.result, found.answer) == (Result.UNCHANGED, SPLIT)


def test_texts_that_do_not_fit_into_one_cell_are_left_to_a_person():
    long = "長" * (MAX_CELL_TEXT - 10)

    found = decided(says("総務部", "2", long), says("情シス", "2", long + "い"))

    assert (found.result, found.answer) == (Result.TOO_LONG, SPLIT)
    assert found.needs_eye


replies = st.lists(
    st.builds(
        says,
        st.sampled_from(["総務部", "情シス", "人事部"]),
        st.sampled_from(["2", "1", "0", "NA", ""]),
        st.sampled_from(["", "文書あり。", "未着手。", SPLIT.evidence]),
        st.sampled_from(["1", "2", "3"]),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(replies, st.sampled_from(list(Rule)), st.randoms())
def test_the_order_of_arrival_never_matters_and_twice_is_once(statements, rule, chance):
    first = decided(*statements, rule=rule)
    shuffled = list(statements)
    chance.shuffle(shuffled)

    assert decided(*shuffled, rule=rule) == first
    again = decided(*statements, rule=rule, present=first.answer, written=first.answer)
    assert again.result is not Result.MERGED
    assert again.answer == first.answer


@settings(max_examples=150, deadline=None)
@given(replies)
def test_lowest_loses_no_text_and_claims_no_more_than_the_weakest(statements):
    found = decided(*statements)
    values = standing(statements).values()
    real = [value.score for value in values if value.score in ("0", "1", "2")]

    assert all(value.evidence in found.answer.evidence for value in values if found.result is Result.MERGED)
    if found.result is Result.MERGED and real:
        assert found.answer.score == min(real)
