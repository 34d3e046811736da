"""Every column is found by its header text, however it is typed."""

import pytest

from jama_checksheet.checksheet.headers import match_header


@pytest.mark.parametrize("text", ["No.", "No", "№", "Ｎｏ．", "ＮＯ", "no.", " No. ", "N o ."])
def test_the_number_column(text):
    assert match_header(text).key == "no"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("達成条件", "condition"),
        ("達成条件評価", "score"),
        ("達成条件\n評価", "score"),
        ("達 成 条 件 評 価", "score"),
        ("達成条件評価（プルダウン）", "score"),
        ("達成条件（何を）", "condition"),
        ("評価の根拠記入欄\n■対策完了：…", "evidence"),
        ("担当領域\n(回答者検討時の参考情報)", "area"),
        ("他社事例（すべてを求めるものではありません）", "examples"),
        ("ﾚﾍﾞﾙ", "level"),
        ("ラベル", "label"),
        ("分類※", "category"),
    ],
)
def test_the_longest_text_that_fits_names_the_column(text, key):
    assert match_header(text).key == key


@pytest.mark.parametrize(
    "text", ["", "   ", "評価結果", "目的を書いてください", "分類の考え方", "前年評価", "12"]
)
def test_other_texts_name_no_column(text):
    assert match_header(text) is None
