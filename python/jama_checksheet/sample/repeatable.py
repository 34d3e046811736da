"""Saves a workbook so that two builds give the same bytes: fixed dates in the properties, fixed times in the zip."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

BUILD_DATE = datetime(2025, 11, 20)
"""The date that built workbooks carry as created and modified."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save_repeatable(book: Workbook) -> bytes:
    """The workbook as an .xlsx package whose bytes depend on its content alone."""
    book.properties.created = BUILD_DATE
    buffer = io.BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def repack(package: bytes) -> bytes:
    """The same package with `BUILD_DATE` as the date of every part and as its date of modification."""
    stamp = BUILD_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                # openpyxl writes the moment of saving here, whatever the properties say.
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            info = zipfile.ZipInfo(name, BUILD_DATE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)
    return out.getvalue()
