"""The whole way with a real spreadsheet program: split, LibreOffice fills a sub-sheet in and saves it, collect."""

import json
import subprocess
from pathlib import Path

import pytest

from actions.files import AS_OF, parts, sheet_in
from collecting.distribution import answers_in, history_of, run
from jama_checksheet.sample.build import build_sample, owners_csv_path
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.package import Package
from shapes.builders import FACTS, SHAPES

SCRIPT = Path(__file__).with_name("answers_in_office.py")


def filled_in_office(path: Path, *answers: tuple[object, int, str]) -> dict:
    """What LibreOffice told; the file is then as it saved it."""
    done = subprocess.run(
        ["/usr/bin/python3", str(SCRIPT), str(path)],
        input=json.dumps(answers),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    path.with_suffix(".saved.xlsx").replace(path)
    return json.loads(done.stdout)


def without_answers(data: bytes, part: str, cells: set[str]) -> list[tuple]:
    """Everything in the worksheet part but the named cells' contents."""
    root = Package.from_bytes(data).xml(part)
    return [
        (node.tag, sorted(node.attrib.items()), node.text)
        for node in root.iter()
        if not any(parent.get("r") in cells for parent in (node, *node.iterancestors()))
    ]


@pytest.mark.libreoffice
def test_split_libreoffice_collect(tmp_path):
    master = tmp_path / "チェックシート.xlsx"
    master.write_bytes(build_sample())
    status, made, said = run(
        "split", master, "--owners", owners_csv_path(), "--to", tmp_path / "配布", "--in-place", *AS_OF
    )
    assert status == 0, said
    before, original = answers_in(master), master.read_bytes()
    entry = next(file for file in made["files"] if file["department"] == "人事課")
    returned = tmp_path / "配布" / Path(entry["path"]).name
    numbers = [int(no) for no in manifest(tmp_path)["人事課"]["items"]][:3]
    texts = [
        "『教育規程』を2025年4月に改定した。\n全員が受講した。",
        "=合計で 120 名が受講した",
        "該当する業務がない。",
    ]

    told = filled_in_office(returned, *zip(numbers, (0, 1, 3), texts, strict=True))
    status, result, said = run("collect", master, returned, "-o", tmp_path / "結果.xlsx", *AS_OF)

    assert told["protected"]
    assert not {"達成条件評価", "評価の根拠記入欄", "質問・連絡欄", "回答者", "回答日"} & set(told["locked"])
    assert {"No.", "達成条件", "達成基準"} <= set(told["locked"])
    assert status == 1, said
    assert (result["quarantined"], result["conflicts"], result["questions"]) == ([], [], [])
    assert result["merged"] == numbers
    words = sheet_in(tmp_path / "結果.xlsx")
    assert answers_in(tmp_path / "結果.xlsx") == before | {
        no: (code, text) for no, code, text in zip(numbers, ("2", "1", "NA"), texts, strict=True)
    }
    assert [words.answers[no].score_text for no in numbers] == [told["chosen"][str(no)] for no in numbers]
    assert {line.text("person") for line in history_of(tmp_path / "結果.xlsx").replies} >= {"木村"}
    only_answers_changed(original, tmp_path / "結果.xlsx", numbers)


def manifest(folder: Path) -> dict:
    known = json.loads((folder / "配布" / "manifest.json").read_text(encoding="utf-8"))
    return {part["department"]: part for part in known["parts"]}


def only_answers_changed(original: bytes, result: Path, numbers: list[int]) -> None:
    """Every part is the same, byte for byte, but the answer cells' sheet, our sheets, and what lists the sheets and looks."""
    source = result.with_name("元.xlsx")
    source.write_bytes(original)
    old, new = parts(source), parts(result)
    sheet = sheet_in(source)
    page = open_package(source).sheet_parts()[sheet.name]
    listing = {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml"
    }  # fmt: skip
    notes = {name for name in old if name.startswith("customXml/")}
    assert {name for name in old if new.get(name) != old[name]} <= {page, *listing, *notes}
    rows = {item.no: item.row for item in sheet.items}
    from jama_checksheet.checksheet.cells import cell_name

    cells = {
        cell_name(rows[no], sheet.layout.columns[key]) for no in numbers for key in ("score", "evidence")
    }
    assert without_answers(result.read_bytes(), page, cells) == without_answers(original, page, cells)


@pytest.mark.parametrize("shape", list(SHAPES)[::3])
def test_many_shapes_of_check_sheet_go_the_whole_way(shape, tmp_path):
    """Without LibreOffice: openpyxl fills the first department's first item in."""
    import openpyxl

    from collecting.distribution import Form

    facts = FACTS[shape]
    master = tmp_path / f"元{facts.extension}"
    master.write_bytes(SHAPES[shape]())
    status, made, said = run(
        "split", master, "--owners", owners_csv_path(), "--to", tmp_path / "配布", "--in-place", *AS_OF
    )
    assert status in (0, 1), said
    before = sheet_in(master).answers
    returned = tmp_path / "配布" / Path(made["files"][0]["path"]).name
    book = openpyxl.load_workbook(returned)
    form = Form(book)
    first = form.rows()[0]
    no = first[0]
    form.answer(no, None, "新しい根拠: 2025年10月に規程を制定した。")
    book.save(returned)

    out = tmp_path / f"結果{facts.extension}"
    status, result, said = run("collect", master, returned, "-o", out, *AS_OF)

    assert status == 1, said
    assert (result["merged"], result["quarantined"], result["questions"]) == ([no], [], [])
    after = sheet_in(out).answers
    assert {key for key in before if after[key] != before[key]} == {no}
    assert after[no].evidence == "新しい根拠: 2025年10月に規程を制定した。"
