"""The check of the answers themselves: complete, without blanks, without open points, on the right form."""

from __future__ import annotations

import unicodedata

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.checksheet.sheet import CheckSheet, Problem
from jama_checksheet.checksheet.wording import compact
from jama_checksheet.evidence.signals.vagueness import blanks
from jama_checksheet.model import ItemNo
from jama_checksheet.workbook.handin.check import Check, listed, numbered
from jama_checksheet.workbook.handin.forms import Forms, form_texts, is_guidance
from jama_checksheet.workbook.handin.transfer import Transfer


def check_answers(official: CheckSheet, done: Transfer, open_points: tuple[ItemNo, ...]) -> tuple[Check, ...]:
    """What stands in the answer cells of the form to hand in. `open_points` are the rows that `check` would like confirmed."""
    own_texts = form_texts(official)
    unselected = [no for no, answer in done.answers.items() if not answer.answered]
    blank = [
        no for no, answer in done.answers.items() if blanks(unicodedata.normalize("NFKC", answer.evidence))
    ]
    guidance = [
        no
        for no, answer in done.answers.items()
        if answer.evidence.strip() and (compact(answer.evidence) in own_texts or is_guidance(answer.evidence))
    ]
    return (
        _none_left(
            "未選択の項目",
            unselected,
            "評価はすべて選ばれています。",
            "の評価が選ばれていません。作業用のファイルで選んでから、もう一度作成してください。",
        ),
        _none_left("記入例の空欄", blank, "残っていません。", "の根拠に、記入例の空欄〔　〕が残っています。"),
        _none_left(
            "記入欄の案内文",
            guidance,
            "残っていません。",
            "の根拠に、様式の案内文が残っています。回答に書き換えるか、空にしてください。",
        ),
        _none_left(
            "未確認の確認ポイント",
            open_points,
            "ありません。",
            "に、確認ポイントが残っています。内容をご確認のうえ、そのままで良ければ「確認」列で「済」を選んでください。",
        ),
    )


def check_forms(working: CheckSheet, official: CheckSheet, forms: Forms, done: Transfer) -> tuple[Check, ...]:
    """Whether both files are the same form, and what could not be carried over."""
    return (
        _questions(forms),
        _items(forms),
        _none_left(
            "評価の選択肢",
            done.not_offered,
            "すべて様式の選択肢で書きました。",
            "の評価は、提出する様式の選択肢にないため写していません。様式の選択肢から選んでください。",
        ),
        _none_left(
            "元のファイルの回答",
            done.leftover,
            "公式のファイルは未記入でした。",
            "に、公式のファイルの時点で回答が入っていました（作業用の回答に置き換えました）。公式サイトから取得し直したファイルを使うと確実です。",
        ),
        _oddities(working, official),
    )


def _questions(forms: Forms) -> Check:
    told = []
    if forms.reworded:
        told.append(
            f"{numbered(forms.reworded)}は、質問の文章が作業用のファイルと違います。回答は写しましたので、新しい文章に合うかご確認ください。"
        )
    if forms.other:
        told.append(
            f"{numbered(forms.other)}は、同じ番号でも別の質問のため、写していません。年度や版の違う様式ではないか、ご確認ください。"
        )
    return Check("質問の文章", not told, "".join(told) or "作業用のファイルと同じです。")


def _items(forms: Forms) -> Check:
    told = []
    if forms.only_working:
        told.append(f"{numbered(forms.only_working)}は、提出する様式にないため写していません。")
    if forms.only_official:
        told.append(f"{numbered(forms.only_official)}は、作業用のファイルにありません。")
    if told:
        told.append("年度や版の違う様式ではないか、ご確認ください。")
    return Check("項目の過不足", not told, "".join(told) or "同じ番号がそろっています。")


def _oddities(working: CheckSheet, official: CheckSheet) -> Check:
    told = [f"作業用の {problem.cell}: {problem.message}" for problem in _concerning_answers(working)]
    told += [f"様式の {problem.cell}: {problem.message}" for problem in _concerning_answers(official)]
    return Check("読み取りで気づいた点", not told, listed(told, 5) or "ありません。")


def _concerning_answers(sheet: CheckSheet) -> list[Problem]:
    """What reading found odd, but for 担当領域: who is asked does not matter to those who receive the answers."""
    area = column_letter(sheet.layout.columns.get("area", 0))
    return [problem for problem in sheet.problems if problem.cell.rstrip("0123456789") != area]


def _none_left(name: str, numbers: list[ItemNo] | tuple[ItemNo, ...], none: str, some: str) -> Check:
    return Check(name, not numbers, f"{numbered(numbers)}{some}" if numbers else none)
