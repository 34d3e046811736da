"""LibreOffice, which reads VBA by itself, lists the modules of both products and runs every callback.

It cannot parse xlwings' own module, so for running that one is a stub that writes down what it is asked for; what would be told
to the user is written down as well.
"""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from addin.products_here import ADDIN, PRODUCTS, PROJECT, SAMPLE, code_names, expected_modules
from jama_checksheet.actions.on_file import OpenFile
from jama_checksheet.actions.run_all import run_all
from jama_checksheet.addin import sources
from jama_checksheet.addin.vba_project import Module, SheetModule, build_project
from jama_checksheet.addin.vba_text import MESSAGES
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import OWN_RANGE
from jama_checksheet.ribbon_table import COMMANDS
from jama_checksheet.workbook.edit.macros_xml import give_code_names
from jama_checksheet.workbook.file import apply_plan
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import ChangePlan, DefineName

pytestmark = pytest.mark.libreoffice

SCRIPT = Path(__file__).with_name("macros_in_office.py")
MODULE, CLASS, DOCUMENT = 1, 2, 4
"""Kinds of module in LibreOffice."""
SHEET = "チェックシート"
NOTE_DOWN = (
    'With ThisWorkbook.Worksheets(1).Range("{cell}")\n        .Value = .Value & {what} & "|"\n    End With'
)
STUBS = (
    Module(
        "xlwings",
        f"""Attribute VB_Name = "xlwings"
Option Explicit
Public Function RunPython(PythonCommand As String)
    {NOTE_DOWN.format(cell="Z1", what="PythonCommand")}
End Function
Public Function RunFrozenPython(Executable As String, Optional Args As String)
    {NOTE_DOWN.format(cell="Z3", what='Executable & ":" & Args')}
End Function
Public Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "")
    GetConfig = ThisWorkbook.Worksheets(1).Range("Z4").Value
End Function
""",
    ),
    Module(
        "JamaSay",
        f"""Attribute VB_Name = "JamaSay"
Option Explicit
Public Sub Say(ByVal key As String)
    {NOTE_DOWN.format(cell="Z2", what='key & "=" & T(key)')}
End Sub
""",
    ),
)


def with_stubs(data: bytes) -> bytes:
    package = Package.from_bytes(data)
    codes = give_code_names(package)
    own = [module for module in sources.own_modules() if module.name != "JamaSay"]
    sheets = [SheetModule(sheet.code_name, sheet.kind) for sheet in codes.sheets]
    package.put(PROJECT, build_project(codes.book, sheets, (*own, *STUBS)))
    return package.to_bytes()


def in_office(path: Path, *steps: list[object]) -> dict:
    """What LibreOffice tells: the modules, and the result of every step."""
    done = subprocess.run(
        ["/usr/bin/python3", str(SCRIPT), str(path)],
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    failed = [one for one in told["steps"] if isinstance(one, dict)]
    assert failed == []
    return told


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.suffix)
def test_every_module_is_listed_with_its_kind(product):
    kinds = {name: module["kind"] for name, module in in_office(product)["modules"].items()}
    wanted = {name: CLASS if m.is_class else MODULE for name, m in expected_modules(product).items()}

    assert kinds == {**wanted, **dict.fromkeys(code_names(product), DOCUMENT)}


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.suffix)
def test_every_callback_runs_and_asks_python_for_its_function(product, tmp_path):
    path = tmp_path / product.name
    path.write_bytes(with_stubs(product.read_bytes()))
    first = "xlwings.conf" if product == ADDIN else "はじめに"
    with_python = [command for command in COMMANDS if command.function]

    told = in_office(
        path,
        *(["call", f"JamaRibbon.{command.sub}"] for command in COMMANDS),
        ["cell", first, "Z1"],
        ["cell", first, "Z2"],
    )

    asked, said = told["steps"][-2:]
    wanted = [f"import jama_checksheet.ribbon as ribbon; ribbon.{c.function}()" for c in with_python]
    assert asked.split("|")[:-1] == wanted
    # Before the first check there is nothing to go to.
    assert said.split("|")[:-1] == [f"no_columns={MESSAGES['no_columns']}"] * 3


def test_a_pc_without_python_runs_the_one_folder_program(tmp_path):
    path = tmp_path / SAMPLE.name
    path.write_bytes(with_stubs(SAMPLE.read_bytes()))
    told = in_office(
        path,
        ["put", "はじめに", "Z4", "C:/jama/jama_checksheet.exe"],
        ["call", "JamaRibbon.RunAll"],
        ["cell", "はじめに", "Z1"],
        ["cell", "はじめに", "Z3"],
    )

    assert told["steps"][-2:] == ["", "C:/jama/jama_checksheet.exe:run_all|"]


@pytest.mark.parametrize(("product", "own"), [(SAMPLE, True), (ADDIN, False)], ids=["sample", "add-in"])
def test_the_add_in_knows_a_book_with_a_tab_of_its_own(product, own, tmp_path):
    path = tmp_path / product.name
    path.write_bytes(with_stubs(product.read_bytes()))

    assert in_office(path, ["ask", "JamaRibbon.CarriesOwnTab"])["steps"] == [own]


@pytest.fixture(scope="module")
def checked_book(tmp_path_factory) -> tuple[Path, list[int], int, str]:
    """The sample after a check, with the stubs; the rows with open points, the last row, the letter of the mark column."""
    path = tmp_path_factory.mktemp("checked") / "点検済み.xlsm"
    opened = OpenFile.open(SAMPLE)
    bench = opened.bench(date(2025, 11, 20))
    apply_plan(opened.package, run_all(bench).plan)
    path.write_bytes(with_stubs(opened.package.to_bytes()))
    sheet = recognise(OpenFile.open(path).book)
    rows = [item.row for item in sheet.items if sheet.own[item.no].mark]
    letter = chr(64 + sheet.layout.own_columns["mark"])
    return path, rows, sheet.layout.last_row, letter


def test_next_and_previous_go_from_point_to_point(checked_book):
    path, rows, last, letter = checked_book
    told = in_office(
        path,
        ["select", SHEET, "M8"],
        ["call", "JamaRibbon.NextPoint"],
        ["where"],
        ["call", "JamaRibbon.NextPoint"],
        ["where"],
        ["call", "JamaRibbon.PreviousPoint"],
        ["where"],
        ["select", SHEET, f"A{last}"],
        ["call", "JamaRibbon.PreviousPoint"],
        ["where"],
        ["select", SHEET, f"A{rows[0]}"],
        ["call", "JamaRibbon.PreviousPoint"],
        ["select", SHEET, f"A{last}"],
        ["call", "JamaRibbon.NextPoint"],
        ["cell", "はじめに", "Z2"],
    )
    column = ord(letter) - 64
    places = [one for one in told["steps"] if isinstance(one, list)]
    below = [row for row in rows if row > 8]

    assert places == [
        [SHEET, below[0], column],
        [SHEET, below[1], column],
        [SHEET, below[0], column],
        [SHEET, max(row for row in rows if row < last), column],
    ]
    assert [word.partition("=")[0] for word in told["steps"][-1].split("|")[:-1]] == [
        "no_previous",
        "no_next",
    ]


def test_next_finds_the_check_sheet_from_another_sheet_and_passes_over_hidden_rows(checked_book):
    path, rows, _, letter = checked_book
    told = in_office(
        path,
        ["hide", SHEET, rows[0]],
        ["select", "はじめに", "A1"],
        ["call", "JamaRibbon.NextPoint"],
        ["where"],
    )

    assert told["steps"][-1] == [SHEET, rows[1], ord(letter) - 64]


def test_without_the_name_the_column_is_found_by_its_header(checked_book, tmp_path):
    path, rows, _, letter = checked_book
    package = Package.from_bytes(path.read_bytes())
    apply_plan(package, ChangePlan("", (DefineName(OWN_RANGE, ""),)))
    without = tmp_path / "名前なし.xlsm"
    without.write_bytes(package.to_bytes())
    told = in_office(
        without,
        ["select", SHEET, "A1"],
        ["call", "JamaRibbon.NextPoint"],
        ["where"],
        ["select", SHEET, "A1000"],
        ["call", "JamaRibbon.PreviousPoint"],
        ["where"],
        ["select", "はじめに", "A1"],
        ["call", "JamaRibbon.NextPoint"],
        ["cell", "はじめに", "Z2"],
    )
    column = ord(letter) - 64

    assert told["steps"][2] == [SHEET, rows[0], column]
    assert told["steps"][5] == [SHEET, rows[-1], column]
    assert told["steps"][-1].startswith("no_columns=")


def test_confirming_marks_the_row_once_and_only_where_there_is_a_point(checked_book):
    path, rows, last, letter = checked_book
    quiet = next(row for row in range(rows[0], last) if row not in rows)
    told = in_office(
        path,
        ["select", SHEET, f"N{rows[1]}"],
        ["call", "JamaRibbon.ConfirmPoint"],
        ["cell", SHEET, f"{letter}{rows[1]}"],
        ["call", "JamaRibbon.ConfirmPoint"],
        ["select", SHEET, f"N{quiet}"],
        ["call", "JamaRibbon.ConfirmPoint"],
        ["cell", SHEET, f"{letter}{quiet}"],
        ["select", SHEET, "A1"],
        ["call", "JamaRibbon.ConfirmPoint"],
        ["select", SHEET, f"A{rows[0]}"],
        ["call", "JamaRibbon.NextPoint"],
        ["where"],
        ["cell", "はじめに", "Z2"],
    )
    cells = [told["steps"][2], told["steps"][6]]
    said = [word.partition("=")[0] for word in told["steps"][-1].split("|")[:-1]]

    assert cells == ["済", ""]
    assert said == ["already_confirmed", "no_point_here", "choose_row"]
    # The confirmed row is passed over.
    assert told["steps"][-2] == [SHEET, rows[2], ord(letter) - 64]
