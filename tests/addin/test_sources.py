"""The VBA sources: 7-bit ASCII, within VBA's limits, the Japanese in them right, the package's copies equal."""

import re

import pytest

from addin.products_here import ROOT, builder
from jama_checksheet.addin import sources
from jama_checksheet.addin.vba_project import Module, SheetModule, build_project
from jama_checksheet.addin.vba_text import MESSAGES, literal, text_module

ALL = [*sources.own_modules(functions=True), *sources.xlwings_modules()]


@pytest.mark.parametrize("module", ALL, ids=lambda m: m.name)
def test_sources_are_ascii_and_within_the_limits_of_vba(module):
    lines = module.source.splitlines()

    assert module.source.isascii()
    assert max(map(len, lines)) <= 1023
    assert not re.search(r"(?: _\r?\n[^\n]*){25}", module.source)


def test_a_source_with_japanese_is_refused():
    with pytest.raises(ValueError, match="ASCII"):
        build_project("ThisWorkbook", [SheetModule("Sheet1")], [Module("A", "' 点検\n")])


def decoded(source: str) -> dict[str, str]:
    """What `T(key)` gives, read back from the source with a small reader of its own."""
    found = {}
    cases = source[: source.index("Case Else")]
    for key, body in re.findall(r'Case "(\w+)"\n            T = (.*?)(?=\n        Case|\Z)', cases, re.S):
        parts = re.findall(r'U\("([\d ]+)"\)', body)
        units = b"".join(int(code).to_bytes(2, "little") for part in parts for code in part.split())
        found[key] = units.decode("utf-16-le")
    return found


def test_the_japanese_in_jamatext_is_what_was_meant():
    assert decoded(text_module()) == MESSAGES


@pytest.mark.parametrize("text", ["plain", 'with "quotes"'])
def test_ascii_texts_stay_readable(text):
    assert literal(text) == '"' + text.replace('"', '""') + '"'


def test_every_text_that_vba_asks_for_is_there():
    code = "".join(module.source for module in sources.own_modules())
    asked = set(re.findall(r'\b(?:T\(|Say )"(\w+)"', code))

    assert asked == set(MESSAGES)


def test_addin_and_package_hold_what_the_build_makes():
    differing = [
        str(path.relative_to(ROOT))
        for path, data in builder().sources().items()
        if not path.is_file() or path.read_bytes() != data
    ]

    assert differing == []


def test_the_settings_of_xlwings_keep_their_usual_name():
    module = next(m for m in sources.xlwings_modules() if m.name == "xlwings")

    assert module.source.count('PROJECT_NAME As String = "xlwings"') == 1
    assert f'XLWINGS_VERSION As String = "{sources.XLWINGS}"' in module.source


def test_the_pinned_version_is_the_one_whose_module_goes_in():
    pinned = re.search(r'"xlwings==([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))[1]

    assert pinned == sources.XLWINGS
