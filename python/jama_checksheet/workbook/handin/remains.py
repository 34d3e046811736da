"""What people and programs leave behind in a file: comments, our own sheets and marks, custom XML, macros."""

from __future__ import annotations

import re

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.checksheet.grid import Book
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.workbook import names
from jama_checksheet.workbook.edit.notes_xml import notes_part
from jama_checksheet.workbook.edit.own_sheets import OWN_MARK, is_ours
from jama_checksheet.workbook.handin.check import Check, found
from jama_checksheet.workbook.package import Package

INTERNAL = "社内用_"
"""How our sheets and names begin."""

_MACRO_KINDS = {
    "vbaProject": "VBA マクロ",
    "xlMacrosheet": "マクロ シート",
    "xlIntlMacrosheet": "マクロ シート",
    "dialogsheet": "ダイアログ シート",
    "extensibility": "リボンのボタン",
    "control": "ActiveX コントロール",
    "webextensiontaskpanes": "Office アドイン",
}
# JAMA_… are ours; _xll. and 'book.xlam'! are functions of other add-ins (a reference to one may have become a number in brackets).
_FOREIGN_FUNCTION = re.compile(
    r"\bJAMA_\w+\s*\(|_xll\.|\.xla[m]?'?!|\[\d+\]![A-Za-z_]\w*\s*\(", re.IGNORECASE
)


def comments(package: Package) -> Check:
    """Comments and notes, old and threaded."""
    places = []
    for name, part in package.sheet_parts().items():
        cells = {
            node.get("ref") or ""
            for relation in package.relations(part)
            if relation.kind in ("comments", "threadedComment") and relation.target in package
            for node in package.xml(relation.target).iter("{*}comment", "{*}threadedComment")
        }
        if cells:
            places.append(f"シート「{name}」の{'・'.join(sorted(cells)[:5])}（{len(cells)}件）")
    return found(
        "コメント",
        places,
        none="ありません。",
        some="{}にコメント・メモがあります。社外に出してよいか、ご確認ください。",
    )


def internal_sheets(package: Package, book: Book, sheet: CheckSheet) -> Check:
    """Our sheets and our columns."""
    places = [
        f"シート「{grid.name}」"
        for grid in book.grids
        if grid.name.startswith(INTERNAL) or is_ours(package, grid.name)
    ]
    if sheet.layout.own_columns:
        letters = sorted(sheet.layout.own_columns.values())
        places.append(f"シート「{sheet.name}」の{column_letter(letters[0])}〜{column_letter(letters[-1])}列")
    return found(
        "社内用のシート・列",
        places,
        none="入っていません。",
        some="{}が入っています。公式サイトから取得し直したファイルを指定してください。",
    )


def internal_names(package: Package) -> Check:
    """Defined names and notes of ours."""
    nodes = package.xml(package.workbook_part).iter(names.main("definedName"))
    places = [
        f"名前「{name}」"
        for name in dict.fromkeys(node.get("name") or "" for node in nodes)
        if name.startswith(INTERNAL) or name == OWN_MARK
    ]
    if notes_part(package):
        places.append("このツールの目印")
    return found(
        "社内用の名前・目印",
        places,
        none="入っていません。",
        some="{}が残っています。公式サイトから取得し直したファイルを指定してください。",
    )


def custom_xml(package: Package) -> Check:
    """Data that other systems attach (SharePoint columns, sensitivity labels)."""
    ours = notes_part(package)
    places = [
        name for name in package.names if re.fullmatch(r"customXml/item\d*\.xml", name) and name != ours
    ]
    if any(name.lower().startswith("docmetadata/") for name in package.names):
        places.append("秘密度ラベル")
    return found(
        "カスタムXML",
        places,
        none="ありません。",
        some="{}に、文書管理システムなどのデータが付いています。「ドキュメント検査」で内容をご確認ください。",
    )


def macros(package: Package, book: Book) -> Check:
    """Macros, ribbon parts and functions that only an add-in knows."""
    kinds = {
        relation.kind
        for source in ("", package.workbook_part, *package.sheet_parts().values())
        for relation in package.relations(source)
    }
    places = list(dict.fromkeys(text for kind, text in _MACRO_KINDS.items() if kind in kinds))
    for grid in book.grids:
        cells = [cell for cell, formula in grid.formulas.items() if _FOREIGN_FUNCTION.search(formula)]
        if cells:
            row, column = min(cells)
            places.append(
                f"シート「{grid.name}」の {column_letter(column)}{row} など{len(cells)}か所のアドインの関数"
            )
    return found(
        "マクロ・関数",
        places,
        none="ありません。",
        some="{}が含まれています。公式のファイルに元からあるものか、ご確認ください。",
    )


def formulas(book: Book) -> Check:
    """Formulas, whose stored results do not know the answers yet: the file applier asks Excel to calculate where they depend."""
    count = sum(len(grid.formulas) for grid in book.grids)
    if not count:
        return Check("計算式", True, "ありません。")
    told = f"{count}か所あります。回答を使う式は、Excel で開いたときに計算し直されます。"
    return Check("計算式", True, told)
