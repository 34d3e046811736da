"""What a reader of the file would not see: filters, hidden rows, columns and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from jama_checksheet.checksheet.cells import column_letter
from jama_checksheet.checksheet.grid import Book, Grid
from jama_checksheet.workbook import names
from jama_checksheet.workbook.handin.check import Check, found, text_of
from jama_checksheet.workbook.package import Package


def filters(package: Package) -> Check:
    """Filters that narrow the list down; the mere buttons do no harm."""
    places = []
    for name, part in package.sheet_parts().items():
        roots = [package.xml(part)]
        roots += [
            package.xml(relation.target)
            for relation in package.relations(part)
            if relation.kind == "table" and relation.target in package
        ]
        if any(_narrowed(root) for root in roots):
            places.append(f"シート「{name}」")
    return found(
        "フィルター",
        places,
        none="絞り込みはありません。",
        some="{}で絞り込みが残っています。「データ」→「クリア」で解除してください。",
    )


def _narrowed(root: etree._Element) -> bool:
    return any(len(node) for node in root.iter(names.main("filterColumn")))


def rows_and_columns(book: Book) -> Check:
    """Hidden rows and columns that hold something."""
    places = [place for grid in book.grids if grid.visible for place in _hidden(grid)]
    return found(
        "非表示の行・列",
        places,
        none="ありません。",
        some="{}が非表示です。提出先の様式どおりか、ご確認ください。",
    )


def _hidden(grid: Grid) -> Iterator[str]:
    rows = grid.hidden_rows & {row for row, _ in grid.values}
    columns = grid.hidden_columns & {column for _, column in grid.values}
    if rows:
        yield f"シート「{grid.name}」の{'・'.join(f'{a}〜{b}' if a != b else str(a) for a, b in _runs(rows)[:5])}行目など{len(rows)}行"
    if columns:
        letters = "・".join(column_letter(column) for column in sorted(columns)[:8])
        yield f"シート「{grid.name}」の{letters}列"


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def sheets(package: Package, book: Book) -> Check:
    """Hidden sheets. One that a drop-down or a name draws from belongs to the form; any other is told."""
    used = "\n".join(_references(package, book))
    places: list[str] = []
    belonging: list[str] = []
    for node in package.xml(package.workbook_part).iter(names.main("sheet")):
        name = node.get("name") or ""
        if node.get("state") not in ("hidden", "veryHidden"):
            continue
        quoted = "'{}'!".format(name.replace("'", "''"))
        (belonging if quoted in used or f"{name}!" in used else places).append(f"「{name}」")
    none = f"{'、'.join(belonging)}は、選択肢などの参照元です。" if belonging else "ありません。"
    return found(
        "非表示のシート",
        places,
        none=none,
        some="{}が非表示です。再表示して、社外に出してよい内容かご確認ください。",
    )


def _references(package: Package, book: Book) -> Iterator[str]:
    for part in package.sheet_parts().values():
        for node in package.xml(part).iter("{*}formula1", "{*}f"):
            if node.tag != names.main("f"):
                yield text_of(node)
    for name, text in book.names.items():
        if "_xlnm." not in name:
            yield text
