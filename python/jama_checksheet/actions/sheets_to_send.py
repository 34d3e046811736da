"""Whether the file that lies in the folder is the sub-sheet of this very department: nobody is to receive another one's answers."""

from __future__ import annotations

from pathlib import Path

from jama_checksheet.checksheet.plain_text import one_line
from jama_checksheet.delivery.encryption import is_encrypted
from jama_checksheet.delivery.manifest import Manifest, Part
from jama_checksheet.errors import CheckSheetError
from jama_checksheet.workbook.opening import open_package
from jama_checksheet.workbook.reading import read_book
from jama_checksheet.workbook.subsheet.payload import read_payload


def fault_of(folder: Path, manifest: Manifest, part: Part) -> str:
    """Why the part's file must not go out, in Japanese; "" where it may.

    A file with a password cannot be looked into; then only the password itself is made sure of.
    """
    path, name = folder / part.path, one_line(part.path)
    if path.is_symlink() or not path.is_file():
        return f"回答用シート「{name}」がフォルダーにありません。"
    try:
        if part.encrypted:
            protected = is_encrypted(path.read_bytes())
            return "" if protected else f"「{name}」に、付いているはずのパスワードが付いていません。"
        payload = read_payload(read_book(open_package(path), part.path))
    except (CheckSheetError, OSError):
        payload = None
    if payload is None:
        return f"「{name}」を、部門別の回答用シートとして確認できません。"
    if (payload.key, payload.department) != (manifest.key, part.department):
        return f"「{name}」は、{one_line(part.department)}への今回の回答用シートではありません。"
    return ""
