"""install puts two things in place and remembers what was there; uninstall leaves nothing of ours and everything of others."""

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jama_checksheet.errors import OutputError, UsageError
from jama_checksheet.evidence.kept import FILE_NAME
from jama_checksheet.install.places import places_of
from jama_checksheet.install.set_up import install, uninstall
from jama_checksheet.install.settings_file import value_of

PYTHON, OTHER = "C:\\Python311\\python.exe", "D:\\other\\python.exe"
OTHERS = f'"INTERPRETER_WIN","{OTHER}"\r\n"CONDA PATH","C:\\conda"\r\n"メモ","部内"\r\n'.encode("cp932")


@pytest.fixture
def others(places):
    """Another xlwings project's settings, and another add-in in the start folder."""
    places.settings.parent.mkdir()
    places.settings.write_bytes(OTHERS)
    places.xlstart.mkdir(parents=True)
    (places.xlstart / "other_tool.xlam").write_bytes(b"not ours")


def test_the_add_in_and_the_interpreter_are_where_excel_and_xlwings_look(places, environment, addin):
    done = install(places, addin, PYTHON, environment)

    xlstart = places.xlstart
    assert str(xlstart).startswith(environment["APPDATA"])
    assert xlstart.parts[-3:] == ("Microsoft", "Excel", "XLSTART")
    assert [path.name for path in xlstart.iterdir()] == ["jama_checksheet.xlam"]
    assert places.addin.read_bytes() == addin
    assert places.settings.read_bytes() == f'"INTERPRETER_WIN","{PYTHON}"\r\n'.encode()
    assert done.replaced == {}


def test_uninstall_leaves_nothing_on_a_fresh_pc(places, environment, addin, everything):
    before = everything()
    install(places, addin, PYTHON, environment)
    (places.state / "jama-checksheet.log").write_text("did something")
    (places.state / "undo-0123456789abcdef.json").write_text("{}")
    (places.state / "judged-0123456789abcdef.json").write_text("{}")
    (places.state / "asked-0123456789abcdef.json").write_text("{}")
    (places.state / "judged-0123456789abcdef.4711.tmp").write_text("{")
    (places.state / "expressions.4711.tmp").write_bytes(b"{")
    (places.state / FILE_NAME).write_bytes(b"{}\n")

    uninstall(places)

    assert everything() == before


def test_uninstall_leaves_what_is_not_ours(places, environment, addin):
    install(places, addin, PYTHON, environment)
    foreign = ["expressions.txt", "undo-notes.txt", "other.tmp", "judged-by-me.xlsx"]
    for name in foreign:
        (places.state / name).write_text("mine")

    uninstall(places)

    assert sorted(path.name for path in places.state.iterdir()) == sorted(foreign)


@pytest.mark.usefixtures("others")
def test_uninstall_puts_back_what_others_had_to_the_byte(places, environment, addin, everything):
    before = everything()

    done = install(places, addin, PYTHON, environment)

    assert done.replaced == {"INTERPRETER_WIN": OTHER}
    assert places.settings.read_bytes() == OTHERS.replace(OTHER.encode(), PYTHON.encode())
    assert uninstall(places).restored
    assert everything() == before


@pytest.mark.usefixtures("others")
def test_installing_twice_does_not_forget_the_first_state(places, environment, addin, everything):
    before = everything()

    install(places, b"an older version", "C:\\Python310\\python.exe", environment)
    install(places, addin, PYTHON, environment, fast=True)
    install(places, addin, PYTHON, environment)

    assert places.settings.read_bytes() == OTHERS.replace(OTHER.encode(), PYTHON.encode())
    assert places.addin.read_bytes() == addin
    uninstall(places)
    assert everything() == before


@pytest.mark.usefixtures("others")
def test_what_others_write_after_us_stays(places, environment, addin):
    install(places, addin, PYTHON, environment)
    places.settings.write_bytes(places.settings.read_bytes() + b'"SHOW CONSOLE","True"\r\n')

    uninstall(places)

    assert places.settings.read_bytes() == OTHERS + b'"SHOW CONSOLE","True"\r\n'


def test_an_interpreter_that_somebody_chose_after_us_stays_and_is_told(places, environment, addin):
    install(places, addin, PYTHON, environment)
    places.settings.write_bytes(f'"INTERPRETER_WIN","{OTHER}"\r\n'.encode())

    done = uninstall(places)

    assert done.kept == ("INTERPRETER_WIN",)
    assert places.settings.read_bytes() == f'"INTERPRETER_WIN","{OTHER}"\r\n'.encode()


def test_the_fast_mode_is_on_with_fast_and_off_again_without(places, environment, addin):
    install(places, addin, PYTHON, environment, fast=True)
    assert b'"USE UDF SERVER","True"' in places.settings.read_bytes()

    install(places, addin, PYTHON, environment)
    assert b"USE UDF SERVER" not in places.settings.read_bytes()


def test_an_empty_fast_mode_switch_never_stays_empty(places, environment, addin, everything):
    places.settings.parent.mkdir()
    places.settings.write_bytes(b'"USE UDF SERVER",""\r\n')
    before = everything()

    install(places, addin, PYTHON, environment)

    assert b'"USE UDF SERVER","False"\r\n' in places.settings.read_bytes()
    uninstall(places)
    assert everything() == before


def test_settings_that_cannot_be_written_leave_everything_as_it_was(places, environment, addin, everything):
    places.settings.mkdir(parents=True)  # a folder in the file's place: nothing can be written there
    before = everything()

    with pytest.raises(OutputError):
        install(places, addin, PYTHON, environment)

    assert everything() == before


def test_an_add_in_that_excel_holds_is_told_with_the_remedy(
    places, environment, addin, everything, monkeypatch
):
    install(places, b"an older version", PYTHON, environment)
    before = everything()
    write = Path.write_bytes

    def held(path, data):
        if path == places.addin and data == addin:
            raise PermissionError(13, "in use", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", held)

    with pytest.raises(OutputError) as told:
        install(places, addin, "C:\\new\\python.exe", environment)

    assert "Excel をすべて閉じて" in told.value.remedy
    assert everything() == before


def test_an_add_in_that_excel_holds_is_not_half_removed(places, environment, addin, everything, monkeypatch):
    install(places, addin, PYTHON, environment)
    before = everything()

    def held(path, missing_ok=False):
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "unlink", held)

    with pytest.raises(OutputError) as told:
        uninstall(places)

    assert "Excel をすべて閉じて" in told.value.remedy
    assert everything() == before


def test_uninstall_without_install_changes_nothing(places, everything):
    before = everything()

    done = uninstall(places)

    assert (done.removed, done.restored, done.kept) == ((), False, ())
    assert everything() == before


def test_a_damaged_record_takes_away_the_add_in_and_leaves_the_settings(places, environment, addin):
    install(places, addin, PYTHON, environment)
    places.record.write_bytes(b'{"before": 5')

    uninstall(places)

    assert not places.addin.exists()
    assert places.settings.is_file()


def test_permissions_of_the_settings_file_stay(places, environment, addin):
    places.settings.parent.mkdir()
    places.settings.write_bytes(OTHERS)
    places.settings.chmod(0o640)

    install(places, addin, PYTHON, environment)

    assert stat.S_IMODE(places.settings.stat().st_mode) == 0o640


def test_elsewhere_than_on_windows_a_message_says_what_can_be_used():
    with pytest.raises(UsageError) as told:
        places_of({"HOME": "/home/sato"})

    assert "Windows" in told.value.what
    assert "コマンドライン" in told.value.remedy


def test_the_program_with_python_inside_takes_the_place_of_an_interpreter(
    places, environment, addin, everything
):
    program = "C:\\Tools\\jama_checksheet\\jama_checksheet.exe"
    before = everything()
    install(places, addin, PYTHON, environment)

    install(places, addin, program, environment, frozen=True)

    assert places.settings.read_bytes() == f'"JAMA_FROZEN","{program}"\r\n'.encode()
    uninstall(places)
    assert everything() == before


@given(before=st.binary(max_size=120) | st.just(OTHERS) | st.just(OTHERS.rstrip()))
@settings(max_examples=60, deadline=None)
def test_whatever_stood_in_the_settings_comes_back(before):
    with tempfile.TemporaryDirectory() as home:
        environment = {"APPDATA": f"{home}/Roaming", "USERPROFILE": home}
        places = places_of(environment)
        places.settings.parent.mkdir()
        places.settings.write_bytes(before)

        install(places, b"add-in", PYTHON, environment, fast=True)
        assert value_of(places.settings.read_bytes(), "INTERPRETER_WIN") == PYTHON
        uninstall(places)

        assert places.settings.read_bytes() == before
        assert sorted(path.name for path in Path(home).rglob("*")) == [".xlwings", "xlwings.conf"]
