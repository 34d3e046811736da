"""Where an open workbook lies on this PC."""

from __future__ import annotations

import pytest

from jama_checksheet.workbook.live.location import is_web, local_path


def test_a_plain_path(tmp_path):
    file = tmp_path / "a.xlsx"
    file.touch()

    assert local_path(str(file)) == file
    assert local_path("Book1") is None


@pytest.mark.parametrize(
    ("url", "below"),
    [
        (
            "https://contoso-my.sharepoint.com/personal/taro_contoso_com/Documents/自己%20評価/a.xlsx",
            "自己 評価/a.xlsx",
        ),
        ("https://d.docs.live.net/1234abcd/Documents/a.xlsx", "Documents/a.xlsx"),
    ],
)
def test_onedrive_folders_of_the_environment(tmp_path, url, below):
    file = tmp_path / below
    file.parent.mkdir(parents=True)
    file.touch()
    environment = {"OneDriveCommercial": str(tmp_path), "OneDriveConsumer": str(tmp_path)}

    assert is_web(url)
    assert local_path(url, environment, {}) == file


def test_a_library_that_onedrive_synchronises(tmp_path):
    site = "https://contoso.sharepoint.com/sites/security/Shared Documents/"
    (tmp_path / "提出").mkdir()
    (tmp_path / "提出" / "a.xlsx").touch()

    assert local_path(f"{site}提出/a.xlsx", {}, {site: str(tmp_path)}) == tmp_path / "提出" / "a.xlsx"


def test_a_book_that_is_in_the_web_only(tmp_path):
    assert (
        local_path(
            "https://contoso.sharepoint.com/sites/x/Shared Documents/a.xlsx", {"OneDrive": str(tmp_path)}, {}
        )
        is None
    )
