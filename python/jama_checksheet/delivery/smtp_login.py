"""The password for the mail server: from a password file or from the system's own store (keyring), never from the command line."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from jama_checksheet.errors import UnreadableFileError, UsageError

SERVICE = "jama-checksheet"
_LARGEST = 4096


def password_for(user: str, host: str, file: Path | None) -> str:
    """The password of `user` at `host`: the first line of `file`, else what keyring holds under "jama-checksheet:HOST".

    Raises UnreadableFileError and UsageError; no message ever holds the password or a part of it.
    """
    found = _from_file(file) if file is not None else _from_keyring(user, host)
    if not found.isascii() or not user.isascii():
        raise UsageError(
            "メールサーバーのユーザー名かパスワードに、半角の英数字・記号以外の文字があります。",
            where=str(file or "--user"),
            remedy="ユーザー名とパスワードをご確認ください。",
        )
    return found


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        # "from None": a UnicodeDecodeError carries the file's bytes with it.
        raise UnreadableFileError(
            "メールサーバーのパスワードのファイルを読み取れません。",
            where=str(file),
            remedy="パスワードだけを1行目に書いたテキストファイル（UTF-8）を指定してください。",
        ) from None
    password = text.split("\n", 1)[0].rstrip("\r")
    if not password:
        raise UsageError(
            "パスワードのファイルの1行目が空です。",
            where=str(file),
            remedy="パスワードだけを1行目に書いてください。",
        )
    return password


def _from_keyring(user: str, host: str) -> str:
    how = f"keyring set {SERVICE}:{host} {user} で登録するか、--smtp-password-file を指定してください。"
    try:
        keyring = import_module("keyring")
    except ImportError as error:
        raise UsageError(
            "パスワードを取り出す仕組み（keyring）が入っていません。",
            where="--user",
            remedy='pip install "jama-checksheet[keyring]" で入れるか、--smtp-password-file を指定してください。',
        ) from error
    try:
        found = keyring.get_password(f"{SERVICE}:{host}", user)
    except Exception as error:  # every store has errors of its own
        raise UsageError(
            f"資格情報の保管場所を開けませんでした（{type(error).__name__}）。", where="--user", remedy=how
        ) from None
    if not found:
        raise UsageError(
            "メールサーバーのパスワードが登録されていません。", where=f"{user} / {host}", remedy=how
        )
    return str(found)
