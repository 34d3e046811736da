"""doctor: one line per check, what is wrong and what to do; × only where something is to be mended."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from jama_checksheet.addin.sources import XLWINGS
from jama_checksheet.install.doctor import diagnose
from jama_checksheet.install.python_side import PythonFacts
from jama_checksheet.install.set_up import install

EXCEL = r"Software\Microsoft\Office\16.0\Excel"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
DEFENDER = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


@dataclass
class FakeRegistry:
    """A registry in a dictionary: (hive, path) -> values."""

    keys: dict[tuple[str, str], dict[str, object]] = field(
        default_factory=lambda: {
            ("HKLM", r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"): {
                "": "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE"
            }
        }
    )

    def values(self, hive, path):
        return self.keys.get((hive, path), {})


@pytest.fixture
def registry():
    return FakeRegistry()


@pytest.fixture
def python(tmp_path):
    """An interpreter with xlwings' libraries beside it."""
    folder = tmp_path / "Python311"
    folder.mkdir()
    for name in ("python.exe", f"xlwings32-{XLWINGS}.dll", f"xlwings64-{XLWINGS}.dll"):
        (folder / name).write_bytes(b"")
    versions = {"jama-checksheet": "0.1.0", "xlwings": XLWINGS, "pywin32": "311"}
    return PythonFacts(
        version=(3, 11, 7),
        executable=str(folder / "python.exe"),
        windows=True,
        package_version=lambda name: versions.get(name, ""),
        importable=lambda module: module in ("win32com", "pythoncom"),
    )


@pytest.fixture
def installed(places, environment, addin, python):
    install(places, addin, python.executable, environment)


def marks(found):
    return {check.name: check.mark for check in found}


def of(found, name):
    (only,) = [check for check in found if check.name == name]
    return only


@pytest.mark.usefixtures("installed")
def test_a_pc_where_everything_is_right(python, environment, registry):
    found = diagnose(python, environment, registry)

    assert set(marks(found).values()) == {"○"}
    assert [check.name for check in found] == [
        "Python",
        "jama-checksheet",
        "xlwings",
        "pywin32",
        "xlwings の DLL",
        "アドイン",
        "ダウンロードの印",
        "Python の場所の設定",
        "高速モード",
        "Excel",
        "アドインの許可",
        "マクロの許可",
        "Excel からの起動",
    ]
    assert all("\n" not in check.detail for check in found)


def test_before_install_the_doctor_says_install(python, environment, registry):
    found = diagnose(python, environment, registry)

    wrong = [check for check in found if not check.ok]
    assert [check.name for check in wrong] == ["アドイン", "Python の場所の設定"]
    assert all("jama-checksheet install" in check.detail for check in wrong)


@pytest.mark.parametrize(
    ("changes", "name", "mark", "words"),
    [
        ({"version": (3, 10, 4)}, "Python", "×", "3.11 以降"),
        (
            {"executable": "C:\\Users\\s\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe"},
            "Python",
            "△",
            "Microsoft Store",
        ),
        ({"package_version": lambda name: ""}, "jama-checksheet", "×", "pip install"),
        ({"package_version": lambda name: ""}, "xlwings", "×", f"xlwings=={XLWINGS}"),
        ({"package_version": lambda name: "0.30.0"}, "xlwings", "×", f"xlwings=={XLWINGS}"),
        ({"importable": lambda module: False}, "pywin32", "×", "pip install"),
        ({"importable": lambda module: False, "windows": False}, "pywin32", "△", "Windows だけ"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_what_is_wrong_with_python(python, environment, registry, changes, name, mark, words):
    found = of(diagnose(replace(python, **changes), environment, registry), name)

    assert found.mark == mark
    assert words in found.detail


@pytest.mark.usefixtures("installed")
def test_without_the_library_only_functions_and_fast_mode_are_missing(python, environment, registry):
    (Path(python.executable).parent / f"xlwings64-{XLWINGS}.dll").unlink()

    found = of(diagnose(python, environment, registry), "xlwings の DLL")

    assert found.mark == "△"
    assert "高速モード" in found.detail


@pytest.mark.usefixtures("installed")
def test_an_add_in_of_another_version(python, environment, registry, places):
    places.addin.write_bytes(b"last year's")

    assert of(diagnose(python, environment, registry), "アドイン").mark == "×"


@pytest.mark.parametrize(("zone", "mark"), [("3", "×"), ("4", "×"), ("1", "○")])
@pytest.mark.usefixtures("installed")
def test_the_mark_of_the_web(python, environment, registry, places, zone, mark):
    # On Windows a stream of the file; elsewhere a file of that name stands for it.
    stream = Path(f"{places.addin}:Zone.Identifier")
    stream.write_text(f"[ZoneTransfer]\r\nZoneId={zone}\r\nHostUrl=https://example.com/x.zip\r\n")

    found = of(diagnose(python, environment, registry), "ダウンロードの印")

    assert found.mark == mark
    assert ("許可する" in found.detail) == (mark == "×")


@pytest.mark.usefixtures("installed")
def test_an_interpreter_that_is_gone_or_another_one(python, environment, registry, places, tmp_path):
    other = tmp_path / "other.exe"
    places.settings.write_bytes(f'"INTERPRETER_WIN","{other}"\r\n'.encode())
    assert of(diagnose(python, environment, registry), "Python の場所の設定").mark == "×"

    other.write_bytes(b"")
    assert of(diagnose(python, environment, registry), "Python の場所の設定").mark == "△"


@pytest.mark.parametrize(("value", "mark"), [("True", "○"), ("false", "○"), ("", "×"), ("はい", "×")])
@pytest.mark.usefixtures("installed")
def test_the_fast_mode_switch(python, environment, registry, places, value, mark):
    text = f'"INTERPRETER_WIN","{python.executable}"\r\n"USE UDF SERVER","{value}"\r\n'
    places.settings.write_bytes(text.encode("cp932"))

    assert of(diagnose(python, environment, registry), "高速モード").mark == mark


@pytest.mark.parametrize(
    ("key", "values", "name", "mark"),
    [
        (("HKCU", rf"{POLICY}\Security"), {"RequireAddinSig": 1}, "アドインの許可", "×"),
        (("HKCU", rf"{EXCEL}\Security"), {"DisableAllAddins": 1}, "アドインの許可", "×"),
        (("HKCU", rf"{EXCEL}\Security"), {"VBAWarnings": 2}, "マクロの許可", "○"),
        (("HKCU", rf"{EXCEL}\Security"), {"VBAWarnings": 4}, "マクロの許可", "△"),
        (
            ("HKCU", rf"{POLICY}\Security\Trusted Locations"),
            {"AllLocationsDisabled": 1},
            "マクロの許可",
            "△",
        ),
        (
            ("HKCU", rf"{EXCEL}\Options"),
            {"OPEN": '/R "C:\\tools\\jama_checksheet.xlam"', "OPEN1": "other.xlam"},
            "アドインの二重登録",
            "△",
        ),
        (
            ("HKCU", rf"{EXCEL}\Resiliency\DisabledItems"),
            {"1A2B": b"\x01\0" + "c:\\…\\jama_checksheet.xlam".encode("utf-16-le")},
            "使用できないアドイン",
            "×",
        ),
        (("HKLM", DEFENDER), {"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": "1"}, "Excel からの起動", "×"),
        (("HKLM", DEFENDER), {"d4f940ab-401b-4efc-aadc-ad5f3c50688a": "2"}, "Excel からの起動", "○"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_what_excel_and_windows_allow(python, environment, registry, key, values, name, mark):
    registry.keys[key] = values

    found = diagnose(python, environment, registry)

    assert of(found, name).mark == mark
    assert {check.name for check in found if check.mark == "×"} == ({name} if mark == "×" else set())


@pytest.mark.usefixtures("installed")
def test_no_macros_and_no_trusted_locations_is_to_be_mended(python, environment, registry):
    registry.keys["HKCU", rf"{EXCEL}\Security"] = {"VBAWarnings": 4}
    registry.keys["HKLM", rf"{POLICY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 1}

    assert of(diagnose(python, environment, registry), "マクロの許可").mark == "×"


@pytest.mark.usefixtures("installed")
def test_a_policy_wins_over_the_users_own_choice(python, environment, registry):
    registry.keys["HKCU", rf"{EXCEL}\Security"] = {"VBAWarnings": 1}
    registry.keys["HKCU", rf"{POLICY}\Security"] = {"VBAWarnings": 4}

    assert of(diagnose(python, environment, registry), "マクロの許可").mark == "△"


def test_where_programs_may_not_be_started_from_excel_the_other_way_is_named(python, environment, registry):
    registry.keys["HKLM", DEFENDER] = {"d4f940ab-401b-4efc-aadc-ad5f3c50688a": 1}

    assert "jama-checksheet live" in of(diagnose(python, environment, registry), "Excel からの起動").detail


def test_elsewhere_than_on_windows_it_reports_what_it_can(python):
    facts = replace(python, windows=False, importable=lambda module: False)

    found = diagnose(facts, {"HOME": "/home/sato"}, None)

    assert marks(found) == {
        "Python": "○",
        "jama-checksheet": "○",
        "xlwings": "○",
        "pywin32": "△",
        "アドイン": "△",
        "Excel とセキュリティの設定": "△",
    }


def test_the_program_with_python_inside(python, environment, registry, places, addin):
    facts = replace(python, frozen=True)
    install(places, addin, facts.executable, environment, frozen=True)

    found = diagnose(facts, environment, registry)

    assert set(marks(found).values()) == {"○"}
    assert of(found, "プログラムの場所の設定").detail == facts.executable
    assert of(diagnose(python, environment, registry), "Python を含むプログラム").mark == "△"
