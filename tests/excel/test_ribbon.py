"""Every button, through xlwings' own Windows engine, on the sample as it is open in Excel."""

from __future__ import annotations

import pytest

from excel import windows
from jama_checksheet import ribbon
from jama_checksheet.ribbon_table import COMMANDS

SHEET = "チェックシート"


def said() -> str:
    """The last message box."""
    return windows.messages.shown[-1][1]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.function], ids=lambda c: c.id)
def test_every_button_has_its_function(command):
    assert callable(getattr(ribbon, command.function))


def test_run_shows_what_will_change_and_then_does_it(excel, open_file, sample):
    book = open_file(sample)

    ribbon.run_all()

    question = windows.messages.shown[0][1]
    assert "社内用の列" in question
    assert "評価と根拠の欄は変更しません" in question
    assert "確認ポイントは" in said()
    assert [sheet.name for sheet in book.sheets][-3:] == [
        "社内用_サマリー",
        "社内用_確認ポイント",
        "社内用_担当者",
    ]
    assert list((sample.parent / "控え").iterdir())


def test_declined_means_nothing_happened(excel, open_file, sample):
    book = open_file(sample)
    windows.messages.answers = ["no"]
    before = dict(excel._books[0]._sheets[1]._cells)

    ribbon.run_all()

    assert "変更していません" in said()
    assert excel._books[0]._sheets[1]._cells == before
    assert not (sample.parent / "控え").exists()
    assert len(book.sheets) == 3
