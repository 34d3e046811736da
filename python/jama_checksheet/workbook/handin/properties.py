"""Who wrote the file, by its document properties (ECMA-376 part 2, 11.1; part 1, 22.2 and 22.3)."""

from __future__ import annotations

import re

from lxml import etree

from jama_checksheet.workbook.handin.check import Check, text_of
from jama_checksheet.workbook.package import Package

_LABELS = {
    "creator": "作成者",
    "lastModifiedBy": "最終更新者",
    "Manager": "管理者",
    "Company": "会社名",
    "subject": "件名",
    "keywords": "キーワード",
    "category": "分類",
    "description": "コメント",
    "contentStatus": "状態",
    "HyperlinkBase": "ハイパーリンクの基点",
}
# Whoever publishes the form, and programs that sign as themselves, name nobody of the company that answers.
_NOBODY = re.compile(
    r"自工会|部工会|自動車工業会|自動車部品工業会|jama|japia|^(?:openpyxl|xlsxwriter|apache poi|libreoffice.*|microsoft office (?:user|ユーザー)|user|admin(?:istrator)?)$",
    re.IGNORECASE,
)
_ADVICE = "Excel の「ファイル」→「情報」→「問題のチェック」→「ドキュメント検査」で消せます。"


def properties(package: Package) -> Check:
    """Author, company and other properties that name somebody."""
    named: list[str] = []
    harmless: list[str] = []
    for kind in ("core-properties", "extended-properties"):
        for tag, text in _fields(package, kind):
            if tag in _LABELS and text:
                (harmless if _NOBODY.search(text) else named).append(f"{_LABELS[tag]}「{text}」")
    for relation in package.relations(""):
        if relation.kind == "custom-properties" and relation.target in package:
            named += [
                f"ユーザー設定「{node.get('name')}」"
                for node in package.xml(relation.target)
                if node.get("name")
            ]
    if named:
        return Check("作成者などの情報", False, f"{'、'.join(named)}が入っています。{_ADVICE}")
    return Check(
        "作成者などの情報",
        True,
        f"{'、'.join(harmless)}だけです。" if harmless else "入っていません。",
    )


def _fields(package: Package, kind: str) -> list[tuple[str, str]]:
    return [
        (etree.QName(node).localname, " ".join(text_of(node).split()))
        for relation in package.relations("")
        if relation.kind == kind and relation.target in package
        for node in package.xml(relation.target).iterchildren(etree.Element)
    ]
