"""Answer cells that a department struck through: the words are still there, and may be meant as gone."""

from __future__ import annotations

from collections.abc import Iterator

from jama_checksheet.checksheet.cells import cell_name
from jama_checksheet.workbook import names
from jama_checksheet.workbook.cells import cells_of, rows_of
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.returned.reply import Remark
from jama_checksheet.workbook.returned.rows import AnswerRows

_TEXT = "回答に取り消し線が引かれています。そのまま取り込みましたので、取り消しかどうかをご確認ください。"


def struck_out(package: Package, answers: AnswerRows) -> Iterator[Remark]:
    """A remark for every filled answer cell whose whole font is struck through (ECMA-376 part 1, 18.8.37)."""
    styles = _struck_styles(package)
    part = package.sheet_parts().get(answers.grid.name)
    if not styles or part is None:
        return
    filled = {
        (row.row, answers.columns[key]): row.no
        for row in answers.rows()
        for key, text in (("score", row.score_text), ("evidence", row.evidence))
        if text.strip()
    }
    for data in package.xml(part).iterchildren(names.main("sheetData")):
        for number, row in rows_of(data):
            for column, cell in cells_of(row, number):
                if (number, column) in filled and cell.get("s") in styles:
                    yield Remark(f"セル {cell_name(number, column)}", filled[number, column], _TEXT)


def _struck_styles(package: Package) -> frozenset[str]:
    """The numbers of the cell formats whose font is struck through, as cells name them."""
    for relation in package.relations(package.workbook_part):
        if relation.kind == "styles" and relation.target in package:
            root = package.xml(relation.target)
            fonts = {
                str(number)
                for number, font in enumerate(root.iterfind(f"{names.main('fonts')}/{names.main('font')}"))
                if any(
                    mark.get("val", "1") in ("1", "true") for mark in font.iterchildren(names.main("strike"))
                )
            }
            formats = root.iterfind(f"{names.main('cellXfs')}/{names.main('xf')}")
            return frozenset(str(number) for number, xf in enumerate(formats) if xf.get("fontId") in fonts)
    return frozenset()
