"""A small distribution as `split` leaves it, made by hand: three departments, each with a file that says whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from jama_checksheet.delivery.manifest import FILE_NAME, Contact, Manifest, Part, Reply, to_text
from jama_checksheet.delivery.messages import Mail, compose
from jama_checksheet.delivery.recipients import Domains, recipients_of
from jama_checksheet.delivery.template import read_template
from jama_checksheet.model import Score
from jama_checksheet.workbook.subsheet.payload import SHEET_NAME, Payload, PayloadItem, payload_cells

KEY = "0123456789abcdef0123456789abcdef"
EVIDENCE = "情報セキュリティ規程を策定（2023年）"
NOW = datetime(2025, 12, 1, 9, 30)
TODAY = NOW.date()
GOLDEN = Path(__file__).parent / "golden"
FOLDER = Path("配布")


def part(
    department: str = "総務部", mail: str = "suzuki@example.co.jp", person: str = "鈴木", **changes: object
) -> Part:
    made = Part(
        department=department,
        path=f"2025_自工会_{department}_回答用.xlsx",
        items=tuple(str(no) for no in range(1, 9)),
        lead=("1", "2"),
        to=(Contact(mail, person),),
        due=date(2025, 12, 12),
    )
    return replace(made, **changes)


def general_affairs() -> Part:
    return part(
        to=(Contact("suzuki@example.co.jp", "鈴木", "総務課長"),),
        cc=(Contact("tanaka@example.co.jp", "田中"),),
    )


def purchasing() -> Part:
    return part("購買・調達部", "ito@example.co.jp", "伊藤", items=("42", "43", "44"))


def personnel() -> Part:
    return part("人事部", "kato@example.co.jp", "加藤", items=("28",), due=None)


def manifest(*parts: Part, contact: str = "情報システム課 佐藤（内線 1234）") -> Manifest:
    shown = parts or (general_affairs(), purchasing(), personnel())
    return Manifest(KEY, "2025-11-20T09:00:00", "チェックシート.xlsx", "チェックシート", 2025, shown, contact)


def returned(made: Part) -> Part:
    reply = Reply("回答.xlsx", "d" * 64, "2025-11-25T10:00:00", "2025-11-26T09:00:00")
    return replace(made, replies=(reply,))


def mail(made: Part, *, contact: str = "情報システム課 佐藤（内線 1234）", **changes: Any) -> Mail:
    """The mail for a part, as the standard texts make it on TODAY."""
    whole = manifest(made, contact=contact)
    to = recipients_of(made, Domains(("example.co.jp",)))
    return compose(whole, made, to, read_template(), folder=FOLDER, today=TODAY, **changes)


def sub_sheet(path: Path, department: str, key: str = KEY) -> None:
    """The least that is recognised as a department's sub-sheet."""
    item = PayloadItem("1", tuple("abcdefgh"), Score.DONE, EVIDENCE)
    book = Workbook()
    sheet = book.create_sheet(SHEET_NAME)
    for (row, column), text in payload_cells(
        Payload(key, department, 2025, "チェックシート", (item,))
    ).items():
        sheet.cell(row, column, text)
    book.save(path)


def write_manifest(place: Path, made: Manifest) -> None:
    (place / FILE_NAME).write_text(to_text(made), encoding="utf-8")


def folder(place: Path, made: Manifest | None = None) -> Path:
    """The folder with manifest.json and the sub-sheets."""
    made = made or manifest()
    place.mkdir(exist_ok=True)
    write_manifest(place, made)
    for one in made.parts:
        sub_sheet(place / one.path, one.department, made.key)
    return place
