"""Makes the pictures of the READMEs and the manual from the demo's result: `python docs/make_images.py` (needs LibreOffice and pdftoppm)."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jama_checksheet.actions.demo import demo
from jama_checksheet.cli import main as main_of_cli

IMAGES = Path(__file__).parent / "images"
DPI = 70
IN_BOOK = {"checksheet": "確認者・理由", "points": "確認ポイント一覧", "summary": "自己評価の状況"}
IN_SUB_SHEET = {"subsheet-cover": "お願いの背景", "subsheet": "ご確認いただきたい点"}
"""Picture -> words by which its page is found."""


def check_sheet_view(sheet: Worksheet) -> None:
    """The rows and columns that a coordinator sees on the screen, on one page."""
    own = next(cell.column_letter for cell in sheet[7] if cell.value == "担当者")
    sheet.print_area = f"F5:{own}24"
    for letter in "IJK":
        sheet.column_dimensions[letter].hidden = True


def pages(pdf: Path) -> list[str]:
    """The text of every page."""
    done = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")


def draw(book: Path, shown: dict[str, str], folder: Path) -> None:
    """The pages of a book that hold these words, as pictures. LibreOffice draws them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, book]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = folder / f"{book.stem}.pdf"
    texts = pages(pdf)
    for name, words in shown.items():
        page = next(number for number, text in enumerate(texts, 1) if words in text)
        command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run([*command, pdf, IMAGES / name], check=True)


def main() -> None:
    """All of them. openpyxl only sets the print area of a throw-away copy here."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = demo(folder, datetime.now()).result["files"]["result"]
        book = load_workbook(made)
        check_sheet_view(book["チェックシート"])
        book.save(folder / "copy.xlsx")
        draw(folder / "copy.xlsx", IN_BOOK, folder)
        split = [
            "split",
            str(made),
            "--to",
            str(folder / "sent"),
            "--due",
            "2025-12-12",
            "--as-of",
            "2025-11-20",
        ]
        main_of_cli([*split, "--contact", "情報システム課 佐藤（内線 1234）"])
        draw(folder / "sent" / "2025_自工会_総務課_回答用.xlsx", IN_SUB_SHEET, folder)


if __name__ == "__main__":
    main()
