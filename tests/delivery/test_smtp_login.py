"""The password comes from a file or from the system's store, and never shows."""

import sys
from types import SimpleNamespace

import pytest

from jama_checksheet.delivery.smtp_login import password_for
from jama_checksheet.errors import CheckSheetError, UsageError

SECRET = "Hi-mitsu#4711"


def file_with(tmp_path, content):
    path = tmp_path / "password.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("content", [SECRET, SECRET + "\n", SECRET + "\r\nメモ\r\n", "\ufeff" + SECRET])
def test_the_first_line_of_the_file(content, tmp_path):
    assert password_for("sato", "mail", file_with(tmp_path, content.encode())) == SECRET


def test_spaces_belong_to_it(tmp_path):
    assert password_for("sato", "mail", file_with(tmp_path, b" a b \n")) == " a b "


@pytest.mark.parametrize("content", [b"", b"\nx", "ひみつ4711".encode(), b"\xff\xfe4711", b"\x82\xd04711"])
def test_what_is_no_password_is_told_without_showing_it(content, tmp_path):
    with pytest.raises(CheckSheetError, match=r"password\.txt") as caught:
        password_for("sato", "mail", file_with(tmp_path, content))
    assert "4711" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_absent_file_is_told(tmp_path):
    with pytest.raises(CheckSheetError, match="読み取れません"):
        password_for("sato", "mail", tmp_path / "none.txt")


def store(monkeypatch, get):
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get))


def test_the_system_store_is_asked_by_server_and_user(monkeypatch):
    store(
        monkeypatch,
        lambda service, user: SECRET if (service, user) == ("jama-checksheet:mail", "sato") else None,
    )

    assert password_for("sato", "mail", None) == SECRET
    with pytest.raises(UsageError, match="keyring set jama-checksheet:other sato"):
        password_for("sato", "other", None)


def test_a_store_that_fails_is_told(monkeypatch):
    def locked(service, user):
        raise RuntimeError(SECRET)

    store(monkeypatch, locked)
    with pytest.raises(UsageError, match="RuntimeError") as caught:
        password_for("sato", "mail", None)
    assert SECRET not in str(caught.value)


def test_without_keyring_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)

    with pytest.raises(UsageError, match=r"jama-checksheet\[keyring\]"):
        password_for("sato", "mail", None)
