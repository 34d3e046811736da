"""Makes images/mail.png: a draft as `send` writes it, opened with Python's email parser and drawn by LibreOffice.

`python docs/make_mail_image.py` (needs LibreOffice and pdftoppm).
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from jama_checksheet.delivery.manifest import Contact, Manifest, Part
from jama_checksheet.delivery.messages import compose
from jama_checksheet.delivery.mime import as_draft
from jama_checksheet.delivery.recipients import Domains, recipients_of
from jama_checksheet.delivery.template import read_template

IMAGE = Path(__file__).parent / "images" / "mail"
DPI = 90
CROP = ("-x", "52", "-y", "75", "-W", "656", "-H", "490")
FONT, GREY, BLUE = "Noto Sans CJK JP", "5B6570", "EEF2F6"


def draft(folder: Path) -> EmailMessage:
    """One department's request, through the same functions as `send`."""
    part = Part(
        department="総務部",
        path="2025_自工会_総務部_回答用.xlsx",
        items=tuple("12345678"),
        lead=(),
        to=(Contact("suzuki@example.co.jp", "鈴木", "総務課長"),),
        cc=(Contact("tanaka@example.co.jp", "田中"),),
        due=date(2025, 12, 12),
    )
    (folder / part.path).write_bytes(b"")
    manifest = Manifest("", "", "", "", 2025, (part,), "情報システム課 佐藤（内線 1234）")
    to = recipients_of(part, Domains(("example.co.jp",)))
    mail = compose(manifest, part, to, read_template(), folder=folder, today=date(2025, 11, 20))
    sender = Contact("sato@example.co.jp", "佐藤")
    return message_from_bytes(as_draft(mail, sender), policy=policy.default)


def page(message: EmailMessage) -> Workbook:
    """The mail as a mail program shows it, on a sheet (the one thing that LibreOffice Calc can draw)."""
    text = message.get_body()
    assert text is not None
    shown = [
        (label, str(message[name])) for label, name in (("差出人", "From"), ("宛先", "To"), ("CC", "Cc"))
    ]
    shown.append(("件名", str(message["Subject"])))
    shown.append(("添付", "、".join(str(part.get_filename()) for part in message.iter_attachments())))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 9, 82
    for label, value in shown:
        sheet.append((label, value))
    for row in sheet.iter_rows(max_row=len(shown), max_col=2):
        for cell in row:
            cell.fill = PatternFill("solid", BLUE)
            cell.font = Font(FONT, 10, color=GREY if cell.column == 1 else None)
    for number, line in enumerate(text.get_content().splitlines(), len(shown) + 2):
        sheet.cell(number, 1, line).font = Font(FONT, 10)
    sheet.print_area = f"A1:B{sheet.max_row}"
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book


def main() -> None:
    """Draw it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        page(draft(folder)).save(folder / "mail.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*convert, "--outdir", folder, folder / "mail.xlsx"], check=True, capture_output=True, timeout=120
        )
        draw = ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile", "-png", *CROP]
        subprocess.run([*draw, folder / "mail.pdf", IMAGE], check=True)


if __name__ == "__main__":
    main()
