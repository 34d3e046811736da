"""The sample's texts are ours: no address of a real company, and no run of words shared with the official documents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from jama_checksheet.sample.build import load_answers, load_items, owners_csv_path
from jama_checksheet.sample.checksheet import EVIDENCE_HEADER, EXAMPLES_NOTE, PROMPT, SCORE_WORDS
from jama_checksheet.sample.front_back import cover_texts

RUN = 12
"""So many equal characters in a row are more than two writers share by chance."""

OFFICIAL_TEXTS = Path(__file__).parents[3] / "shared" / "seeds"


def sample_texts() -> Iterator[tuple[str, str]]:
    for item in load_items():
        for field, value in asdict(item).items():
            yield f"item {item.no} {field}", str(value)
    for answer in load_answers():
        yield f"answer {answer.no}", answer.evidence
    yield "owners", owners_csv_path().read_text(encoding="utf-8-sig")
    for name, text in (
        ("evidence header", EVIDENCE_HEADER),
        ("examples note", EXAMPLES_NOTE),
        ("prompt", PROMPT),
    ):
        yield name, text
    for number, text in enumerate((*SCORE_WORDS.values(), *cover_texts())):
        yield f"word {number}", text


def runs(text: str) -> set[str]:
    """All runs of `RUN` characters, whatever their width and the white space between them."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return {plain[start : start + RUN] for start in range(len(plain) - RUN + 1)}


def shared_runs(texts: Iterable[tuple[str, str]], official: str) -> list[tuple[str, str]]:
    known = runs(official)
    return [(name, run) for name, text in texts for run in sorted(runs(text) & known)]


def test_every_address_is_at_example_co_jp() -> None:
    addresses = [address for _, text in sample_texts() for address in re.findall(r"[\w.+-]+@[\w.-]+", text)]
    assert len(addresses) >= 7
    assert all(address.endswith("@example.co.jp") for address in addresses)
    assert not [name for name, text in sample_texts() if "http" in text]


def test_a_shared_run_is_found_across_widths_and_line_breaks() -> None:
    official = "社外との通信はすべて\n記録に残し、あとで確かめられるようにする"
    ours = [("item", "ｱ 社外との通信はすべて 記録に残し、保存する"), ("other", "通信を記録する")]
    assert {name for name, _ in shared_runs(ours, official)} == {"item"}


@pytest.mark.parametrize(
    "part", ["item", "answer", "owners", "evidence header", "examples note", "prompt", "word"]
)
def test_no_run_of_words_is_shared_with_the_official_documents(part: str) -> None:
    if not OFFICIAL_TEXTS.is_dir():
        pytest.skip("the official documents are not kept beside this repository")
    texts = [(name, text) for name, text in sample_texts() if name.startswith(part)]
    assert texts
    for document in sorted(OFFICIAL_TEXTS.iterdir()):
        assert shared_runs(texts, document.read_text(encoding="utf-8")) == []
