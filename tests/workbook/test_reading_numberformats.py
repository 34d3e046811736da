"""Which number formats show a date, and which day a serial number means."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from openpyxl.utils.datetime import from_excel

from jama_checksheet.workbook.numberformats import Shows, moment, shown_by
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.reading import read_book
from workbook.reading_books import by_hand


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("General", Shows.NUMBER),
        ("0", Shows.NUMBER),
        ("0.00E+00", Shows.NUMBER),
        ("#,##0_);[Red](#,##0)", Shows.NUMBER),
        ('#,##0"円"', Shows.NUMBER),
        ('0"day"', Shows.NUMBER),
        (r"0\d", Shows.NUMBER),
        ("@", Shows.NUMBER),
        ("", Shows.NUMBER),
        ('"年月日"0', Shows.NUMBER),
        ("[h]:mm:ss", Shows.NUMBER),
        ("[$-411]General", Shows.NUMBER),
        ("[DBNum1][$-411]General", Shows.NUMBER),
        ("_-* #,##0.00_-", Shows.NUMBER),
        ("[Blue]0.0", Shows.NUMBER),
        ("yyyy/m/d", Shows.DATE),
        ("yyyy-mm-dd;@", Shows.DATE),
        ('yyyy"年"m"月"d"日"', Shows.DATE),
        ('yyyy"年"m"月"', Shows.DATE),
        ('m"月"d"日"', Shows.DATE),
        ("m", Shows.DATE),
        ("mmm-yy", Shows.DATE),
        ("[$-411]ge.m.d", Shows.DATE),
        ("[$-411]ge.m.d;@", Shows.DATE),
        ('[$-411]ggge"年"m"月"d"日"', Shows.DATE),
        ('[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', Shows.DATE),
        ("[$-F800]dddd, mmmm dd, yyyy", Shows.DATE),
        ("aaa", Shows.DATE),
        ("[<45000]yyyy/m/d;0", Shows.DATE),
        ("h:mm", Shows.TIME),
        ("h:mm AM/PM", Shows.TIME),
        ("mm:ss.0", Shows.TIME),
        ('h"時"mm"分"', Shows.TIME),
        ("[$-F400]h:mm:ss AM/PM", Shows.TIME),
        ("yyyy/m/d h:mm", Shows.BOTH),
        ('[$-411]ge.m.d h"時"', Shows.BOTH),
    ],
)
def test_what_a_format_shows(code: str, shows: Shows) -> None:
    assert shown_by(code) is shows


@pytest.mark.parametrize("serial", [1, 31.25, 59, 61, 45000, 45000.5, 45981.354166666664, 2958465])
def test_a_serial_means_the_same_moment_as_in_openpyxl(serial: float) -> None:
    assert moment(serial, Shows.BOTH, from_1904=False) == from_excel(serial)


@pytest.mark.parametrize("serial", [1, 1.25, 40000, 44519.75])
def test_the_1904_system_too(serial: float) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    assert moment(serial, Shows.BOTH, from_1904=True) == from_excel(serial, epoch=CALENDAR_MAC_1904)


@pytest.mark.parametrize("serial", [-1, 0, 60, 60.5, 2958466, 1e12, 1e300])
def test_a_number_that_is_no_day_stays_a_number(serial: float) -> None:
    assert moment(serial, Shows.DATE, from_1904=False) is None


@pytest.mark.parametrize(
    ("serial", "shows", "found"),
    [
        (45981, Shows.DATE, date(2025, 11, 20)),
        (45981.5, Shows.DATE, datetime(2025, 11, 20, 12)),
        (45981, Shows.BOTH, datetime(2025, 11, 20)),
        (45980.99999999999, Shows.DATE, date(2025, 11, 20)),
        (0.354166666666667, Shows.TIME, time(8, 30)),
        (0.9999999999, Shows.TIME, time(23, 59, 59, 999000)),
        (0, Shows.TIME, time(0, 0)),
    ],
)
def test_day_and_clock(serial: float, shows: Shows, found: object) -> None:
    made = moment(serial, shows, from_1904=False)
    assert made == found
    assert type(made) is type(found)


@pytest.mark.parametrize(
    ("built_in", "found"),
    [
        (14, date),
        (31, date),
        (57, date),
        (58, date),
        (20, datetime),
        (22, datetime),
        (46, int),
        (0, int),
        (59, int),
    ],
)
def test_built_in_formats(built_in: int, found: type) -> None:
    styles = f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{built_in}"/></cellXfs>'
    data = by_hand('<sheetData><row><c s="1"><v>45981</v></c></row></sheetData>', styles=styles)
    assert type(read_book(Package.from_bytes(data), "").grids[0].values[1, 1]) is found


def test_a_format_of_the_file_goes_before_the_built_in_one() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="27" formatCode="0.0"/><numFmt numFmtId="176" formatCode="[$-411]ge.m.d"/></numFmts>'
        '<cellXfs><xf numFmtId="27"/><xf numFmtId="176"/></cellXfs>'
    )
    data = by_hand(
        '<sheetData><row><c><v>45981</v></c><c s="1"><v>45981</v></c></row></sheetData>', styles=styles
    )
    assert read_book(Package.from_bytes(data), "").grids[0].values == {
        (1, 1): 45981,
        (1, 2): date(2025, 11, 20),
    }
