"""The check before handing in: everything that could tell too much, or is not finished, is named with its place."""

import pytest

from actions.files import AS_OF, call, parts, sheet_in, type_into
from actions.handing_in import add_part, check, download, edit_part, not_ok, submit
from jama_checksheet.workbook import names
from workbook.rich.build import rich_book

SHEET_PART, BOOK_PART = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
ALWAYS = {"未選択の項目", "未確認の確認ポイント"}
"""The sample's answers are unfinished, so these two are told in every test here."""


@pytest.fixture
def official(tmp_path):
    path = tmp_path / "公式.xlsx"
    path.write_bytes(download())
    return path


@pytest.fixture
def told(sample, official, tmp_path, capsys):
    """Hand in, and give the detail of the only check that is new: `told("コメント")`."""

    def only(name: str) -> str:
        status, result = submit(capsys, sample, official, tmp_path / "提出用.xlsx")
        assert status == 1
        assert not_ok(result) == ALWAYS | {name}
        return check(result, name)["detail"]

    return only


def test_a_clean_form_brings_nothing_to_look_at(sample, official, tmp_path, capsys):
    _, result = submit(capsys, sample, official, tmp_path / "提出用.xlsx")

    assert not_ok(result) == ALWAYS
    assert all(entry["detail"].endswith(("。", "）")) for entry in result["checks"])


def test_unselected_items_and_open_points_are_named(sample, official, tmp_path, capsys):
    _, result = submit(capsys, sample, official, tmp_path / "提出用.xlsx")
    _, found = call(capsys, "check", sample, *AS_OF)

    empty = [no for no, answer in sheet_in(sample).answers.items() if not answer.answered]
    assert f"（{len(empty)}件）" in check(result, "未選択の項目")["detail"]
    assert f"（{found['counts']['flagged']}件）" in check(result, "未確認の確認ポイント")["detail"]


def test_blanks_of_a_starter_text(sample, told):
    type_into(sample, 7, evidence="『情報管理規程』を〔　〕年に制定")

    assert "No.7（1件）" in told("記入例の空欄")


def test_the_forms_own_request_left_in_the_evidence(sample, official, told):
    for no in (1, 2, 3):
        type_into(official, no, evidence="規程名などを記入してください")
    type_into(sample, 2, evidence="規程名などを\n記入してください")

    assert "No.2（1件）" in told("記入欄の案内文")


def test_a_request_that_only_the_working_copy_holds(sample, told):
    type_into(sample, 4, evidence="（ここに根拠を記入）")

    assert "No.4（1件）" in told("記入欄の案内文")


def test_a_filter_that_narrows_the_list_down(official, told):
    def narrow(root):
        column = root.find(names.main("autoFilter")).makeelement(names.main("filterColumn"), colId="5")
        filters = column.makeelement(names.main("filters"))
        filters.append(filters.makeelement(names.main("filter"), val="Lv1"))
        column.append(filters)
        root.find(names.main("autoFilter")).append(column)

    edit_part(official, SHEET_PART, narrow)

    assert "チェックシート" in told("フィルター")


def test_hidden_rows_and_columns(official, told):
    def hide(root):
        next(row for row in root.iter(names.main("row")) if row.get("r") == "20").set("hidden", "1")
        next(col for col in root.iter(names.main("col")) if int(col.get("min")) == 10).set("hidden", "1")

    edit_part(official, SHEET_PART, hide)

    detail = told("非表示の行・列")
    assert "20行目" in detail
    assert "J列" in detail


def test_a_hidden_sheet(official, told):
    def hide(root):
        list(root.iter(names.main("sheet")))[2].set("state", "veryHidden")

    edit_part(official, BOOK_PART, hide)

    assert "改訂履歴" in told("非表示のシート")


def test_our_sheets_columns_names_and_marks(official, owners, sample, tmp_path, capsys):
    inside = tmp_path / "公式のつもり.xlsx"
    call(capsys, "run", official, "--owners", owners, "-o", inside, *AS_OF)

    _, result = submit(capsys, sample, inside, tmp_path / "提出用.xlsx")

    sheets, marks = check(result, "社内用のシート・列"), check(result, "社内用の名前・目印")
    assert not sheets["ok"]
    assert not marks["ok"]
    for word in ("社内用_サマリー", "社内用_確認ポイント", "社内用_担当者", "「チェックシート」のO〜X列"):
        assert word in sheets["detail"]
    assert "社内用_列" in marks["detail"]
    assert "目印" in marks["detail"]


@pytest.mark.parametrize(
    ("tag", "text", "word"),
    [
        ("{http://purl.org/dc/elements/1.1/}creator", "山田 太郎", "作成者「山田 太郎」"),
        (
            "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
            "佐藤",
            "最終更新者「佐藤」",
        ),
        ("{http://purl.org/dc/elements/1.1/}description", "社内メモ", "コメント「社内メモ」"),
    ],
)
def test_names_in_the_document_properties(official, told, tag, text, word):
    def sign(root):
        for node in root.findall(tag):
            root.remove(node)
        root.append(root.makeelement(tag))
        root[-1].text = text

    edit_part(official, "docProps/core.xml", sign)

    assert word in told("作成者などの情報")


def test_the_company_in_the_application_properties(official, told):
    def sign(root):
        for tag, text in (("Manager", "部長 鈴木"), ("Company", "サンプル精密株式会社")):
            node = root.makeelement(root[0].tag.replace("Application", tag))
            node.text = text
            root.append(node)

    edit_part(official, "docProps/app.xml", sign)

    detail = told("作成者などの情報")
    assert "管理者「部長 鈴木」" in detail
    assert "会社名「サンプル精密株式会社」" in detail


def test_the_publisher_as_author_is_fine(official, sample, tmp_path, capsys):
    def sign(root):
        root.find("{*}creator").text = "一般社団法人 日本自動車工業会"

    edit_part(official, "docProps/core.xml", sign)

    _, result = submit(capsys, sample, official, tmp_path / "提出用.xlsx")

    assert check(result, "作成者などの情報") == {
        "name": "作成者などの情報",
        "ok": True,
        "detail": "作成者「一般社団法人 日本自動車工業会」だけです。",
    }


def test_a_threaded_comment(official, told):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    add_part(
        official,
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="N12" dT="2025-11-20T00:00:00.00" personId="{{1}}" '
        'id="{2}"><text>山田さんに確認</text></threadedComment></ThreadedComments>',
        "application/vnd.ms-excel.threadedcomments+xml",
        source=SHEET_PART,
        relation="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    )

    assert "「チェックシート」のN12（1件）" in told("コメント")


def test_a_link_to_a_file_but_not_one_to_the_web(official, told):
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    targets = ("file:///\\\\srv01\\share\\規程.xlsx", "https://example.com/", "mailto:info@example.com")
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{names.rel_type("hyperlink")}" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate(targets, 7)
    )
    add_part(official, rels, f'<Relationships xmlns="{names.PKG_REL}">{links}</Relationships>', "")

    detail = told("リンク")
    assert "srv01" in detail
    assert "example.com" not in detail


def test_a_name_that_refers_to_another_book(official, told):
    def refer(root):
        holder = root.find(names.main("definedNames"))
        node = holder.makeelement(names.main("definedName"), name="前年")
        node.text = "'[1]チェックシート'!$M$8:$M$160"
        holder.append(node)

    edit_part(official, BOOK_PART, refer)

    assert "名前「前年」" in told("リンク")


def test_the_folder_that_excel_remembers(official, told):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"

    def remember(root):
        root.insert(0, root.makeelement(f"{{{space}}}absPath", url="C:\\Users\\yamada\\Desktop\\提出\\"))

    edit_part(official, BOOK_PART, remember)

    assert "C:\\Users\\yamada" in told("個人のパス")


@pytest.mark.parametrize(
    "text",
    [
        "\\\\fileserver\\規程\\情報管理規程.docx に保管",
        "￥￥fileserver￥規程￥情報管理規程.docx",
        "C:\\Users\\sato\\規程.docx",
        "/Users/sato/規程.docx",
    ],
)
def test_a_path_in_the_evidence(sample, told, text):
    type_into(sample, 8, evidence=f"情報管理規程（2021年制定）。{text}")

    detail = told("個人のパス")
    assert "No.8 の根拠" in detail


def test_web_addresses_and_dates_are_no_paths(sample, official, tmp_path, capsys):
    type_into(
        sample, 8, evidence="2024/4/1に制定。https://example.com/Users/index.html、/home ページ、A:は不可"
    )
    type_into(sample, 9, evidence="規程A/規程B、対象は本社\\工場、24/7監視")

    _, result = submit(capsys, sample, official, tmp_path / "提出用.xlsx")

    assert check(result, "個人のパス")["ok"], check(result, "個人のパス")


def test_custom_xml_of_other_systems(official, told):
    add_part(
        official,
        "customXml/item1.xml",
        "<p:properties xmlns:p='urn:example'/>",
        "application/xml",
        source=BOOK_PART,
        relation=names.rel_type("customXml"),
    )

    assert "customXml/item1.xml" in told("カスタムXML")


def test_formulas_that_use_the_answers_are_calculated_when_excel_opens_the_file(
    official, sample, tmp_path, capsys
):
    def compute(root):
        cell = next(cell for cell in root.iter(names.main("c")) if cell.get("r") == "B2")
        for node in list(cell):
            cell.remove(node)
        cell.attrib.pop("t", None)
        for tag, text in (("f", 'COUNTIF(チェックシート!M8:M160,"対策完了*")'), ("v", "0")):
            cell.append(cell.makeelement(names.main(tag)))
            cell[-1].text = text

    edit_part(official, "xl/worksheets/sheet1.xml", compute)
    edit_part(official, BOOK_PART, lambda root: root.find(names.main("calcPr")).attrib.pop("fullCalcOnLoad"))
    out = tmp_path / "提出用.xlsx"

    _, result = submit(capsys, sample, official, out)

    assert check(result, "計算式")["detail"].startswith("1か所あります")
    assert b'fullCalcOnLoad="1"' in parts(out)[BOOK_PART]


def test_a_function_of_an_add_in(official, told):
    def compute(root):
        cell = next(cell for cell in root.iter(names.main("c")) if cell.get("r") == "B2")
        for node in list(cell):
            cell.remove(node)
        cell.attrib.pop("t", None)
        formula = cell.makeelement(names.main("f"))
        formula.text = "'C:\\Apps\\jama_checksheet.xlam'!JAMA_JUDGE(M8,N8)"
        cell.append(formula)

    edit_part(official, "xl/worksheets/sheet1.xml", compute)

    assert "B2" in told("マクロ・関数")


def test_everything_at_once_on_a_rich_book(sample, tmp_path, capsys):
    official = tmp_path / "豊富.xlsm"
    official.write_bytes(rich_book())

    status, result = submit(capsys, official, official, tmp_path / "提出用.xlsm")

    assert status == 1
    assert {"コメント", "マクロ・関数", "作成者などの情報", "元のファイルの回答"} <= not_ok(result)
