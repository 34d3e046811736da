"""The end of page one of 社内用_サマリー: last year's promises and the returns, then points as a footnote."""

from __future__ import annotations

from jama_checksheet.summary import Previous
from jama_checksheet.summary.decisions import NUMBERS_SHOWN
from jama_checksheet.summary.tally import tally
from jama_checksheet.workbook.sheets import looks
from jama_checksheet.workbook.sheets.canvas import Canvas
from jama_checksheet.workbook.sheets.formulas import fixed, fixed_range, text
from jama_checksheet.workbook.sheets.short_names import breadth, short_names
from jama_checksheet.workbook.sheets.summary_data import (
    TOP,
    Block,
    Col,
)
from jama_checksheet.workbook.sheets.summary_page import WIDTH, gap, half_up, section

_GAP, _TITLE, _SENTENCE, _NOTE_LINE = 4.0, 19.0, 25.0, 13.0
"""Heights in points: between two parts, of a heading, of a sentence on two lines, of a grey line."""

_NAMED, _NAME = 56, 20
"""Characters that the names of the departments still awaited may take, together and each."""


def closing_points(block: Block) -> float:
    """The height of everything from the promises to the end of the page."""
    known = len(_known(block.summary.previous or Previous()))
    return 2 * _GAP + (_TITLE + known * _SENTENCE if known else _NOTE_LINE) + 2 * _NOTE_LINE


def promises_and_returns(canvas: Canvas, block: Block, row: int) -> int:
    """Last year's promises and the returns so far, each where it is known; one grey line where neither is. The row after it."""
    gap(canvas, row, _GAP)
    row += 1
    previous = block.summary.previous or Previous()
    known = _known(previous)
    if not known:
        note = "昨年のチェックシートを指定すると昨年の約束を、部門別シートを配布すると回収状況を、ここに表示します。"
        canvas.put(row, 1, note, looks.NOTE_LINE, to=WIDTH)
        canvas.height(row, _NOTE_LINE)
        return row + 1
    section(canvas, row, "と".join(known))
    sentences = [_promises(block, previous)] if previous.promises is not None else []
    sentences += [(_returns(previous), "")] if previous.asked else []
    for value, formula in sentences:
        row += 1
        canvas.put(row, 1, value, looks.PLAIN, to=WIDTH, formula=formula)
        canvas.height(row, _SENTENCE)
    return row + 1


def _known(previous: Previous) -> list[str]:
    """The headings of what is known."""
    promises = ["昨年の約束"] if previous.promises is not None else []
    return promises + (["部門からの回収状況"] if previous.asked else [])


def _promises(block: Block, previous: Previous) -> tuple[str, str]:
    """How many of last year's promises are kept: the true sentence and its formula. Items that this year's sheet lacks are left out."""
    order = {item.no: place for place, item in enumerate(block.summary.rows, start=1)}
    known = [order[promise.no] for promise in previous.promises or () if promise.no in order]
    if not known:
        return "昨年の約束：昨年のチェックシートに「対策中」の項目はありませんでした。", ""
    last = TOP + len(known) - 1
    open_key, found = Col.PROMISE + 1, []
    for line, place in enumerate(known):
        item = block.summary.rows[place - 1]
        block.put(TOP + line, Col.PROMISE, item.no)
        code = fixed(TOP + place - 1, Col.CODE)
        kept = not item.remains
        found += [] if kept else [item.no]
        formula = f'IF(OR({code}=1,{code}=4),"",{line + 1})'
        block.put(TOP + line, open_key, "" if kept else line + 1, formula)
    keys, nos = fixed_range(TOP, open_key, last), fixed_range(TOP, Col.PROMISE, last)
    shown = []
    for number in range(NUMBERS_SHOWN):
        cell = (TOP + number, Col.PROMISE + 2)
        value = str(found[number]) if number < len(found) else ""
        block.put(*cell, value, f'IFERROR(INDEX({nos},SMALL({keys},{number + 1}))&"","")')
        shown.append(fixed(*cell))
    left = f"COUNT({keys})"
    listed = "&".join([shown[0], *(f'IF({cell}="","",{text("、")}&{cell})' for cell in shown[1:])])
    head = f"昨年の約束（対策中だった {len(known)} 項目）："
    value = f"{head}完了 {len(known) - len(found)} 件、継続中 {len(found)} 件"
    if found:
        rest = len(found) - NUMBERS_SHOWN
        numbers = "、".join(str(no) for no in found[:NUMBERS_SHOWN])
        value += f"（継続中：No.{numbers}{f' ほか{rest}件' if rest > 0 else ''}）"
    formula = (
        f"{text(head + '完了 ')}&({len(known)}-{left})&{text(' 件、継続中 ')}&{left}&{text(' 件')}"
        f'&IF({left}=0,"",{text("（継続中：No.")}&{listed}'
        f'&IF({left}>{NUMBERS_SHOWN},{text(" ほか")}&({left}-{NUMBERS_SHOWN})&{text("件")},"")&{text("）")})'
    )
    return value, formula


def _returns(previous: Previous) -> str:
    back = len(previous.asked) - len(previous.missing)
    line = f"回収状況：{len(previous.asked)} 部門のうち {back} 部門から回答をいただきました。"
    return line + (f"お待ちしている部門：{_listed(previous)}" if previous.missing else "")


def _listed(previous: Previous) -> str:
    """The departments still awaited, as many as the sentence can hold on two lines, the rest as a count."""
    names = [short_names(previous.asked, _NAME)[name] for name in previous.missing]
    shown = names[:1]
    for name in names[1:]:
        if breadth("、".join([*shown, name])) > _NAMED:
            break
        shown.append(name)
    rest = len(names) - len(shown)
    return "、".join(shown) + (f" ほか {rest} 部門" if rest else "")


def points_footnote(canvas: Canvas, block: Block, row: int) -> int:
    """Points as a footnote; the row of its last line."""
    gap(canvas, row, _GAP)
    row += 1
    summary, levels, codes = block.summary, block.column(Col.LEVEL), block.column(Col.CODE)
    values, formulas = [], []
    for number, name in enumerate(summary.levels, start=1):
        up_to = tally(item for item in summary.rows if item.level in summary.levels[:number])
        values.append(f"{name}{'' if number == 1 else ' まで'} {up_to.points} / {up_to.max} 点")
        scope = f'{levels},"<={number}"'
        points = f"2*COUNTIFS({scope},{codes},1)+COUNTIFS({scope},{codes},2)"
        head = f"{name}{'' if number == 1 else ' まで'} "
        formulas.append(f"{text(head)}&({points})&{text(' / ')}&2*COUNTIFS({scope})&{text(' 点')}")
    canvas.put(
        row,
        1,
        "（参考）得点：" + "、".join(values),
        looks.NOTE_LINE,
        to=WIDTH,
        formula=f"{text('（参考）得点：')}&" + f"&{text('、')}&".join(formulas),
    )
    total = summary.total()
    points = f"(2*COUNTIF({codes},1)+COUNTIF({codes},2))"
    applicable = f"(2*(COUNT({codes})-COUNTIF({codes},4)))"
    every = f"(2*COUNT({codes}))"
    rate = "－" if total.rate is None else f"{half_up(total.rate * 100)}%"
    live = f'IF({applicable}=0,"－",ROUND({points}/{applicable}*100,0)&"%")'
    rate_all = f"{half_up((total.rate_all or 0) * 100)}%"
    canvas.put(
        row + 1,
        1,
        f"（参考）得点率：該当なしを除いた場合 {rate}、該当なしを 0 点とした場合 {rate_all}（未選択は、どちらも 0 点として計算しています）",
        looks.NOTE_LINE,
        to=WIDTH,
        formula=f"{text('（参考）得点率：該当なしを除いた場合 ')}&{live}&{text('、該当なしを 0 点とした場合 ')}"
        f"&ROUND({points}/{every}*100,0)&{text('%（未選択は、どちらも 0 点として計算しています）')}",
    )
    canvas.height(row, _NOTE_LINE)
    canvas.height(row + 1, _NOTE_LINE)
    return row + 1
