"""A cell may name several 担当領域; 購買・調達 is one of them."""

import pytest

from jama_checksheet.checksheet.areas import AREAS, split_areas


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("情報セキュリティ", ("情報セキュリティ",)),
        ("購買・調達", ("購買・調達",)),
        ("法務・購買・調達・IT", ("法務", "購買・調達", "IT")),
        ("IT、総務", ("IT", "総務")),
        ("ＩＴ／総務部", ("IT", "総務")),
        ("人事\nリスク", ("人事", "リスク")),
        ("情シス,人事労務", ("IT", "人事")),
        ("IT及び総務", ("IT", "総務")),
        ("IT、IT", ("IT",)),
        ("購買", ("購買・調達",)),
        ("品質保証、IT", ("品質保証", "IT")),
        ("", ()),
        ("、", ()),
    ],
)
def test_areas_of_a_cell(text, areas):
    assert split_areas(text) == areas


@pytest.mark.parametrize("area", AREAS)
def test_every_standard_area_is_itself(area):
    assert split_areas(area) == (area,)
