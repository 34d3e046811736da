"""The one-folder program: a button's call runs that function of the ribbon, everything else is the command line."""

import importlib.util
import sys
import types
from pathlib import Path

import pytest

from jama_checksheet.addin.sources import own_module
from jama_checksheet.install.settings_file import FROZEN
from jama_checksheet.ribbon_table import COMMANDS

START = Path(__file__).parents[2] / "addin" / "frozen" / "start.py"
FROM_EXCEL = ["--wb=シート.xlsx", "--from_xl=1", "--app=C:\\Office\\Microsoft Excel", "--hwnd=123"]


@pytest.fixture
def start():
    spec = importlib.util.spec_from_file_location("frozen_start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def called(monkeypatch):
    """The ribbon module, replaced by one that notes what is called."""
    calls = []
    ribbon = types.ModuleType("jama_checksheet.ribbon")
    for command in COMMANDS:
        if command.function:
            setattr(ribbon, command.function, lambda name=command.function: calls.append(name))
    monkeypatch.setitem(sys.modules, "jama_checksheet.ribbon", ribbon)
    monkeypatch.setattr("jama_checksheet.ribbon", ribbon, raising=False)
    return calls


@pytest.mark.parametrize("name", [command.function for command in COMMANDS if command.function])
def test_every_button_runs_its_function(start, called, name):
    assert start.main([name, *FROM_EXCEL]) == 0
    assert called == [name]


def test_nothing_but_the_buttons_functions_can_be_called(start, called, capsys):
    assert start.main(["__import__", *FROM_EXCEL]) == 2
    assert called == []
    assert "__import__" in capsys.readouterr().err


def test_without_excel_it_is_the_command_line(start, called, capsys):
    assert start.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("jama-checksheet ")
    assert called == []


def test_the_macros_start_it_by_the_key_that_install_writes():
    source = own_module("JamaRibbon").source
    assert f'FROZEN_SETTING As String = "{FROZEN}"' in source
    assert "RunFrozenPython program, functionName" in source
