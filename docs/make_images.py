"""Makes the pictures of the READMEs from the demo's result: `python docs/make_images.py` (needs LibreOffice and pdftoppm)."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jama_checksheet.actions.demo import demo

IMAGES = Path(__file__).parent / "images"
DPI = 70
SHOWN = {
    "checksheet": "確認者・理由",
    "points": "確認ポイント一覧",
    "summary": "自己評価の状況",
}
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


def main() -> None:
    """All three. openpyxl only sets the print area of a throw-away copy here; LibreOffice draws it."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        book = load_workbook(demo(folder, datetime.now()).result["files"]["result"])
        check_sheet_view(book["チェックシート"])
        book.save(folder / "copy.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            folder / "copy.xlsx",
        ]
        subprocess.run(convert, check=True, capture_output=True)
        texts = pages(folder / "copy.pdf")
        for name, words in SHOWN.items():
            page = next(number for number, text in enumerate(texts, 1) if words in text)
            draw = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
            subprocess.run([*draw, folder / "copy.pdf", IMAGES / name], check=True)


if __name__ == "__main__":
    main()
