"""One table names every command once: ribbon id, Sub, Python function, action and command line agree."""

import re
from importlib import import_module, util

import pytest

from addin.products_here import callbacks
from jama_checksheet.addin import sources
from jama_checksheet.cli import parser
from jama_checksheet.ribbon_table import COMMANDS, GROUPS, KNOWN_IMAGES, MENUS, SHOW_TAB, snake_case

WITH_PYTHON = [command for command in COMMANDS if command.function]


def body_of(sub: str) -> str:
    text = sources.own_module("JamaRibbon").source
    return re.search(rf"^Public Sub {sub}\(control As IRibbonControl\)\n(.*?)^End Sub", text, re.M | re.S)[1]


def test_every_id_is_used_once():
    ids = [command.id for command in COMMANDS] + [menu.id for menu in MENUS] + [group.id for group in GROUPS]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", identity) for identity in ids)


def test_only_icons_that_excel_has_are_used():
    used = {command.image for command in COMMANDS} | {menu.image for menu in MENUS}

    assert used - {""} <= KNOWN_IMAGES


@pytest.mark.parametrize("absent", ["ReviewAcceptChange", "FindDialog", "ImportExcel", "CreateReport"])
def test_names_that_excel_lacks_are_not_in_the_list(absent):
    assert absent not in KNOWN_IMAGES


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_texts_are_complete_and_short_enough_for_excel(command):
    assert command.label
    assert command.screentip
    assert command.supertip.endswith("。")
    assert max(len(command.label), len(command.screentip), len(command.supertip)) <= 1024


def test_every_sub_has_its_command_and_every_command_its_sub():
    assert callbacks() == {command.sub for command in COMMANDS} | {SHOW_TAB}


@pytest.mark.parametrize("command", WITH_PYTHON, ids=lambda c: c.id)
def test_the_sub_calls_the_function_of_the_same_name(command):
    assert command.function == snake_case(command.id)
    assert re.findall(r'RunAction "(\w+)"', body_of(command.sub)) == [command.function]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.vba_alone], ids=lambda c: c.id)
def test_what_runs_in_vba_alone_starts_no_python(command):
    assert command.id in ("previousPoint", "nextPoint", "confirmPoint")
    assert "RunAction" not in body_of(command.sub)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.action], ids=lambda c: c.id)
def test_the_action_has_its_module(command):
    assert util.find_spec(f"jama_checksheet.actions.{command.action}")


@pytest.mark.parametrize("command", WITH_PYTHON, ids=lambda c: c.id)
def test_the_function_is_there(command):
    assert callable(getattr(import_module("jama_checksheet.ribbon"), command.function))


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.cli], ids=lambda c: c.id)
def test_the_command_line_knows_the_name(command):
    arguments = parser("live").parse_args(["live", command.cli])

    assert arguments.subject == command.cli


@pytest.mark.parametrize("command", WITH_PYTHON, ids=lambda c: c.id)
def test_what_python_does_is_on_the_command_line_too(command):
    assert command.cli
