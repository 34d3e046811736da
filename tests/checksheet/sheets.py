"""Small check sheets typed as text, for tests."""

from jama_checksheet.checksheet.grid import Book, Cells, Grid, ListRule

HEADER = ("No.", "レベル", "達成条件", "達成基準", "担当領域", "達成条件評価", "評価の根拠記入欄")
WORDS = ("対策完了(2点)", "対策中(1点)", "未実施(0点)", "該当なし")


def grid(*rows, name="チェックシート", header=HEADER, top=1, left=1, listed=WORDS, **more):
    """A grid with the header in row `top` and one item per row below; None leaves a cell empty."""
    values = {
        (top + r, left + c): value
        for r, row in enumerate((header, *rows))
        for c, value in enumerate(row)
        if value is not None
    }
    lists = ()
    score = next((left + c for c, text in enumerate(header) if "達成条件評価" in str(text)), None)
    if listed and score:
        lists = (ListRule((Cells(top + 1, score, top + max(len(rows), 1), score),), listed),)
    return Grid(name, values, lists=lists, **more)


def row(no, score=None, evidence=None, *, level="Lv1", condition="条件", criteria="基準", area="IT"):
    return (no, level, condition, criteria, area, score, evidence)


def book(*grids, **more):
    return Book("社内.xlsx", grids, **more)
