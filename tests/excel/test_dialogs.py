"""What is asked: Excel's dialogs over the open book, lines on a terminal, and nothing at all where nobody sits there."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from jama_checksheet.actions import live_split
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.dialogs import MessageBoxes, Terminal
from jama_checksheet.workbook.live.progress import in_status_bar


@pytest.fixture
def boxes(open_file, sample) -> MessageBoxes:
    return MessageBoxes(open_file(sample).app)


def test_several_files_come_as_paths_and_one_alone_too(excel, boxes):
    excel._answers = [["a.xlsx", "b.xlsx"], "c.xlsx", False]

    assert boxes.files("選んでください") == (Path("a.xlsx"), Path("b.xlsx"))
    assert boxes.files("選んでください") == (Path("c.xlsx"),)
    assert boxes.files("選んでください") == ()


def test_one_file_and_the_kind_that_is_wanted(excel, boxes):
    excel._answers = ["manifest.json", False]

    assert boxes.file("記録", com.MANIFESTS) == Path("manifest.json")
    assert excel._shown[-1] == ("file", "記録", com.MANIFESTS)
    assert boxes.file("記録") is None


def test_a_folder_dialog_begins_inside_the_folder(excel, boxes, tmp_path):
    excel._answers = [str(tmp_path / "配布"), False]

    assert boxes.folder("場所", tmp_path) == tmp_path / "配布"
    assert excel._shown[-1] == ("folder", "場所", f"{tmp_path}/")
    assert boxes.folder("場所", tmp_path) is None


def test_a_typed_text_the_default_and_a_cancelled_box(excel, boxes):
    excel._answers = ["2025/12/12", True, False]

    assert [boxes.text("期限", "既定") for _ in range(3)] == ["2025/12/12", "既定", None]


def test_a_question_too_long_for_excel_counts_as_cancelled(excel, boxes):
    excel._answers = ["never seen"]

    assert boxes.text("あ" * 256) is None
    assert excel._shown == []
    assert max(len(live_split.DUE), len(live_split.CONTACT)) <= 255


def test_on_a_terminal_the_same_is_typed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("2025/12/12\n\n返信\n\nはい\n"))
    terminal = Terminal(ask=True)

    assert terminal.text("期限") == "2025/12/12"
    assert terminal.text("期限", "既定") == "既定"
    assert terminal.files("ファイル") == (Path("返信"),)
    assert terminal.folder("場所", Path()) is None
    assert terminal.agree("よろしいですか")


def test_where_nobody_sits_nothing_is_asked():
    terminal = Terminal(ask=False)

    assert not terminal.asks
    assert (terminal.text("期限", "既定"), terminal.files("ファイル"), terminal.file("記録")) == (
        None,
        (),
        None,
    )


def test_the_status_bar_tells_ten_steps_at_most_and_is_put_back(excel, boxes):
    excel.StatusBar = "ほかのアドインの表示"
    excel._bar.clear()

    def fails() -> None:
        with in_status_bar(boxes._app, "読み取っています", 100) as step:
            for number in range(100):
                step(f"{number}.xlsx")
            raise KeyError

    with pytest.raises(KeyError):
        fails()

    assert len(excel._bar) == 11
    assert excel._bar[1] == "読み取っています… 11／100 10.xlsx"
    assert excel.StatusBar == "ほかのアドインの表示"
