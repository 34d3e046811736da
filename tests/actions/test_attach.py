"""attach puts ribbon and macros into a check sheet; detach gives it back: the answers, and nothing of ours."""

import re
import subprocess
import sys
from pathlib import Path

import olefile
import openpyxl
import pytest
from lxml import etree

from actions.files import AS_OF, call, parts, sheet_in, type_into
from jama_checksheet.sample.build import write_sample
from jama_checksheet.workbook.edit.macros_xml import RIBBON_RELATIONS
from jama_checksheet.workbook.invariants import check_package
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from shapes.builders import SHAPES
from workbook.rich.build import rich_book
from workbook.rich.features import alive

ROOT = Path(__file__).parents[2]
PROJECT = "xl/vbaProject.bin"
RICH = "rich"
"""The book with 39 features, without its own ribbon."""


def book_without_ribbon() -> bytes:
    package = Package.from_bytes(rich_book(with_macros=False))
    for relation in package.relations(""):
        if relation.type in RIBBON_RELATIONS.values():
            package.drop(relation.target)
            package.unrelate("", relation.id)
    return package.to_bytes()


BOOKS = {name: SHAPES[name] for name in ("sample", "filtered", "no_list", "list_in_extension")} | {
    RICH: book_without_ribbon
}


@pytest.fixture(params=BOOKS)
def book(request, tmp_path):
    path = tmp_path / "チェックシート.xlsx"
    path.write_bytes(BOOKS[request.param]())
    return path


@pytest.fixture
def sample(tmp_path):
    return write_sample(tmp_path / "チェックシート.xlsx")


def attached(capsys, book):
    out = book.with_suffix(".xlsm")
    assert call(capsys, "attach", book, "-o", out)[0] == 0
    return out


def detached(capsys, book, out=None):
    out = out or book.with_name("外した.xlsx")
    status, result = call(capsys, "detach", book, "-o", out)
    assert status == 0, result
    return out, result


def differing(one, other):
    before, after = parts(one), parts(other)
    return {name for name in before | after if before.get(name) != after.get(name)}


def code_names(path):
    package = open_package(path)
    names = [
        "xl/workbook.xml",
        *(n for n in package.names if re.match(r"xl/(work|chart)sheets/[^/]+\.xml", n)),
    ]
    return sorted(re.search(r'codeName="([^"]*)"', package.read(name).decode())[1] for name in names)


class TestAttaching:
    def test_ribbon_and_macros_come_and_the_content_stays(self, capsys, book):
        before = read_book(open_package(book), "")
        status, result = call(capsys, "attach", book, "-o", book.with_suffix(".xlsm"))
        package = open_package(book.with_suffix(".xlsm"))

        assert status == 0
        assert result["added"] == [PROJECT, "customUI/customUI14.xml", "customUI/customUI.xml"]
        assert read_book(package, "").grids == before.grids
        assert check_package(package) == check_package(open_package(book))

    def test_every_feature_of_a_rich_book_stays_alive(self, capsys, tmp_path):
        book = tmp_path / "チェックシート.xlsx"
        book.write_bytes(book_without_ribbon())
        path = attached(capsys, book)
        schema = subprocess.run(
            [sys.executable, "-m", "openxml_audit", str(path)], capture_output=True, text=True, check=False
        )

        assert alive(path.read_bytes()) >= alive(book.read_bytes())
        assert len(alive(path.read_bytes())) >= 38
        assert schema.returncode == 0, schema.stdout

    def test_document_modules_carry_the_code_names(self, capsys, book):
        path = attached(capsys, book)
        with olefile.OleFileIO(open_package(path).read(PROJECT)) as project:
            listed = re.findall(rb"^Document=(\w+)/", project.openstream("PROJECT").read(), re.MULTILINE)

        assert sorted(name.decode() for name in listed) == code_names(path)

    def test_only_what_must_differ_differs(self, capsys, sample):
        changed = differing(sample, attached(capsys, sample))
        new = {name for name in changed if name.startswith(("customUI/", "customXml/")) or name == PROJECT}

        assert {name for name in changed - new if "sheets/" not in name} == {
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
            "xl/workbook.xml",
        }

    def test_a_sheet_differs_by_its_code_name_alone(self, capsys, sample):
        path = attached(capsys, sample)
        before, after = parts(sample), parts(path)
        for name in (name for name in before if name.startswith("xl/worksheets/sheet")):
            root = etree.fromstring(after[name])
            root[0].attrib.pop("codeName")
            if not root[0].attrib and not len(root[0]):
                root.remove(root[0])
            assert etree.tostring(root, method="c14n") == etree.tostring(
                etree.fromstring(before[name]), method="c14n"
            )

    def test_existing_code_names_stay_also_japanese_ones(self, capsys, sample):
        package = open_package(sample)
        part = next(iter(package.sheet_parts().values()))
        package.edit(part)[0].set("codeName", "表紙シート")
        sample.write_bytes(package.to_bytes())
        path = attached(capsys, sample)
        with olefile.OleFileIO(open_package(path).read(PROJECT)) as project:
            text = project.openstream("PROJECT").read().decode("cp932")

        assert "表紙シート" in code_names(path)
        assert "Document=表紙シート/" in text

    def test_the_same_book_gives_the_same_file(self, capsys, sample):
        one = attached(capsys, sample)
        other = sample.with_name("もう一つ.xlsm")
        call(capsys, "attach", sample, "-o", other)

        assert one.read_bytes() == other.read_bytes()


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "words"), [("macro_book", "マクロが入って"), ("rich ribbon", "リボンが入って")]
    )
    def test_a_book_with_macros_or_a_ribbon_is_refused(self, capsys, tmp_path, name, words):
        path = tmp_path / "book.xlsx"
        path.write_bytes(SHAPES[name]() if name in SHAPES else rich_book(with_macros=False))

        self.refused(capsys, path, words)

    def test_a_book_with_our_ribbon_is_refused(self, capsys, sample):
        path = attached(capsys, sample)

        self.refused(capsys, path, "すでにこのツールのリボン")

    def test_a_signed_book_is_refused(self, capsys, sample):
        package = open_package(sample)
        package.put(
            "_xmlsignatures/origin.sigs",
            b"",
            "application/vnd.openxmlformats-package.digital-signature-origin",
        )
        sample.write_bytes(package.to_bytes())

        self.refused(capsys, sample, "デジタル署名")

    @pytest.mark.parametrize("kind", ["dialogsheet", "xlMacrosheet"])
    def test_sheets_of_old_macro_languages_are_refused(self, capsys, sample, kind):
        package = open_package(sample)
        root = package.edit("xl/_rels/workbook.xml.rels")
        sheet = next(node for node in root if node.get("Target").endswith("sheet1.xml"))
        sheet.set("Type", sheet.get("Type").rpartition("/")[0] + "/" + kind)
        sample.write_bytes(package.to_bytes())

        self.refused(capsys, sample, "古い形式")

    def test_a_book_that_is_no_check_sheet_is_refused(self, capsys, tmp_path):
        path = tmp_path / "別の表.xlsx"
        openpyxl.Workbook().save(path)

        self.refused(capsys, path, "")

    @pytest.mark.parametrize("out", [("-o", "OUT.xlsx"), ("--in-place",), ()])
    def test_only_a_new_xlsm_is_written(self, capsys, sample, out):
        arguments = [sample.with_name(word) if word == "OUT.xlsx" else word for word in out]

        assert call(capsys, "attach", sample, *arguments)[0] == 2
        assert [path.name for path in sample.parent.iterdir()] == [sample.name]

    @staticmethod
    def refused(capsys, path, words):
        before = path.read_bytes()
        status, result = call(capsys, "attach", path, "-o", path.with_name("out.xlsm"))

        assert status == 2
        assert words in result["error"]
        assert path.name in result["error"]
        assert path.read_bytes() == before
        assert not path.with_name("out.xlsm").exists()


class TestWorkingOnAnAttachedBook:
    def test_a_sheet_that_is_made_anew_keeps_the_code_name_that_excel_gave_it(self, capsys, sample):
        path = attached(capsys, sample)
        call(capsys, "run", path, "--in-place", *AS_OF)
        package = open_package(path)
        part = package.sheet_parts()["社内用_サマリー"]
        package.edit(part).find("{*}sheetPr").set("codeName", "Sheet9")
        path.write_bytes(package.to_bytes())
        call(capsys, "summarize", path, "--in-place", *AS_OF)
        package = open_package(path)

        assert (
            package.xml(package.sheet_parts()["社内用_サマリー"]).find("{*}sheetPr").get("codeName")
            == "Sheet9"
        )


class TestRoundTrip:
    def test_attach_run_detach_gives_the_very_same_parts(self, capsys, book):
        path = attached(capsys, book)
        call(capsys, "run", path, "--in-place", *AS_OF)
        assert sheet_in(path).layout.own_columns
        back, result = detached(capsys, path)

        assert differing(book, back) == set()
        assert list(parts(back)) == list(parts(book))
        assert {"マクロ", "リボン", "列「確認」", "シート「社内用_サマリー」"} <= set(result["removed"])

    def test_attach_and_detach_alone_as_well(self, capsys, book):
        back, result = detached(capsys, attached(capsys, book))

        assert differing(book, back) == set()
        assert result["removed"] == ["マクロ", "リボン"]

    def test_answers_that_came_in_between_stay_and_nothing_else(self, capsys, sample):
        path = attached(capsys, sample)
        call(capsys, "run", path, "--in-place", *AS_OF)
        type_into(path, 5, score="対策中(1点)", evidence="2026年3月までに全拠点へ展開する予定です。")
        back, _ = detached(capsys, path)
        old, new = sheet_in(sample), sheet_in(back)
        answers = {no: answer for no, answer in new.answers.items() if answer != old.answers[no]}

        assert differing(sample, back) == {"xl/worksheets/sheet2.xml"}
        assert list(answers) == [5]
        assert answers[5].evidence.startswith("2026年3月")

    def test_a_filter_on_our_columns_hides_no_row_afterwards(self, capsys, tmp_path):
        path = tmp_path / "book.xlsx"
        path.write_bytes(SHAPES["filtered"]())
        call(capsys, "run", path, "--in-place", *AS_OF)
        package = open_package(path)
        sheet = sheet_in(path)
        root = package.edit(package.sheet_parts()[sheet.name])
        node = next(root.iter("{*}autoFilter"))
        for old in list(node):
            node.remove(old)
        left = re.match(r"([A-Z]+)", node.get("ref"))[1]
        place = sheet.layout.own_columns["mark"] - openpyxl.utils.column_index_from_string(left)
        criterion = etree.SubElement(node, node.tag.replace("autoFilter", "filterColumn"), colId=str(place))
        etree.SubElement(criterion, node.tag.replace("autoFilter", "filters"), blank="1")
        rows = [row for row in root.iter("{*}row") if int(row.get("r")) >= sheet.layout.first_row]
        rows[1].set("hidden", "1")
        path.write_bytes(package.to_bytes())
        back, _ = detached(capsys, path)
        before = read_book(Package.from_bytes(SHAPES["filtered"]()), "").grid(sheet.name)
        after = read_book(open_package(back), "").grid(sheet.name)

        assert after.filter == before.filter
        assert after.hidden_rows == frozenset()

    def test_a_ribbon_that_came_after_a_run_brings_nothing_of_ours_back(self, capsys, book):
        worked = book.with_name("run.xlsx")
        call(capsys, "run", book, "-o", worked, *AS_OF)
        back, _ = detached(capsys, attached(capsys, worked))

        assert read_book(open_package(back), "") == read_book(open_package(book), "")


class TestDetachingWithoutAttach:
    def test_what_a_run_added_goes_and_cells_lists_and_widths_are_as_before(self, capsys, book):
        before = book.read_bytes()
        path = book.with_name("run.xlsx")
        call(capsys, "run", book, "-o", path, *AS_OF)
        back, _ = detached(capsys, path)

        one, other = read_book(Package.from_bytes(before), ""), read_book(open_package(back), "")
        assert other == one
        left = "".join(
            part.decode("utf-8", "replace") for name, part in parts(back).items() if name.endswith("xml")
        )
        assert "社内用" not in left
        assert "jama" not in left.replace("jama-checksheet</", "")

    def test_twice_is_once(self, capsys, sample):
        path = sample.with_name("run.xlsx")
        call(capsys, "run", sample, "-o", path, *AS_OF)
        back, _ = detached(capsys, path)
        again, result = detached(capsys, back, sample.with_name("もう一度.xlsx"))

        assert result["removed"] == []
        assert differing(back, again) == set()

    def test_macros_of_the_users_own_stay(self, capsys, tmp_path):
        path = tmp_path / "book.xlsm"
        path.write_bytes(SHAPES["macro_book"]())
        macros = parts(path)[PROJECT]
        call(capsys, "run", path, "--in-place", *AS_OF)
        back, result = detached(capsys, path, tmp_path / "back.xlsm")

        assert parts(back)[PROJECT] == macros
        assert "マクロ" not in result["removed"]

    def test_the_sample_book_becomes_the_plain_sample(self, capsys, sample):
        back, _ = detached(capsys, ROOT / "jama_checksheet.xlsm", sample.with_name("外した.xlsx"))

        assert read_book(open_package(back), "") == read_book(open_package(sample), "")
        assert PROJECT not in parts(back)

    def test_in_place_only_where_the_kind_of_file_stays(self, capsys, sample):
        path = attached(capsys, sample)
        status, result = call(capsys, "detach", path, "--in-place")

        assert status == 2
        assert ".xlsx" in result["error"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["sample", "filtered", "list_on_sheet"])
def test_after_a_save_by_libreoffice_cells_lists_and_formats_are_as_before(capsys, tmp_path, soffice, name):
    book = tmp_path / "チェックシート.xlsx"
    book.write_bytes(SHAPES[name]())
    path = attached(capsys, book)
    call(capsys, "run", path, "--in-place", *AS_OF)
    saved = soffice(path, "xlsm:Calc MS Excel 2007 VBA XML")
    back, result = detached(capsys, saved, tmp_path / "外した.xlsx")
    # What LibreOffice itself changes on saving is not ours: it saves the original too.
    alone = soffice(book)

    one, other = read_book(open_package(alone), ""), read_book(open_package(back), "")
    assert other.grids == one.grids
    assert not [key for key in other.names if "社内用" in key or "jama" in key]
    assert other.notes == {}
    assert formats(back) == formats(alone)
    assert {"マクロ", "リボン"} <= set(result["removed"])


def formats(path):
    """The looks that can be seen, of every cell: a solid fill has no second colour, whatever is stored for it."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                fill = (cell.fill.patternType, cell.fill.fgColor.rgb)
                look = (cell.font, cell.border, cell.alignment, cell.number_format, cell.protection)
                found[sheet.title, cell.coordinate] = (fill, *map(repr, look))
        rules = sheet.conditional_formatting
        found[sheet.title] = sorted(f"{rule.sqref} {[r.formula for r in rule.rules]}" for rule in rules)
    return found
