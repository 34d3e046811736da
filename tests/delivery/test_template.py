"""The user's own text of the mails."""

import pytest

from jama_checksheet.delivery.template import PLACES, decoded, file_bytes, read_template
from jama_checksheet.errors import UnreadableFileError

OWN = """\
説明
［依頼の件名］
ご依頼（{部門}）
［依頼の本文］
{宛名}

期限は{期限}です。
# ここも本文です
［催促の件名］
再度のお願い
［催促の本文］
よろしく
"""
VALUES = dict.fromkeys(PLACES, "") | {"部門": "総務部", "宛名": "総務部\n鈴木様", "期限": "12月12日"}


def test_the_file_given_to_the_user_reads_back_as_the_standard_texts():
    data = file_bytes()

    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert read_template(decoded(data, "")) == read_template()


def test_the_file_explains_every_place():
    explained = decoded(file_bytes(), "").split("［依頼の件名］")[0]

    assert [name for name in PLACES if f"{{{name}}}" not in explained] == []


def test_own_words_are_filled():
    subject, body = read_template(OWN).request.filled(VALUES)

    assert subject == "ご依頼（総務部）"
    assert body == "総務部\n鈴木様\n\n期限は12月12日です。\n# ここも本文です\n"


def test_a_line_with_nothing_to_put_in_is_left_out_and_leaves_no_gap():
    _, body = read_template(OWN.replace("{宛名}", "始め")).request.filled(VALUES | {"期限": ""})

    assert body == "始め\n\n# ここも本文です\n"


def test_what_is_put_in_is_never_filled_again():
    _, body = read_template(OWN).request.filled(VALUES | {"宛名": "{期限}"})

    assert body.startswith("{期限}\n")


@pytest.mark.parametrize("typed", ["｛部門｝", "{ 部門 }", "{部門｝"])
def test_places_may_be_typed_wide_or_with_spaces(typed):
    assert read_template(OWN.replace("{部門}", typed)).request.filled(VALUES)[0] == "ご依頼（総務部）"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_any_editor_of_windows_may_save_it(encoding):
    data = OWN.replace("\n", "\r\n").encode(encoding)

    assert read_template(decoded(data, "")) == read_template(OWN)


def test_bytes_that_are_no_text_are_told():
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        decoded(b"\x81\x20\xff\xfd", "メール文面.txt")


def test_unknown_places_are_told_with_the_known_ones():
    with pytest.raises(UnreadableFileError, match=r"{部署}、{締切} は、差し込めない名前です。.*{部門}"):
        read_template(OWN.replace("{部門}", "{部署}").replace("よろしく", "{締切}"), "メール文面.txt")


@pytest.mark.parametrize("lost", ["［催促の本文］\n", "再度のお願い\n"])
def test_missing_or_empty_sections_are_told(lost):
    with pytest.raises(UnreadableFileError, match="［催促の"):
        read_template(OWN.replace(lost, ""))


def test_a_subject_of_several_lines_becomes_one():
    subject, _ = read_template(OWN.replace("ご依頼（", "ご依頼\nBcc: x@example.com（")).request.filled(VALUES)

    assert subject == "ご依頼 Bcc: x@example.com（総務部）"
