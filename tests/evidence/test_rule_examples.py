"""Each rule's own examples are its tests; nothing is listed twice."""

from __future__ import annotations

import pkgutil

import pytest

from jama_checksheet.evidence import rules
from jama_checksheet.evidence.case import Case
from jama_checksheet.model import Score, Severity

GOOD = [pytest.param(r, e, id=f"{r.code}-good{i}") for r in rules.ALL for i, e in enumerate(r.good, 1)]
BAD = [pytest.param(r, e, id=f"{r.code}-bad{i}") for r in rules.ALL for i, e in enumerate(r.bad, 1)]


def quotes(rule, example):
    """The writer's words that the rule points at."""
    score = Score(example.score)
    if score not in rule.scores:
        return []
    case = Case(score, example.text, example.condition, example.criteria, example.as_of)
    hit = rule.find(case)
    return [case.quote(hit.span)] if hit else []


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_silent(rule, example):
    assert quotes(rule, example) == [], f"{rule.code} {rule.title}: {example.why}"


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_is_found_by_the_words_it_states(rule, example):
    assert example.points_at in quotes(rule, example)


def test_every_rule_file_is_listed_under_its_own_code():
    files = [m.name for m in pkgutil.iter_modules(rules.__path__)]

    assert sorted(name.split("_")[0].upper() for name in files) == [r.code for r in rules.ALL]


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda r: r.code)
def test_rule_is_explained_to_its_reader(rule):
    assert all((rule.title, rule.why, rule.message, rule.fix, rule.good, rule.bad, rule.scores))
    assert not any(
        word in rule.title + rule.message + rule.fix for word in ("不整合", "疑い", "エラー", "虚偽")
    )


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda r: r.code)
def test_a_message_repeats_the_writers_words(rule):
    absent = rule.severity is Severity.ADVICE or rule.code in ("EV001", "EV061")
    assert absent or "{quote}" in rule.message
