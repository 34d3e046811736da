"""LibreOffice as the independent calculator: opens a workbook, recalculates every formula, and says what it found."""

import os
import shutil
import signal
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
</oor:items>
"""
"""LibreOffice shows cached values unless it is told otherwise: 0 is "always recalculate"."""

SECONDS = 180


class Office:
    """`recalculate` and `pdf` work in `folder`, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")

    def convert(self, package: bytes, to: str) -> Path:
        place = self.folder / f"book-{len(list(self.folder.iterdir()))}"
        place.mkdir()
        source = place / "in.xlsx"
        source.write_bytes(package)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        profile = (self.folder / "profile").as_uri()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
        command += ["--convert-to", to, "--outdir", str(place / "out"), str(source)]
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            said, _ = running.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            raise
        made = place / "out" / f"in.{to}"
        assert made.is_file(), said
        return made

    def recalculate(self, package: bytes, sheet: str) -> dict[tuple[int, int], object]:
        """The values of a sheet by (row, column) after LibreOffice calculated everything anew; days as dates, "" and empty left out."""
        book = openpyxl.load_workbook(self.convert(package, "xlsx"), data_only=True)
        return {
            (cell.row, cell.column): plain(cell.value)
            for row in book[sheet].iter_rows()
            for cell in row
            if plain(cell.value) is not None
        }


def plain(value: object) -> object:
    """A value as it can be compared, whoever wrote the file."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return round(value, 9)
    return None if value == "" else value


def as_day(value: object) -> object:
    """A serial number as a day, for a value that the other side shows as a date."""
    return (
        date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
        if isinstance(value, int | float)
        else value
    )
