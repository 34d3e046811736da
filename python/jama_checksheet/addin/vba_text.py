"""The Japanese that VBA shows, written into 7-bit ASCII sources as character codes.

The VBA editor reads a source in the code page of the PC, so Japanese written directly would be garbled on another one.
"""

from __future__ import annotations

from collections.abc import Mapping

from jama_checksheet.checksheet.sheet import CONFIRMED, MARKS, OWN_HEADERS, OWN_RANGE
from jama_checksheet.ribbon_table import TAB_LABEL

MESSAGES: Mapping[str, str] = {
    "title": TAB_LABEL,
    "header_mark": OWN_HEADERS["mark"],
    "header_points": OWN_HEADERS["points"],
    "confirmed": CONFIRMED,
    "open_marks": "".join(MARKS),
    "columns_name": OWN_RANGE,
    "no_book": "ブックが開かれていません。チェックシートを開いてから、もう一度お試しください。",
    "no_columns": "このシートには、まだ点検の結果がありません。先に「点検する」を押してください。",
    "no_next": "この行より下に、未確認の確認ポイントはありません。",
    "no_previous": "この行より上に、未確認の確認ポイントはありません。",
    "choose_row": "チェックシートで、確認済みにする行のセルを選んでから押してください。",
    "already_confirmed": "この行は、すでに確認済みです。",
    "no_point_here": "この行に、確認ポイントはありません。",
    "not_written": "書き込めませんでした。シートの保護やセルの編集中の状態をご確認ください。何も変更していません。",
    "python_failed": "処理を最後まで実行できませんでした。直前に表示された内容をご確認ください。"
    "続く場合は、コマンドプロンプトで「jama-checksheet doctor」を実行すると、直し方が表示されます。",
    "python_blocked": "Excel から Python を起動できませんでした。会社のセキュリティ設定で止められていることがあります。"
    "コマンドプロンプトで「jama-checksheet live」に続けて操作名を入力すると、同じ操作を実行できます。",
}
"""Key -> text. VBA asks for it with `T(key)`."""

_CODES_PER_LINE = 100


def literal(text: str) -> str:
    """A text as a VBA expression in ASCII: itself in quotes where it is ASCII, else `U("…")` with its UTF-16 codes.

    No line grows over VBA's 1023 characters; a long text is joined from several calls.
    """
    if text.isascii() and text.isprintable():
        return '"' + text.replace('"', '""') + '"'
    raw = text.encode("utf-16-le")
    codes = [str(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2)]
    parts = [
        'U("' + " ".join(codes[at : at + _CODES_PER_LINE]) + '")'
        for at in range(0, len(codes), _CODES_PER_LINE)
    ]
    return " & _\n            ".join(parts)


def text_module() -> str:
    """The source of JamaText.bas: `T(key)` gives a message, `U(codes)` the characters with these codes."""
    cases = "\n".join(
        f'        Case "{key}"\n            T = {literal(text)}' for key, text in MESSAGES.items()
    )
    return f"""Attribute VB_Name = "JamaText"
Option Explicit
Option Private Module

' Written by addin/build.py from jama_checksheet/addin/vba_text.py. Do not edit here.

Public Function T(ByVal key As String) As String
    Select Case key
{cases}
        Case Else
            T = key
    End Select
End Function

' The characters with these UTF-16 codes, which stand in decimal with a blank between.
Public Function U(ByVal codes As String) As String
    Dim words As Variant
    Dim place As Long
    words = Split(codes, " ")
    For place = LBound(words) To UBound(words)
        U = U & ChrW(CLng(words(place)))
    Next place
End Function
"""
