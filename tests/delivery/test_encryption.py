"""Encryption as Office does it: what was shut with a password opens with it, and with no other."""

import io
import logging
import sys
import time

import pytest
from openpyxl import Workbook, load_workbook

from jama_checksheet.delivery.encryption import (
    WrongPasswordError,
    decrypt,
    encrypt,
    is_encrypted,
    require_encryption,
)
from jama_checksheet.errors import UnreadableFileError, UsageError

SECRET = "ひみつ-7788"


@pytest.fixture(scope="module")
def workbook():
    target, book = io.BytesIO(), Workbook()
    book.active["A1"] = "規程を改定"
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def shut(workbook):
    return encrypt(workbook, SECRET)


def test_it_opens_again_with_its_password(workbook, shut):
    assert is_encrypted(shut)
    assert not is_encrypted(workbook)
    assert decrypt(shut, SECRET, "返信.xlsx") == workbook
    assert load_workbook(io.BytesIO(decrypt(shut, SECRET, "返信.xlsx"))).active["A1"].value == "規程を改定"


def test_nothing_of_it_can_be_read_from_outside(workbook, shut):
    assert "規程を改定".encode() not in shut
    assert b"xl/worksheets" not in shut


def test_the_description_is_the_agile_one_of_office(shut):
    assert b'cipherAlgorithm="AES"' in shut
    assert b'hashAlgorithm="SHA512"' in shut
    assert b'keyBits="256"' in shut


def test_another_password_does_not_open_it(shut):
    with pytest.raises(WrongPasswordError) as told:
        decrypt(shut, "ちがう", "返信.xlsx")

    assert "返信.xlsx" in told.value.one_line()
    assert "ちがう" not in told.value.one_line()


def test_a_damaged_envelope_is_told_plainly(shut):
    place = shut.index(b"spinCount")
    for damaged in (
        shut[:3000],
        shut[:600] + b"\0" * 4000,
        shut[:place] + b"xxxx" + shut[place + 4 :],
        b"",
        b"PK",
    ):
        with pytest.raises(UnreadableFileError, match=r"返信\.xlsx"):
            decrypt(damaged, SECRET, "返信.xlsx")


def test_a_file_that_would_take_minutes_to_open_is_not_opened(shut):
    slow = shut.replace(b'spinCount="100000"', b'spinCount="9000000"')
    begin = time.monotonic()

    with pytest.raises(UnreadableFileError):
        decrypt(slow, SECRET, "返信.xlsx")

    assert slow != shut
    assert time.monotonic() - begin < 2


def test_the_password_is_in_no_log(workbook, caplog):
    with caplog.at_level(logging.DEBUG):
        decrypt(encrypt(workbook, SECRET), SECRET, "返信.xlsx")

    assert SECRET not in caplog.text


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "msoffcrypto.format.ooxml", None)

    with pytest.raises(UsageError, match=r"jama-checksheet\[encryption\]"):
        require_encryption()
