"""The first page of a sub-sheet: who asks, why, until when, how to fill it in, and what a good 評価の根拠 looks like."""

from __future__ import annotations

from jama_checksheet.model import Score
from jama_checksheet.workbook.plan import OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.subsheet.content import SubSheet
from jama_checksheet.workbook.subsheet.heights import wrapped_height
from jama_checksheet.workbook.subsheet.items_sheet import progress_formula, progress_text
from jama_checksheet.workbook.subsheet.payload import ITEMS_SHEET_NAME, REPLY_HEADERS

NAME = "はじめに"

_WIDTHS = {1: 2.5, 2: 22.0, 3: 32.0, 4: 50.0}
_TITLE = looks.TITLE._replace(locked=True)
_SUBTITLE = looks.SUBTITLE._replace(locked=True)
_SECTION = looks.SECTION._replace(locked=True)
_NAME = looks.HEADER._replace(size=10, horizontal="left", locked=True, indent=1)
_VALUE = looks.TEXT._replace(size=10, locked=True, indent=1)
_STRONG = _VALUE._replace(bold=True, size=12, color=looks.NAVY)
_LIVE = _STRONG._replace(number_format="General")
_TEXT = looks.PLAIN._replace(size=10, locked=True, vertical="center")
_HEADER = looks.HEADER._replace(locked=True)
_LINK = looks.LINK._replace(size=10, horizontal="left", vertical="center", locked=True, indent=1)

_WHY = (
    "自動車業界では、会社ごとに年1回、サイバーセキュリティ対策の状況を自己点検しています。"
    "対策の実際は部門ごとに異なるため、業務をよくご存じの皆さまにお伺いしています。",
    "点数を競うものではありません。できていないことが分かるのも大切な成果ですので、ありのままをお書きください。",
)

_STEPS = (
    f"シート「{ITEMS_SHEET_NAME}」を開き、「達成条件評価」を一覧から選んでください。",
    "「達成基準」をすべて満たしているときは「{done}」、一部だけのときは「{under_way}」を選んでください。"
    "「他社事例」は参考です。同じ方法でなくてもかまいません。",
    "「評価の根拠記入欄」に、そのように評価した理由をお書きください（書き方は下の表をご覧ください）。",
    f"ご質問や迷った点は「{REPLY_HEADERS['question']}」へどうぞ。「{REPLY_HEADERS['person']}」と"
    f"「{REPLY_HEADERS['answered_on']}」もご記入ください。",
    "黄色の欄が未記入です。黄色がなくなり、記入状況がすべて「記入済み」になれば完了です。"
    "分からない項目は空欄のままでかまいません。",
    "保存して、このファイルをご依頼元へお戻しください。",
)

_SHARED = (
    "「回答部門」に複数の部門名がある項目は、ほかの部門にもお願いしています。自部門の状況をお書きください。"
)
_KEEP = (
    "行・列の追加や削除、設問の書き換えはなさらないでください。絞り込みはそのまま使えます。"
    "並べ替えができないときは、「校閲」の「シート保護の解除」をお使いください（パスワードはありません）。"
)

_GUIDE: dict[Score, tuple[str, str]] = {
    Score.DONE: (
        "規程やシステムの名前と、定めた（改定した・導入した）年",
        "例）「情報管理規程」に定め、2024年4月に改定。対象は全社員で、年1回の教育を2025年6月に実施した。",
    ),
    Score.UNDER_WAY: (
        "できていること、残っていること、完了予定の年月",
        "例）本社は2025年5月に導入済み。残る2工場は2026年3月までに導入する予定。",
    ),
    Score.NOT_DONE: (
        "今後の計画（いつまでに、何をするか）",
        "例）手順書がない。2026年9月までに作成し、関係部門に周知する計画。",
    ),
    Score.NOT_APPLICABLE: (
        "当てはまらないと判断した理由",
        "例）自社でサーバーを保有しておらず、設置場所がないため。",
    ),
}
"""Score -> what to write, and an example of ours."""


def cover(sheet: SubSheet) -> OwnSheet:
    """The worksheet はじめに, one portrait page."""
    canvas = Canvas()
    canvas.put(1, 2, "自工会/部工会チェックシート　ご回答のお願い", _TITLE)
    canvas.height(1, 30)
    canvas.put(2, 2, f"{sheet.year}年度　社内でのとりまとめ用のファイルです。", _SUBTITLE)
    row = _request(canvas, 4, sheet)
    row = _section(canvas, row + 1, "お願いの背景")
    for text in _WHY:
        row = _paragraph(canvas, row, text)
    row = _section(canvas, row + 1, "ご記入のしかた")
    for number, text in enumerate(_steps(sheet), start=1):
        row = _paragraph(canvas, row, text, f"{number}")
    shared = any(len(entry.departments) > 1 for entry in sheet.items)
    for text in (_SHARED, _KEEP) if shared else (_KEEP,):
        row = _paragraph(canvas, row, text, "※")
    row = _guide(canvas, row + 1, sheet)
    return OwnSheet(
        name=NAME,
        cells=canvas.cells,
        widths=_WIDTHS,
        heights=canvas.heights,
        merges=tuple(canvas.merges),
        page=PagePrint(area=f"$A$1:$D${row - 1}", fit_height=1),
        tab_color=looks.TAB,
    )


def _steps(sheet: SubSheet) -> list[str]:
    """The steps, with the scores in the sheet's own words."""
    done, under_way = (sheet.words.get(score, score.label) for score in (Score.DONE, Score.UNDER_WAY))
    return [text.replace("{done}", done).replace("{under_way}", under_way) for text in _STEPS]


def _request(canvas: Canvas, row: int, sheet: SubSheet) -> int:
    led, total = len(sheet.led), len(sheet.items)
    split = f"（うち{total - led}項目は、ほかの部門が主担当です）" if led < total else ""
    lines = (
        ("お願い先", f"{sheet.department} 御中", _STRONG),
        ("回答期限", sheet.due_text or "ご依頼のメールをご覧ください。", _STRONG),
        ("対象の項目", f"{total}項目{split}　{_numbers(sheet)}", _VALUE),
        (
            "ご依頼元・問い合わせ先",
            sheet.contact or "このファイルをお送りした担当者までお問い合わせください。",
            _VALUE,
        ),
    )
    row = _section(canvas, row, "お願いの内容")
    for name, text, style in lines:
        canvas.put(row, 2, name, _NAME)
        canvas.put(row, 3, text, style, to=4)
        canvas.height(row, max(22, wrapped_height(text, _WIDTHS[3] + _WIDTHS[4] - 3, 10)))
        row += 1
    canvas.put(row, 2, "いまの状況", _NAME)
    canvas.put(row, 3, progress_text(sheet), _LIVE, formula=progress_formula(sheet))
    canvas.put(row, 4, f"「{ITEMS_SHEET_NAME}」を開く", _LINK, link=f"'{ITEMS_SHEET_NAME}'!A1")
    canvas.height(row, 24)
    return row + 1


def _numbers(sheet: SubSheet) -> str:
    numbers = [str(entry.item.no) for entry in sheet.items]
    more = f" ほか{len(numbers) - 12}項目" if len(numbers) > 12 else ""
    return f"No.{'、'.join(numbers[:12])}{more}"


def _section(canvas: Canvas, row: int, title: str) -> int:
    canvas.put(row, 2, title, _SECTION, to=4)
    canvas.height(row, 20)
    return row + 1


def _paragraph(canvas: Canvas, row: int, text: str, number: str = "") -> int:
    shown = f"{number}　{text}" if number else text
    canvas.put(row, 2, shown, _TEXT._replace(indent=1), to=4)
    canvas.height(row, wrapped_height(shown, sum(_WIDTHS[column] for column in (2, 3, 4)) - 3, 10) + 3)
    return row + 1


def _guide(canvas: Canvas, row: int, sheet: SubSheet) -> int:
    row = _section(canvas, row, "「評価の根拠記入欄」の書き方（評価ごとの目安）")
    for column, header in enumerate(("評価", "お書きいただきたいこと", "書き方の例"), start=2):
        canvas.put(row, column, header, _HEADER)
    row += 1
    for score, (wanted, example) in _GUIDE.items():
        if score not in sheet.words:
            continue
        for column, text in enumerate((sheet.words[score], wanted, example), start=2):
            canvas.put(row, column, text, _VALUE if column > 2 else _NAME)
        texts = ((wanted, _WIDTHS[3]), (example, _WIDTHS[4]))
        canvas.height(row, max(wrapped_height(text, width - 3, 10) for text, width in texts) + 5)
        row += 1
    return row
