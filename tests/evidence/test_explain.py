"""Rules in words, and the document made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jama_checksheet.evidence.document import document
from jama_checksheet.evidence.explain import CODES, explain
from jama_checksheet.evidence.rules import ALL


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code):
    text = explain(code)

    assert text.startswith(code)
    assert "理由: " in text
    assert "書き方:" in text


def test_an_explanation_holds_the_rules_own_examples():
    text = explain("ev022")

    rule = next(rule for rule in ALL if rule.code == "EV022")
    assert all(example.text.split("\n")[0] in text for example in (*rule.good, *rule.bad))


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        explain("EV999")


def test_the_document_is_current():
    """Write it anew with `python -m jama_checksheet.evidence.document > docs/rules.ja.md`."""
    path = Path(__file__).parents[2] / "docs" / "rules.ja.md"

    assert path.read_text(encoding="utf-8") == document()
