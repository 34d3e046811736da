"""社内用_確認ポイント: every point to confirm in one filterable table, most important first, with links to the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from jama_checksheet.checksheet.areas import UNASSIGNED
from jama_checksheet.checksheet.sheet import CONFIRMED, OWN_HEADERS, CheckSheet
from jama_checksheet.model import (
    KINDS_BY_WEIGHT,
    Answer,
    Assignment,
    CheckItem,
    Finding,
    ItemNo,
    Kind,
    Severity,
    Verdict,
    distinct,
)
from jama_checksheet.summary.tally import level_order
from jama_checksheet.workbook.plan import OwnFormat, OwnSheet, PagePrint
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import on_sheet, text

NAME = "社内用_確認ポイント"

COLUMNS: tuple[tuple[str, float], ...] = (
    ("No.", 5),
    ("レベル", 6),
    ("ラベル", 12),
    ("確認の種類", 13),
    ("評価", 11),
    ("根拠の該当箇所", 20),
    ("確認内容", 30),
    ("ご提案", 30),
    ("担当部門", 11),
    ("担当者", 9),
    ("状況", 9),
    ("規則", 7),
)
"""Header and width (characters) of each column."""

HEADER_ROW = 5
OPEN, DONE = "要確認", "確認済み"
_STATE = 1 + [header for header, _ in COLUMNS].index("状況")
_KIND = 1 + [header for header, _ in COLUMNS].index("確認の種類")
_HOW_TO = (
    "これは誤りの指摘ではなく、評価と根拠の記載をもう一度見ていただきたい項目の一覧です。No. を押すと、チェックシートの該当する行へ移動します。",
    f"内容を確かめて問題がなければ、チェックシートの列「{OWN_HEADERS['mark']}」に「{CONFIRMED}」、列「{OWN_HEADERS['reviewer']}」に"
    f"お名前と理由をご記入ください。この一覧の「状況」が「{DONE}」に変わり、評価か根拠の記載が変わるまで、確認のお願いは表示されません。",
)
_SCORE_KINDS = (Kind.UNSCORED, Kind.NA, Kind.OVER, Kind.UNDER)


def findings_sheet(
    sheet: CheckSheet,
    verdicts: Mapping[ItemNo, Verdict],
    assignments: Mapping[ItemNo, Assignment],
    confirmed: Collection[ItemNo],
    as_of: date,
    *,
    own_columns: Mapping[str, int] | None = None,
) -> OwnSheet:
    """The table of all findings that flag a row (advice does not), one line per finding; those that say nearly the same share one.

    評価 and 状況 follow the check sheet live. `own_columns` says where our columns will stand once the same plan is carried out
    (default: where they stand now); without a column 確認, 状況 is written as it is.
    """
    columns = sheet.layout.own_columns if own_columns is None else own_columns
    lines = _lines(sheet, verdicts, confirmed)
    canvas = Canvas()
    last_column = len(COLUMNS)
    canvas.put(1, 1, "確認ポイント一覧", looks.TITLE, to=last_column - 2)
    canvas.put(1, last_column - 1, as_of, _DAY, to=last_column)
    for row, sentence in enumerate(_HOW_TO, start=2):
        canvas.put(row, 1, sentence, looks.PLAIN, to=last_column)
        canvas.height(row, 16)
    open_items = {item.no for item, _ in lines if item.no not in confirmed}
    canvas.put(4, 1, _count_line(len(open_items), len(confirmed)), looks.SUBTITLE, to=last_column)
    canvas.height(1, 28)
    for column, (header, _) in enumerate(COLUMNS, start=1):
        canvas.put(HEADER_ROW, column, header, looks.HEADER)
    canvas.height(HEADER_ROW, 20)
    for row, (item, finding) in enumerate(lines, start=HEADER_ROW + 1):
        assignment = assignments.get(item.no, Assignment())
        _line(canvas, row, sheet, item, finding, assignment, item.no in confirmed, columns)
    last_row = HEADER_ROW + max(1, len(lines))
    if not lines:
        canvas.put(
            last_row,
            1,
            "いまのところ確認ポイントはありません。ご記入ありがとうございます。",
            _CALM,
            to=last_column,
        )
        canvas.height(last_row, 30)
    return OwnSheet(
        name=NAME,
        cells=canvas.cells,
        widths={column: width for column, (_, width) in enumerate(COLUMNS, start=1)},
        heights=canvas.heights,
        merges=tuple(canvas.merges),
        freeze=f"B{HEADER_ROW + 1}",
        filter=f"A{HEADER_ROW}:L{last_row}" if lines else "",
        formats=_formats(last_row) if lines else (),
        page=PagePrint(
            landscape=True,
            area=f"$A$1:$L${last_row}",
            title_rows=f"{HEADER_ROW}:{HEADER_ROW}",
            footer="確認ポイント一覧（社内用）　&P / &N ページ",
        ),
        tab_color=looks.AMBER_DEEP,
    )


_DAY = looks.SUBTITLE._replace(horizontal="right", number_format=looks.DATE_LONG + '" 時点"')
_CALM = looks.CENTRED._replace(size=11)


def _count_line(open_items: int, confirmed: int) -> str:
    known = f"（ほかに確認済み {confirmed} 項目）" if confirmed else ""
    return f"作成時の確認ポイント：{open_items} 項目{known}"


def _lines(
    sheet: CheckSheet, verdicts: Mapping[ItemNo, Verdict], confirmed: Collection[ItemNo]
) -> list[tuple[CheckItem, Finding]]:
    levels = level_order(item.level for item in sheet.items)
    order = {item.no: place for place, item in enumerate(sheet.items)}
    found = [
        (item, finding)
        for item in sheet.items
        if (verdict := verdicts.get(item.no)) and verdict.flagged
        for finding in distinct(finding for finding in verdict.findings if finding.flags)
    ]

    def weight(line: tuple[CheckItem, Finding]) -> tuple[bool, int, bool, int, int]:
        item, finding = line
        kind = KINDS_BY_WEIGHT.index(finding.kind)
        missing = finding.severity is Severity.MISSING
        return item.no in confirmed, kind, missing, levels.index(item.level), order[item.no]

    return sorted(found, key=weight)


def _line(
    canvas: Canvas,
    row: int,
    sheet: CheckSheet,
    item: CheckItem,
    finding: Finding,
    assignment: Assignment,
    is_confirmed: bool,
    columns: Mapping[str, int],
) -> None:
    score = on_sheet(sheet.name, item.row, sheet.layout.columns["score"])
    answer = sheet.answers.get(item.no, Answer())
    state = DONE if is_confirmed else OPEN
    mark = columns.get("mark")
    state_formula = ""
    if mark:
        cell = on_sheet(sheet.name, item.row, mark)
        state_formula = f'IF(TRIM({cell}&"")={text(CONFIRMED)},{text(DONE)},{text(OPEN)})'
    quote = f"「{finding.quote}」" if finding.quote else "（記載なし）"
    canvas.put(row, 1, item.no, _LINK, link=score)
    canvas.put(row, 2, item.level, looks.CENTRED_TOP)
    canvas.put(row, 3, item.label, looks.TEXT_TOP)
    canvas.put(row, 4, finding.kind.label, looks.TEXT_TOP)
    canvas.put(row, 5, answer.score_text, _LIVE, formula=f'{score}&""')
    canvas.put(row, 6, quote, looks.TEXT_TOP)
    canvas.put(row, 7, finding.message, looks.TEXT_TOP)
    canvas.put(row, 8, finding.advice, looks.TEXT_TOP)
    canvas.put(row, 9, assignment.department or UNASSIGNED, looks.TEXT_TOP)
    canvas.put(row, 10, assignment.person, looks.TEXT_TOP)
    canvas.put(row, _STATE, state, _LIVE, formula=state_formula)
    canvas.put(row, 12, finding.code, looks.CENTRED_TOP)
    canvas.height(row, _height(item, finding, quote, assignment))


_LINK = looks.LINK._replace(vertical="top")
_LIVE = looks.CENTRED_TOP._replace(number_format="General")


_WIDTHS = dict(COLUMNS)
_MAX_HEIGHT = 409.0
"""Excel's highest row."""


def _height(item: CheckItem, finding: Finding, quote: str, assignment: Assignment) -> float:
    """Points for the longest wrapped cell of the line; Excel does not fit rows by itself in a file it did not write."""
    texts = {
        "ラベル": item.label,
        "確認の種類": finding.kind.label,
        "根拠の該当箇所": quote,
        "確認内容": finding.message,
        "ご提案": finding.advice,
        "担当部門": assignment.department,
        "担当者": assignment.person,
    }
    lines = max(_wrapped(value, _WIDTHS[header]) for header, value in texts.items())
    return min(_MAX_HEIGHT, max(30.0, 13.0 * lines + 5))


def _wrapped(value: str, width: float) -> int:
    """Lines that a text takes in a column of `width` characters, at 9 points (a Japanese character is about two wide)."""
    per_line = max(1, int(width * 1.1 / 2))
    return sum(max(1, -(-len(line) // per_line)) for line in value.split("\n"))


def _formats(last_row: int) -> tuple[OwnFormat, ...]:
    first = HEADER_ROW + 1
    table = f"A{first}:L{last_row}"
    kinds = f"D{first}:D{last_row}"
    about_score = "OR(" + ",".join(f"$D{first}={text(kind.label)}" for kind in _SCORE_KINDS) + ")"
    return (
        OwnFormat(table, f"$K{first}={text(DONE)}", fill=looks.PAPER, color=looks.GREY),
        OwnFormat(kinds, about_score, fill=looks.AMBER),
        OwnFormat(kinds, f'$D{first}<>""', fill=looks.SKY),
    )
