"""The rich book, whole: as .xlsm with all features, or as .xlsx without the macros."""

from __future__ import annotations

import functools
import io
import zipfile

from workbook.rich.base import base
from workbook.rich.splices import splice


@functools.cache
def rich_book(with_macros: bool = True) -> bytes:
    """The bytes of the book."""
    with zipfile.ZipFile(io.BytesIO(base(with_macros))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    splice(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
