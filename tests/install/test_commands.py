"""install, uninstall and doctor on the command line."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from jama_checksheet.addin.products import build_addin
from jama_checksheet.addin.sources import XLWINGS
from jama_checksheet.cli import main
from jama_checksheet.install.product import addin_bytes


@pytest.fixture
def pc(environment, monkeypatch):
    """This process in the fake user's environment."""
    for name, folder in environment.items():
        monkeypatch.setenv(name, folder)


def call(capsys, *arguments):
    status = main([*arguments, "--json"])
    printed = capsys.readouterr()
    return status, json.loads(printed.out) if printed.out else printed.err


@pytest.mark.usefixtures("pc")
def test_install_doctor_uninstall(places, capsys, everything):
    before = everything()

    status, done = call(capsys, "install")

    assert status == 0
    assert done["addin"] == str(places.addin)
    assert done["values"] == {"INTERPRETER_WIN": sys.executable}
    with zipfile.ZipFile(places.addin) as addin:
        assert "xl/vbaProject.bin" in addin.namelist()
    status, found = call(capsys, "doctor")
    assert {"name", "ok", "mark", "detail"} == set(found["checks"][0])
    assert {check["name"]: check["mark"] for check in found["checks"]}["アドイン"] == "○"
    assert status == int(any(not check["ok"] for check in found["checks"]))
    assert call(capsys, "uninstall")[0] == 0
    assert everything() == before


@pytest.mark.usefixtures("pc")
def test_replacing_somebodys_interpreter_needs_an_eye(places, capsys):
    places.settings.parent.mkdir()
    places.settings.write_bytes(b'"INTERPRETER_WIN","D:\\other\\python.exe"\r\n')

    assert main(["install"]) == 1
    assert "D:\\other\\python.exe" in capsys.readouterr().out


@pytest.mark.usefixtures("pc")
def test_doctor_ends_with_1_where_something_is_to_be_mended(capsys):
    status = main(["doctor"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert all(line[:2] in ("○ ", "△ ", "× ") for line in lines)
    assert any(line.startswith("× アドイン: ") for line in lines)


@pytest.mark.parametrize("action", ["install", "uninstall"])
def test_elsewhere_than_on_windows_exit_2_with_one_line(action, monkeypatch, capsys):
    monkeypatch.delenv("APPDATA", raising=False)

    assert main([action]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "Windows" in printed.err


def test_the_shipped_add_in_is_the_one_that_would_be_built():
    def parts(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert parts(addin_bytes()) == parts(build_addin())


def test_the_pinned_xlwings_is_the_one_that_the_add_in_is_built_for():
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"xlwings=={XLWINGS}"' in text
