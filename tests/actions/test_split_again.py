"""A second distribution of the same master: what the first one gave out still comes back."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from collecting.distribution import SOUMU, WORDS, answers_in, distribute, fill, fresh, run
from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.split_sheets import EARLIER_KEYS_NOTE, KEY_NOTE, key_plan, keys_in
from jama_checksheet.delivery.manifest import Manifest, load
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.plan import MarkAsOurs
from jama_checksheet.workbook.reading import read_book

DONE = WORDS[0]


@pytest.fixture
def given(tmp_path):
    return fresh(tmp_path)


def notes(path):
    return read_book(open_package(path), "").notes


def split_again(given, name="配布2"):
    place = given.folder / name
    status, _, said = run(
        "split",
        given.master,
        "--owners",
        given.folder / "担当者.csv",
        "--to",
        place,
        "--in-place",
        "--as-of",
        "2025-11-20",
    )
    assert status in (0, 1), said
    return place


def test_files_of_the_earlier_distribution_are_collected_with_its_manifest(given):
    old = fill(given.reply(SOUMU), (2, DONE, "規程を2024年4月に制定した。"))
    split_again(given)

    status, result, said = run("collect", given.master, old, "--manifest", given.manifest, "--in-place")

    assert (status, said) == (1, "")  # two departments are still awaited
    assert result["merged"] == [2]
    assert answers_in(given.master)[2] == ("2", "規程を2024年4月に制定した。")


def test_then_those_of_the_new_one_are_collected_too(given):
    old = fill(given.reply(SOUMU), (2, DONE, "規程を2024年4月に制定した。"))
    place = split_again(given)
    run("collect", given.master, old, "--manifest", given.manifest, "--in-place")
    new = given.folder / "新.xlsx"
    shutil.copy(next(place.glob(f"*_{SOUMU}_*.xlsx")), new)
    fill(new, (8, DONE, "2025年11月に実施した。"))

    _, result, said = run("collect", given.master, new, "--manifest", place / "manifest.json", "--in-place")

    assert (result["merged"], said) == ([8], "")


def test_a_file_and_the_manifest_of_another_split_still_do_not_fit(given):
    old = fill(given.reply(SOUMU), (2, DONE, "規程を2024年4月に制定した。"))
    place = split_again(given)

    _, result, _ = run("collect", given.master, old, "--manifest", place / "manifest.json", "--in-place")

    assert result["merged"] == []
    assert "別の配布" in result["quarantined"][0]["reason"]


def test_a_manifest_that_the_master_never_had_is_refused(given, tmp_path):
    split_again(given)
    other = distribute(tmp_path / "別")

    status, _, said = run(
        "collect", given.master, other.reply(SOUMU), "--manifest", other.manifest, "--in-place"
    )

    assert status == 2
    assert "別の配布" in said


def test_the_master_remembers_its_keys_the_newest_first(given):
    first = load(given.manifest).key
    second = load(split_again(given) / "manifest.json").key

    assert notes(given.master)[KEY_NOTE] == second
    assert keys_in(notes(given.master)) == (second, first)


def test_the_master_remembers_ten_keys_at_most(given):
    bench = OpenFile.open(given.master).bench(date(2025, 11, 20))
    known = {KEY_NOTE: "k10", EARLIER_KEYS_NOTE: "\n".join(f"k{n}" for n in range(9, 0, -1))}
    bench.book = replace(bench.book, notes=known)
    (change,) = key_plan(bench, Manifest("k11", "", "", "", 2025, ())).changes

    assert isinstance(change, MarkAsOurs)
    assert keys_in(change.notes) == ("k11", *(f"k{n}" for n in range(10, 1, -1)))
