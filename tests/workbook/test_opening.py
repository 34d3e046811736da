"""Opening: every file that is no workbook we can read gets one clear message with the place and the remedy."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jama_checksheet.errors import UnreadableFileError, UnsafeFileError
from jama_checksheet.workbook.opening import ending_of, open_package, refuse_editing
from jama_checksheet.workbook.reading import read_book
from workbook.another_user import as_nobody, open_folder
from workbook.reading_books import XLSX, by_hand, by_openpyxl, by_xlsxwriter, unzipped, zipped

MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}


def encrypted() -> bytes:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    import io

    out = io.BytesIO()
    msoffcrypto.OOXMLFile(io.BytesIO(by_openpyxl())).encrypt("himitsu", out)
    return out.getvalue()


def refusal(path: Path, kind: type[Exception] = UnreadableFileError) -> str:
    with pytest.raises(kind) as caught:
        open_package(path)
    error = caught.value
    assert error.where == str(path)  # type: ignore[attr-defined]
    assert error.remedy  # type: ignore[attr-defined]
    return str(error)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.xlsx", b"", "空（0 バイト）"),
        ("メモ.txt", "会議のメモ".encode(), "テキスト（CSV など）"),
        ("表.csv", "No.,評価\n1,2\n".encode("cp932"), "テキスト（CSV など）"),
        ("名前だけ.xlsx", "会議のメモ".encode(), "Excel ブックではない"),
        ("資料.pdf", b"%PDF-1.7 ...", "PDF ファイル"),
        ("古い.xls", OLE + bytes(504) + "Workbook".encode("utf-16-le"), "古い形式の Excel ブック（.xls）"),
        ("メール.msg", OLE + bytes(600), "Excel ブックではない"),
        ("画面.xls", b"\r\n<HTML><table></table></HTML>", "Web ページ（HTML）"),
        ("2003.xml", b'<?xml version="1.0"?><Workbook/>', "XML ファイル"),
        ("表.ods", zipped(ODS, zipfile.ZIP_STORED), "OpenDocument 形式（.ods など）"),
        ("圧縮.zip", zipped({"メモ.txt": "a"}), "zip ファイルですが、Excel ブックではない"),
        ("空の.zip", zipped({}), "中身のない zip"),
        ("文書.docx", by_hand(main_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "Word の文書"),
        ("表.xlsb", by_hand(main_type="application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "Excel バイナリ ブック（.xlsb）"),
        ("型.xltx", by_hand(main_type=XLSX.replace("sheet.main", "template.main")), "テンプレート（.xltx）"),
        ("途中.xlsx", by_openpyxl()[:-3000], "途中で切れている"),
        ("途中2.xlsx", by_openpyxl()[:200], "途中で切れている"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)  # fmt: skip
def test_what_is_no_workbook_says_what_it_is(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_password_is_named_with_the_way_to_remove_it(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(encrypted())
    message = refusal(path)
    assert "パスワード付き" in message
    assert "パスワードを使用して暗号化" in message


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    assert "見つかりません" in refusal(tmp_path / "ない.xlsx")
    assert "フォルダー" in refusal(tmp_path)
    assert "読み取れませんでした" in refusal(tmp_path / ("長" * 300 + ".xlsx"))
    with pytest.raises(UnreadableFileError):
        open_package(Path("a\0b.xlsx"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.xlsx")
    assert "通常のファイルではありません" in refusal(tmp_path / "管.xlsx")


def test_a_file_without_the_right_to_read_it() -> None:
    with open_folder() as folder:
        path = folder / "人事.xlsx"
        path.write_bytes(by_openpyxl())
        path.chmod(0)
        as_nobody(lambda: _assert_says(path, "権限"))


def test_a_file_in_a_closed_folder() -> None:
    with open_folder() as folder:
        (folder / "役員").mkdir()
        path = folder / "役員" / "回答.xlsx"
        path.write_bytes(by_openpyxl())
        path.parent.chmod(0)
        as_nobody(lambda: _assert_says(path, "権限"))


def _assert_says(path: Path, words: str) -> None:
    assert words in refusal(path)


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "_rels/.rels", "xl/styles.xml"],
)
def test_entities_are_refused_before_the_parser_sees_them(tmp_path: Path, part: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!-- a --><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x a="&l11;">&l11;</x>'
    path = tmp_path / "笑い.xlsx"
    for data in (bomb.encode(), b"\xef\xbb\xbf" + bomb.encode(), bomb.encode("utf-16")):
        path.write_bytes(zipped({**unzipped(by_openpyxl()), part: data}))
        assert part in refusal(path, UnsafeFileError)


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
    ],
)
def test_a_part_that_is_not_well_formed_is_named(tmp_path: Path, part: str) -> None:
    path = tmp_path / "壊れ.xlsx"
    parts = unzipped(by_xlsxwriter())
    path.write_bytes(zipped({**parts, part: parts[part][:-9]}))
    assert part in refusal(path)


def test_a_sheet_whose_part_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "欠け.xlsx"
    path.write_bytes(
        zipped({name: data for name, data in unzipped(by_openpyxl()).items() if "sheet2" not in name})
    )
    assert "xl/worksheets/sheet2.xml" in refusal(path)


def test_a_zip_without_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "本体なし.xlsx"
    path.write_bytes(
        zipped({name: data for name, data in unzipped(by_openpyxl()).items() if name != "xl/workbook.xml"})
    )
    assert "ブックの本体がなく" in refusal(path)


def test_the_strict_format_is_told_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "strict.xlsx"
    strict = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    path.write_bytes(by_hand(parts={"xl/workbook.xml": strict}))
    assert "Strict Open XML" in refusal(path)


def test_parts_are_found_whatever_the_case_and_encoding_of_their_names(tmp_path: Path) -> None:
    parts = unzipped(by_hand('<sheetData><row><c t="inlineStr"><is><t>あ</t></is></c></row></sheetData>'))
    parts["xl/Worksheets/Sheet 1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = parts["xl/_rels/workbook.xml.rels"]
    assert isinstance(relations, bytes)
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"sheet1.xml", b"sheet%201.xml")
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(parts))
    assert read_book(open_package(path), "a").grids[0].values == {(1, 1): "あ"}


@pytest.mark.parametrize(("main_type", "ending"), [(XLSX, ".xlsx"), (MACROS, ".xlsm")])
def test_the_ending_that_fits_the_content(tmp_path: Path, main_type: str, ending: str) -> None:
    path = tmp_path / "別の名前.dat"
    path.write_bytes(by_hand(main_type=main_type))
    assert ending_of(open_package(path)) == ending


def test_an_ordinary_book_may_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    recommended = '<fileSharing readOnlyRecommended="1"/>'
    for data in (by_openpyxl(), by_xlsxwriter(), by_hand(workbook_extra=recommended)):
        path.write_bytes(data)
        refuse_editing(open_package(path), path)


def with_relation(source: str, kind: str, target: str) -> Callable[[], bytes]:
    def made() -> bytes:
        parts = unzipped(by_openpyxl())
        part = parts[source]
        assert isinstance(part, bytes)
        node = f'<Relationship Id="rX" Type="{kind}" Target="{target}"/></Relationships>'
        return zipped({**parts, source: part.replace(b"</Relationships>", node.encode())})

    return made


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: zipped({**unzipped(by_openpyxl()), "_xmlsignatures/sig1.xml": "<x/>"}), "デジタル署名"),
        (
            with_relation(
                "_rels/.rels",
                "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                "_s/o",
            ),
            "デジタル署名",
        ),
        (
            with_relation(
                "xl/_rels/workbook.xml.rels",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders",
                "revisions/revisionHeaders.xml",
            ),
            "ブックの共有",
        ),
    ],
)
def test_signed_and_shared_books_are_read_but_not_edited(
    tmp_path: Path, data: Callable[[], bytes], words: str
) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(data())
    package = open_package(path)
    assert read_book(package, str(path)).grids
    with pytest.raises(UnsafeFileError, match=words):
        refuse_editing(package, path)


@pytest.mark.parametrize("lock", ["~$回答.xlsx", ".~lock.回答.xlsx#"])
def test_a_book_that_is_open_elsewhere_is_not_edited(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(by_openpyxl())
    package = open_package(path)
    (tmp_path / lock).write_bytes(b"x")
    with pytest.raises(UnsafeFileError) as caught:
        refuse_editing(package, path)
    assert "開かれている" in caught.value.what
    assert lock in caught.value.remedy


def test_reading_needs_neither_openpyxl_nor_pandas() -> None:
    code = (
        "import sys, jama_checksheet.workbook.opening, jama_checksheet.workbook.reading;"
        "print([name for name in ('openpyxl', 'pandas', 'numpy', 'xlwings') if name in sys.modules])"
    )
    source = Path(__file__).parents[2] / "python"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert result.stdout.strip() == "[]"
