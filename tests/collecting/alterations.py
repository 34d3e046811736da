"""What can happen to a file on its way to a department and back, each with what becomes of it.

The same table is the test (test_alterations.py) and the page of the manual (docs/collect.ja.md). The department is 総務部; it was asked
for the items 1, 2, 5, 7 and 8, and in every case it has answered 1 and 2 as `ANSWERS` says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from collecting.distribution import SOUMU, WORDS, Form, filled_in
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME, SHEET_NAME

DONE, UNDER_WAY, NOT_DONE, NA = WORDS
ONE, TWO = "手順書を2025年10月に制定した。", "規程を2024年4月に制定した。"
ANSWERS = ((1, DONE, ONE), (2, DONE, TWO))
SCORE, TEXT, NO = "達成条件評価", "評価の根拠記入欄", "No."
FILE, ROW, TAKEN, TOLD = "ファイルを保留", "行を保留", "取り込む", "取り込み、お知らせ"


@dataclass(frozen=True)
class Case:
    """One alteration.

    `what` and `becomes` are the words of the manual. `alter` changes the file (answers are filled in already). `answers` are the items
    that end up otherwise than at the split; `held` item or "" -> words of the reason; `refused` words of the reason for the whole
    file; `kept` texts that must be found on 社内用_回答履歴 (nothing is lost); `asked` texts among the questions.
    """

    what: str
    becomes: str
    alter: Callable[[Path], object]
    answers: dict[int, tuple[str, str]] = field(default_factory=lambda: {1: ("2", ONE), 2: ("2", TWO)})
    held: dict[str, str] = field(default_factory=dict)
    refused: str = ""
    kept: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The short word of the manual."""
        if self.refused:
            return FILE
        return ROW if self.held else TOLD if self.asked else TAKEN


def form(change: Callable[[Form], object]) -> Callable[[Path], None]:
    """An alteration by somebody who has the file open."""

    def alter(path: Path) -> None:
        with filled_in(path) as open_form:
            change(open_form)

    return alter


def cell(no: int, header: str, value: object) -> Callable[[Path], None]:
    """One cell gets another value."""

    def change(open_form: Form) -> None:
        open_form.cell(no, header).value = value

    return form(change)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezip(path: Path, content: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def in_part(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Bytes of the parts whose names fit are changed."""

    def alter(path: Path) -> None:
        content = parts(path)
        named = [name for name in content if re.fullmatch(pattern, name)]
        assert named, pattern
        rezip(path, {name: change(data) if name in named else data for name, data in content.items()})

    return alter


def payload(row: int, column: int, value: object) -> Callable[[Path], None]:
    """Somebody changes the hidden sheet."""

    def change(open_form: Form) -> None:
        open_form.book[SHEET_NAME].cell(row, column).value = value

    return form(change)


def sort_rows(open_form: Form) -> None:
    open_form.put_rows(open_form.rows()[::-1])


def blank_rows(open_form: Form) -> None:
    rows = open_form.rows()
    empty: list[Any] = [None] * len(rows[0])
    open_form.put_rows([rows[0], empty, empty, *rows[1:3], empty, *rows[3:]])


def row_without_number(open_form: Form) -> None:
    rows = open_form.rows()
    extra: list[Any] = [None] * len(rows[0])
    extra[open_form.column(TEXT) - 1] = "補足: 工場は別の規程による。"
    open_form.put_rows([*rows[:2], extra, *rows[2:]])


def repeated_row(open_form: Form) -> None:
    rows = open_form.rows()
    again = list(rows[1])
    again[open_form.column(TEXT) - 1] = "もうひとつの回答。"
    open_form.put_rows([*rows[:2], again, *rows[2:]])


def delete_row(open_form: Form) -> None:
    rows = open_form.rows()
    open_form.put_rows([row for row in rows if row[0] != 2])


def swap_numbers(open_form: Form) -> None:
    one, two = open_form.cell(1, NO), open_form.cell(2, NO)
    one.value, two.value = 2, 1


def only_numbers_sorted(open_form: Form) -> None:
    column = open_form.column(NO)
    rows = [open_form.row(no) for no in (1, 2, 5, 7, 8)]
    for row, no in zip(rows, (8, 7, 5, 2, 1), strict=True):
        open_form.page.cell(row, column).value = no


def add_column(open_form: Form) -> None:
    column = open_form.page.max_column + 1
    open_form.page.cell(open_form.head, column).value = "部内メモ"
    open_form.page.cell(open_form.row(2), column).value = "課長確認済み"


def insert_column(open_form: Form) -> None:
    open_form.page.insert_cols(open_form.column(SCORE))


def swap_columns(open_form: Form) -> None:
    left, right = open_form.column(SCORE), open_form.column(TEXT)
    for row in range(open_form.head, open_form.page.max_row + 1):
        one, other = open_form.page.cell(row, left), open_form.page.cell(row, right)
        one.value, other.value = other.value, one.value


def merge_answers(open_form: Form) -> None:
    column = open_form.column(TEXT)
    top = open_form.row(1)
    open_form.page.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)


def hide_rows(open_form: Form) -> None:
    open_form.page.row_dimensions[open_form.row(2)].hidden = True


def comment(open_form: Form) -> None:
    open_form.cell(2, TEXT).comment = Comment("規程の番号は確認中です", "木村")


def add_sheet(open_form: Form) -> None:
    open_form.book.create_sheet("補足資料")["A1"] = "体制図"


def copy_sheet(open_form: Form) -> None:
    open_form.book.copy_worksheet(open_form.page)


def far_away(open_form: Form) -> None:
    open_form.page.cell(open_form.row(1), 300).value = "遠くのメモ"


def picture(open_form: Form) -> None:
    from openpyxl.chart import BarChart

    open_form.page.add_chart(BarChart(), "Z30")


def two_answer_columns(open_form: Form) -> None:
    column = open_form.page.max_column + 1
    open_form.page.cell(open_form.head, column).value = TEXT
    open_form.page.cell(open_form.row(2), column).value = "別の列の回答"


def unprotect(open_form: Form) -> None:
    open_form.page.protection.sheet = False


def with_macros(path: Path) -> None:
    content = parts(path)
    content["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0macro"
    rezip(path, content)


def as_xlsm(path: Path) -> None:
    def change(data: bytes) -> bytes:
        return data.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    in_part(r"\[Content_Types\]\.xml", change)(path)


def encrypted(password: str) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        from msoffcrypto.format.ooxml import OOXMLFile

        source, target = io.BytesIO(path.read_bytes()), io.BytesIO()
        OOXMLFile(source).encrypt(password, target)
        path.write_bytes(target.getvalue())

    return alter


def bomb(path: Path) -> None:
    content = parts(path)
    content["xl/media/image1.png"] = b"0" * (41 * 1024 * 1024)
    rezip(path, content)


def old_excel(path: Path) -> None:
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600
    )


def another_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "見積書"
    book.save(path)


def without_payload(open_form: Form) -> None:
    del open_form.book[SHEET_NAME]


def rename_header(open_form: Form) -> None:
    open_form.page.cell(open_form.head, open_form.column(TEXT)).value = "コメント"


def entities(data: bytes) -> bytes:
    start = data.index(b"<workbook") if b"<workbook" in data else 0
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + data[start:]


def many_merges(open_form: Form) -> None:
    for row in range(1000, 6100):
        open_form.page.merged_cells.add(f"A{row}:B{row}")


def other_department_only(path: Path) -> None:
    payload(3, 2, "情報システム部")(path)


def columns_to_text(open_form: Form) -> None:
    for no in (1, 2, 5, 7, 8):
        open_form.cell(no, NO).value = f"No.{no}"


def control_characters(path: Path) -> None:
    """Escapes of control characters around an answer, however the program that saved it spells the text."""
    content = parts(path)
    found = 0
    for spelling in (TWO.encode(), TWO.encode("ascii", "xmlcharrefreplace")):
        for name, data in content.items():
            found += data.count(spelling)
            content[name] = data.replace(spelling, b"_x0007_" + spelling + b"_x0001_")
    assert found == 1
    rezip(path, content)


LONG = "長い説明。" * 6000
CASES: tuple[Case, ...] = (
    Case("記入して保存した", "回答を取り込みます。", lambda path: None),
    Case("行を並べ替えた", "番号（No.）で照合し、取り込みます。", form(sort_rows)),
    Case("空の行をはさんだ", "空の行は読み飛ばします。", form(blank_rows)),
    Case("フィルターや手作業で行を隠した", "隠れた行も取り込みます。", form(hide_rows)),
    Case("シートの保護を外した", "そのまま取り込みます。", form(unprotect)),
    Case("シート名を変えた", "見出しで探し、取り込みます。", form(lambda f: setattr(f.page, "title", "記入済"))),
    Case(
        "表紙のシートを消した",
        "回答には影響がないので取り込みます。",
        form(lambda f: f.book.remove(f.book.worksheets[0])),
    ),
    Case("途中に列を加えた（中身は空）", "列は見出しで探すので取り込みます。", form(insert_column)),
    Case("評価と根拠の列を入れ替えた", "列は見出しで探すので取り込みます。", form(swap_columns)),
    Case(
        "右に「部内メモ」の列を加えて記入した",
        "回答を取り込み、メモは「質問・連絡」に載せます。",
        form(add_column),
        asked=("課長確認済み",),
    ),
    Case("番号を「No.2」のような文字にした", "同じ番号として取り込みます。", form(columns_to_text)),
    Case("番号を全角の「２」にした", "同じ番号として取り込みます。", cell(2, NO, "２")),
    Case(
        "設問の全角・半角や改行だけが変わった（別のソフトでの保存）",
        "同じ設問として取り込みます。",
        cell(2, "達成基準", "【規則】　2番の規程を定めること。"),
    ),
    Case("評価を一覧から選ばず「２点」と入力した", "読み取れるので、元の選択肢の書き方で取り込みます。", cell(2, SCORE, "２点")),
    Case("評価が数値の 2 になった", "読み取れるので取り込みます。", cell(2, SCORE, 2)),
    Case(
        "評価だけを変え、根拠を空にした",
        "評価を取り込み、根拠は元の文章を残します。空欄で上書きすることはありません。",
        cell(1, TEXT, None),
        answers={1: ("2", "手順を作成している。2026年3月に完了する予定。"), 2: ("2", TWO)},
    ),
    Case(
        "根拠だけを書き、評価を空にした",
        "根拠を取り込み、評価は元のまま残します。",
        cell(1, SCORE, None),
        answers={1: ("1", ONE), 2: ("2", TWO)},
    ),
    Case(
        "元からあった回答を消した（評価も根拠も空）",
        "回答なしとみなし、元の回答を残します。",
        form(lambda f: f.put_rows([[*r[:0], *_without(f, r, 8)] for r in f.rows()])),
    ),
    Case("根拠に空白だけを入れた", "空欄とみなし、元の回答を残します。", cell(8, TEXT, "　 \n")),
    Case(
        "評価の欄に「プルダウンから選択してください」と残っている",
        "未選択とみなし、元の回答を残します。",
        cell(8, SCORE, "プルダウンから選択してください"),
    ),
    Case(
        "根拠が「=」で始まる文章になっている",
        "計算式にはせず、文字のまま取り込みます。",
        form(lambda f: _as_text(f.cell(2, TEXT), "=SUM(1,1) と書いた手順")),
        answers={1: ("2", ONE), 2: ("2", "=SUM(1,1) と書いた手順")},
    ),
    Case(
        "根拠に画面に見えない制御文字が混ざった",
        "制御文字を除いて取り込み、その旨を履歴に書きます。",
        control_characters,
        kept=("使えない文字を除きました。",),
    ),
    Case(
        "根拠がとても長い（3万文字）",
        "1つのセルに入る長さなら、そのまま取り込みます。",
        cell(2, TEXT, LONG),
        answers={1: ("2", ONE), 2: ("2", LONG)},
    ),
    Case(
        "質問・連絡欄に記入した",
        "回答を取り込み、質問を「質問・連絡」に載せます。",
        cell(2, "質問・連絡欄", "派遣社員も対象ですか。"),
        asked=("派遣社員も対象ですか。",),
    ),
    Case(
        "回答のセルにコメントを付けた",
        "回答を取り込み、コメントを「質問・連絡」に載せます。",
        form(comment),
        asked=("規程の番号は確認中です",),
    ),
    Case(
        "表の上の余白に書いた",
        "回答を取り込み、書かれたことを「質問・連絡」に載せます。",
        form(lambda f: setattr(f.page.cell(1, 12), "value", "12月から担当が替わります")),
        asked=("12月から担当が替わります",),
    ),
    Case(
        "表の下の余白に書いた",
        "回答を取り込み、書かれたことを「質問・連絡」に載せます。",
        form(lambda f: setattr(f.page.cell(f.page.max_row + 2, 3), "value", "8番は工場にも確認中です")),
        asked=("8番は工場にも確認中です",),
    ),
    Case(
        "表紙（はじめに）に書いた",
        "回答を取り込み、書かれたことを「質問・連絡」に載せます。",
        form(lambda f: setattr(f.book["はじめに"]["C40"], "value", "残りは来週お送りします")),
        asked=("残りは来週お送りします",),
    ),
    Case(
        "「記入状況」や「回答部門」など、回答欄ではない列に書いた",
        "回答を取り込み、書かれたことを「質問・連絡」に載せます。",
        cell(2, "記入状況", "部長の確認待ちです"),
        asked=("部長の確認待ちです",),
    ),
    Case(
        "回答のセルに取り消し線を引いた",
        "書かれたまま取り込み、取り消し線があることをお知らせします。",
        form(lambda f: setattr(f.cell(2, TEXT), "font", Font(strike=True))),
        asked=("回答に取り消し線が引かれています。そのまま取り込みましたので、取り消しかどうかをご確認ください。",),
    ),
    Case(
        "シートを加えた",
        "回答を取り込み、シートがあることをお知らせします。",
        form(add_sheet),
        asked=("シートが追加されています。ファイルを開いてご確認ください。",),
    ),
    Case(
        "図やグラフを貼り付けた",
        "回答を取り込み、図があることをお知らせします。",
        form(picture),
        asked=("図や画像、図形があります。取り込みませんので、ファイルを開いてご確認ください。",),
    ),
    Case(
        "ずっと右の離れたセルに書いた",
        "回答を取り込み、離れた記入があることをお知らせします。",
        form(far_away),
        asked=("離れた列に記入があります。ファイルを開いてご確認ください。",),
    ),
    Case(
        "番号のない行に回答を書いた",
        "その行は保留し、文章は履歴に残します。ほかの行は取り込みます。",
        form(row_without_number),
        held={"": "番号（No.）のない行"},
        kept=("補足: 工場は別の規程による。",),
    ),
    Case(
        "行をコピーして同じ番号が2行になった",
        "どちらも保留し、両方の文章を履歴に残します。",
        form(repeated_row),
        answers={1: ("2", ONE)},
        held={"2": "2行あり"},
        kept=(TWO, "もうひとつの回答。"),
    ),
    Case(
        "行を削除した",
        "その項目は元のままにし、行がないことをお知らせします。",
        form(delete_row),
        answers={1: ("2", ONE)},
        held={"2": "行がありません"},
    ),
    Case(
        "達成条件の文章を書き換えた",
        "別の問いへの回答かもしれないので、その行を保留します。",
        cell(2, "達成条件", "2番の達成条件。定める予定があること。"),
        answers={1: ("2", ONE)},
        held={"2": "達成条件"},
        kept=(TWO,),
    ),
    Case(
        "番号を書き換えた",
        "お願いしていない番号の行と、なくなった番号をお知らせします。",
        cell(2, NO, 99),
        answers={1: ("2", ONE)},
        held={"99": "お願いした項目ではありません", "2": "行がありません"},
        kept=(TWO,),
    ),
    Case(
        "2つの行の番号を入れ替えた",
        "設問と番号が合わないので、両方を保留します。",
        form(swap_numbers),
        answers={},
        held={"1": "設問の文章", "2": "設問の文章"},
        kept=(ONE, TWO),
    ),
    Case(
        "番号の列だけを並べ替えた",
        "設問と番号が合わない行を保留します。真ん中の5番だけは合っています。",
        form(only_numbers_sorted),
        answers={},
        held=dict.fromkeys(("1", "2", "7", "8"), "設問の文章"),
        kept=(ONE, TWO),
    ),
    Case(
        "番号の列を数式にした",
        "計算結果は使わず、その行を保留します。",
        cell(2, NO, "=1+1"),
        answers={1: ("2", ONE)},
        held={"": "番号（No.）のない行", "2": "行がありません"},
        kept=(TWO,),
    ),
    Case(
        "評価の欄に数式を入れた",
        "数式は計算も取り込みもせず、その行を保留します。",
        cell(2, SCORE, '=IF(1=1,"対策完了(2点)","")'),
        answers={1: ("2", ONE)},
        held={"2": "数式"},
        kept=(TWO,),
    ),
    Case(
        "根拠の欄でほかのファイルを参照した",
        "リンクはたどらず、その行を保留します。",
        cell(2, TEXT, "='[秘密.xlsx]Sheet1'!A1"),
        answers={1: ("2", ONE)},
        held={"2": "数式"},
    ),
    Case(
        "評価に選択肢にない言葉を書いた",
        "その行を保留し、言葉を履歴に残します。",
        cell(2, SCORE, "ほぼ完了だが一部は対応中"),
        answers={1: ("2", ONE)},
        held={"2": "選択肢として読み取れません"},
        kept=(TWO, "ほぼ完了だが一部は対応中"),
    ),
    Case(
        "評価の欄に「確認してください」と書いた",
        "選択肢ではないので、その行を保留します。",
        cell(2, SCORE, "現場に確認してください"),
        answers={1: ("2", ONE)},
        held={"2": "選択肢として読み取れません"},
        kept=("現場に確認してください",),
    ),
    Case(
        "評価が日付に化けた",
        "選択肢ではないので、その行を保留します。",
        form(lambda f: _as_day(f.cell(2, SCORE))),
        answers={1: ("2", ONE)},
        held={"2": "選択肢として読み取れません"},
        kept=(TWO,),
    ),
    Case(
        "根拠がエラー値（#REF!）になった",
        "その行を保留します。",
        form(lambda f: _as_error(f.cell(2, TEXT))),
        answers={1: ("2", ONE)},
        held={"2": "エラー値"},
    ),
    Case(
        "2つの行の根拠のセルを結合した",
        "どの項目の回答か決められないので、両方を保留します。",
        form(merge_answers),
        answers={},
        held={"1": "結合", "2": "結合"},
        kept=(ONE,),
    ),
    Case(
        "照合用のシートの、配布したときの回答を書き換えた",
        "配布の記録と合わない行を保留します。",
        payload(9, 11, "書き換えた"),
        answers={1: ("2", ONE)},
        held={"2": "配布の記録と一致しません"},
        kept=(TWO,),
    ),
    Case(
        "照合用のシートの部門を書き換えた",
        "部門と項目が合わないので、ファイルを保留します。",
        other_department_only,
        refused="項目が、配布の記録と一致しません",
    ),
    Case("照合用のシートを消した", "どの配布か確かめられないので、ファイルを保留します。", form(without_payload), refused="照合用"),
    Case("照合用のシートの番号（鍵）が違う", "別の配布のファイルなので保留します。", payload(2, 2, "0" * 32), refused="別の配布"),
    Case(
        "回答のシートをコピーして2枚になった",
        "どちらが回答か決められないので、ファイルを保留します。",
        form(copy_sheet),
        refused="2枚あります",
    ),
    Case(
        "同じ見出しの列が2つになった",
        "どちらが回答か決められないので、ファイルを保留します。",
        form(two_answer_columns),
        refused="列が複数あります",
    ),
    Case("根拠の見出しを書き換えた", "回答の列が分からないので、ファイルを保留します。", form(rename_header), refused="見つかりません"),
    Case("まったく別のブックが届いた", "回答用シートではないので保留します。", another_workbook, refused="回答用シートではない"),
    Case("マクロが入った", "マクロは動かさず、ファイルを保留します。", with_macros, refused="マクロ"),
    Case("マクロ有効ブック（.xlsm）として保存された", "ファイルを保留します。", as_xlsm, refused="マクロ"),
    Case("パスワードを付けて返ってきた", "開けないので保留します。", encrypted("himitsu"), refused="パスワードが付いています"),
    Case(
        "パスワードを付けて返ってきた（--password-file を指定）",
        "開いて取り込みます。",
        encrypted("himitsu"),
        options=("himitsu",),
    ),
    Case(
        "知らないパスワードが付いている",
        "開けないので保留します。",
        encrypted("betsu"),
        refused="パスワードが合わない",
        options=("himitsu",),
    ),
    Case("途中で切れた", "壊れているので保留します。", lambda p: p.write_bytes(p.read_bytes()[:3000]), refused="途中で切れている"),
    Case("中身が空（0 バイト）", "ファイルを保留します。", lambda p: p.write_bytes(b""), refused="空"),
    Case("文章のファイルに .xlsx の名前が付いている", "ファイルを保留します。", lambda p: p.write_text("回答です"), refused="ブックではない"),
    Case("古い Excel の形式（.xls）で保存された", "ファイルを保留します。", old_excel, refused="古い形式"),
    Case("展開すると巨大になる", "安全のため開かずに保留します。", bomb, refused="安全のため"),
    Case("XML に外部参照の宣言が入っている", "安全のため開かずに保留します。", in_part(r"xl/workbook\.xml", entities), refused="宣言"),
    Case("異常に多い結合セルがある", "安全のため開かずに保留します。", form(many_merges), refused="大量の書式"),
)  # fmt: skip


def _without(open_form: Form, row: list[Any], no: int) -> list[Any]:
    values = list(row)
    if values[open_form.column(NO) - 1] == no:
        values[open_form.column(SCORE) - 1] = values[open_form.column(TEXT) - 1] = None
    return values


def _as_text(target: Any, text: str) -> None:
    target.value = text
    target.data_type = "s"


def _as_day(target: Any) -> None:
    import datetime

    target.value = datetime.date(2025, 2, 1)
    target.number_format = "yyyy/m/d"


def _as_error(target: Any) -> None:
    target.value = "#REF!"
    target.data_type = "e"


MORE = (
    "## そのほかの取り決め",
    "",
    "- **同じ部門の2つのファイル**: 欄ごとに新しい回答を採ります。ただし、新しいファイルの欄が配布したときのままなら、先に届いた回答を残します",
    "  （2人がそれぞれの写しに記入した場合に、片方の記入が消えないようにするためです）。取り消しかどうかは分からないため、両方を示してお知らせします。",
    "- **2回目以降の配布**: 根拠に【部門】ごとの文章があるときは、各部門が自分の部分だけを書き換えます。ほかの部門の部分への記入は「質問・連絡」に載せます。",
    "- **保留の項目**: ご判断がお済みになりましたら、「社内用_回答履歴」のその行の「メモ」にご記入ください。新しい回答が届くまで、お知らせしなくなります。",
    "- **以前に別のファイルへ取り込んだ回答**: このチェックシートにないときはお知らせします。そのファイルも一緒に取り込んでください。",
    "- **集約ルール**: --rule を省略すると前回と同じルールです。前回と違うルールで内容が変わる項目は、番号をお知らせします。",
    "  「社内用_担当者」の集約ルールの番号には、「3、5」や「8-11」（8から11まで）と書けます。",
    "- **フォルダーの指定**: その中の .xlsx と .xlsm を読み取ります。ほかの形式のファイルとフォルダーは、読み取らなかったことをお知らせします。",
)


def manual() -> str:
    """The page of the manual: the table."""
    lines = [
        "# 返ってきたファイルの扱い",
        "",
        "部門から返ってきた回答用シートは、途中でいろいろに変わっていることがあります。collect がどう扱うかを表にしました。",
        "<!-- made from tests/collecting/alterations.py by its function manual(); the same table is the test -->",
        "",
        "- **取り込む**: 回答をチェックシートに反映します。",
        "- **取り込み、お知らせ**: 反映したうえで、回答欄の外に書かれたことを「社内用_回答履歴」の「質問・連絡」に載せます。",
        "- **行を保留**: その行は反映せず、書かれた文章を「社内用_回答履歴」に理由とともに残します。ほかの行は反映します。",
        "- **ファイルを保留**: そのファイルの内容は一切反映しません。理由を表示します。ほかのファイルは取り込みます。",
        "  読み取れるファイルが1つもないときは、何も書き込まずに終わります。",
        "",
        "| 返ってきたファイルの変化 | 扱い | 説明 |",
        "|---|---|---|",
        *(f"| {case.what} | {case.kind} | {case.becomes} |" for case in CASES),
        "",
        *MORE,
    ]
    return "\n".join(lines) + "\n"


__all__ = ["ANSWERS", "CASES", "ITEMS_SHEET_NAME", "SOUMU", "Case", "manual"]
