"""Sub-sheets with a password, encrypted as Office does it (agile encryption, MS-OFFCRYPTO 2.3.4.10), and opened again."""

from __future__ import annotations

import importlib
import io
import logging
import re
from typing import Any

from jama_checksheet.errors import UnreadableFileError, UsageError

_MOST_SPINS = 1_000_000
"""Rounds of hashing that we do for a foreign file; Office writes 100,000, and the format allows ten million, which takes minutes."""
_LARGEST_INFO = 65_536
_SPINS = re.compile(rb'spinCount\s*=\s*["\'](\d{1,20})["\']')


class WrongPasswordError(UnreadableFileError):
    """The file is encrypted, and this password does not open it."""


def require_encryption() -> None:
    """Raise UsageError, saying what to install, where the optional library is absent."""
    _library()


def encrypt(workbook: bytes, password: str) -> bytes:
    """The workbook's bytes, encrypted so that Excel asks for the password. Raises UsageError where the library is absent."""
    target = io.BytesIO()
    _library().OOXMLFile(io.BytesIO(workbook)).encrypt(password, target)
    return target.getvalue()


def is_encrypted(data: bytes) -> bool:
    """Whether the bytes are the envelope of an encrypted Office document (a compound file with a stream EncryptedPackage)."""
    return data.startswith(bytes.fromhex("d0cf11e0a1b11ae1")) and (
        "EncryptedPackage".encode("utf-16-le") in data
    )


def decrypt(data: bytes, password: str, where: str) -> bytes:
    """The workbook inside. `where` names the file in messages.

    Raises WrongPasswordError, UnreadableFileError for a damaged envelope or one that would take minutes to open, and UsageError
    where the library is absent. What comes out is foreign data still.
    """
    library = _library()
    target = io.BytesIO()
    try:
        _check_effort(data)
        document = library.OOXMLFile(io.BytesIO(data))
        document.load_key(password=password, verify_password=True)
        document.decrypt(target)
    except UnreadableFileError as error:
        raise UnreadableFileError(error.what, where=where, remedy=error.remedy) from None
    except Exception as error:  # a damaged compound file fails in the library in ways that it does not name
        if type(error).__name__ == "InvalidKeyError":
            raise WrongPasswordError(
                "パスワードが合わないため、開けません。",
                where=where,
                remedy="パスワードのファイルの部門名とパスワードをご確認ください。",
            ) from None
        raise _damaged(where) from None
    return target.getvalue()


def _check_effort(data: bytes) -> None:
    """Look at the envelope's description before any work is done for it."""
    olefile = importlib.import_module("olefile")
    with olefile.OleFileIO(io.BytesIO(data)) as envelope:
        if envelope.get_size("EncryptionInfo") > _LARGEST_INFO:
            raise _damaged("")
        info = envelope.openstream("EncryptionInfo").read()
    if b"<!DOCTYPE" in info or b"<!ENTITY" in info or any(int(n) > _MOST_SPINS for n in _SPINS.findall(info)):
        raise _damaged("")


def _damaged(where: str) -> UnreadableFileError:
    return UnreadableFileError(
        "暗号化されたファイルの中身を読み取れません。",
        where=where,
        remedy="部門の方に、保存し直したファイルをもう一度送っていただくようお願いしてください。",
    )


def _library() -> Any:
    try:
        library = importlib.import_module("msoffcrypto.format.ooxml")
    except ImportError as error:
        raise UsageError(
            "パスワード付きのファイルを扱う部品（msoffcrypto-tool）が入っていません。",
            remedy='pip install "jama-checksheet[encryption]" を実行してからやり直してください。',
        ) from error
    # Some of its functions write the password into debug messages.
    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL + 1)
    return library
